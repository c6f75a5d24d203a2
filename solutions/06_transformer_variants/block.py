"""Answers to problem block of set 06, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · torch's own variance
def normalise(x, gain, shift, eps=1e-5):
    v, m = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
    return (x - m) * torch.rsqrt(v + eps) * gain + shift


def block(x, attend, feed, norms):
    (g1, b1), (g2, b2) = norms
    middle = attend(normalise(x, g1, b1)) + x
    return feed(normalise(middle, g2, b2)) + middle

# %% right · a loop over parts
def normalise(x, gain, shift, eps=1e-5):
    m = x.mean(-1, keepdim=True)
    v = (x * x).mean(-1, keepdim=True) - m * m
    return (x - m) / (v.clamp_min(0) + eps) ** 0.5 * gain + shift


def block(x, attend, feed, norms):
    for part, norm in zip((attend, feed), norms):
        x = x + part(normalise(x, *norm))
    return x

# %% right · sums
def normalise(x, gain, shift, eps=1e-5):
    C = x.shape[-1]
    d = x - x.sum(-1, keepdim=True) / C
    return shift + gain * d / torch.sqrt((d * d).sum(-1, keepdim=True) / C + eps)

# %% wrong · a number for each row
# Reaches: not their arrangement
def normalise(x, gain, shift, eps=1e-5):
    return (x - x.mean(-1, keepdim=True)).square().mean(-1)

# %% wrong · no gain and shift
# Reaches: where do gain and shift enter
def normalise(x, gain, shift, eps=1e-5):
    d = x - x.mean(-1, keepdim=True)
    return d / torch.sqrt((d * d).mean(-1, keepdim=True) + eps)

# %% wrong · C - 1
# Reaches: divided by C, or by C - 1
def normalise(x, gain, shift, eps=1e-5):
    return gain * (x - x.mean(-1, keepdim=True)) / torch.sqrt(x.var(-1, keepdim=True) + eps) + shift

# %% wrong · no root
# Reaches: its variance or the root
def normalise(x, gain, shift, eps=1e-5):
    d = x - x.mean(-1, keepdim=True)
    return gain * d / ((d * d).mean(-1, keepdim=True) + eps) + shift

# %% wrong · over positions
# Reaches: components of one position
def normalise(x, gain, shift, eps=1e-5):
    d = x - x.mean(0, keepdim=True)
    return gain * d / torch.sqrt((d * d).mean(0, keepdim=True) + eps) + shift

# %% wrong · gain after shift
# Reaches: what is done to it in which order
def normalise(x, gain, shift, eps=1e-5):
    d = x - x.mean(-1, keepdim=True)
    return gain * (d / torch.sqrt((d * d).mean(-1, keepdim=True) + eps) + shift)

# %% wrong · mean not taken away
# Reaches: what is done to it in which order
def normalise(x, gain, shift, eps=1e-5):
    return gain * x / torch.sqrt((x * x).mean(-1, keepdim=True) + eps) + shift

# %% wrong · axis 1
# Reaches: is it still the last axis
def normalise(x, gain, shift, eps=1e-5):
    axis = 1 if x.dim() > 1 else 0
    d = x - x.mean(axis, keepdim=True)
    return gain * d / torch.sqrt((d * d).mean(axis, keepdim=True) + eps) + shift

# %% wrong · no eps
# Reaches: what keeps you from dividing by it
def normalise(x, gain, shift, eps=1e-5):
    d = x - x.mean(-1, keepdim=True)
    return gain * d / torch.sqrt((d * d).mean(-1, keepdim=True)) + shift

# %% wrong · one row
# Reaches: goes into the next
def block(x, attend, feed, norms):
    x = x + attend(normalise(x, *norms[0]))
    return (x + feed(normalise(x, *norms[1])))[-1]

# %% wrong · norm after
# Reaches: before each part, or after adding
def block(x, attend, feed, norms):
    x = normalise(x + attend(x), *norms[0])
    return normalise(x + feed(x), *norms[1])

# %% wrong · no bypass
# Reaches: What goes around each part
def block(x, attend, feed, norms):
    x = x + attend(normalise(x, *norms[0]))
    return feed(normalise(x, *norms[1]))

# %% wrong · bypass after the norm
# Reaches: x as it came, or x after the norm
def block(x, attend, feed, norms):
    y = normalise(x, *norms[0])
    y = y + attend(y)
    return y + feed(normalise(y, *norms[1]))

# %% wrong · side by side
# Reaches: see what attention added
def block(x, attend, feed, norms):
    return x + attend(normalise(x, *norms[0])) + feed(normalise(x, *norms[1]))

# %% wrong · feed-forward first
# Reaches: Which part comes first
def block(x, attend, feed, norms):
    x = x + feed(normalise(x, *norms[1]))
    return x + attend(normalise(x, *norms[0]))

# %% wrong · norms exchanged
# Reaches: which pair of gain and shift
def block(x, attend, feed, norms):
    x = x + attend(normalise(x, *norms[1]))
    return x + feed(normalise(x, *norms[0]))

# %% wrong · torch's own
# Reaches: rule
def normalise(x, gain, shift, eps=1e-5):
    return torch.nn.functional.layer_norm(x, x.shape[-1:], gain, shift, eps)

# %% null · nothing
def normalise(x, gain, shift, eps=1e-5): ...


def block(x, attend, feed, norms): ...

# %% null · the argument
def normalise(x, gain, shift, eps=1e-5):
    return x


def block(x, attend, feed, norms):
    return x
