"""Online softmax: attention over blocks of keys, each summarised in three numbers a query, exactly (chapter 06).

A summary (m, s, o) holds the largest score m (T, 1), the sum s (T, 1) of exp(score − m), and the sum o (T, D) of
exp(score − m) times value; the attention over its keys is o / s (Milakov and Gimelshein 2018; Dao et al. 2022).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

Summary = tuple[Tensor, Tensor, Tensor]


def summary_of(q: Tensor, k: Tensor, v: Tensor) -> Summary:
    """What queries q (T, D) see of one block of keys (S, D) and values (S, Dv).

    q = [0], k = [[0], [0]], v = [[1], [2]]: m = 0, s = 2, o = 3, and o / s = 1.5 is the mean.
    """
    scores = q @ k.T / math.sqrt(q.shape[-1])
    m = scores.amax(dim=-1, keepdim=True)
    exponentials = (scores - m).exp()
    return m, exponentials.sum(dim=-1, keepdim=True), exponentials @ v


def merge_summaries(left: Summary, right: Summary) -> Summary:
    """The summary of two blocks together; blocks may be merged in any order.

    m = 0, s = 2, o = 3 and m = ln 2, s = 1, o = 5: with m = ln 2 the first shrink by half, s = 2, o = 6.5.
    """
    m = torch.maximum(left[0], right[0])
    shrink_left, shrink_right = (left[0] - m).exp(), (right[0] - m).exp()
    return m, left[1] * shrink_left + right[1] * shrink_right, left[2] * shrink_left + right[2] * shrink_right
