"""Answers to problem best_span of set 11, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math
import re
import string
from collections import Counter

import torch

# %% right · all pairs and max
def best_span(starts, ends, allowed, longest):
    n = len(starts)
    pairs = [(i, j) for i in range(n) for j in range(n) if 0 <= j - i < longest and allowed[i] and allowed[j]]
    if not pairs:
        return None
    i, j = max(pairs, key=lambda p: (starts[p[0]] + ends[p[1]], -p[0], -p[1]))
    return i, j, starts[i] + ends[j]

# %% right · by length of span
def best_span(starts, ends, allowed, longest):
    found = []
    for length in range(longest):
        for i in range(len(starts) - length):
            if allowed[i] and allowed[i + length]:
                found.append((-(starts[i] + ends[i + length]), i, i + length))
    if not found:
        return None
    score, i, j = min(found)
    return [i, j, -score]

# %% right · a matrix
def best_span(starts, ends, allowed, longest):
    s, e, ok = torch.tensor(starts).double(), torch.tensor(ends).double(), torch.tensor(allowed)
    sums = s[:, None] + e[None, :]
    legal = torch.ones_like(sums).triu().tril(longest - 1).bool() & ok[:, None] & ok[None, :]
    if not legal.any():
        return None
    sums[~legal] = -math.inf
    i, j = divmod(int((sums == sums.max()).flatten().int().argmax()), len(starts))
    return i, j, sums[i, j].item()

# %% wrong · only the score
# Reaches: what do you give back
def best_span(starts, ends, allowed, longest):
    return max(starts) + max(ends)

# %% wrong · no score
# Reaches: how many does your return line hold
def best_span(starts, ends, allowed, longest):
    return 1, 1

# %% wrong · both maxima
# Reaches: May a span end before it begins
def best_span(starts, ends, allowed, longest):
    i, j = starts.index(max(starts)), ends.index(max(ends))
    return i, j, starts[i] + ends[j]

# %% wrong · the greedy start
# Reaches: Which legal span has the largest sum
def best_span(starts, ends, allowed, longest):
    i = starts.index(max(starts))
    return i, i, starts[i]

# %% wrong · any length
# Reaches: longer than it may be
def best_span(starts, ends, allowed, longest):
    n = len(starts)
    pairs = [(i, j) for i in range(n) for j in range(i, n) if allowed[i] and allowed[j]]
    i, j = max(pairs, key=lambda p: starts[p[0]] + ends[p[1]], default=(0, 0))
    return i, j, starts[i] + ends[j]

# %% wrong · one piece too short
# Reaches: which last piece is the furthest
def best_span(starts, ends, allowed, longest):
    n = len(starts)
    pairs = [(i, j) for i in range(n) for j in range(i, n) if j - i < max(longest - 1, 1) and allowed[i] and allowed[j]]
    if not pairs:
        return None
    i, j = max(pairs, key=lambda p: (starts[p[0]] + ends[p[1]], -p[0], -p[1]))
    return i, j, starts[i] + ends[j]

# %% wrong · everything allowed
# Reaches: stand where they may
# Reaches: which span is legal
def best_span(starts, ends, allowed, longest):
    n = len(starts)
    pairs = [(i, j) for i in range(n) for j in range(i, min(i + longest, n))]
    i, j = max(pairs, key=lambda p: (starts[p[0]] + ends[p[1]], -p[0], -p[1]))
    return i, j, starts[i] + ends[j]

# %% wrong · all or nothing
# Reaches: is there really no legal span
def best_span(starts, ends, allowed, longest):
    if not all(allowed):
        return None
    n = len(starts)
    pairs = [(i, j) for i in range(n) for j in range(i, min(i + longest, n))]
    i, j = max(pairs, key=lambda p: (starts[p[0]] + ends[p[1]], -p[0], -p[1]))
    return i, j, starts[i] + ends[j]

# %% wrong · pieces between must be allowed
# Reaches: what of a piece between them
def best_span(starts, ends, allowed, longest):
    n = len(starts)
    pairs = [(i, j) for i in range(n) for j in range(i, min(i + longest, n)) if all(allowed[i : j + 1])]
    if not pairs:
        return None
    i, j = max(pairs, key=lambda p: (starts[p[0]] + ends[p[1]], -p[0], -p[1]))
    return i, j, starts[i] + ends[j]

# %% wrong · the last of equals
# Reaches: Of equal spans, which comes first
def best_span(starts, ends, allowed, longest):
    best = None
    for i in range(len(starts)):
        for j in range(i, min(i + longest, len(ends))):
            if allowed[i] and allowed[j] and (best is None or starts[i] + ends[j] >= best[2]):
                best = (i, j, starts[i] + ends[j])
    return best

# %% wrong · begins with zero
# Reaches: what does your best begin with
def best_span(starts, ends, allowed, longest):
    best = (0, 0, 0)
    for i in range(len(starts)):
        for j in range(i, min(i + longest, len(ends))):
            if allowed[i] and allowed[j] and starts[i] + ends[j] > best[2]:
                best = (i, j, starts[i] + ends[j])
    return best

# %% null · a constant
def best_span(starts, ends, allowed, longest):
    return 0

# %% equivalent · a minimum does not mind its order
# Same: for last in range(first, min(first + longest, len(ends))):  →  for last in range(first, min(len(ends), first + longest)):
