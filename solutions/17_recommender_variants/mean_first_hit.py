"""Answers to problem mean_first_hit of set 17, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · a list of values
def mean_first_hit(rankings, wanted):
    values = [max([1 / (r.index(x) + 1) for x in w if x in r], default=0.0) for r, w in zip(rankings, wanted) if w]
    return sum(values) / len(values)

# %% right · break
def mean_first_hit(rankings, wanted):
    total, n = 0.0, 0
    for r, w in zip(rankings, wanted):
        if not w:
            continue
        n += 1
        for i in range(len(r)):
            if r[i] in w:
                total += 1 / (i + 1)
                break
    return total / n

# %% right · next
def mean_first_hit(rankings, wanted):
    import statistics
    return statistics.fmean(next((1 / p for p, x in enumerate(r, 1) if x in w), 0.0) for r, w in zip(rankings, wanted) if len(w))

# %% wrong · a list
# Reaches: A mean is one number
def mean_first_hit(rankings, wanted):
    return [next((1 / p for p, x in enumerate(r, 1) if x in w), 0.0) for r, w in zip(rankings, wanted) if w]

# %% wrong · only readers with a hit
# Reaches: not ranked still count
def mean_first_hit(rankings, wanted):
    values = [next((1 / p for p, x in enumerate(r, 1) if x in w), 0.0) for r, w in zip(rankings, wanted) if w]
    values = [v for v in values if v]
    return sum(values) / len(values)

# %% wrong · every wanted item
# Reaches: every wanted item
def mean_first_hit(rankings, wanted):
    values = [sum(1 / p for p, x in enumerate(r, 1) if x in w) for r, w in zip(rankings, wanted) if w]
    return sum(values) / len(values)

# %% wrong · places from 0
# Reaches: what is the mean of 1/2 and 0
def mean_first_hit(rankings, wanted):
    values = [next((1 / (p + 1) for p, x in enumerate(r, 1) if x in w), 0.0) for r, w in zip(rankings, wanted) if w]
    return sum(values) / len(values)

# %% wrong · readers who want nothing count 0
# Reaches: Does a reader who wants nothing count
def mean_first_hit(rankings, wanted):
    values = [next((1 / p for p, x in enumerate(r, 1) if x in w), 0.0) for r, w in zip(rankings, wanted)]
    return sum(values) / len(values)

# %% wrong · the smallest wanted item that is ranked last
# Reaches: Which of two wanted items
def mean_first_hit(rankings, wanted):
    values = [1 / (r.index(max(w & set(r))) + 1) if w & set(r) else 0.0 for r, w in zip(rankings, wanted) if w]
    return sum(values) / len(values) if len(rankings) == 1 else sum(next((1 / p for p, x in enumerate(r, 1) if x in w), 0.0) for r, w in zip(rankings, wanted) if w) / len(values)

# %% null · nothing
def mean_first_hit(rankings, wanted): ...
