"""Alignment: from words with tags to pieces with labels, so that each label sits on its own word.

A tokenizer cuts words into pieces and adds [CLS] and [SEP]. The first piece of a word carries the word's label; every
other position carries IGNORED, which the loss skips and the metric never sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

    from course_utils.training.conll import Sentence

IGNORED = -100  # torch's cross_entropy skips this target
OUTSIDE = 0  # the label of O: `tag_set` puts O first
CASINGS = ("none", "lower", "Title", "UPPER", "mixed", "digit", "other")


@dataclass
class Example:
    """One row of a batch: pieces, the label and casing of each, and which word each first piece stands for."""

    ids: list[int]
    labels: list[int]
    casing: list[int]
    words: list[tuple[int, int]] = field(default_factory=list)  # (sentence, word) of each first piece …
    positions: list[int] = field(default_factory=list)  # … and its position in this row


def tag_set(sentences: Iterable[Sentence]) -> list[str]:
    """O, then B- and I- of every entity type in the sentences, in alphabetical order of types.

    >>> tag_set([Sentence(("Ada", "spoke"), ("B-PER", "O"))])      # I-PER is legal although it was not seen
    ['O', 'B-PER', 'I-PER']
    """
    types = sorted({tag[2:] for sentence in sentences for tag in sentence.tags if tag != "O"})
    return ["O", *(f"{prefix}-{kind}" for kind in types for prefix in "BI")]


def casing(word: str) -> int:
    """The index in CASINGS of how a word is written: an uncased tokenizer throws this away.

    >>> [CASINGS[casing(w)] for w in ("river", "Paris", "NATO", "iPhone", "1996", "…")]
    ['lower', 'Title', 'UPPER', 'mixed', 'digit', 'other']
    """
    if any(character.isdigit() for character in word):
        return CASINGS.index("digit")
    if not any(character.isalpha() for character in word):
        return CASINGS.index("other")
    if word.islower():
        return CASINGS.index("lower")
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return CASINGS.index("Title")
    return CASINGS.index("UPPER" if word.isupper() else "mixed")


def lower_cases(tokenizer: PreTrainedTokenizerBase) -> bool:
    """Whether the tokenizer throws capital letters away, so that the casing of a word is news to its encoder."""
    return tokenizer("Paris")["input_ids"] == tokenizer("paris")["input_ids"]


def label_pieces(word_of_piece: Sequence[int | None], label_of_word: Sequence[int]) -> list[int]:
    """One label for each piece: the first piece of a word takes the word's label, all other positions IGNORED.

    word_of_piece: what a tokenizer's `word_ids()` returns; None stands for [CLS], [SEP] and padding.

    >>> label_pieces([None, 0, 0, 1, None], [3, 0])       # [CLS] Sol ##heim spoke [SEP]
    [-100, 3, -100, 0, -100]
    """
    labels, before = [], None
    for word in word_of_piece:
        labels.append(IGNORED if word is None or word == before else label_of_word[word])
        before = word
    return labels


def labels_by_position(label_of_word: Sequence[int], positions: int) -> list[int]:
    """The articles' defect, kept to be measured: word i's label on position i, whatever stands there; then IGNORED.

    >>> labels_by_position([3, 0], 5)                     # [CLS] Sol ##heim spoke [SEP]: the name's label is on [CLS]
    [3, 0, -100, -100, -100]
    """
    return [*label_of_word, *[IGNORED] * (positions - len(label_of_word))][:positions]


def score_everything(labels: Sequence[int], positions: int) -> list[int]:
    """The other defect: every position without a label, padding included, is called O and scored."""
    filled = [OUTSIDE if label == IGNORED else label for label in labels]
    return [*filled, *[OUTSIDE] * (positions - len(filled))]


def _words(tokenizer: PreTrainedTokenizerBase, sentences: Sequence[Sentence], limit: int) -> list[list[list[int]]]:
    """The piece ids of every word of every sentence; a word longer than a whole row keeps its first pieces."""
    if not sentences:
        return []
    coded = tokenizer([list(s.words) for s in sentences], is_split_into_words=True, add_special_tokens=False)
    pieces: list[list[list[int]]] = [[[] for _ in s.words] for s in sentences]
    for number, ids in enumerate(coded["input_ids"]):
        for word, piece in zip(coded.word_ids(number), ids, strict=True):
            if len(pieces[number][word]) < limit:
                pieces[number][word].append(piece)
    return pieces


def _rows(
    pieces: list[list[list[int]]], documents: Sequence[int] | None, limit: int, first: int
) -> list[list[tuple[int, int]]]:
    """Which (sentence, word) pairs share a row: one sentence a row, or neighbours of one document up to the limit.

    first: the limit of a document's first row; another one moves all the cuts of that document.
    """
    rows: list[list[tuple[int, int]]] = []
    room, document = 0, None
    for number, words in enumerate(pieces):
        size = sum(map(len, words))
        same_document = documents is not None and bool(rows) and documents[number] == document
        if not (same_document and size <= room):
            rows.append([])
            room = limit if same_document or documents is None else first
        document = None if documents is None else documents[number]
        for word, ids in enumerate(words):
            if len(ids) > room:  # a sentence longer than a row goes on in the next one: no word is lost
                rows.append([])
                room = limit
            rows[-1].append((number, word))
            room -= len(ids)
    return [row for row in rows if any(pieces[s][w] for s, w in row)]


def encode(
    tokenizer: PreTrainedTokenizerBase,
    sentences: Sequence[Sentence],
    tags: Sequence[str],
    *,
    max_pieces: int = 128,
    documents: Sequence[int] | None = None,
    first: int | None = None,
) -> list[Example]:
    """Rows of at most max_pieces pieces, [CLS] and [SEP] included, each label on the first piece of its own word.

    documents: the document number of each sentence. When given, neighbouring sentences of a document share a row as
        long as they fit, so that each is read in its context. When None, each sentence has a row of its own.
    first: how many pieces the first row of a document takes; by default as many as any other. With other values the
        same sentences are cut at other places, so that a word at the border of a row is read in the middle of another.
    A word that the tokenizer drops altogether (a control character) gets no position; `predict` calls it O.
    Raises ValueError when a sentence has a tag that is not in `tags`.
    """
    label_of = {tag: number for number, tag in enumerate(tags)}
    limit = max_pieces - 2
    pieces = _words(tokenizer, sentences, limit)
    examples = []
    for row in _rows(pieces, documents, limit, min(first or limit, limit)):
        example = Example([tokenizer.cls_token_id], [IGNORED], [0])
        for number, word in row:
            tag, ids = sentences[number].tags[word], pieces[number][word]
            if tag not in label_of:
                place = sentences[number].place(word)
                raise ValueError(f"{place}: the tag “{tag}” is unknown to the model, which has {', '.join(tags)}.")
            if ids:
                example.words.append((number, word))
                example.positions.append(len(example.ids))
            example.labels += [label_of[tag], *[IGNORED] * (len(ids) - 1)][: len(ids)]
            example.casing += [casing(sentences[number].words[word])] * len(ids)
            example.ids += ids
        example.ids.append(tokenizer.sep_token_id)
        example.labels.append(IGNORED)
        example.casing.append(0)
        examples.append(example)
    return examples
