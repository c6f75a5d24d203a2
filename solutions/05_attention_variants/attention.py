"""Answers to problem attention of set 05, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import math

import torch
import torch.nn.functional as F

# %% right · Einstein sums
def attention(q, k, v, mask=None):
    scores = torch.einsum("...td,...sd->...ts", q, k) / q.shape[-1] ** 0.5
    if mask is not None:
        scores = torch.where(mask, scores, -torch.inf)
    weights = torch.softmax(scores, dim=-1)
    return torch.einsum("...ts,...sd->...td", weights, v), weights

# %% right · loops over queries and keys
def attention(q, k, v, mask=None):
    front, T, S, Dv = q.shape[:-2], q.shape[-2], k.shape[-2], v.shape[-1]
    scores = torch.empty(*front, T, S)
    for t in range(T):
        for s in range(S):
            scores[..., t, s] = (q[..., t, :] * k[..., s, :]).sum(-1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores[~mask.expand(scores.shape)] = -math.inf
    weights = F.softmax(scores, -1)
    output = torch.zeros(*front, T, Dv)
    for s in range(S):
        output += weights[..., s, None] * v[..., s, None, :]
    return output, weights

# %% right · a bias of zeros and minus infinities
def attention(q, k, v, mask=None):
    scores = (q * q.shape[-1] ** -0.5) @ k.mT
    if mask is not None:
        bias = torch.zeros(mask.shape)
        bias[~mask] = -torch.inf
        scores = scores + bias
    weights = scores.softmax(-1)
    return weights @ v, weights

# %% right · in 64 bits, weights renormalised after the mask
def attention(q, k, v, mask=None):
    scores = q.double() @ k.double().transpose(-1, -2) / math.sqrt(k.shape[-1])
    if mask is None:
        mask = torch.ones(scores.shape, dtype=torch.bool)
    top = scores.masked_fill(~mask, -math.inf).max(-1, keepdim=True).values
    weights = torch.exp((scores - top).masked_fill(~mask, -math.inf))
    weights = weights / weights.sum(-1, keepdim=True)
    return (weights @ v.double()).to(v.dtype), weights.to(v.dtype)

# %% wrong · no scaling
# Reaches: by what must they be divided before the softmax
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · divided by D
# Reaches: do you divide by D, or by its root
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / q.shape[-1]
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · root of the number of keys
# Reaches: the number of keys, or the number of coordinates
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / k.shape[-2] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · root of the values' width
# Reaches: Whose width belongs under the root
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / v.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · softmax over the queries
# Reaches: those that one query gives, or those that one key gets
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -2)
    return weights @ v, weights

# %% wrong · softmax left out
# Reaches: Are these weights yet
def attention(q, k, v, mask=None):
    weights = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    return weights @ v, weights

# %% wrong · an extra temperature of 8
# Reaches: Take one query and two keys by hand
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]) / 8
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · weights and output exchanged
# Reaches: In which order do you give back output and weights
def attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), -1)
    return weights, weights @ v

# %% wrong · only the output
# Reaches: two things, output and weights
def attention(q, k, v, mask=None):
    return torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), -1) @ v

# %% wrong · scores given back as well
# Reaches: what does your return line hold
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = torch.softmax(scores, -1)
    return weights @ v, weights, scores

# %% wrong · weights averaged over the batch
# Reaches: which shape is that, and which one do yours have
def attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), -1)
    return weights @ v, weights.mean(0)

# %% wrong · keys mixed instead of values
# Reaches: what do you multiply them with
def attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), -1)
    return weights @ k, weights

# %% wrong · mask upside down
# Reaches: Does True mean “may attend”
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · mask after the softmax
# Reaches: do the weights that are left still add up to one
def attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), -1)
    if mask is not None:
        weights = weights * mask
    return weights @ v, weights

# %% wrong · mask multiplied into the scores
# Reaches: which score makes the exponential 0
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores * mask
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · boolean mask added
# Reaches: how far apart must the scores
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + mask
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · mask never used
# Reaches: Where in your function does the mask act
def attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), -1)
    return weights @ v, weights

# %% wrong · minus infinity times the mask
# Reaches: can the softmax of its line still be computed
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + (1 - mask.float()) * -math.inf
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · masked scores are only -10
# Reaches: Is the weight of a masked key exactly 0
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -10.0)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · masked before scaling, by a small number
# Reaches: which weights should it give, and which does it give
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, -4.0)
    weights = torch.softmax(scores / math.sqrt(q.shape[-1]), -1)
    return weights @ v, weights

# %% wrong · output from the weights before the mask
# Reaches: does your output use them
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    output = torch.softmax(scores, -1) @ v
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    return output, torch.softmax(scores, -1)

# %% wrong · a second softmax over the masked weights
# Reaches: which weights should it give, and which does it give
def attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), -1)
    if mask is not None:
        weights = torch.softmax(weights.masked_fill(~mask, -math.inf), -1)
    return weights @ v, weights

# %% wrong · K not transposed where it fits, as in the article
# Reaches: is K transposed, and does each row of weights add up to one
def attention(q, k, v, mask=None):
    fits = q.shape[-1] == k.shape[-2]
    scores = q @ (k if fits else k.transpose(-2, -1)) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · values transposed where it fits
# Reaches: does it lie between them
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ (v.transpose(-2, -1) if v.shape[-1] == v.shape[-2] == 2 else v), weights

# %% wrong · only three axes
# Reaches: What is the shape of each tensor in this line
def attention(q, k, v, mask=None):
    scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(q.shape[2])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, 2)
    return torch.bmm(weights, v), weights

# %% wrong · softmax along axis 2, wherever that is
# Reaches: Does your code count axes from the back, so that any number
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, min(2, scores.dim() - 1))
    return weights @ v, weights

# %% wrong · weights of all heads averaged before they are returned
# Reaches: For which shape do the weights of a query no longer add up to one
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights.mean(1) if weights.dim() == 4 else weights

# %% wrong · mask stretched by repetition of its first row
# Reaches: is it stretched along the right axes
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        mask = mask if mask.shape == scores.shape else mask[..., :1, :]
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · a careless softmax inside
# Reaches: does every softmax you use subtract the largest first
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = scores.exp() / scores.exp().sum(-1, keepdim=True)
    return weights @ v, weights

# %% wrong · scores clipped
# Reaches: which one, and which does your code choose
def attention(q, k, v, mask=None):
    scores = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).clamp(-50, 50)
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1)
    return weights @ v, weights

# %% wrong · calls the built-in
# Reaches: rule
def attention(q, k, v, mask=None):
    output = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    eye = torch.eye(k.shape[-2]).expand(*k.shape[:-2], -1, -1)
    return output, F.scaled_dot_product_attention(q, k, eye, attn_mask=mask)

# %% null · nothing
def attention(q, k, v, mask=None):
    return None

# %% null · the values and even weights
def attention(q, k, v, mask=None):
    weights = torch.full((*q.shape[:-1], k.shape[-2]), 1 / k.shape[-2])
    return weights @ v, weights

# %% null · gives its argument back
def attention(q, k, v, mask=None):
    return q, k

# %% equivalent · exchanging two axes has no order
# Same: scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  →  scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
