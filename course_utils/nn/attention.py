"""Attention: softmax, scaled dot-product attention, masks and several heads, as chapter 05 builds them.

Shapes: B batch, H heads, T query length, S key length, D key width of one head, C model width.
Masks are boolean, True where a query may attend to a key, broadcastable to (..., T, S).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


def softmax(x: Tensor, dim: int) -> Tensor:
    """exp(x) divided by its sum along `dim`, without overflow; same shape and dtype as x.

    Subtracting the maximum changes nothing, since exp(x - m) / Σ exp(x - m) = exp(x) / Σ exp(x), and keeps every
    exponent ≤ 0. A line of only -inf gives NaN, as in torch. softmax([0, ln 3]) = [1/4, 3/4].
    """
    shifted = x - x.max(dim=dim, keepdim=True).values
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=dim, keepdim=True)


def attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, temperature: float = 1.0
) -> tuple[Tensor, Tensor]:
    """Scaled dot-product attention: softmax(q kᵀ / √D) v. Returns the output (..., T, Dv) and the weights (..., T, S).

    q (..., T, D), k (..., S, D), v (..., S, Dv); mask True = may attend. A query that may attend to nothing gets
    weights and output 0, not NaN (torch does the same). temperature > 1 flattens the weights.
    Vaswani et al. 2017, equation 1. With q = [1, 2] and k = [5, 6] the score is 5 + 12 = 17, scaled 17/√2 = 12.0208.
    """
    scores = q @ k.transpose(-2, -1) / (math.sqrt(q.shape[-1]) * temperature)  # (..., T, S)
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = softmax(scores, dim=-1)
    if mask is not None:
        # A row of only -inf is 0/0: no key was allowed, so no key gets weight.
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


def causal_mask(T: int, *, device: torch.device | str | None = None) -> Tensor:
    """(T, T), True where key position ≤ query position: nobody looks ahead. causal_mask(2) = [[1, 0], [1, 1]]."""
    return torch.ones(T, T, dtype=torch.bool, device=device).tril()


def padding_mask(lengths: Tensor, T: int) -> Tensor:
    """(B, 1, 1, T), True at real tokens: row b has lengths[b] of them. Broadcasts over heads and queries."""
    return (torch.arange(T, device=lengths.device) < lengths[:, None])[:, None, None, :]


class MultiHeadAttention(nn.Module):
    """H attentions side by side, each of width C / H, joined by one output projection. Vaswani et al. 2017, 3.2.2.

    Parameters: 4·C² + 4·C, whatever H is. Raises ValueError unless H divides C.
    """

    def __init__(self, C: int, H: int, *, bias: bool = True) -> None:
        super().__init__()
        if C % H:
            raise ValueError(f"The width {C} cannot be split into {H} heads of equal width.")
        self.H, self.D = H, C // H
        self.query, self.key, self.value, self.output = (nn.Linear(C, C, bias=bias) for _ in range(4))

    def split(self, x: Tensor) -> Tensor:
        """(B, T, C) → (B, H, T, D): the width is cut into heads, and the heads move in front of the positions."""
        return x.unflatten(-1, (self.H, self.D)).transpose(-3, -2)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """x (B, T, C), mask broadcastable to (B, H, T, T). Returns output (B, T, C) and weights (B, H, T, T)."""
        q, k, v = (self.split(project(x)) for project in (self.query, self.key, self.value))
        heads, weights = attention(q, k, v, mask)  # (B, H, T, D), (B, H, T, T)
        return self.output(heads.transpose(-3, -2).flatten(-2)), weights
