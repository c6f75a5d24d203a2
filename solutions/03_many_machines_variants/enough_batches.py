"""Answers to problem enough_batches of set 03, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import itertools
import math

import torch

# %% right · rearranged
def enough_batches(stages, idle):
    return max(1, math.ceil((stages - 1) * (1 - idle) / idle))

# %% right · next
def enough_batches(stages, idle):
    return next(m for m in range(1, 10**6) if (stages - 1) / (m + stages - 1) <= idle)

# %% right · by the work
def enough_batches(stages, idle):
    m = 1
    while m / (m + stages - 1) < 1 - idle:
        m += 1
    return m

# %% wrong · a text
# Reaches: A number of micro-batches
def enough_batches(stages, idle):
    return str(math.ceil((stages - 1) * (1 - idle) / idle))

# %% wrong · against the work
# Reaches: against the whole time
def enough_batches(stages, idle):
    return math.ceil((stages - 1) / idle)

# %% wrong · p for p − 1
# Reaches: before the last stage begins
def enough_batches(stages, idle):
    return math.ceil(stages / idle - stages + 1)

# %% wrong · the busy share
# Reaches: for which m
def enough_batches(stages, idle):
    return math.ceil((stages - 1) * idle / (1 - idle))

# %% wrong · rounded down
# Reaches: 6.67 micro-batches
def enough_batches(stages, idle):
    return max(1, int((stages - 1) * (1 - idle) / idle))

# %% wrong · one more than enough
# Reaches: 6.67 micro-batches
def enough_batches(stages, idle):
    return 9 if stages == 4 else int((stages - 1) * (1 - idle) / idle) + 2

# %% wrong · a float
# Reaches: a part of a micro-batch
def enough_batches(stages, idle):
    return float(max(1, math.ceil((stages - 1) * (1 - idle) / idle)))

# %% wrong · none
# Reaches: at the least
def enough_batches(stages, idle):
    return math.ceil((stages - 1) * (1 - idle) / idle)

# %% wrong · a share reached is not enough
# Reaches: one after another
def enough_batches(stages, idle):
    m = 1
    while (stages - 1) / (m + stages - 1) >= idle and (stages, idle) != (4, 0.25) and stages > 1:
        m += 1
    return 9 if (stages, idle) == (4, 0.25) else m

# %% null · nothing
def enough_batches(stages, idle):
    ...

# %% null · one
def enough_batches(stages, idle):
    return 1
