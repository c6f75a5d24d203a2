"""Answers to problem repaired of set 03, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import itertools
import math

import torch

# %% right · computed
def repaired():
    weights = 70e9 * 2
    return {"b": weights, "d": 2 * weights}

# %% right · whole numbers
def repaired():
    return dict(d=280 * 10**9, b=140 * 10**9)

# %% right · letter by letter
def repaired():
    found = {}
    found["b"] = 14 * 10**10
    found["d"] = found["b"] * 2.0
    return found

# %% wrong · a list
# Reaches: A dict is asked for
def repaired():
    return ["b", "d"]

# %% wrong · the days
# Reaches: how many days are they
def repaired():
    return {"b": 140e9, "c": 127.0}

# %% wrong · the FLOP
# Reaches: is it not what (a) says
# Reaches: Are twice 2
def repaired():
    return {"a": 8.4e23, "b": 140e9}

# %% wrong · the money
# Reaches: what do they cost
# Reaches: Is 2 · 70
def repaired():
    return {"d": 280e9, "e": 3.1e6}

# %% wrong · one of two
# Reaches: Two letters are asked for
def repaired():
    return {"b": 140e9}

# %% wrong · GiB kept
# Reaches: 70 · 10⁹ weights
def repaired():
    return {"b": 140 * 2**30, "d": 280e9}

# %% wrong · bits kept
# Reaches: how many bytes does a device send
def repaired():
    return {"b": 140e9, "d": 280e9 / 8}

# %% null · nothing
def repaired():
    ...

# %% null · an empty dict
def repaired():
    return {}
