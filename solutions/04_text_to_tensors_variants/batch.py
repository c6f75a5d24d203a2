"""Answers to problem batch of set 04, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B023, B905, C408, E501, E701, E731, F841, I001, PERF401, PIE790, RUF005, RUF007, RUF100, SIM105, SIM108, SIM113

import math

import torch

# %% right · filled tensors
def batch(rows, limit, pad):
    T = min(max(map(len, rows)), limit)
    ids = torch.full((len(rows), T), pad)
    mask = torch.zeros(len(rows), T, dtype=torch.long)
    for i, row in enumerate(rows):
        n = min(len(row), T)
        ids[i, :n] = torch.tensor(row[:n], dtype=torch.long)
        mask[i, :n] = 1
    return ids, mask

# %% right · pad_sequence
def batch(rows, limit, pad):
    cut = [torch.tensor(row[:limit], dtype=torch.long) for row in rows]
    ids = torch.nn.utils.rnn.pad_sequence(cut, batch_first=True, padding_value=pad)
    mask = torch.nn.utils.rnn.pad_sequence([torch.ones_like(row) for row in cut], batch_first=True)
    return ids, mask

# %% right · lengths against positions
def batch(rows, limit, pad):
    n = torch.tensor([min(len(row), limit) for row in rows])
    T = int(n.max())
    mask = (torch.arange(T) < n[:, None]).long()
    ids = torch.tensor([(list(row) + [pad] * T)[:T] for row in rows])
    return torch.where(mask.bool(), ids, pad), mask

# %% wrong · ids only
# Reaches: Two tensors are asked for in a tuple
def batch(rows, limit, pad):
    T = max(len(row[:limit]) for row in rows)
    return torch.tensor([row[:limit] + [pad] * (T - len(row[:limit])) for row in rows])

# %% wrong · lists
# Reaches: are yours lists
def batch(rows, limit, pad):
    T = max(len(row[:limit]) for row in rows)
    return [row[:limit] + [pad] * (T - len(row[:limit])) for row in rows], [[1] * len(row[:limit]) + [0] * (T - len(row[:limit])) for row in rows]

# %% wrong · filled to the limit
# Reaches: or to the longest row
def batch(rows, limit, pad):
    rows = [row[:limit] for row in rows]
    return torch.tensor([row + [pad] * (limit - len(row)) for row in rows]), torch.tensor([[1] * len(row) + [0] * (limit - len(row)) for row in rows])

# %% wrong · padding on the left
# Reaches: On which side
def batch(rows, limit, pad):
    rows = [row[:limit] for row in rows]
    T = max(map(len, rows))
    return torch.tensor([[pad] * (T - len(row)) + row for row in rows]), torch.tensor([[0] * (T - len(row)) + [1] * len(row) for row in rows])

# %% wrong · always filled with 0
# Reaches: With which number are rows filled
def batch(rows, limit, pad):
    rows = [row[:limit] for row in rows]
    T = max(map(len, rows))
    return torch.tensor([row + [0] * (T - len(row)) for row in rows]), torch.tensor([[1] * len(row) + [0] * (T - len(row)) for row in rows])

# %% wrong · sorted by length
# Reaches: Three rows of three numbers
def batch(rows, limit, pad):
    rows = sorted([row[:limit] for row in rows], key=len)
    T = max(map(len, rows))
    return torch.tensor([row + [pad] * (T - len(row)) for row in rows]), torch.tensor([[1] * len(row) + [0] * (T - len(row)) for row in rows])

# %% wrong · mask turned round
# Reaches: Is 1 the sign of a token
def batch(rows, limit, pad):
    rows = [row[:limit] for row in rows]
    T = max(map(len, rows))
    return torch.tensor([row + [pad] * (T - len(row)) for row in rows]), torch.tensor([[0] * len(row) + [1] * (T - len(row)) for row in rows])

# %% wrong · everything is a token
# Reaches: Which positions hold tokens
def batch(rows, limit, pad):
    rows = [row[:limit] for row in rows]
    T = max(map(len, rows))
    ids = torch.tensor([row + [pad] * (T - len(row)) for row in rows])
    return ids, torch.ones_like(ids)

# %% wrong · the last tokens
# Reaches: the first or the last
def batch(rows, limit, pad):
    rows = [row[-limit:] for row in rows]
    T = max(map(len, rows))
    return torch.tensor([row + [pad] * (T - len(row)) for row in rows]), torch.tensor([[1] * len(row) + [0] * (T - len(row)) for row in rows])

# %% wrong · never cut
# Reaches: No row may be longer than the limit
def batch(rows, limit, pad):
    T = max(map(len, rows))
    return torch.tensor([row + [pad] * (T - len(row)) for row in rows]), torch.tensor([[1] * len(row) + [0] * (T - len(row)) for row in rows])

# %% wrong · the mask from the numbers
# Reaches: is it a token
def batch(rows, limit, pad):
    rows = [row[:limit] for row in rows]
    T = max(map(len, rows))
    ids = torch.tensor([row + [pad] * (T - len(row)) for row in rows])
    return ids, (ids != pad).long()

# %% wrong · cuts the caller's rows
# Reaches: does the caller still have its rows
def batch(rows, limit, pad):
    for row in rows:
        del row[limit:]
    T = max(map(len, rows))
    return torch.tensor([row + [pad] * (T - len(row)) for row in rows]), torch.tensor([[1] * len(row) + [0] * (T - len(row)) for row in rows])

# %% wrong · rows without tokens are left out
# Reaches: A row without tokens
def batch(rows, limit, pad):
    rows = [row[:limit] for row in rows if row]
    T = max(map(len, rows))
    return torch.tensor([row + [pad] * (T - len(row)) for row in rows]), torch.tensor([[1] * len(row) + [0] * (T - len(row)) for row in rows])

# %% null · nothing
def batch(rows, limit, pad): ...

# %% null · the rows
def batch(rows, limit, pad):
    return rows
