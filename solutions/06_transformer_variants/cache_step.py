"""Answers to problem cache_step of set 06, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · matrix products
def cache_step(q, k, v, cache):
    K, V = k.unsqueeze(1), v.unsqueeze(1)
    if cache is not None:
        K, V = torch.cat((cache[0], K), 1), torch.cat((cache[1], V), 1)
    w = torch.softmax(q.unsqueeze(1) @ K.transpose(1, 2) * q.shape[-1] ** -0.5, -1)
    return (w @ V).squeeze(1), (K, V)

# %% right · head by head
def cache_step(q, k, v, cache):
    H, D = q.shape
    K, V = (torch.empty(H, 0, D), torch.empty(H, 0, D)) if cache is None else cache
    K, V = torch.cat([K, k.view(H, 1, D)], 1), torch.cat([V, v.view(H, 1, D)], 1)
    rows = []
    for h in range(H):
        e = (K[h] @ q[h] / math.sqrt(D)).exp()
        rows.append(e @ V[h] / e.sum())
    return torch.stack(rows), (K, V)

# %% right · old and new apart
def cache_step(q, k, v, cache):
    D = q.shape[1]
    if cache is None:
        return v.clone(), (k[:, None].clone(), v[:, None].clone())
    old = (cache[0] * q[:, None]).sum(-1) / D**0.5
    new = (k * q).sum(-1, keepdim=True) / D**0.5
    top = torch.maximum(old.amax(1, keepdim=True), new)
    eo, en = (old - top).exp(), (new - top).exp()
    out = ((eo[..., None] * cache[1]).sum(1) + en * v) / (eo.sum(1, keepdim=True) + en)
    return out, (torch.cat([cache[0], k[:, None]], 1), torch.cat([cache[1], v[:, None]], 1))

# %% wrong · only the output
# Reaches: what does your return line hold
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ values)[:, 0]
    return output

# %% wrong · grows along the heads
# Reaches: along which axis does the cache grow
def cache_step(q, k, v, cache):
    keys, values = k[:, None].expand(-1, 1 if cache is None else cache[0].shape[1], -1), v[:, None].expand(-1, 1 if cache is None else cache[0].shape[1], -1)
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=0), torch.cat([cache[1], values], dim=0)
    return v, (keys, values)

# %% wrong · newest first
# Reaches: Oldest first
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([keys, cache[0]], dim=1), torch.cat([values, cache[1]], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ values)[:, 0]
    return output, (keys, values)

# %% wrong · the query is remembered
# Reaches: What of the new token is remembered
def cache_step(q, k, v, cache):
    keys, values = q[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ values)[:, 0]
    return output, (keys, values)

# %% wrong · an axis of one is left
# Reaches: One output vector for each head
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ values)
    return output, (keys, values)

# %% wrong · blind to itself
# Reaches: see itself
def cache_step(q, k, v, cache):
    if cache is None:
        return v, (k[:, None], v[:, None])
    scores = (cache[0] @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ cache[1])[:, 0]
    return output, (torch.cat([cache[0], k[:, None]], 1), torch.cat([cache[1], v[:, None]], 1))

# %% wrong · no scale
# Reaches: By what are the scores divided
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0]
    output = (torch.softmax(scores, dim=1)[:, None] @ values)[:, 0]
    return output, (keys, values)

# %% wrong · softmax over heads
# Reaches: what is mixed with these weights
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=0)[:, None] @ values)[:, 0]
    return output, (keys, values)

# %% wrong · keys are mixed
# Reaches: what is mixed with these weights
# Reaches: rows of causal attention
# Reaches: what is their mean
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ keys)[:, 0]
    return output, (keys, values)

# %% wrong · a window of five
# Reaches: rows of causal attention
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ values)[:, 0]
    return output, (keys[:, -5:], values[:, -5:])

# %% wrong · the window of five, output right
# Reaches: rows of causal attention
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    keys, values = keys[:, -5:], values[:, -5:]
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ values)[:, 0]
    return output, (keys, values)

# %% wrong · everything kept somewhere else
# Reaches: how many keys are remembered
SEEN = {}


def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        old = SEEN.get(id(cache[0]), cache)
        keys, values = torch.cat([old[0], keys], dim=1), torch.cat([old[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ values)[:, 0]
    short = (keys[:, -5:].clone(), values[:, -5:].clone())
    SEEN[id(short[0])] = (keys, values, short)
    return output, short

# %% wrong · the list is changed
# Reaches: does the second know of the first
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    scores = (keys @ q[:, :, None])[..., 0] / math.sqrt(q.shape[1])
    output = (torch.softmax(scores, dim=1)[:, None] @ values)[:, 0]
    if isinstance(cache, list):
        cache[0], cache[1] = keys, values
    return output, (keys, values)

# %% wrong · torch's own
# Reaches: rule
def cache_step(q, k, v, cache):
    keys, values = k[:, None], v[:, None]
    if cache is not None:
        keys, values = torch.cat([cache[0], keys], dim=1), torch.cat([cache[1], values], dim=1)
    return torch.nn.functional.scaled_dot_product_attention(q[:, None], keys, values)[:, 0], (keys, values)

# %% null · nothing
def cache_step(q, k, v, cache): ...

# %% null · the value and the same cache
def cache_step(q, k, v, cache):
    return torch.zeros_like(v), cache
