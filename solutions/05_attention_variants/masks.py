"""Answers to problem masks of set 05, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import math

import numpy as np
import torch
import torch.nn.functional as F

# %% right · comparisons of positions
def causal_mask(T):
    place = torch.arange(T)
    return place[None, :] <= place[:, None]


def padding_mask(lengths, T):
    return torch.stack([torch.arange(T) < length for length in lengths]).reshape(-1, 1, 1, T)


def decoder_mask(lengths, T):
    return torch.logical_and(padding_mask(lengths, T), causal_mask(T)[None, None])


def masked_weights(scores, mask):
    weights = torch.softmax(torch.where(mask, scores, -torch.inf), -1)
    return torch.nan_to_num(weights, nan=0.0)

# %% right · loops and NumPy
def causal_mask(T):
    return torch.tensor([[key <= query for key in range(T)] for query in range(T)])


def padding_mask(lengths, T):
    mask = np.zeros((len(lengths), 1, 1, T), dtype=bool)
    for row, length in enumerate(lengths.tolist()):
        mask[row, 0, 0, :length] = True
    return torch.from_numpy(mask)


def decoder_mask(lengths, T):
    mask = torch.zeros(len(lengths), 1, T, T, dtype=torch.bool)
    for row, length in enumerate(lengths.tolist()):
        for query in range(T):
            mask[row, 0, query, : min(length, query + 1)] = True
    return mask


def masked_weights(scores, mask):
    hidden = ~mask.expand(scores.shape)
    weights = scores.masked_fill(hidden, -math.inf)
    empty = hidden.all(-1, keepdim=True)
    weights = torch.softmax(weights.masked_fill(empty, 0.0), -1)
    return weights * ~empty * ~hidden

# %% right · triu upside down, exponentials by hand
def causal_mask(T):
    return ~torch.ones(T, T, dtype=torch.bool).triu(1)


def padding_mask(lengths, T):
    return ~(torch.arange(T).view(1, 1, 1, T) >= lengths.view(-1, 1, 1, 1))


def decoder_mask(lengths, T):
    return causal_mask(T).expand(len(lengths), 1, T, T) * padding_mask(lengths, T)


def masked_weights(scores, mask):
    scores = torch.where(mask, scores, torch.full((), -torch.inf))
    top = scores.amax(-1, keepdim=True)
    exponentials = torch.exp(scores - torch.where(top == -torch.inf, 0.0, top))
    total = exponentials.sum(-1, keepdim=True)
    return exponentials / torch.where(total == 0, 1.0, total)

# %% right · the built-in does the weights
def masked_weights(scores, mask):
    S = scores.shape[-1]
    one = torch.ones(*scores.shape[:-1], 1)
    keys = torch.zeros(*scores.shape[:-2], S, 1)
    bias = torch.where(mask, scores, -torch.inf)
    return F.scaled_dot_product_attention(one, keys, torch.eye(S).expand(*scores.shape[:-2], S, S), attn_mask=bias)

# %% wrong · the future instead of the past
# Reaches: are they in its past or its future
def causal_mask(T):
    return torch.ones(T, T, dtype=torch.bool).triu()

# %% wrong · True means forbidden
# Reaches: Does True in your mask mean
def causal_mask(T):
    return torch.ones(T, T, dtype=torch.bool).triu(1)

# %% wrong · a position does not see itself
# Reaches: May a position attend to itself
# Reaches: With a single position
def causal_mask(T):
    return torch.ones(T, T, dtype=torch.bool).tril(-1)

# %% wrong · one position too many
# Reaches: Write the mask for T = 4 by hand
def causal_mask(T):
    return torch.ones(T, T, dtype=torch.bool).tril(1)

# %% wrong · a mask of ones and zeros
# Reaches: Which dtype must a mask have
def causal_mask(T):
    return torch.ones(T, T).tril()

# %% wrong · a causal mask with an axis too many
# Reaches: what is the shape of your causal mask
def causal_mask(T):
    return torch.ones(1, T, T, dtype=torch.bool).tril()

# %% wrong · a table for one size only
# Reaches: Does your causal mask hold for every T
def causal_mask(T):
    if T == 1:
        return torch.tensor([[True]])
    return torch.tensor([[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]).bool()

# %% wrong · padding is True
# Reaches: the real tokens, or the padding
def padding_mask(lengths, T):
    return (torch.arange(T) >= lengths[:, None])[:, None, None, :]

# %% wrong · one padded position counts as real
# Reaches: is position 3 real
def padding_mask(lengths, T):
    return (torch.arange(T) <= lengths[:, None])[:, None, None, :]

# %% wrong · padding mask of two axes
# Reaches: along which of the four axes does padding differ
def padding_mask(lengths, T):
    return torch.arange(T) < lengths[:, None]

# %% wrong · as long as the longest sequence
# Reaches: what is the shape of your padding mask
def padding_mask(lengths, T):
    longest = int(lengths.max()) - 1
    return (torch.arange(longest) < lengths[:, None])[:, None, None, :]

# %% wrong · padding on the left
# Reaches: Write the mask for lengths 3, 1 and 5 by hand
def padding_mask(lengths, T):
    return (torch.arange(T).flip(0) < lengths[:, None])[:, None, None, :]

# %% wrong · padding mask of ones and zeros
# Reaches: Which dtype must a padding mask have
def padding_mask(lengths, T):
    return (torch.arange(T) < lengths[:, None]).float()[:, None, None, :]

# %% wrong · at least one token is always real
# Reaches: What does your padding mask give for the lengths 0 and T
def padding_mask(lengths, T):
    return (torch.arange(T) < lengths.clamp(min=1)[:, None])[:, None, None, :]

# %% wrong · either mask is enough
# Reaches: Must a key pass one of the two masks
def decoder_mask(lengths, T):
    return causal_mask(T) | padding_mask(lengths, T)

# %% wrong · padded queries see nothing either
# Reaches: what happens to the queries that are padding themselves
def decoder_mask(lengths, T):
    real = padding_mask(lengths, T)
    return causal_mask(T) & real & real.transpose(-2, -1)

# %% wrong · padding only
# Reaches: which keys may its last query see
def decoder_mask(lengths, T):
    return padding_mask(lengths, T).expand(-1, 1, T, T)

# %% wrong · decoder mask without the axis of the heads
# Reaches: what is the shape of your decoder mask
def decoder_mask(lengths, T):
    return causal_mask(T) & padding_mask(lengths, T)[:, 0]

# %% wrong · plain softmax, so a query without keys gives nan
# Reaches: what does exp(-inf) / sum(exp(-inf)) come to
def masked_weights(scores, mask):
    return torch.softmax(scores.masked_fill(~mask, -math.inf), -1)

# %% wrong · minus a billion instead of minus infinity
# Reaches: spreads its weight evenly in your code
# Reaches: what if the real scores are lower still
def masked_weights(scores, mask):
    return torch.softmax(scores.masked_fill(~mask, -1e9), -1)

# %% wrong · a query without keys sees all of them
# Reaches: still see every key in your code
def masked_weights(scores, mask):
    mask = mask | ~mask.any(-1, keepdim=True)
    return torch.softmax(scores.masked_fill(~mask, -math.inf), -1)

# %% wrong · a query without keys looks at the first one
# Reaches: What should the weights of a query be when no key is left
def masked_weights(scores, mask):
    mask = mask.clone()
    mask[..., 0] |= ~mask.any(-1)
    return torch.softmax(scores.masked_fill(~mask, -math.inf), -1)

# %% wrong · mask after the softmax
# Reaches: take the softmax of the others by hand
def masked_weights(scores, mask):
    return torch.softmax(scores, -1) * mask

# %% wrong · masked keys get the weight that is nearly nothing
# Reaches: Which weight has a masked key in your result
def masked_weights(scores, mask):
    weights = torch.softmax(scores.masked_fill(~mask, -math.inf), -1)
    weights = weights.masked_fill(~mask, 1e-3)
    return weights.masked_fill(~mask.any(-1, keepdim=True), 0.0)

# %% wrong · low scores are clipped and then masked
# Reaches: what if the real scores are lower still
def masked_weights(scores, mask):
    weights = torch.softmax(scores.clamp(min=-1e4).masked_fill(~mask, -math.inf), -1)
    return weights.masked_fill(~mask, 0.0)

# %% wrong · the weights of the first query for all, without the axis
# Reaches: what is the shape of what masked_weights gives back
def masked_weights(scores, mask):
    return torch.softmax(scores.masked_fill(~mask, -math.inf), -1)[0]

# %% wrong · softmax along axis 1
# Reaches: with any number of axes before it
def masked_weights(scores, mask):
    return torch.softmax(scores.masked_fill(~mask, -math.inf), 1).masked_fill(~mask, 0.0)

# %% wrong · mask must be as large as the scores
# Reaches: May the mask have fewer rows than the scores
def masked_weights(scores, mask):
    if mask.shape != scores.shape:
        mask = torch.ones_like(scores, dtype=torch.bool)
    return torch.softmax(scores.masked_fill(~mask, -math.inf), -1).masked_fill(~mask, 0.0)

# %% null · nothing
def causal_mask(T): ...
def padding_mask(lengths, T): ...
def decoder_mask(lengths, T): ...
def masked_weights(scores, mask): ...

# %% null · everybody sees everything
def causal_mask(T):
    return torch.ones(T, T, dtype=torch.bool)


def padding_mask(lengths, T):
    return torch.ones(len(lengths), 1, 1, T, dtype=torch.bool)


def decoder_mask(lengths, T):
    return torch.ones(len(lengths), 1, T, T, dtype=torch.bool)


def masked_weights(scores, mask):
    return scores
