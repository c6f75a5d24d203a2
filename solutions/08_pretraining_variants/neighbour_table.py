"""Answers to problem neighbour_table of set 08, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · loops
def neighbour_table(rows, V, add):
    counts = torch.full((V, V), float(add))
    for row in rows.tolist():
        for a, b in zip(row, row[1:]):
            counts[a, b] += 1
    return counts / counts.sum(1)[:, None]

# %% right · one-hot products
def neighbour_table(rows, V, add):
    left = torch.nn.functional.one_hot(rows[:, :-1].reshape(-1), V).double()
    right = torch.nn.functional.one_hot(rows[:, 1:].reshape(-1), V).double()
    counts = left.T @ right + add
    return torch.nn.functional.normalize(counts, p=1, dim=1)

# %% right · index_put
def neighbour_table(rows, V, add):
    counts = torch.zeros(V, V)
    counts.index_put_((rows[:, :-1], rows[:, 1:]), torch.ones(()), accumulate=True)
    counts += add
    return (counts.log() - counts.sum(1, keepdim=True).log()).exp()

# %% wrong · one row for all
# Reaches: which shape is that
def neighbour_table(rows, V, add):
    return torch.bincount(rows.flatten(), minlength=V) / rows.numel()

# %% wrong · counts
# Reaches: what must each row be divided by
def neighbour_table(rows, V, add):
    counts = torch.full((V, V), float(add))
    for row in rows.tolist():
        for a, b in zip(row, row[1:]):
            counts[a, b] += 1
    return counts

# %% wrong · one sum for all
# Reaches: Do all numbers together add up to one
def neighbour_table(rows, V, add):
    pairs = rows[:, :-1] * V + rows[:, 1:]
    counts = torch.bincount(pairs.flatten(), minlength=V * V).view(V, V) + add
    return counts / counts.sum()

# %% wrong · columns add up to one
# Reaches: do your rows add up to one, or your columns
def neighbour_table(rows, V, add):
    pairs = rows[:, :-1] * V + rows[:, 1:]
    counts = torch.bincount(pairs.flatten(), minlength=V * V).view(V, V) + add
    return counts / counts.sum(0)

# %% wrong · the right neighbour chooses the row
# Reaches: Which of the two tokens of a pair chooses the row
def neighbour_table(rows, V, add):
    pairs = rows[:, :-1] + rows[:, 1:] * V
    counts = torch.bincount(pairs.flatten(), minlength=V * V).view(V, V) + add
    return counts / counts.sum(1, keepdim=True)

# %% wrong · across the end of a row
# Reaches: are they neighbours
def neighbour_table(rows, V, add):
    flat = rows.flatten()
    counts = torch.bincount(flat[:-1] * V + flat[1:], minlength=V * V).view(V, V) + add
    return counts / counts.sum(1, keepdim=True)

# %% wrong · nothing added
# Reaches: what stands in the first row with 1 added
# Reaches: the amount that it is told to add
# Reaches: what do you divide by in its row
def neighbour_table(rows, V, add):
    pairs = rows[:, :-1] * V + rows[:, 1:]
    counts = torch.bincount(pairs.flatten(), minlength=V * V).view(V, V).float()
    return counts / counts.sum(1, keepdim=True)

# %% wrong · always one is added
# Reaches: the amount that it is told to add
def neighbour_table(rows, V, add):
    pairs = rows[:, :-1] * V + rows[:, 1:]
    counts = torch.bincount(pairs.flatten(), minlength=V * V).view(V, V) + 1
    return counts / counts.sum(1, keepdim=True)

# %% wrong · every pair counts once
# Reaches: Does your table use every pair as often as it stands there
def neighbour_table(rows, V, add):
    counts = torch.zeros(V, V)
    counts[rows[:, :-1], rows[:, 1:]] = 1
    counts += add
    return counts / counts.sum(1, keepdim=True)

# %% wrong · rows without pairs stay empty
# Reaches: what should each of the V tokens get
def neighbour_table(rows, V, add):
    pairs = rows[:, :-1] * V + rows[:, 1:]
    counts = torch.bincount(pairs.flatten(), minlength=V * V).view(V, V).float()
    smooth = (counts + add) / (counts + add).sum(1, keepdim=True)
    return smooth * (counts.sum(1, keepdim=True) > 0)

# %% null · nothing
def neighbour_table(rows, V, add): ...

# %% null · zeros
def neighbour_table(rows, V, add):
    return torch.zeros(V, V)

