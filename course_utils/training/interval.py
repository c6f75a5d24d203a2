"""Interval: how far a share that was counted on a sample may be from the share itself."""

from __future__ import annotations

import math

Z_95 = 1.959964  # the standard normal distribution has 95 % of its mass between −Z_95 and Z_95


def share_interval(right: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a share: (low, high), by default 95 %, for `right` of `n` independent cases.

    Wilson 1927; Brown, Cai and DasGupta 2001, equation 4. It stays inside [0, 1] and has a width also where all cases
    are right: 100 of 100 gives (0.963, 1.000). Raises ValueError unless 0 ≤ right ≤ n and n ≥ 1.
    """
    if not 0 <= right <= n or n < 1:
        raise ValueError(f"{right} right of {n} is no count: give 0 ≤ right ≤ n with n ≥ 1.")
    share = right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
