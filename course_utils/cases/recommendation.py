"""Recommendation: scores from behaviour, and what a list of recommendations is worth."""

from __future__ import annotations

import numpy as np


def ndcg_at(scores: np.ndarray, gains: np.ndarray, k: int = 10) -> float:
    """The discounted gain of the k best scores, divided by that of the best order; 0 if nothing is wanted.

    scores, gains: (items,). The item at place p counts its gain / log₂(p + 1) (Järvelin and Kekäläinen 2002). Equal
    scores keep the items' order.

    >>> round(ndcg_at(np.array([0.9, 0.5, 0.1]), np.array([0, 1, 1])), 3)   # (0.631 + 0.5) / (1 + 0.631)
    0.693
    """
    discounts = 1 / np.log2(np.arange(2, len(scores) + 2))[:k]
    order = np.argsort(-np.asarray(scores), kind="stable")[:k]
    best = np.sort(gains)[::-1][:k] @ discounts
    return float(np.asarray(gains)[order] @ discounts / best) if best > 0 else 0.0


def neighbour_scores(clicks: np.ndarray, damping: float = 0.0) -> np.ndarray:
    """(readers, items): for each item the sum of its cosines with the items that the reader clicked.

    clicks: (readers, items) of 0 and 1. The cosine of two items is that of their columns, times n / (n + damping) where
    n readers clicked both: few shared readers say little. An item is no neighbour of itself, and one that nobody
    clicked is nobody's neighbour (Sarwar et al. 2001).

    >>> neighbour_scores(np.array([[1., 1.], [1., 0.]])).round(3).tolist()     # cosine 1 / √2
    [[0.707, 0.707], [0.0, 0.707]]
    """
    shared = clicks.T @ clicks
    lengths = np.sqrt(np.diag(shared)).clip(1)
    cosines = shared / lengths / lengths[:, None]
    cosines *= shared / (shared + damping).clip(1)
    np.fill_diagonal(cosines, 0)
    return clicks @ cosines


def linear_scores(past: np.ndarray, ridge: float) -> np.ndarray:
    """(readers, items): each item predicted from the reader's others by ridge regression (EASE, Steck 2019).

    past: (readers, items) of 0 and 1; ridge: λ > 0. With P = (XᵀX + λ)⁻¹ the weights are −P[i, j] / P[j, j] off the
    diagonal. P is written by way of the small matrix of readers (Woodbury), so nothing of items × items is inverted.

    >>> linear_scores(np.array([[1., 1.], [1., 0.]]), ridge=1.0).round(3).tolist()     # P = [[2, -1], [-1, 3]] / 5
    [[0.5, 0.333], [0.0, 0.333]]
    """
    x = past.astype(np.float64)
    small = np.linalg.inv(ridge * np.eye(len(x)) + x @ x.T)
    xp = (x - x @ x.T @ small @ x) / ridge
    diagonal = (1 - np.einsum("ri,rs,si->i", x, small, x, optimize=True)) / ridge
    return x - xp / diagonal


def best_items(scores: np.ndarray, seen: np.ndarray, k: int = 10) -> np.ndarray:
    """(readers, k): each reader's k best items that she has not clicked before, the best first."""
    return np.argsort(-np.where(seen > 0, -np.inf, scores), axis=1, kind="stable")[:, :k]


def coverage(lists: np.ndarray, items: int) -> float:
    """The share of all items that stand in at least one list.

    >>> coverage(np.array([[0, 1], [1, 2]]), items=6)     # 3 of 6
    0.5
    """
    return len(np.unique(lists)) / items


def diversity(lists: np.ndarray, kinds: np.ndarray) -> float:
    """The mean share of pairs in a list whose items are of different kinds.

    >>> diversity(np.array([[0, 1, 2]]), kinds=np.array([7, 7, 8]))     # two pairs of three
    0.6666666666666666
    """
    of = kinds[lists]
    k = lists.shape[1]
    return float((of[:, :, None] != of[:, None, :]).sum(axis=(1, 2)).mean() / (k * (k - 1)))


def places_of(scores: np.ndarray, seen: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """(readers,): the place of each reader's wanted item among those not seen, 1 for the best; ties count half.

    >>> places_of(np.array([[0.9, 0.8, 0.7]]), np.array([[1, 0, 0]]), np.array([2])).tolist()
    [2.0]
    """
    rows = np.arange(len(wanted))
    own = scores[rows, wanted][:, None]
    others = seen == 0
    others[rows, wanted] = False
    return 1 + ((scores > own) & others).sum(1) + 0.5 * ((scores == own) & others).sum(1)
