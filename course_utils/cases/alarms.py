"""Alarms: a share corrected for its counter's errors, two running sums that ring, and what rings are worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Z_95 = 1.959964


def rogan_gladen(observed: float, tpr: float, fpr: float) -> float:
    """The true share behind an observed one: (observed − fpr) / (tpr − fpr), cut to [0, 1] (Rogan and Gladen 1978).

    Raises ValueError unless tpr is larger than fpr: a classifier that does no better than chance says nothing.

    >>> round(rogan_gladen(0.1375, tpr=0.85, fpr=0.10), 6)     # 0.0375 / 0.75
    0.05
    """
    if not tpr > fpr:
        raise ValueError(f"A true-positive rate of {tpr} must be larger than the false-positive rate of {fpr}.")
    return min(1.0, max(0.0, (observed - fpr) / (tpr - fpr)))


def corrected_interval(
    observed: float, n: int, tpr: float, n_positive: int, fpr: float, n_negative: int, z: float = Z_95
) -> tuple[float, float]:
    """An approximate interval of the true share: the delta method on all three counted rates, cut to [0, 1].

    observed: of n cases; tpr, fpr: counted on n_positive and n_negative labelled cases (Rogan and Gladen 1978).
    """
    gap, share = tpr - fpr, rogan_gladen(observed, tpr, fpr)
    variance = observed * (1 - observed) / n
    variance += share**2 * tpr * (1 - tpr) / n_positive + (1 - share) ** 2 * fpr * (1 - fpr) / n_negative
    half = z * math.sqrt(variance) / gap
    return max(0.0, share - half), min(1.0, share + half)


def invert(observed: Sequence[float], confusion: np.ndarray) -> np.ndarray:
    """(K,): the true shares behind K observed ones; confusion[i, j] is the share of true class i called j.

    observed = confusionᵀ · true, solved and brought back to shares (negative ones cut to 0, then summing to 1).
    """
    true = np.linalg.solve(np.asarray(confusion).T, np.asarray(observed)).clip(0)
    return true / true.sum()


def em_share(chances: np.ndarray, prior: float, steps: int = 200) -> np.ndarray | float:
    """The share of positives among cases with these chances (last axis), by a classifier whose training had `prior`.

    Each step weighs the odds of every case with the odds of the present share over those of `prior`, and takes the mean
    chance as the next share (Saerens, Latinne and Decaestecker 2002). It needs no audit and believes the chances: they
    must be calibrated. At most `steps` steps, fewer when no share moves by 1e-6. ValueError unless 0 < prior < 1.

    >>> round(em_share(np.array([0.9] * 2 + [0.1] * 8), prior=0.5), 3)     # p = 0.2 · 9p/(8p+1) + 0.8 · p/(9−8p)
    0.125
    """
    if not 0 < prior < 1:
        raise ValueError(f"A training part with a share of {prior} has one class only.")
    chances, odds = np.asarray(chances, dtype=float), (1 - prior) / prior
    share = np.full(chances.shape[:-1], float(prior))
    for _ in range(steps):
        yes = chances * (share * odds)[..., None]
        new = (yes / (yes + (1 - chances) * (1 - share)[..., None])).mean(axis=-1)
        done = np.abs(new - share).max() < 1e-6
        share = new
        if done:
            break
    return share if share.ndim else float(share)


def cusum(x: Sequence[float], mean: float, slack: float, limit: float = math.inf) -> list[float]:
    """The one-sided running sum S = max(0, S + x − mean − slack) after each value; 0 again after S > limit (Page 1954).

    >>> cusum([10, 13, 12, 9], mean=10, slack=1)     # 10 − 10 − 1 is cut to 0, then +2, +1, −2
    [0.0, 2.0, 3.0, 1.0]
    """
    level, levels = 0.0, []
    for value in x:
        level = max(0.0, (level if level <= limit else 0.0) + value - mean - slack)
        levels.append(level)
    return levels


def ewma(x: Sequence[float], mean: float, weight: float) -> list[float]:
    """The running mean Z = weight · x + (1 − weight) · Z after each value, starting at `mean` (Roberts 1959)."""
    level, levels = mean, []
    for value in x:
        level = weight * value + (1 - weight) * level
        levels.append(level)
    return levels


def rings(levels: Sequence[float], limit: float, quiet: int = 0) -> list[int]:
    """The days on which the level is above the limit; after a ring nothing rings for `quiet` days."""
    days: list[int] = []
    for day, level in enumerate(levels):
        if level > limit and (not days or day > days[-1] + quiet):
            days.append(day)
    return days


@dataclass(frozen=True)
class AlarmScore:
    """What a list of alarms is worth: precision, recall, mean delay in days, false alarms in 365 days without event."""

    precision: float
    recall: float
    delay: float
    false_a_year: float


def judge(alarms: Sequence[int], events: Sequence[tuple[int, int]], days: int, grace: int = 3) -> AlarmScore:
    """Alarms against events (start, length): an alarm is right from an event's start to `grace` days after its end.

    Precision is 1 without alarms and recall 1 without events; the delay is that of the first right alarm of each
    event that was found, NaN when none was.
    """
    spans = [(start, start + length + grace) for start, length in events]
    right = [any(low <= day < high for low, high in spans) for day in alarms]
    first = [min((day for day in alarms if low <= day < high), default=None) for low, high in spans]
    delays = [day - low for day, (low, _) in zip(first, spans, strict=True) if day is not None]
    calm = days - sum(min(high, days) - low for low, high in spans)
    return AlarmScore(
        sum(right) / len(right) if right else 1.0,
        len(delays) / len(spans) if spans else 1.0,
        sum(delays) / len(delays) if delays else math.nan,
        365 * right.count(False) / calm if calm else math.nan,
    )
