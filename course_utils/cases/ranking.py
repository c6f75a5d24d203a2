"""Ranking: what search results are worth, two rankings fused into one, and a threshold paid in money."""

from __future__ import annotations

from collections.abc import Sequence


def recall_at(rankings: Sequence[Sequence[int]], wanted: Sequence[int], k: int) -> float:
    """The share of questions whose wanted item stands among the first k of their ranking.

    >>> recall_at([[3, 1, 2], [2, 3, 1]], [1, 1], k=2)     # second place, third place: one of two
    0.5
    """
    return sum(item in ranking[:k] for ranking, item in zip(rankings, wanted, strict=True)) / len(wanted)


def mean_reciprocal_rank(rankings: Sequence[Sequence[int]], wanted: Sequence[int]) -> float:
    """The mean of 1 / place of the wanted item, counted from 1; an item that is not ranked counts 0.

    >>> mean_reciprocal_rank([[3, 1, 2], [2, 3, 5]], [1, 1])     # (1/2 + 0) / 2
    0.25
    """
    total = 0.0
    for ranking, item in zip(rankings, wanted, strict=True):
        if item in ranking:
            total += 1 / (list(ranking).index(item) + 1)
    return total / len(wanted)


def fuse(rankings: Sequence[Sequence[int]], k: int = 60) -> list[int]:
    """One ranking out of several: each item gets 1 / (k + place) from each, places from 1 (Cormack et al. 2009).

    Equal sums are ordered by the item's number, so that the result does not depend on the order of the rankings.

    >>> fuse([[0, 1, 2], [1, 2, 0]])     # item 1: 1/62 + 1/61, item 0: 1/61 + 1/63, item 2: 1/63 + 1/62
    [1, 0, 2]
    """
    points: dict[int, float] = {}
    for ranking in rankings:
        for place, item in enumerate(ranking, start=1):
            points[item] = points.get(item, 0.0) + 1 / (k + place)
    return sorted(points, key=lambda item: (-points[item], item))


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The chance that a message inside the scope scores higher than one outside; a tie counts one half.

    >>> auroc([0.9, 0.4], [0.4, 0.1])     # four pairs: three won, one tied
    0.875
    """
    won = sum((a > b) + 0.5 * (a == b) for a in inside for b in outside)
    return won / (len(inside) * len(outside))


def decision_cost(
    scores: Sequence[float], right: Sequence[bool], threshold: float, *,
    wrong: float, hand_over: float, answer: float = 0.0,
) -> float:
    """The mean price of a message: below the threshold a person takes over, at or above it the machine answers.

    right: whether the machine's answer would be right; for a message outside the scope it never is. Each answer costs
    `answer`, and `wrong` more when it is not right.

    >>> decision_cost([0.9, 0.8, 0.2], [True, False, False], 0.5, wrong=6.0, hand_over=3.0)     # (0 + 6 + 3) / 3
    3.0
    """
    total = 0.0
    for score, is_right in zip(scores, right, strict=True):
        total += hand_over if score < threshold else answer + (0.0 if is_right else wrong)
    return total / len(scores)
