"""Answers to problem search_marks of set 11, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math
import re
import string
from collections import Counter

import torch

# %% right · a sorted ranking
def search_marks(scores, wanted, k):
    places = []
    for row, right in zip(scores, wanted):
        order = sorted(range(len(row)), key=lambda i: (-row[i], i))
        places.append(order.index(right) + 1 if row[right] > 0 else math.inf)
    return sum(p <= k for p in places) / len(places), sum(1 / p for p in places) / len(places)

# %% right · counting
def search_marks(scores, wanted, k):
    found = []
    for row, right in zip(scores, wanted):
        s = row[right]
        place = 1 + sum(x > s for x in row) + sum(x == s for x in row[:right])
        found.append((place <= k, 1 / place) if s > 0 else (False, 0.0))
    return [sum(f[0] for f in found) / len(found), sum(f[1] for f in found) / len(found)]

# %% right · tensors
def search_marks(scores, wanted, k):
    s, w = torch.tensor(scores).double(), torch.tensor(wanted)
    own = s[torch.arange(len(w)), w][:, None]
    before = torch.arange(s.shape[1])[None, :] < w[:, None]
    place = 1 + (s > own).sum(1) + ((s == own) & before).sum(1)
    ok = own[:, 0] > 0
    return ((place <= k) & ok).double().mean().item(), (ok / place).double().mean().item()

# %% wrong · recall only
# Reaches: what do you give back
def search_marks(scores, wanted, k):
    return 0.5

# %% wrong · mean place
# Reaches: the mean of the places
def search_marks(scores, wanted, k):
    places = [1 + sum(x > row[r] for x in row) for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) / len(places), sum(places) / len(places)

# %% wrong · one over the mean place
# Reaches: one over the mean place
def search_marks(scores, wanted, k):
    places = [1 + sum(x > row[r] for x in row) for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) / len(places), len(places) / sum(places)

# %% wrong · the smallest score first
# Reaches: what is the mean of 1 / place
def search_marks(scores, wanted, k):
    places = [1 + sum(x < row[r] for x in row) for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) / len(places), sum(1 / p for p in places) / len(places)

# %% wrong · counted from zero
# Reaches: Is place k counted from one
def search_marks(scores, wanted, k):
    places = [sum(x > row[r] for x in row) for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) / len(places), sum(1 / (p + 1) for p in places) / len(places)

# %% wrong · a number of hits
# Reaches: One of two right passages is in the first place
def search_marks(scores, wanted, k):
    places = [1 + sum(x > row[r] for x in row) for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) * 2, sum(1 / p for p in places) / len(places)

# %% wrong · a recall of one half
# Reaches: Places 3 and 3
def search_marks(scores, wanted, k):
    places = [1 + sum(x > row[r] for x in row) for row, r in zip(scores, wanted)]
    return 0.5, sum(1 / p for p in places) / len(places)

# %% wrong · equals do not count
# Reaches: is the right one first
def search_marks(scores, wanted, k):
    places = [1 + sum(x > row[r] for x in row) if row[r] > 0 else math.inf for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) / len(places), sum(1 / p for p in places) / len(places)

# %% wrong · all equals count
# Reaches: do the passages behind the right one count
def search_marks(scores, wanted, k):
    places = [sum(x >= row[r] for x in row) if row[r] > 0 else math.inf for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) / len(places), sum(1 / p for p in places) / len(places)

# %% wrong · the larger number first
# Reaches: which place has passage 1
def search_marks(scores, wanted, k):
    places = [1 + sum(x > row[r] for x in row) + sum(x == row[r] for x in row[r + 1 :]) if row[r] > 0 else math.inf for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) / len(places), sum(1 / p for p in places) / len(places)

# %% wrong · zero is found
# Reaches: did the search find the passage
def search_marks(scores, wanted, k):
    places = [1 + sum(x > row[r] for x in row) + sum(x == row[r] for x in row[:r]) for row, r in zip(scores, wanted)]
    return sum(p <= k for p in places) / len(places), sum(1 / p for p in places) / len(places)

# %% wrong · left out of the mean
# Reaches: is it still one of the questions
def search_marks(scores, wanted, k):
    places = [1 + sum(x > row[r] for x in row) + sum(x == row[r] for x in row[:r]) for row, r in zip(scores, wanted) if row[r] > 0]
    return sum(p <= k for p in places) / len(scores), sum(1 / p for p in places) / len(places)

# %% null · its own argument
def search_marks(scores, wanted, k):
    return scores

# %% equivalent · the lists are of equal length, and a whole number may be a float
# Same: hits, total = (0, 0.0)  →  hits, total = (0.0, 0)
# Same: for row, right in zip(scores, wanted, strict=True):  →  for row, right in zip(scores, wanted, strict=False):
