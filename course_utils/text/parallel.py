"""Parallel: the same few sentences in ten languages, and the other texts that the course's vocabularies learn from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


@cache
def _file() -> dict:
    return json.loads((DATA / "scripts.json").read_text(encoding="utf-8"))


def sentences() -> dict[str, list[str]]:
    """The same sentences in each language, by the language's English name; sentence n says the same in all."""
    return {name: list(texts) for name, texts in _file()["parallel"].items()}


def chinese() -> list[str]:
    """Sentences in Chinese about text, machines and models; the vocabularies learn from them."""
    return list(_file()["chinese"])


@cache
def english() -> tuple[str, ...]:
    """The words of the course's corpus of names, a sentence each, joined by spaces."""
    lines = (DATA / "ner" / "train.conll").read_text(encoding="utf-8").split("\n\n")
    rows = [[line.split()[0] for line in block.split("\n") if line and not line.startswith("#")] for block in lines]
    return tuple(" ".join(words) for words in rows if words)


def training_texts() -> list[str]:
    """What the vocabularies of chapter and widget learn from, English and Chinese; `sentences` is held out."""
    return [*english(), *chinese()]
