"""Answers to problem recall_at of set 15, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · counted in a loop
def recall_at(rankings, wanted, k):
    hits = 0
    for place, item in enumerate(wanted):
        if item in list(rankings[place])[:k]:
            hits += 1
    return hits / len(wanted)

# %% right · by places
def recall_at(rankings, wanted, k):
    return sum(1.0 for r, w in zip(rankings, wanted) if w in r and r.index(w) < k) / len(rankings)

# %% right · a mean
def recall_at(rankings, wanted, k):
    import statistics
    return statistics.fmean(float(any(x == w for x in r[:k])) for r, w in zip(rankings, wanted))

# %% wrong · a list
# Reaches: A share is one number
def recall_at(rankings, wanted, k):
    return [w in r[:k] for r, w in zip(rankings, wanted)]

# %% wrong · a count
# Reaches: out of how many
def recall_at(rankings, wanted, k):
    return sum(w in r[:k] for r, w in zip(rankings, wanted))

# %% wrong · the first only
# Reaches: Must the item stand first
def recall_at(rankings, wanted, k):
    return sum(w == r[0] for r, w in zip(rankings, wanted)) / len(wanted)

# %% wrong · one place too many
# Reaches: Is an item in the third place
def recall_at(rankings, wanted, k):
    return sum(w in r[: k + 1] for r, w in zip(rankings, wanted)) / len(wanted)

# %% wrong · divided by k times
# Reaches: Must the item stand first
def recall_at(rankings, wanted, k):
    return sum(w in r[:k] for r, w in zip(rankings, wanted)) / len(wanted) / k

# %% wrong · the misses
# Reaches: Does your answer follow k
def recall_at(rankings, wanted, k):
    return sum(w not in r[:k] for r, w in zip(rankings, wanted)) / len(wanted)

# %% wrong · the last ones
# Reaches: Which of the four
def recall_at(rankings, wanted, k):
    return sum(w in r[-k:] for r, w in zip(rankings, wanted)) / len(wanted)

# %% wrong · always two
# Reaches: Does your answer follow k
def recall_at(rankings, wanted, k):
    return sum(w in r[:2] for r, w in zip(rankings, wanted)) / len(wanted)

# %% null · nothing
def recall_at(rankings, wanted, k): ...
