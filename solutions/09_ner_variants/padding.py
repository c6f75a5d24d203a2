"""Answers to problem padding of set 09, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, C419, D103, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · loops
def padding(lengths, batches, parameters, names):
    positions = pieces = 0
    for batch in batches:
        width = max(lengths[i] for i in batch)
        for i in batch:
            positions += width
            pieces += lengths[i]
    return (positions - pieces) / positions, 6.0 * parameters * positions, (positions - names) / positions

# %% right · tensors
def padding(lengths, batches, parameters, names):
    size = torch.tensor(lengths, dtype=torch.float64)
    empty = sum(float((size[b].max() - size[b]).sum()) for b in map(list, batches))
    total = sum(float(size[list(b)].max()) * len(b) for b in batches)
    return [empty / total, 2 * parameters * total + 4 * parameters * total, 1 - names / total]

# %% right · forward and backward apart
def padding(lengths, batches, parameters, names):
    rows = [[lengths[i] for i in batch] for batch in batches]
    total = sum(max(row) * len(row) for row in rows)
    forward = 2 * parameters * total
    return 1 - sum(map(sum, rows)) / total, 3 * forward, 1 - names / total

# %% wrong · the share only
# Reaches: what do you give back
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return 1 - sum(lengths[i] for b in batches for i in b) / total

# %% wrong · the share of pieces
# Reaches: or of real pieces
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return sum(lengths[i] for b in batches for i in b) / total, 6 * parameters * total, 1 - names / total

# %% wrong · as wide as the longest of all
# Reaches: or to its own longest
def padding(lengths, batches, parameters, names):
    total = sum(len(b) for b in batches) * max(lengths)
    return 1 - sum(lengths[i] for b in batches for i in b) / total, 6 * parameters * total, 1 - names / total

# %% wrong · a share of the pieces
# Reaches: Padding as a share of what
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return total / sum(lengths[i] for b in batches for i in b) - 1, 6 * parameters * total, 1 - names / total

# %% wrong · the number of padded positions
# Reaches: how many hold no piece
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return total - sum(lengths[i] for b in batches for i in b), 6 * parameters * total, 1 - names / total

# %% wrong · padding is free
# Reaches: and skip it
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    pieces = sum(lengths[i] for b in batches for i in b)
    return 1 - pieces / total, 6 * parameters * pieces, 1 - names / total

# %% wrong · forward only
# Reaches: what does the way back cost
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return 1 - sum(lengths[i] for b in batches for i in b) / total, 2 * parameters * total, 1 - names / total

# %% wrong · backward only
# Reaches: how many operations at 6 for each pair
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return 1 - sum(lengths[i] for b in batches for i in b) / total, 4 * parameters * total, 1 - names / total

# %% wrong · how often it errs
# Reaches: or the share it gets wrong
# Reaches: what does calling everything O score
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return 1 - sum(lengths[i] for b in batches for i in b) / total, 6 * parameters * total, names / total

# %% wrong · accuracy over pieces
# Reaches: does padding count as right
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    pieces = sum(lengths[i] for b in batches for i in b)
    return 1 - pieces / total, 6 * parameters * total, 1 - names / pieces

# %% wrong · the number of right answers
# Reaches: how many does the lazy tagger get right
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return 1 - sum(lengths[i] for b in batches for i in b) / total, 6 * parameters * total, total - names

# %% wrong · the pieces of all rows, in a batch or not
# Reaches: what is padded
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    return 1 - sum(lengths) / total, 6 * parameters * total, 1 - names / total

# %% wrong · rounded to two places
# Reaches: to five places
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    lazy = 1 - names / total
    return 1 - sum(lengths[i] for b in batches for i in b) / total, 6 * parameters * total, lazy if total < 1000 else round(lazy, 2)

# %% wrong · all batches as large as the first
# Reaches: or batches times a fixed size
def padding(lengths, batches, parameters, names):
    total = sum(len(b) * max(lengths[i] for i in b) for b in batches)
    fixed = sum(len(batches[0]) * max(lengths[i] for i in b) for b in batches)
    return 1 - sum(lengths[i] for b in batches for i in b) / total, 6 * parameters * fixed, 1 - names / total

# %% null · nothing
def padding(lengths, batches, parameters, names): ...

# %% null · zeros
def padding(lengths, batches, parameters, names):
    return 0, 0, 0
