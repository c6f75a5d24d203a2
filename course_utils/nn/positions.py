"""Positions: sinusoidal vectors and rotary turns, as chapter 06 builds them.

Shapes: T positions, C width. Components turn in pairs (0, 1), (2, 3), …, each pair with its own speed.
"""

from __future__ import annotations

import torch
from torch import Tensor


def speeds(C: int) -> Tensor:
    """(C / 2,): how far each pair turns from one position to the next, in radians: 10000^(−2i / C).

    C = 4: 1 and 10000^(−1/2) = 0.01. Raises ValueError for an odd width. Vaswani et al. 2017, section 3.5.
    """
    if C % 2:
        raise ValueError(f"Components turn in pairs: a width of {C} is odd.")
    return 10_000 ** (-torch.arange(0, C, 2, dtype=torch.float64) / C)


def sinusoidal(T: int, C: int) -> Tensor:
    """(T, C) in 64 bits: sine and cosine of every speed at positions 0 … T − 1, side by side.

    Moving on by k positions is `rotate` by −k, for every row alike. Position 0 is 0, 1, 0, 1, …
    """
    angle = torch.arange(T, dtype=torch.float64)[:, None] * speeds(C)  # (T, C / 2)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(-2)


def rotate(x: Tensor, positions: Tensor) -> Tensor:
    """x (..., T, C) with each pair (a, b) turned against the clock by its speed times the position (T,).

    (a, b) → (a cos θ − b sin θ, a sin θ + b cos θ). Queries and keys turned so know their distance only (Su et al.
    2021). [1, 0] at position 1: [cos 1, sin 1] = [0.5403, 0.8415].
    """
    angle = positions[:, None].to(torch.float64) * speeds(x.shape[-1])
    sin, cos = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack([a * cos - b * sin, a * sin + b * cos], dim=-1).flatten(-2)
