"""Answers to problem softmax of set 05, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import numpy as np
import torch

# %% right · logarithm of the sum first
def softmax(x, dim):
    return (x - torch.logsumexp(x, dim, keepdim=True)).exp()

# %% right · NumPy, line by line
def softmax(x, dim):
    lines = np.moveaxis(x.numpy(), dim, -1)
    result = np.empty_like(lines)
    for place in np.ndindex(lines.shape[:-1]):
        exponentials = np.exp(lines[place] - lines[place].max())
        result[place] = exponentials / exponentials.sum()
    return torch.from_numpy(np.ascontiguousarray(np.moveaxis(result, -1, dim)))

# %% right · in place, on a copy, in 64 bits inside
def softmax(x, dim):
    y = x.to(torch.float64).clone()
    y -= y.max(dim, keepdim=True).values
    y.exp_()
    y /= y.sum(dim, keepdim=True)
    return y.to(x.dtype)

# %% right · as a fraction of differences
def softmax(x, dim):
    y = x.movedim(dim, -1)
    top = y.max(-1, keepdim=True).values
    numerator = torch.exp(y - top)
    return torch.einsum("...s,...->...s", numerator, 1 / numerator.sum(-1)).movedim(-1, dim)

# %% wrong · no maximum subtracted
# Reaches: What is exp(1000) in 32 bits
def softmax(x, dim):
    return x.exp() / x.exp().sum(dim, keepdim=True)

# %% wrong · one sum for the whole tensor
# Reaches: Do all weights together add up to one
def softmax(x, dim):
    e = (x - x.max()).exp()
    return e / e.sum()

# %% wrong · one maximum for the whole tensor
# Reaches: the largest of its own line, or of the whole tensor
def softmax(x, dim):
    e = (x - x.max()).exp()
    return e / e.sum(dim, keepdim=True)

# %% wrong · always the last axis
# Reaches: Along which axis do your weights add up to one
def softmax(x, dim):
    e = (x - x.amax(-1, keepdim=True)).exp()
    return e / e.sum(-1, keepdim=True)

# %% wrong · axes counted from the front
# Reaches: Does your code count axes from the front
def softmax(x, dim):
    dim = min(abs(dim), x.dim() - 1)
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)

# %% wrong · logarithms of weights
# Reaches: Are these the weights, or their logarithms
def softmax(x, dim):
    return x - x.logsumexp(dim, keepdim=True)

# %% wrong · no exponential
# Reaches: where is the exponential
def softmax(x, dim):
    return x / x.sum(dim, keepdim=True)

# %% wrong · never divided
# Reaches: what do they still have to be divided by
def softmax(x, dim):
    return x.exp()

# %% wrong · to the base 2
# Reaches: which two weights does the formula give
# Reaches: By hand: what are the weights of the scores 0 and ln 3
def softmax(x, dim):
    e = 2 ** (x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)

# %% wrong · scores clipped instead of shifted
# Reaches: the same as 0, 1 and -1
def softmax(x, dim):
    e = x.clamp(-80, 80).exp()
    return e / e.sum(dim, keepdim=True)

# %% wrong · a small number in the denominator
# Reaches: a small number added to the sum
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / (e.sum(dim, keepdim=True) + 1e-9)

# %% wrong · everything to 32 bits
# Reaches: Which dtype goes into your softmax
def softmax(x, dim):
    x = x.float()
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)

# %% wrong · writes into its argument
# Reaches: does the caller still have its scores
def softmax(x, dim):
    x -= x.amax(dim, keepdim=True)
    x.exp_()
    return x / x.sum(dim, keepdim=True)

# %% wrong · minimum subtracted from the maximum's place
# Reaches: does some step compute inf - inf or 0
def softmax(x, dim):
    low, high = x.amin(dim, keepdim=True), x.amax(dim, keepdim=True)
    e = ((x - low) - (high - low)).exp()
    return e / e.sum(dim, keepdim=True)

# %% wrong · minus infinity replaced by zero
# Reaches: Which weight should a score of -inf get
def softmax(x, dim):
    x = x.masked_fill(x == -torch.inf, 0.0)
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)

# %% wrong · the axis is lost
# Reaches: why has the shape changed
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True)).sum(dim)

# %% wrong · a NumPy array comes back
# Reaches: is it a tensor
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True)).numpy()

# %% wrong · only for tables
# Reaches: What is the shape of each tensor in this line
def softmax(x, dim):
    e = (x - x.amax(dim)[:, None]).exp()
    return e / e.sum(dim)[:, None]

# %% wrong · calls the built-in
# Reaches: rule
def softmax(x, dim):
    return torch.softmax(x, dim)

# %% wrong · calls the built-in under another name
# Reaches: rule
from torch.nn.functional import softmax as normalise


def softmax(x, dim):
    return normalise(x, dim)

# %% null · nothing
def softmax(x, dim):
    pass

# %% null · the stub
def softmax(x, dim):
    """Weights along dim: the same shape and dtype as x."""
    ...

# %% null · gives its argument back
def softmax(x, dim):
    return x

# %% null · the same weights for all
def softmax(x, dim):
    return torch.full_like(x, 1 / x.shape[dim])
