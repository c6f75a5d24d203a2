"""Passage search: an inverted index with BM25 over words, or over pairs of characters where a text is Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

import bm25s
import numpy as np


def terms(text: str) -> list[str]:
    """Lower-case words; a run of Chinese characters gives each pair of neighbours, a single one itself.

    >>> terms("Built in 1923: 春江桥")
    ['built', 'in', '1923', '春江', '江桥']
    """
    found: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+", text.lower()):
        if "\u3400" <= run[0] <= "\u9fff" and len(run) > 1:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            found.append(run)
    return found


class Index:
    """Ranks passages for a question by BM25 (k1 = 1.5, b = 0.75, the form of Lucene)."""

    def __init__(self, passages: Sequence[str]) -> None:
        self.passages = list(passages)
        self.model = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
        self.lists = [terms(passage) for passage in self.passages]
        self.model.index(self.lists, show_progress=False)

    def scores(self, question: str) -> np.ndarray:
        """(passages,): BM25 of each passage; 0 where no term is shared."""
        known = [term for term in terms(question) if term in self.model.vocab_dict]
        return np.asarray(self.model.get_scores(known)) if known else np.zeros(len(self.passages))

    def ranking(self, question: str) -> list[int]:
        """All passages, best first; equal scores keep the order of the passages."""
        return np.argsort(-self.scores(question), kind="stable").tolist()

    def postings(self, question: str) -> int:
        """How many (term, passage) entries a look-up of this question reads."""
        holds = [set(found) for found in self.lists]
        return sum(term in passage for term in terms(question) for passage in holds)
