"""Answers to problem ewma_limit of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · a sum of squares
def ewma_limit(mean, sd, weight, width, t):
    variance = sum((weight * (1 - weight) ** k) ** 2 for k in range(t))
    return mean + width * sd * variance**0.5

# %% right · day by day
def ewma_limit(mean, sd, weight, width, t):
    variance = 0.0
    for _ in range(t):
        variance = weight**2 * sd**2 + (1 - weight) ** 2 * variance
    return mean + width * math.sqrt(variance)

# %% right · in one line
def ewma_limit(mean, sd, weight, width, t):
    return mean + width * (sd**2 * weight / (2 - weight) * (1 - ((1 - weight) ** t) ** 2)) ** 0.5

# %% wrong · both limits
# Reaches: A limit is one number
def ewma_limit(mean, sd, weight, width, t):
    return (mean - width * sd, mean + width * sd)

# %% wrong · a single value
# Reaches: how much less
def ewma_limit(mean, sd, weight, width, t):
    return mean + width * sd

# %% wrong · settled from the start
# Reaches: Z has hardly moved
def ewma_limit(mean, sd, weight, width, t):
    return mean + width * sd * math.sqrt(weight / (2 - weight))

# %% wrong · without the mean
# Reaches: Around which value
def ewma_limit(mean, sd, weight, width, t):
    return width * sd * math.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * t)))

# %% wrong · no root
# Reaches: take the root
def ewma_limit(mean, sd, weight, width, t):
    return mean + width * sd * weight / (2 - weight) * (1 - (1 - weight) ** (2 * t))

# %% wrong · the lower limit
# Reaches: After one value, Z
def ewma_limit(mean, sd, weight, width, t):
    return mean - width * sd * math.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * t)))

# %% wrong · always the first day
# Reaches: After many values only
def ewma_limit(mean, sd, weight, width, t):
    return mean + width * sd * weight

# %% wrong · afraid of weight 1
# Reaches: With weight 1
def ewma_limit(mean, sd, weight, width, t):
    weight = min(weight, 0.99)
    return mean + width * sd * math.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * t)))

# %% wrong · at least one value
# Reaches: Before the first value
def ewma_limit(mean, sd, weight, width, t):
    t = max(t, 1)
    return mean + width * sd * math.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * t)))

# %% wrong · two kinds of days
# Reaches: a sum of values with the weights
def ewma_limit(mean, sd, weight, width, t):
    if t == 0:
        return mean
    return mean + width * sd * (weight if t == 1 else math.sqrt(weight / (2 - weight)))

# %% null · nothing
def ewma_limit(mean, sd, weight, width, t): ...
