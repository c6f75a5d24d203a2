"""Prediction: the time that a kernel must take on a machine with these ceilings, before anybody runs it.

A kernel is a list of parts, done one after another. Each part waits for the slowest of three things, its arithmetic,
its bytes and its exponentials, and each call costs its overhead on top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_utils.costs import Cost
from course_utils.measure.ceilings import Ceilings

BOUNDS = ("arithmetic", "memory", "exponentials", "overhead")


@dataclass(frozen=True)
class Part:
    """One call of a kernel: its FLOP and bytes, the data type of its matrix product, its exponentials.

    dtype: None for FLOP that are no matrix product; they count for the intensity and never set the time.
    working_set: bytes that are touched again by the next call, which decide where they live; the cost's bytes if left
    out. ladder: the way of touching memory, one of the ladders of the ceilings. calls: calls to torch that it takes.
    """

    cost: Cost
    dtype: str | None = "float32"
    exponentials: float = 0.0
    working_set: float | None = None
    ladder: str = "triad"
    calls: int = 1


@dataclass(frozen=True)
class Prediction:
    """The predicted time in s, and what is waited for most of it."""

    time_s: float
    bound: str


def waits_s(part: Part, ceilings: Ceilings) -> dict[str, float]:
    """Seconds that a part would take if only one thing limited it, by the names of BOUNDS.

    2·1024³ FLOP at 85.9e9 FLOP/s are 25 ms of arithmetic; its 12.6 MB at 50 GB/s are 0.25 ms of memory.
    """
    rate = ceilings.matrix.get(part.dtype, ceilings.matrix["float32"]).per_s if part.dtype else float("inf")
    size = part.cost.bytes if part.working_set is None else part.working_set
    return {
        "arithmetic": part.cost.flop / rate,
        "memory": part.cost.bytes / ceilings.bandwidth(size, part.ladder),
        "exponentials": part.exponentials / ceilings.exponentials.per_s,
        "overhead": part.calls * ceilings.overhead.median_s,
    }


def predict(parts: Sequence[Part], ceilings: Ceilings) -> Prediction:
    """Sum over the parts of the largest wait, plus the overhead of the calls (or the larger of the two on a GPU)."""
    total, shares = 0.0, dict.fromkeys(BOUNDS, 0.0)
    for part in parts:
        waits = waits_s(part, ceilings)
        overhead = waits.pop("overhead")
        bound = max(waits, key=waits.__getitem__)
        if ceilings.waits:
            total += waits[bound] + overhead
        else:
            total += max(waits[bound], overhead)
        shares[bound] += waits[bound]
        shares["overhead"] += overhead
    return Prediction(total, max(shares, key=shares.__getitem__))
