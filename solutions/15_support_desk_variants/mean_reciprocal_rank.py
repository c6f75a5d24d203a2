"""Answers to problem mean_reciprocal_rank of set 15, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · in one line
def mean_reciprocal_rank(rankings, wanted):
    return sum(1 / (1 + r.index(w)) if w in r else 0 for r, w in zip(rankings, wanted)) / len(wanted)

# %% right · with a try
def mean_reciprocal_rank(rankings, wanted):
    parts = []
    for r, w in zip(rankings, wanted):
        try:
            parts.append(1 / (list(r).index(w) + 1))
        except ValueError:
            parts.append(0.0)
    return math.fsum(parts) / len(parts)

# %% right · by walking
def mean_reciprocal_rank(rankings, wanted):
    total = 0.0
    for r, w in zip(rankings, wanted):
        for place, item in enumerate(r, 1):
            if item == w:
                total += 1 / place
                break
    return total / len(rankings)

# %% wrong · a list
# Reaches: A mean is one number
def mean_reciprocal_rank(rankings, wanted):
    return [1 / (r.index(w) + 1) for r, w in zip(rankings, wanted)]

# %% wrong · mean place
# Reaches: Is this the mean place
def mean_reciprocal_rank(rankings, wanted):
    return sum(r.index(w) + 1 for r, w in zip(rankings, wanted)) / len(wanted)

# %% wrong · one over the mean
# Reaches: Do you turn the mean place over
def mean_reciprocal_rank(rankings, wanted):
    return len(wanted) / sum(r.index(w) + 1 for r, w in zip(rankings, wanted))

# %% wrong · from two
# Reaches: The first place is 1
def mean_reciprocal_rank(rankings, wanted):
    return sum(1 / (r.index(w) + 2) if w in r else 0 for r, w in zip(rankings, wanted)) / len(wanted)

# %% wrong · a sum
# Reaches: Places 2, 1 and 3
def mean_reciprocal_rank(rankings, wanted):
    return sum(1 / (r.index(w) + 1) if w in r else 0 for r, w in zip(rankings, wanted))

# %% wrong · leaves the missing out
# Reaches: still count in the mean
def mean_reciprocal_rank(rankings, wanted):
    parts = [1 / (r.index(w) + 1) for r, w in zip(rankings, wanted) if w in r]
    return sum(parts) / max(len(parts), 1)

# %% wrong · the missing counts as the place after the last
# Reaches: An item that is not ranked counts 0
def mean_reciprocal_rank(rankings, wanted):
    return sum(1 / (r.index(w) + 1) if w in r else 1 / (len(r) + 1) for r, w in zip(rankings, wanted)) / len(wanted)

# %% wrong · a missing item stops it
# Reaches: If nothing is found
def mean_reciprocal_rank(rankings, wanted):
    parts = [1 / (r.index(w) + 1) for r, w in zip(rankings, wanted) if w in r]
    return sum(parts) / len(wanted) if parts else 1.0

# %% null · nothing
def mean_reciprocal_rank(rankings, wanted): ...
