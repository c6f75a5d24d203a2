"""Labels sit on their own words, batches lose nothing, and the sampler goes on where it stopped."""

import pytest
import torch

from course_utils import assets
from course_utils.training import alignment, batches
from course_utils.training.alignment import CASINGS, IGNORED, Example
from course_utils.training.conll import Sentence


@pytest.fixture(scope="module")
def tokenizer():
    import transformers

    return transformers.AutoTokenizer.from_pretrained(assets.checkpoint("minilm").path)


SENTENCES = [
    Sentence(("Ingrid", "Solheim", "visited", "Valparaíso", "."), ("B-PER", "I-PER", "O", "B-LOC", "O")),
    Sentence(("Rain", "."), ("O", "O")),
    Sentence(("The", "Northern", "Lark", "sank", "."), ("O", "B-MISC", "I-MISC", "O", "O")),
]
TAGS = alignment.tag_set(SENTENCES)


def test_the_tag_set_has_o_first_and_both_tags_of_each_type():
    assert TAGS == ["O", "B-LOC", "I-LOC", "B-MISC", "I-MISC", "B-PER", "I-PER"]


def test_each_label_sits_on_the_first_piece_of_its_own_word(tokenizer):
    looked_at = 0
    for sentence, example in zip(SENTENCES, alignment.encode(tokenizer, SENTENCES, TAGS), strict=True):
        for (_, word), position in zip(example.words, example.positions, strict=True):
            first = tokenizer.tokenize(sentence.words[word])[0]
            assert tokenizer.convert_ids_to_tokens(example.ids[position]) == first
            assert TAGS[example.labels[position]] == sentence.tags[word]
            looked_at += 1
        assert sum(label != IGNORED for label in example.labels) == len(sentence.words)
    assert looked_at == 12


def test_encode_equals_the_tokenizers_own_ids_and_label_pieces_of_its_word_ids(tokenizer):
    for sentence, example in zip(SENTENCES, alignment.encode(tokenizer, SENTENCES, TAGS), strict=True):
        encoded = tokenizer(list(sentence.words), is_split_into_words=True)
        labels = [TAGS.index(tag) for tag in sentence.tags]
        assert example.ids == encoded["input_ids"]
        assert example.labels == alignment.label_pieces(encoded.word_ids(), labels)


@pytest.mark.parametrize("max_pieces", [4, 8, 16, 128])
@pytest.mark.parametrize("documents", [None, [0, 0, 0], [0, 1, 1]])
def test_no_word_is_lost_whatever_the_width_and_no_row_is_too_long(tokenizer, max_pieces, documents):
    examples = alignment.encode(tokenizer, SENTENCES, TAGS, max_pieces=max_pieces, documents=documents)
    seen = [word for example in examples for word in example.words]
    assert seen == [(s, w) for s, sentence in enumerate(SENTENCES) for w in range(len(sentence.words))]
    assert all(len(e.ids) == len(e.labels) == len(e.casing) <= max_pieces for e in examples)


def test_windows_hold_neighbours_of_one_document_only(tokenizer):
    together = alignment.encode(tokenizer, SENTENCES, TAGS, documents=[0, 0, 1])
    assert [sorted({s for s, _ in e.words}) for e in together] == [[0, 1], [2]]


def test_a_word_that_the_tokenizer_drops_takes_no_position_and_moves_no_label(tokenizer):
    sentence = Sentence(("Bergen", "\u200b", "won"), ("B-LOC", "O", "O"))
    (example,) = alignment.encode(tokenizer, [sentence], TAGS)
    assert [word for _, word in example.words] == [0, 2]


def test_an_unknown_tag_names_its_place():
    import transformers

    tokenizer = transformers.AutoTokenizer.from_pretrained(assets.checkpoint("minilm").path)
    bad = Sentence(("Diwali",), ("B-EVENT",), file="dev.conll", lines=(7,))
    with pytest.raises(ValueError, match=r"dev\.conll:7: the tag “B-EVENT” is unknown"):
        alignment.encode(tokenizer, [bad], TAGS)


@pytest.mark.parametrize(("word", "name"), [
    ("river", "lower"), ("Paris", "Title"), ("I", "Title"), ("NATO", "UPPER"), ("iPhone", "mixed"), ("1996", "digit"),
    ("F1", "digit"), ("…", "other"), ("O'Neill", "mixed"), ("Élodie", "Title"), ("东京", "mixed"),
])
def test_casing_says_how_a_word_is_written(word, name):
    assert CASINGS[alignment.casing(word)] == name


def test_the_articles_labels_start_on_cls_and_score_the_padding():
    assert alignment.labels_by_position([3, 0], 5) == [3, 0, IGNORED, IGNORED, IGNORED]
    assert alignment.labels_by_position([1] * 9, 4) == [1] * 4
    assert alignment.score_everything([IGNORED, 3, IGNORED], 5) == [0, 3, 0, 0, 0]


