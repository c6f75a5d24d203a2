"""Word pieces: WordPiece as BERT uses it. Words are cut greedily into the longest pieces of a vocabulary.

Cutting follows Devlin et al. 2019; the text is cleaned and cut into words as their uncased model does. How Google
trained its vocabulary was never published as a program; `train_word_pieces` joins by count, like `tokenizers`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from course_utils.text.merging import learn_merges

UNKNOWN, JOINT = "[UNK]", "##"
LONGEST_WORD = 100
"""A word of more characters is unknown as a whole, as in BERT."""
IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)


def is_ideograph(character: str) -> bool:
    """Whether BERT sets the character between spaces: Chinese characters, but no kana and no hangul."""
    return any(low <= ord(character) <= high for low, high in IDEOGRAPHS)


def is_punctuation(character: str) -> bool:
    """Whether BERT cuts at the character: Unicode's punctuation, and every ASCII sign such as $ and ~."""
    return unicodedata.category(character)[0] == "P" or (character.isascii() and character.isprintable()
                                                       and not character.isalnum() and character != " ")


def clean(text: str) -> str:
    """Lower case without accents, control characters gone, Chinese characters between spaces.

    >>> clean("Crème 猫")
    'creme  猫 '
    """
    kept = []
    for c in text:
        if c in "\t\n\r":
            kept.append(" ")
        elif c == "\ufffd" or unicodedata.category(c)[0] == "C":
            continue
        else:
            kept.append(f" {c} " if is_ideograph(c) else " " if unicodedata.category(c) == "Zs" else c)
    plain = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c.lower() for c in plain if unicodedata.category(c) != "Mn")


def bert_words(text: str) -> list[str]:
    """The words of an uncased BERT: cut at white space, every punctuation mark a word of its own.

    >>> bert_words("It's 猫!")
    ['it', "'", 's', '猫', '!']
    """
    spaced = "".join(f" {c} " if is_punctuation(c) else c for c in clean(text))
    return spaced.split()


@dataclass
class WordPieces:
    """A WordPiece vocabulary in its order; pieces within a word begin with ##."""

    vocabulary: list[str]
    number_of: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.number_of = {piece: n for n, piece in enumerate(self.vocabulary)}
        if UNKNOWN not in self.number_of:
            raise ValueError(f"The vocabulary lacks {UNKNOWN}, which stands for every word that it cannot spell.")

    def cut(self, word: str) -> list[str]:
        """The pieces of one word: the longest that fits, again and again; [UNK] alone when once nothing fits."""
        pieces, start = [], 0
        while start < len(word) <= LONGEST_WORD:
            joint = JOINT if start else ""
            for end in range(len(word), start, -1):
                if joint + word[start:end] in self.number_of:
                    break
            else:
                return [UNKNOWN]
            pieces.append(joint + word[start:end])
            start = end
        return pieces or [UNKNOWN]

    def pieces(self, text: str) -> list[str]:
        """The pieces of a text, without [CLS] and [SEP]."""
        return [piece for word in bert_words(text) for piece in self.cut(word)]

    def encode(self, text: str) -> list[int]:
        """The numbers of a text's pieces."""
        return [self.number_of[piece] for piece in self.pieces(text)]


def spell(word: str) -> tuple[str, ...]:
    """A word as its characters, all but the first with ##.

    >>> spell("low")
    ('l', '##o', '##w')
    """
    return (word[:1], *(JOINT + c for c in word[1:]))


def joined(left: str, right: str) -> str:
    """Two neighbours as one piece: the ## between them goes.

    >>> joined("##o", "##w")
    '##ow'
    """
    return left + right.removeprefix(JOINT)


def train_word_pieces(texts: Sequence[str], size: int, special: Iterable[str] = (UNKNOWN,)) -> WordPieces:
    """A vocabulary of at most `size` pieces: special ones, every character seen, then joined pieces by count.

    ValueError when the characters alone need more room than `size`.
    """
    words = Counter(word for text in texts for word in bert_words(text))
    tokens = [*special, *sorted({c for word in words for c in spell(word)})]
    if len(tokens) > size:
        raise ValueError(f"The texts hold {len(tokens)} characters and special pieces; choose a size above that.")
    number_of = {token: n for n, token in enumerate(tokens)}
    spelled = {tuple(number_of[c] for c in spell(word)): count for word, count in words.items()}
    first = len(tokens)
    learn_merges(spelled, tokens, size - first, joined)
    return WordPieces(tokens[:size])
