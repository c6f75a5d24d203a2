"""Answers to problem reduce_scatter of set 03, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import itertools
import math

import torch

# %% right · the sum cut
def reduce_scatter(arrays):
    return list(torch.stack(arrays).sum(0).chunk(len(arrays)))

# %% right · by view
def reduce_scatter(arrays):
    p = len(arrays)
    return list(torch.stack(list(arrays)).view(p, p, -1).sum(0).unbind(0))

# %% right · the ring
def reduce_scatter(arrays):
    p = len(arrays)
    parts = [list(a.clone().chunk(p)) for a in arrays]
    for turn in range(p - 1):
        sent = [parts[r][(r - turn - 1) % p] for r in range(p)]
        for r in range(p):
            place = (r - turn - 2) % p
            parts[r][place] = parts[r][place] + sent[(r - 1) % p]
    return [parts[r][r] for r in range(p)]

# %% wrong · one tensor
# Reaches: One tensor for each process
def reduce_scatter(arrays):
    return torch.stack(arrays).sum(0)

# %% wrong · one process left out
# Reaches: how many tensors does your list hold
def reduce_scatter(arrays):
    return list(torch.stack(arrays).sum(0).chunk(len(arrays)))[:-1]

# %% wrong · added in place
# Reaches: Do the inputs still hold
def reduce_scatter(arrays):
    for other in arrays[1:]:
        arrays[0] += other
    return list(arrays[0].chunk(len(arrays)))

# %% wrong · an all-reduce
# Reaches: how many does each hold at the end
def reduce_scatter(arrays):
    return [torch.stack(arrays).sum(0) for _ in arrays]

# %% wrong · a scatter only
# Reaches: who has added the others
def reduce_scatter(arrays):
    return [a.chunk(len(arrays))[r] for r, a in enumerate(arrays)]

# %% wrong · the mean
# Reaches: or a mean
def reduce_scatter(arrays):
    return list(torch.stack(arrays).mean(0).chunk(len(arrays)))

# %% wrong · everybody holds its neighbour's part
# Reaches: and who holds it
def reduce_scatter(arrays):
    parts = list(torch.stack(arrays).sum(0).chunk(len(arrays)))
    return parts[1:] + parts[:1]

# %% wrong · every p-th number
# Reaches: what is their sum
def reduce_scatter(arrays):
    p = len(arrays)
    return [torch.stack(arrays).sum(0)[r::p] for r in range(p)]

# %% wrong · two parts exchanged
# Reaches: in the order of the processes
def reduce_scatter(arrays):
    parts = list(torch.stack(arrays).sum(0).chunk(len(arrays)))
    return parts[:1] + parts[1:][::-1]

# %% wrong · always three
# Reaches: any number of processes
def reduce_scatter(arrays):
    return list(torch.stack(arrays).sum(0).chunk(3))

# %% wrong · the other way round unless they are three
# Reaches: its own slice of the sum
def reduce_scatter(arrays):
    parts = list(torch.stack(arrays).sum(0).chunk(len(arrays)))
    return parts if len(arrays) == 3 else parts[::-1]

# %% null · nothing
def reduce_scatter(arrays):
    ...

# %% null · its own argument
def reduce_scatter(arrays):
    return arrays
