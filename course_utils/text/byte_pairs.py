"""Byte pairs: byte-level BPE, trained, coded and decoded. Every text is bytes, so nothing is ever unknown.

Sennrich et al. 2016 took byte-pair encoding from compression into translation; Radford et al. 2019 (GPT-2) began it at
the 256 bytes. A text is first cut into pre-tokens, and no merge crosses a cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from course_utils.text.merging import Pair, apply_merges, learn_merges

PRINTABLE = [*range(33, 127), *range(161, 173), *range(174, 256)]
BYTE_ORDER = bytes([*PRINTABLE, *(b for b in range(256) if b not in PRINTABLE)])
"""The 256 bytes in the order in which GPT-2 numbers them: first those that print as Latin-1 characters."""
CLASS_PATTERN = re.compile(r" ?L+| ?N+| ?o+|[ s]+(?![LNo])|[ s]+")
PATTERN = (
    r" ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{M}\p{N}]+|"
    r"\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+"
)
"""The same cuts as a regular expression, for engines that know Unicode's classes."""
WHITE_SPACE = frozenset("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(number) for number in range(0x2000, 0x200B)
}


def character_class(character: str) -> str:
    """L for letters and their marks, N for digits, a space for the space, s for other white space, o for the rest."""
    if character == " ":
        return " "
    if character in WHITE_SPACE:
        return "s"
    kind = unicodedata.category(character)[0]
    return "L" if kind in "LM" else "N" if kind == "N" else "o"


def pre_tokens(text: str) -> list[str]:
    """The text cut where letters, digits, signs and spaces meet; one space stays with what follows.

    >>> pre_tokens("No 42, ok!")
    ['No', ' 42', ',', ' ok', '!']
    """
    classes = "".join(map(character_class, text))
    return [text[m.start() : m.end()] for m in CLASS_PATTERN.finditer(classes)]


@dataclass
class BytePairs:
    """A byte-level BPE: its merges as pairs of token numbers, in the order learned. Numbers 0–255 are the bytes."""

    merges: list[Pair]
    tokens: list[bytes] = field(init=False)
    rank: dict[Pair, int] = field(init=False)
    made: dict[Pair, int] = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = [bytes([b]) for b in BYTE_ORDER]
        self.rank = {pair: n for n, pair in enumerate(self.merges)}
        self.made, number_of = {}, {token: n for n, token in enumerate(self.tokens)}
        for pair in self.merges:
            if max(pair) >= len(self.tokens):
                raise ValueError(f"Merge {pair} joins a token that no earlier merge makes.")
            token = self.tokens[pair[0]] + self.tokens[pair[1]]
            if token not in number_of:
                number_of[token] = len(self.tokens)
                self.tokens.append(token)
            self.made[pair] = number_of[token]

    def encode(self, text: str) -> list[int]:
        """The token numbers of a text; ValueError where it holds half of a surrogate pair, which is no character."""
        numbers: list[int] = []
        for piece in pre_tokens(text):
            try:
                word = piece.encode()
            except UnicodeEncodeError:
                raise ValueError("The text holds half a surrogate pair, which UTF-8 cannot write.") from None
            numbers += apply_merges((BYTE_ORDER.index(byte) for byte in word), self.rank, self.made)
        return numbers

    def decode(self, numbers: Iterable[int]) -> str:
        """The text of token numbers; bytes that form no character, as after a cut, become U+FFFD.

        >>> BytePairs([]).decode(BytePairs([]).encode("猫"))                # three bytes, three tokens, one character
        '猫'
        """
        return b"".join(self.tokens[n] for n in numbers).decode("utf-8", errors="replace")


def train_byte_pairs(texts: Sequence[str], merges: int) -> BytePairs:
    """Byte-level BPE from texts: the most frequent pair of neighbours within a pre-token is joined, `merges` times."""
    position = {byte: n for n, byte in enumerate(BYTE_ORDER)}
    words = Counter(piece for text in texts for piece in pre_tokens(text))
    spelled = {tuple(position[b] for b in word.encode()): count for word, count in words.items()}
    return BytePairs(learn_merges(spelled, [bytes([b]) for b in BYTE_ORDER], merges, lambda a, b: a + b))
