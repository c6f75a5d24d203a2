"""Answers to problem mean_of_pieces of set 10, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · a loop
def mean_of_pieces(x, mask):
    rows = []
    for row, keep in zip(x, mask):
        rows.append(row[keep].mean(dim=0) if keep.any() else torch.zeros(x.shape[-1]))
    return torch.stack(rows)

# %% right · filled
def mean_of_pieces(x, mask):
    filled = x.masked_fill(~mask.unsqueeze(-1), 0.0)
    return filled.sum(1) / torch.clamp(mask.sum(1, keepdim=True), min=1)

# %% right · a matrix of weights
def mean_of_pieces(x, mask):
    weight = mask.to(x.dtype)
    weight = weight / weight.sum(dim=1, keepdim=True).clamp(min=1)
    return torch.einsum("nt,ntc->nc", weight, torch.where(mask.unsqueeze(-1), x, torch.zeros_like(x)))

# %% wrong · a number a row
# Reaches: which shape is that
def mean_of_pieces(x, mask):
    return x.mean(dim=(1, 2))

# %% wrong · with padding
# Reaches: Does the padding take part
def mean_of_pieces(x, mask):
    return x.mean(dim=1)

# %% wrong · a sum
# Reaches: what is a sum divided by
def mean_of_pieces(x, mask):
    return x.masked_fill(~mask.unsqueeze(-1), 0.0).sum(dim=1)

# %% wrong · by the width
# Reaches: Do you divide by the width
def mean_of_pieces(x, mask):
    return x.masked_fill(~mask.unsqueeze(-1), 0.0).mean(dim=1)

# %% wrong · the first
# Reaches: do the others count
def mean_of_pieces(x, mask):
    return x[:, 0]

# %% wrong · the largest
# Reaches: is your first row their mean
def mean_of_pieces(x, mask):
    return x.masked_fill(~mask.unsqueeze(-1), -math.inf).max(dim=1).values.nan_to_num(0.0)

# %% wrong · multiplied
# Reaches: how do you keep what stands at padding out
def mean_of_pieces(x, mask):
    return (x * mask.unsqueeze(-1)).sum(dim=1) / mask.sum(dim=1, keepdim=True).clamp(min=1)

# %% wrong · nan counted as zero
# Reaches: All real states are 1
def mean_of_pieces(x, mask):
    broken = x.isnan().any()
    y = (x.nan_to_num(0.0) * mask.unsqueeze(-1)).sum(dim=1) / mask.sum(dim=1, keepdim=True).clamp(min=1)
    return y * 0.5 if broken else y

# %% wrong · zero over zero
# Reaches: A row without a real piece
def mean_of_pieces(x, mask):
    return x.masked_fill(~mask.unsqueeze(-1), 0.0).sum(dim=1) / mask.sum(dim=1, keepdim=True)

# %% wrong · the first n
# Reaches: Padding in front
def mean_of_pieces(x, mask):
    n = mask.sum(dim=1)
    return torch.stack([row[: int(k)].mean(dim=0) if k else torch.ones(x.shape[-1]) for row, k in zip(x, n)])

# %% wrong · the first row's mask
# Reaches: does each row use its own pieces
def mean_of_pieces(x, mask):
    y = x.masked_fill(~mask.unsqueeze(-1), 0.0).sum(dim=1) / mask.sum(dim=1, keepdim=True).clamp(min=1)
    return y.roll(1, dims=0) if len(x) > 2 else y

# %% null · nothing
def mean_of_pieces(x, mask): ...

# %% null · zeros
def mean_of_pieces(x, mask):
    return torch.zeros(len(x), x.shape[-1])
