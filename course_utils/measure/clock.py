"""Clock: how long a call takes, in seconds, as the median of several tries and the spread around it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """One call's time in s: median of the tries, first and last quartile, and how many tries there were."""

    median_s: float
    low_s: float
    high_s: float
    tries: int

    @property
    def spread(self) -> float:
        """Distance of the quartiles over the median: 0.02 is a quiet machine, 0.5 one that others use too."""
        return (self.high_s - self.low_s) / self.median_s

    @classmethod
    def of(cls, seconds: list[float]) -> Timing:
        """The timing of a list of tries. [1, 2, 3, 4, 9] → median 3, quartiles 2 and 4."""
        low, middle, high = statistics.quantiles(seconds, n=4, method="inclusive")
        return cls(middle, low, high, len(seconds))


def synchronize(device: str) -> None:
    """Waits until an accelerator has done all that it was given; a CPU has nothing to wait for."""
    import torch

    if device == "cuda":
        torch.cuda.synchronize()
    elif device == "mps":
        torch.mps.synchronize()


def _batch_s(run: Callable[[], object], times: int, device: str) -> float:
    """Seconds of `times` calls in a row: by the accelerator's own events on cuda, by the clock elsewhere."""
    if device == "cuda":
        import torch

        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        for _ in range(times):
            run()
        end.record()
        torch.cuda.synchronize()
        return start.elapsed_time(end) / 1e3
    start_s = time.perf_counter()
    for _ in range(times):
        run()
    synchronize(device)
    return time.perf_counter() - start_s


def time_call(
    run: Callable[[], object], device: str = "cpu", *, tries: int = 9, batch_s: float = 0.01, budget_s: float = 1.0
) -> Timing:
    """Time of one call. Two calls warm up; then each try repeats the call until it fills about `batch_s` seconds.

    A short call cannot be timed alone: reading the clock takes as long as the call. At least 3 tries are made even
    where they exceed the budget, so that there is always a median.
    """
    for _ in range(2):
        run()
    synchronize(device)
    once_s = max(_batch_s(run, 1, device), 1e-7)
    few = max(1, min(1000, int(batch_s / once_s / 4)))
    once_s = max(_batch_s(run, few, device) / few, 1e-7)
    times = max(1, round(batch_s / once_s))
    tries = max(3, min(tries, int(budget_s / (times * once_s))))
    return Timing.of([_batch_s(run, times, device) / times for _ in range(tries)])
