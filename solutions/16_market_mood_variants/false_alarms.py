"""Answers to problem false_alarms of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · erfc
def false_alarms(topics, days, sigma, sides):
    return topics * days * sides * math.erfc(sigma / 2**0.5) / 2

# %% right · the standard library
def false_alarms(topics, days, sigma, sides):
    from statistics import NormalDist
    return sides * NormalDist().cdf(-sigma) * topics * days

# %% right · two cases
def false_alarms(topics, days, sigma, sides):
    inside = math.erf(sigma / math.sqrt(2))
    chance = 1 - inside if sides == 2 else (1 - inside) / 2
    return sum(days * chance for _ in range(topics))

# %% wrong · a list
# Reaches: A number of rings
def false_alarms(topics, days, sigma, sides):
    return [days * (1 - 0.5 * (1 + math.erf(sigma / math.sqrt(2))))] * topics

# %% wrong · the calm ones
# Reaches: below the limit or beyond
def false_alarms(topics, days, sigma, sides):
    return topics * days * 0.5 * (1 + math.erf(sigma / math.sqrt(2)))

# %% wrong · one topic
# Reaches: How many topics
def false_alarms(topics, days, sigma, sides):
    return days * sides * (1 - 0.5 * (1 + math.erf(sigma / math.sqrt(2))))

# %% wrong · one look
# Reaches: how many looks are there
def false_alarms(topics, days, sigma, sides):
    return sides * (1 - 0.5 * (1 + math.erf(sigma / math.sqrt(2))))

# %% wrong · always two sides
# Reaches: does a day far below
def false_alarms(topics, days, sigma, sides):
    return topics * days * (1 - math.erf(sigma / math.sqrt(2)))

# %% wrong · no root of two
# Reaches: how many ring
def false_alarms(topics, days, sigma, sides):
    return topics * days * sides * (1 - 0.5 * (1 + math.erf(sigma)))

# %% wrong · always one side
# Reaches: all enter
def false_alarms(topics, days, sigma, sides):
    return topics * days * (1 - 0.5 * (1 + math.erf(sigma / math.sqrt(2))))

# %% wrong · always two sigma
# Reaches: all enter
def false_alarms(topics, days, sigma, sides):
    return topics * days * sides * (1 - 0.5 * (1 + math.erf(2 / math.sqrt(2))))

# %% wrong · never more than nine in ten
# Reaches: which looks do not ring
def false_alarms(topics, days, sigma, sides):
    return topics * days * min(0.9, sides * (1 - 0.5 * (1 + math.erf(sigma / math.sqrt(2)))))

# %% null · nothing
def false_alarms(topics, days, sigma, sides): ...
