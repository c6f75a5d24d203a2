"""Span scores: exact match and F1 as the programs of SQuAD v1.1 and v2.0 define them, and a threshold for silence."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence


def normalize(text: str) -> str:
    """Lower case, without ASCII punctuation, without the words a, an and the, single spaces (in this order).

    >>> normalize("The  Old-Town, a map")
    'oldtown map'
    """
    kept = "".join(char for char in text.lower() if char not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", kept).split())


def words(text: str) -> list[str]:
    """The normalised words: what F1 of SQuAD counts."""
    return normalize(text).split()


def characters(text: str) -> list[str]:
    """Chinese characters one by one, other normalised words whole: Chinese has no spaces to split at.

    Punctuation of Chinese is dropped as well. The rule is that of the Chinese reading sets in kind, not a port of one.

    >>> characters("《春江》, 1923 年")
    ['春', '江', '1923', '年']
    """
    return re.findall(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+", normalize(text))


def exact(answer: str, gold: str) -> int:
    """1 when both are the same after normalisation."""
    return int(normalize(answer) == normalize(gold))


def f1(answer: str, gold: str, tokens: Callable[[str], list[str]] = words) -> float:
    """2 · shared / (all of both): tokens counted with their multiplicity. An empty side agrees with an empty one only.

    >>> f1("in the year 1871", "1871")     # shared 1, of 3 + 1 tokens: 2 · 1 / 4
    0.5
    """
    here, there = tokens(answer), tokens(gold)
    if not here or not there:
        return float(here == there)
    shared = sum((Counter(here) & Counter(there)).values())
    return 2 * shared / (len(here) + len(there))


def best_of(score: Callable[[str, str], float], answer: str, golds: Sequence[str]) -> float:
    """The best score against any of the right answers; with none of them, the score against saying nothing."""
    return max(score(answer, gold) for gold in golds or ("",))


def best_threshold(margins: Sequence[float], scores: Sequence[float], silent: Sequence[bool]) -> tuple[float, float]:
    """(threshold, mean score) that is best when an answer is given only where its margin is above the threshold.

    margins: how much each answer's span beats "no answer"; scores: what it earns if given; silent: whether the passage
    says nothing, so that silence earns 1. Every margin is tried, and always answering.

    >>> best_threshold([3.0, 1.0, -1.0], [1.0, 0.0, 1.0], [False, True, False])     # silence on the last costs 1 of 3
    (-inf, 0.6666666666666666)
    """
    total = sum(scores)
    best, threshold = total, float("-inf")
    for margin, score, is_silent in sorted(zip(margins, scores, silent, strict=True)):
        total += float(is_silent) - score
        if total > best:
            best, threshold = total, margin
    return threshold, best / len(scores)
