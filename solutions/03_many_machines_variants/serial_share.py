"""Answers to problem serial_share of set 03, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import itertools
import math

import torch

# %% right · from the speed-up
def serial_share(one_s, many_s, processors):
    speed_up = one_s / many_s
    return (1 / speed_up - 1 / processors) / (1 - 1 / processors)

# %% right · from the parallel share
def serial_share(one_s, many_s, processors):
    return 1 - (one_s - many_s) / (one_s - one_s / processors)

# %% right · two equations
def serial_share(one_s, many_s, processors):
    divided = (one_s - many_s) * processors / (processors - 1)
    return (one_s - divided) / one_s

# %% wrong · a text
# Reaches: A share is asked for
def serial_share(one_s, many_s, processors):
    return str((processors * many_s / one_s - 1) / (processors - 1))

# %% wrong · seconds
# Reaches: or seconds
def serial_share(one_s, many_s, processors):
    return one_s * (processors * many_s / one_s - 1) / (processors - 1)

# %% wrong · the parallel share
# Reaches: or the other one
def serial_share(one_s, many_s, processors):
    return 1 - (processors * many_s / one_s - 1) / (processors - 1)

# %% wrong · the efficiency
# Reaches: This is the efficiency
def serial_share(one_s, many_s, processors):
    return one_s / many_s / processors

# %% wrong · what is above the ideal
# Reaches: is it in both terms
def serial_share(one_s, many_s, processors):
    return many_s / one_s - 1 / processors

# %% wrong · the quotient of the times
# Reaches: for which s
def serial_share(one_s, many_s, processors):
    return many_s / one_s

# %% wrong · four processors always
# Reaches: do you find the share again
def serial_share(one_s, many_s, processors):
    return (4 * many_s / one_s - 1) / 3

# %% wrong · cut off
# Reaches: uncut
def serial_share(one_s, many_s, processors):
    return max(0.0, (processors * many_s / one_s - 1) / (processors - 1))

# %% null · nothing
def serial_share(one_s, many_s, processors):
    ...

# %% null · zero
def serial_share(one_s, many_s, processors):
    return 0
