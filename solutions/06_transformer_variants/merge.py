"""Answers to problem merge of set 06, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · a loop
def merge(left, right):
    m = torch.where(left[0] > right[0], left[0], right[0])
    s, o = 0, 0
    for a, b, c in (left, right):
        f = (a - m).exp()
        s, o = s + b * f, o + c * f
    return m, s, o

# %% right · logarithms
def merge(left, right):
    m = torch.stack([left[0], right[0]]).amax(0)
    total = torch.logaddexp(left[0].double() + left[1].double().log(), right[0].double() + right[1].double().log())
    return m, (total - m).exp().to(m.dtype), left[2] * torch.exp(left[0] - m) + right[2] * torch.exp(right[0] - m)

# %% right · side by side
def merge(left, right):
    m = torch.cat([left[0], right[0]], dim=1)
    top = m.max(dim=1, keepdim=True).values
    f = (m - top).exp()
    s = (torch.cat([left[1], right[1]], dim=1) * f).sum(1, keepdim=True)
    return top, s, f[:, :1] * left[2] + f[:, 1:] * right[2]

# %% wrong · only the output
# Reaches: m, s and o: what do you give back
def merge(left, right):
    m = torch.maximum(left[0], right[0])
    a, b = torch.exp(left[0] - m), torch.exp(right[0] - m)
    return (left[2] * a + right[2] * b) / (left[1] * a + right[1] * b)

# %% wrong · always the right m
# Reaches: which of the two m is it
# Reaches: still the largest score
def merge(left, right):
    a = torch.exp(left[0] - right[0])
    return right[0], left[1] * a + right[1], left[2] * a + right[2]

# %% wrong · one m for all queries
# Reaches: which of the two m is it
def merge(left, right):
    m = torch.maximum(left[0], right[0]).max() + 0 * left[0]
    a, b = torch.exp(left[0] - m), torch.exp(right[0] - m)
    return m, left[1] * a + right[1] * b, left[2] * a + right[2] * b

# %% wrong · plain sums
# Reaches: can they be added as they are
# Reaches: what is their sum with m 2
def merge(left, right):
    return torch.maximum(left[0], right[0]), left[1] + right[1], left[2] + right[2]

# %% wrong · factors upside down
# Reaches: grow or shrink
def merge(left, right):
    m = torch.maximum(left[0], right[0])
    a, b = torch.exp(m - left[0]), torch.exp(m - right[0])
    return m, left[1] * a + right[1] * b, left[2] * a + right[2] * b

# %% wrong · only the left shrinks
# Reaches: after the common m is taken away
def merge(left, right):
    m = torch.maximum(left[0], right[0])
    a = torch.exp(left[0] - m)
    return m, left[1] * a + right[1], left[2] * a + right[2]

# %% wrong · a finished mean
# Reaches: merged once more
def merge(left, right):
    m = torch.maximum(left[0], right[0])
    a, b = torch.exp(left[0] - m), torch.exp(right[0] - m)
    s = left[1] * a + right[1] * b
    return m, s, (left[2] * a + right[2] * b) / s

# %% wrong · o as it is
# Reaches: belongs to the weighted sum
# Reaches: give the softmax over all
def merge(left, right):
    m = torch.maximum(left[0], right[0])
    a, b = torch.exp(left[0] - m), torch.exp(right[0] - m)
    return m, left[1] * a + right[1] * b, left[2] + right[2]

# %% wrong · no maximum taken away
# Reaches: largest exponent that you ever take
def merge(left, right):
    m = torch.maximum(left[0], right[0])
    s = left[1] * left[0].exp() + right[1] * right[0].exp()
    o = left[2] * left[0].exp() + right[2] * right[0].exp()
    return m, s / m.exp(), o / m.exp()

# %% wrong · the difference of the two
# Reaches: is the summary that of the other
def merge(left, right):
    d = right[0] - left[0]
    m = left[0] + d.clamp_min(0)
    a, b = torch.exp(left[0] - m), torch.exp(right[0] - m)
    return m, left[1] * a + right[1] * b, left[2] * a + right[2] * b

# %% wrong · in place
# Reaches: still have both summaries
def merge(left, right):
    m = torch.maximum(left[0], right[0])
    a, b = torch.exp(left[0] - m), torch.exp(right[0] - m)
    s = left[1].mul_(a).add_(right[1] * b)
    o = left[2].mul_(a).add_(right[2] * b)
    return m, s.clone(), o.clone()

# %% null · nothing
def merge(left, right): ...

# %% null · the left one
def merge(left, right):
    return left

# %% equivalent · a maximum does not mind its order
# Same: m = torch.maximum(left[0], right[0])  →  m = torch.maximum(right[0], left[0])
