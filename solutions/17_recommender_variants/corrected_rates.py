"""Answers to problem corrected_rates of set 17, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · lists
def corrected_rates(log, looked):
    values = {}
    for item, place, clicked in log:
        values.setdefault(item, []).append(clicked / looked[place - 1])
    return {item: sum(v) / len(v) for item, v in values.items()}

# %% right · item by item
def corrected_rates(log, looked):
    result = {}
    for x in {i for i, _, _ in log}:
        mine = [(p, c) for i, p, c in log if i == x]
        result[x] = math.fsum(1 / looked[p - 1] for p, c in mine if c) / len(mine)
    return result

# %% right · counters
def corrected_rates(log, looked):
    from collections import Counter
    shown, total = Counter(i for i, _, _ in log), Counter()
    for i, p, c in log:
        total[i] += (1.0 if c else 0.0) / looked[p - 1]
    return {i: total[i] / n for i, n in shown.items()}

# %% wrong · a list
# Reaches: A dictionary is asked for
def corrected_rates(log, looked):
    return [c / looked[p - 1] for i, p, c in log]

# %% wrong · places
# Reaches: for each item that was shown
def corrected_rates(log, looked):
    return {p: 1.0 for i, p, c in log}

# %% wrong · the plain rate
# Reaches: plain click rate
def corrected_rates(log, looked):
    return {x: sum(c for i, _, c in log if i == x) / sum(i == x for i, _, c in log) for x in {i for i, _, _ in log}}

# %% wrong · sums
# Reaches: divided by how often
def corrected_rates(log, looked):
    return {x: sum(c / looked[p - 1] for i, p, c in log if i == x) for x in {i for i, _, _ in log}}

# %% wrong · over the whole log
# Reaches: by all entries
def corrected_rates(log, looked):
    return {x: sum(c / looked[p - 1] for i, p, c in log if i == x) / len(log) for x in {i for i, _, _ in log}}

# %% wrong · places from 0
# Reaches: what are the rates
def corrected_rates(log, looked):
    return {x: sum(c / looked[min(p, len(looked) - 1)] for i, p, c in log if i == x) / sum(i == x for i, _, c in log) for x in {i for i, _, _ in log}}

# %% wrong · clicked items only
# Reaches: never clicked: does it have a rate
def corrected_rates(log, looked):
    return {x: sum(c / looked[p - 1] for i, p, c in log if i == x) / sum(i == x for i, _, c in log) for x in {i for i, _, c in log if c}}

# %% wrong · the mean look of the item
# Reaches: weight of its own place
def corrected_rates(log, looked):
    result = {}
    for x in {i for i, _, _ in log}:
        mine = [(looked[p - 1], c) for i, p, c in log if i == x]
        result[x] = sum(c for _, c in mine) / sum(w for w, _ in mine)
    return result

# %% null · nothing
def corrected_rates(log, looked): ...
