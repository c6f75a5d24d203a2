"""Tokenizer bench: byte-level BPE and WordPiece side by side on the reader's own text, in the page alone."""

from __future__ import annotations

import html
from functools import cache
from typing import Any

from course_utils.text import BytePairs, WordPieces, parallel, train_byte_pairs, train_word_pieces
from course_utils.text.byte_pairs import pre_tokens
from course_utils.widgets.html_widget import HtmlWidget, WidgetError

MERGES, PIECES = 2000, 2256
LONGEST_TEXT = 2000
"""Characters that the bench takes; the rest of a longer text is left out and the bench says so."""


@cache
def vocabularies() -> tuple[BytePairs, WordPieces]:
    """Both tokenizers as the page has them, trained on the course's own English and Chinese texts."""
    texts = parallel.training_texts()
    return train_byte_pairs(texts, MERGES), train_word_pieces(texts, PIECES)


def tokenizer_bench(text: str = "Tokenizers cut words into pieces. 机器读的是数字，不是词语。") -> HtmlWidget:
    """Two tokenizers on a text that the reader may change: tokens, bytes, unknown pieces, and merges step by step.

    text: what stands in the field at first, at most 2,000 characters. Raises WidgetError on a longer one, on an empty
    one, and on one that UTF-8 cannot write.
    """
    if not text or len(text) > LONGEST_TEXT:
        raise WidgetError(f"The bench takes 1 to {LONGEST_TEXT:,} characters, not {len(text):,}.")
    try:
        said = sentence(text)
    except ValueError as problem:
        raise WidgetError(str(problem)) from None
    return HtmlWidget("tokenizer_bench", props(text), figure(text, said), f"{text}\n{said}")


def props(text: str) -> dict[str, Any]:
    """What the page reads: merges as a flat list of token numbers, pieces as one text, and the text to begin with."""
    pairs, pieces = vocabularies()
    merges = [number for pair in pairs.merges for number in pair]
    return {"merges": merges, "pieces": " ".join(pieces.vocabulary), "text": text, "longest": LONGEST_TEXT}


def sentence(text: str) -> str:
    """The counts in words."""
    pairs, pieces = vocabularies()
    cut = pieces.pieces(text)
    return (
        f"{len(text):,} characters are {len(text.encode()):,} bytes in {len(pre_tokens(text)):,} pre-tokens. "
        f"Byte-level BPE makes {len(pairs.encode(text)):,} tokens, none unknown. WordPiece makes {len(cut):,} pieces, "
        f"{cut.count('[UNK]'):,} unknown."
    )


def shown(token: bytes) -> str:
    """A token as a reader can see it: a space as ␣, bytes that are no whole character as hexadecimal numbers.

    >>> shown(b" the"), shown("猫".encode()[:2])
    ('␣the', '<E7 8C>')
    """
    try:
        return token.decode().replace(" ", "␣").replace("\n", "⏎")
    except UnicodeDecodeError:
        return f"<{token.hex(' ').upper()}>"


def figure(text: str, said: str) -> str:
    """Both rows of tokens as a list: the still figure."""
    pairs, pieces = vocabularies()
    rows = (
        ("Byte-level BPE", [shown(pairs.tokens[number]) for number in pairs.encode(text)]),
        ("WordPiece", pieces.pieces(text)),
    )
    body = "".join(
        f'<tr><th scope="row">{name}</th><td>{html.escape(" | ".join(tokens))}</td></tr>' for name, tokens in rows
    )
    return (
        f'<figure style="margin:0;overflow-x:auto"><table><tbody>{body}</tbody></table><figcaption>{html.escape(said)} '
        "This table stands still until its cell is run or JavaScript is on.</figcaption></figure>"
    )
