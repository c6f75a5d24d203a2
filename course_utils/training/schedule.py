"""Schedule: the learning rate as a pure function of the step, so that nothing has to be saved to resume it."""

from __future__ import annotations


def linear(step: int, steps: int, *, warmup: float = 0.1) -> float:
    """The factor on the peak rate at a step counted from 0: up in a straight line, then down to 0.

    The first `warmup` share of all steps rises to 1; the first step is already above 0 and the last just above 0.

    >>> [linear(s, 10, warmup=0.2) for s in (0, 1, 2, 9)]      # 1/2, 2/2, then 8/8 … 1/8
    [0.5, 1.0, 1.0, 0.125]
    """
    rising = int(warmup * steps)
    if step < rising:
        return (step + 1) / rising
    return max(0.0, (steps - step) / max(1, steps - rising))


def constant(step: int, steps: int, *, warmup: float = 0.0) -> float:
    """Always 1: the articles' choice."""
    return 1.0


SCHEDULES = {"linear": linear, "constant": constant}
