"""The course's tokenizers equal the package `tokenizers`: BPE in merges and numbers, WordPiece in pieces."""

import random
import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from course_utils import assets
from course_utils.text import byte_pairs, merging, parallel
from course_utils.text.byte_pairs import BYTE_ORDER, BytePairs, train_byte_pairs
from course_utils.text.word_pieces import WordPieces, train_word_pieces

TEXTS = [*parallel.training_texts(), *(s for one in parallel.sentences().values() for s in one)]
BYTE_NAME = dict(zip(BYTE_ORDER, [chr(b) if b in byte_pairs.PRINTABLE else None for b in BYTE_ORDER], strict=True))
for number, byte in enumerate(b for b in BYTE_ORDER if b not in byte_pairs.PRINTABLE):
    BYTE_NAME[byte] = chr(256 + number)

SIGNS = "\t\n\r  \u00a0\u3000é ß İ Σς ñ 🙂👩‍🚀 ① ½ $ ~ ` _ « » — … \u0301\u200b\x00\x07\ufffd"


def name(token: bytes) -> str:
    """A token as `tokenizers` writes it: one printable character for each byte."""
    return "".join(BYTE_NAME[b] for b in token)


def byte_level():
    cut = pre_tokenizers.Split(Regex(byte_pairs.PATTERN), "isolated")
    return pre_tokenizers.Sequence([cut, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def library_byte_pairs(ours: BytePairs) -> Tokenizer:
    merges = [(name(ours.tokens[a]), name(ours.tokens[b])) for a, b in ours.merges]
    theirs = Tokenizer(models.BPE({name(t): n for n, t in enumerate(ours.tokens)}, merges))
    theirs.pre_tokenizer = byte_level()
    return theirs


def strings(count: int, seed: int = 0) -> list[str]:
    """Pieces of the course's texts, mixed over all scripts, with signs and white space of every kind between them."""
    draw = random.Random(seed)
    alphabet = "".join(sorted(set("".join(TEXTS)))) + SIGNS
    made = []
    for _ in range(count):
        if draw.random() < 0.5:
            text = draw.choice(TEXTS)
            start = draw.randrange(len(text))
            made.append(text[start : start + draw.randrange(80)])
        else:
            made.append("".join(draw.choice(alphabet) for _ in range(draw.randrange(30))))
    return made


@pytest.mark.parametrize("merges", [1, 50, 1500])
def test_the_merges_learned_are_those_of_the_library_in_its_order(merges, report):
    ours = train_byte_pairs(TEXTS, merges)
    theirs = Tokenizer(models.BPE())
    theirs.pre_tokenizer = byte_level()
    trainer = trainers.BpeTrainer(vocab_size=256 + merges, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
                                  show_progress=False, special_tokens=[])
    theirs.train_from_iterator(TEXTS, trainer)
    vocabulary = theirs.get_vocab()
    assert [name(t) for t in ours.tokens[: len(vocabulary)]] == sorted(vocabulary, key=vocabulary.get)
    report(f"byte-level BPE: {len(vocabulary)} tokens trained by both, equal in the same order")


def test_learning_fast_equals_counting_anew_in_every_step():
    draw = random.Random(1)
    for _ in range(30):
        words = {tuple(draw.choices(range(4), k=draw.randrange(1, 9))): draw.randrange(1, 5) for _ in range(12)}
        tokens = list("abcd")
        got = merging.learn_merges(dict(words), tokens, 15, lambda a, b: a + b)
        slow, names = [], list("abcd")
        while len(slow) < 15 and (pairs := +merging.count_pairs(words)):
            best = min(pairs, key=lambda p: (-pairs[p], p))
            text = names[best[0]] + names[best[1]]
            if text not in names:
                names.append(text)
            again: dict = {}
            for word, count in words.items():
                merged = merging.merge_pair(word, best, names.index(text))
                again[merged] = again.get(merged, 0) + count
            words = again
            slow.append(best)
        assert got == slow
        assert tokens == names


def test_byte_pairs_encode_as_the_library_on_many_strings(report):
    ours = train_byte_pairs(TEXTS, 1500)
    theirs, cases = library_byte_pairs(ours), strings(1500)
    for text in cases:
        assert ours.encode(text) == theirs.encode(text).ids, repr(text)
    report(f"byte-level BPE: {len(cases)} strings get the numbers of `tokenizers`")


def test_the_cut_into_pre_tokens_is_the_regular_expression():
    pattern = regex.compile(byte_pairs.PATTERN)
    for text in strings(1000, 3):
        assert byte_pairs.pre_tokens(text) == pattern.findall(text), repr(text)
    assert {chr(c) for c in range(0x110000) if regex.match(r"\p{White_Space}", chr(c))} == byte_pairs.WHITE_SPACE


SMALL = train_byte_pairs(TEXTS, 300)


@settings(max_examples=500, deadline=None, database=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_from_its_bytes(text):
    numbers = SMALL.encode(text)
    assert SMALL.decode(numbers) == text
    assert b"".join(SMALL.tokens[n] for n in numbers) == text.encode()


def test_every_character_of_unicode_comes_back(report):
    characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    for start in range(0, len(characters), 4096):
        block = "".join(characters[start : start + 4096])
        assert SMALL.decode(SMALL.encode(block[:64])) == block[:64]
        assert "".join(byte_pairs.pre_tokens(block)) == block
    report(f"pre-tokens of all {len(characters):,} characters join to the text; 64 of each 4,096 were coded too")


def test_half_a_surrogate_pair_and_a_merge_from_nowhere_are_refused_in_words():
    with pytest.raises(ValueError, match="half a surrogate"):
        SMALL.encode("\ud83d")
    with pytest.raises(ValueError, match="no earlier merge"):
        BytePairs([(0, 256)])
    with pytest.raises(ValueError, match="lacks"):
        WordPieces(["a"])
    with pytest.raises(ValueError, match="choose a size above"):
        train_word_pieces(TEXTS, 10)


def minilm():
    return (assets.checkpoint("minilm").path / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]


def library_word_pieces(vocabulary):
    numbers = {p: n for n, p in enumerate(vocabulary)}
    theirs = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]", max_input_chars_per_word=100))
    theirs.normalizer = normalizers.BertNormalizer(lowercase=True)
    theirs.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return theirs


@pytest.mark.parametrize("which", ["minilm", "ours"])
def test_word_pieces_equal_the_library_s_on_many_strings(which, report):
    vocabulary = minilm() if which == "minilm" else train_word_pieces(TEXTS, 2000).vocabulary
    ours, theirs = WordPieces(vocabulary), library_word_pieces(vocabulary)
    cases = [*strings(1500, 5), *TEXTS[:200], "x" * 100, "x" * 101]
    for text in cases:
        assert ours.pieces(text) == theirs.encode(text).tokens, repr(text)
    report(f"WordPiece, vocabulary {which}: {len(cases)} strings are cut as by `tokenizers`")


def test_the_checkpoint_s_own_tokenizer_agrees():
    tokenizer, _ = assets.encoder("minilm")
    ours = WordPieces(minilm())
    for text in TEXTS[:300]:
        assert ours.encode(text) == tokenizer(text, add_special_tokens=False)["input_ids"], text


def test_an_unknown_character_makes_the_whole_word_unknown():
    ours = WordPieces(["[UNK]", "low", "##er", "##e", "l"])
    assert ours.cut("lower") == ["low", "##er"]
    assert ours.cut("lowest") == ["[UNK]"]
    assert ours.cut("") == ["[UNK]"]


def test_the_bundled_texts_are_normal_and_tell_the_same_in_every_language():
    texts = parallel.sentences()
    assert len({len(one) for one in texts.values()}) == 1
    assert all(unicodedata.normalize("NFC", s) == s for one in texts.values() for s in one)