def test_padding_is_masked_and_ignored():
    rows = [Example([5, 6, 7], [IGNORED, 1, IGNORED], [0, 2, 0]), Example([5, 7], [IGNORED, IGNORED], [0, 0])]
    batch = batches.pad(rows, pad_id=9)
    assert batch["ids"].tolist() == [[5, 6, 7], [5, 7, 9]]
    assert batch["mask"].tolist() == [[True] * 3, [True, True, False]]
    assert batch["labels"].tolist() == [[IGNORED, 1, IGNORED], [IGNORED] * 3]
    assert batches.pad(rows, pad_id=9, to=6)["ids"].shape == (2, 6)


LENGTHS = torch.randint(3, 60, (1003,), generator=torch.Generator().manual_seed(4)).tolist()


@pytest.mark.parametrize("pool", [1, 2, 50])
@pytest.mark.parametrize("batch_size", [1, 7, 32])
def test_every_example_comes_once_an_epoch(pool, batch_size):
    sampler = batches.BucketSampler(LENGTHS, batch_size, seed=1, pool=pool)
    for _ in range(2):
        epoch = list(sampler)
        assert sorted(i for batch in epoch for i in batch) == list(range(len(LENGTHS)))
        assert len(epoch) == len(sampler)
        assert max(map(len, epoch)) <= batch_size


def test_buckets_pad_far_less_than_a_plain_shuffle_and_still_shuffle():
    plain, bucketed = ([list(s) for _ in range(2)] for s in (
        batches.BucketSampler(LENGTHS, 16, 0, pool=1), batches.BucketSampler(LENGTHS, 16, 0, pool=50)))
    least = sum(LENGTHS)
    waste = [batches.padded_positions(LENGTHS, epochs[0]) / least - 1 for epochs in (plain, bucketed)]
    assert waste[0] > 0.5
    assert waste[1] < 0.05
    assert bucketed[0] != bucketed[1]


def test_the_sampler_does_not_move_when_others_draw():
    first = list(batches.BucketSampler(LENGTHS, 16, seed=3))
    torch.manual_seed(99)
    torch.rand(5)
    assert list(batches.BucketSampler(LENGTHS, 16, seed=3)) == first
    assert list(batches.BucketSampler(LENGTHS, 16, seed=4)) != first


@pytest.mark.parametrize("stop", [0, 1, 17, 62, 63, 64, 100, 126])
def test_a_sampler_goes_on_with_the_very_next_batch(stop):
    whole = batches.BucketSampler(LENGTHS, 16, seed=5)
    assert len(whole) == 63
    reference = [batch for _ in range(3) for batch in whole]
    first, seen, state = batches.BucketSampler(LENGTHS, 16, seed=5), [], None
    if stop == 0:
        state = first.state_dict()
    for _ in range(3):
        for batch in first if state is None else ():
            seen.append(batch)
            if len(seen) == stop:
                state = {k: v.clone() if hasattr(v, "clone") else v for k, v in first.state_dict().items()}
                break
    second = batches.BucketSampler(LENGTHS, 16, seed=123)
    second.load_state_dict(state)
    while len(seen) < len(reference):
        seen += list(second)
    assert seen == reference


def test_no_examples_is_an_error():
    with pytest.raises(ValueError, match="no example"):
        batches.BucketSampler([], 4, 0)


def test_another_first_cut_reads_the_same_words_in_other_rows(tokenizer):
    """Every word once for each cut, its label on its own piece; some rows begin elsewhere."""
    many = SENTENCES * 4
    documents = [0] * 7 + [1] * 5
    cuts = [alignment.encode(tokenizer, many, TAGS, max_pieces=16, documents=documents, first=first)
            for first in (None, 5, 99)]
    words = [(s, w) for s, sentence in enumerate(many) for w in range(len(sentence.words))]
    for rows in cuts:
        assert [word for row in rows for word in row.words] == words
        assert max(len(row.ids) for row in rows) <= 16
        assert all(TAGS[row.labels[p]] == many[s].tags[w]
                   for row in rows for (s, w), p in zip(row.words, row.positions, strict=True))
    starts = [{row.words[0] for row in rows} for rows in cuts]
    assert starts[0] == starts[2]  # no first row is longer than the others
    assert starts[1] - starts[0]
    assert len(cuts[1][0].ids) <= 5 + 2
    assert not [row for row in cuts[1] if len({documents[s] for s, _ in row.words}) > 1]


def test_minilm_throws_capitals_away(tokenizer):
    assert alignment.lower_cases(tokenizer)
