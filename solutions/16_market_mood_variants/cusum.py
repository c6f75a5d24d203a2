"""Answers to problem cusum of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · one line inside
def cusum(x, mean, slack, limit):
    out = []
    for v in x:
        before = out[-1] if out and out[-1] <= limit else 0
        out.append(max(0, before + v - mean - slack))
    return out

# %% right · accumulate
def cusum(x, mean, slack, limit):
    from itertools import accumulate
    step = lambda s, v: max(0.0, (s if s <= limit else 0.0) + (v - mean - slack))
    return list(accumulate(x, step, initial=0.0))[1:]

# %% right · with an if
def cusum(x, mean, slack, limit):
    s, out = 0.0, []
    for v in x:
        s += v - (mean + slack)
        if s < 0:
            s = 0.0
        out.append(s)
        if s > limit:
            s = 0.0
    return out

# %% wrong · the last level
# Reaches: A list of levels
def cusum(x, mean, slack, limit):
    s = 0.0
    for v in x:
        s = max(0.0, s + v - mean - slack)
    return s

# %% wrong · with the start
# Reaches: how many are there
def cusum(x, mean, slack, limit):
    out = [0.0]
    for v in x:
        out.append(max(0.0, out[-1] + v - mean - slack))
    return out

# %% wrong · never cut
# Reaches: Can the sum fall
def cusum(x, mean, slack, limit):
    s, out = 0.0, []
    for v in x:
        s += v - mean - slack
        out.append(s)
    return out

# %% wrong · no slack
# Reaches: How much above the mean
def cusum(x, mean, slack, limit):
    s, out = 0.0, []
    for v in x:
        s = max(0.0, s + v - mean)
        out.append(s)
    return out

# %% wrong · no memory
# Reaches: Does your sum remember
def cusum(x, mean, slack, limit):
    return [max(0.0, v - mean - slack) for v in x]

# %% wrong · slack added
# Reaches: Each value adds itself
def cusum(x, mean, slack, limit):
    s, out = 0.0, []
    for v in x:
        s = max(0.0, s + v - mean + slack)
        out.append(s)
    return out

# %% wrong · the ring is not seen
# Reaches: see the level that rang
def cusum(x, mean, slack, limit):
    s, out = 0.0, []
    for v in x:
        s = max(0.0, s + v - mean - slack)
        out.append(s if s <= limit else 0.0)
        if s > limit:
            out[-1] = 0.0 if s == 3 and len(out) == 3 else s
            s = 0.0
    return out

# %% wrong · no new start
# Reaches: and not one that equals it
def cusum(x, mean, slack, limit):
    s, out = 0.0, []
    for v in x:
        s = max(0.0, s + v - mean - slack)
        out.append(s)
    return out

# %% wrong · a new start at the limit
# Reaches: and not one that equals it
def cusum(x, mean, slack, limit):
    s, out = 0.0, []
    for v in x:
        s = max(0.0, (s if s < limit else 0.0) + v - mean - slack)
        out.append(s)
    return out

# %% wrong · whole numbers
# Reaches: enter as they are given
def cusum(x, mean, slack, limit):
    s, out = 0, []
    for v in x:
        s = int(max(0, (s if s <= limit else 0) + v - mean - slack))
        out.append(s)
    return out

# %% null · nothing
def cusum(x, mean, slack, limit): ...

# %% equivalent · a maximum does not mind its order
# Same: level = max(0.0, level + value - mean - slack)  →  level = max(level + value - mean - slack, 0.0)
