"""Answers to problem tries_needed of set 19, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · closed form
def tries_needed(p, n):
    share = 1 - (1 - p) ** n
    return share, (share / p if p else float(n))

# %% right · one try at a time
def tries_needed(p, n):
    alive, tries = 1.0, 0.0
    for _ in range(n):
        tries += alive
        alive -= alive * p
    return 1 - alive, tries

# %% right · weights of the outcomes
def tries_needed(p, n):
    q = 1 - p
    return sum(p * q**i for i in range(n)), sum((i + 1) * p * q**i for i in range(n)) + n * q**n

# %% wrong · the share alone
# Reaches: what do you give back
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**n

# %% wrong · the unsolved
# Reaches: or the one that is not
def tries_needed(p, n):
    q = 1 - p
    return q**n, sum(q**i for i in range(n))

# %% wrong · chances added
# Reaches: is it then solved twice
def tries_needed(p, n):
    q = 1 - p
    return min(1, p * n), sum(q**i for i in range(n))

# %% wrong · one try only
# Reaches: how many are solved
def tries_needed(p, n):
    q = 1 - p
    return p, sum(q**i for i in range(n))

# %% wrong · all tries
# Reaches: Does everyone need all tries
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**n, n

# %% wrong · without a limit
# Reaches: is the mean cut off at n
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**n, (1 / p if p else n)

# %% wrong · solved ones only
# Reaches: Those that are never solved
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**n, sum((i + 1) * p * q**i for i in range(n))

# %% wrong · one term too many
# Reaches: how many tries do the others need
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**n, sum(q**i for i in range(n + 1))

# %% wrong · divides by p
# Reaches: do you divide by p
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**n, ((1 - q**n) / p if p else 0.0)

# %% wrong · at most five tries
# Reaches: over which i
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**n, sum(q**i for i in range(min(n, 5)))

# %% wrong · a square for every n
# Reaches: which power of 1 − p
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**2, sum(q**i for i in range(n))

# %% wrong · a failed try before the first
# Reaches: If the first try always succeeds
def tries_needed(p, n):
    q = 1 - p
    return 1 - q**n, max(1.5, sum(q**i for i in range(n)))

# %% null · nothing
def tries_needed(p, n): ...

# %% null · minus one
def tries_needed(p, n):
    return -1.0, -1.0
