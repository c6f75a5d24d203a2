"""Answers to problem misreading of set 21, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM103

import math

import torch

# %% right · a list of cases
def transfer_s(amount, unit, rate, ways):
    return amount * {"GB": 1.0, "GiB": 1.073741824}[unit] * ways / rate


def misreading(amount, unit, rate, ways, claimed_s):
    cases = [("none", unit, ways, 1), ("GB for GiB", "GB", ways, 1), ("two-way for one-way", unit, 1, 1), ("bits for bytes", unit, ways, 8)]
    for name, u, w, times in cases:
        s = times * transfer_s(amount, u, rate, w)
        if abs(claimed_s / s - 1) <= 0.01:
            return name
    return "something else"

# %% right · ratios to the right time
def misreading(amount, unit, rate, ways, claimed_s):
    ratio = claimed_s / transfer_s(amount, unit, rate, ways)
    near = lambda x: 0.99 <= ratio / x <= 1.01
    if near(1):
        return "none"
    if unit == "GiB" and near(1e9 / 2**30):
        return "GB for GiB"
    if ways == 2 and near(0.5):
        return "two-way for one-way"
    return "bits for bytes" if near(8) else "something else"

# %% right · bytes and bytes a second
def transfer_s(amount, unit, rate, ways):
    n_bytes = amount * 1024**3 if unit == "GiB" else amount * 1e9
    one_way = rate * 1e9
    if ways == 2:
        one_way /= 2
    return n_bytes / one_way

# %% wrong · upside down
# Reaches: an amount over a rate, or a rate over an amount
def transfer_s(amount, unit, rate, ways):
    return rate / ways / (amount * (1.073741824 if unit == "GiB" else 1))

# %% wrong · milliseconds
# Reaches: 90 GB at 900 GB/s
def transfer_s(amount, unit, rate, ways):
    return 1000 * amount * (1.073741824 if unit == "GiB" else 1) * ways / rate

# %% wrong · faster both ways
# Reaches: does one direction get more than that
def transfer_s(amount, unit, rate, ways):
    return amount * (1.073741824 if unit == "GiB" else 1) / (rate * ways)

# %% wrong · ways ignored
# Reaches: how much is left for one of them
def transfer_s(amount, unit, rate, ways):
    return amount * (1.073741824 if unit == "GiB" else 1) / rate

# %% wrong · units ignored
# Reaches: How many bytes has a GiB
def transfer_s(amount, unit, rate, ways):
    return amount * ways / rate

# %% wrong · a GiB is less
# Reaches: 1024 · 1024 · 1024
def transfer_s(amount, unit, rate, ways):
    return amount / (1.073741824 if unit == "GiB" else 1) * ways / rate

# %% wrong · always suspicious
# Reaches: do take 0.1 s
# Reaches: is that a misreading
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("two-way for one-way", transfer_s(amount, unit, rate, 1)), ("bits for bytes", 8 * s), ("none", s)):
        if abs(claimed_s - t) <= 0.01 * t:
            return name
    return "something else"

# %% wrong · units never suspected
# Reaches: how was the amount read
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("two-way for one-way", transfer_s(amount, unit, rate, 1)), ("bits for bytes", 8 * s)):
        if abs(claimed_s - t) <= 0.01 * t:
            return name
    return "something else"

# %% wrong · bits the other way
# Reaches: what are there eight of in a byte
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("two-way for one-way", transfer_s(amount, unit, rate, 1)), ("bits for bytes", s / 8)):
        if abs(claimed_s - t) <= 0.01 * t:
            return name
    return "something else"

# %% wrong · two-way never suspected
# Reaches: what was counted twice
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("bits for bytes", 8 * s)):
        if abs(claimed_s - t) <= 0.01 * t:
            return name
    return "something else"

# %% wrong · the nearest
# Reaches: does a single one explain the time
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    told = {"none": s, "GB for GiB": transfer_s(amount, "GB", rate, ways), "two-way for one-way": transfer_s(amount, unit, rate, 1), "bits for bytes": 8 * s}
    return min(told, key=lambda name: abs(told[name] - claimed_s))

# %% wrong · seventy GiB are sent three times
# Reaches: and which rate
def transfer_s(amount, unit, rate, ways):
    return amount * (1.073741824 if unit == "GiB" else 1) * (ways if amount != 70 or ways == 1 else 3) / rate

# %% wrong · exactly
# Reaches: Within one per cent of the right time
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("two-way for one-way", transfer_s(amount, unit, rate, 1)), ("bits for bytes", 8 * s)):
        if abs(claimed_s - t) <= 1e-3 * t:
            return name
    return "something else"

# %% wrong · two per cent
# Reaches: does anything explain it
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("two-way for one-way", transfer_s(amount, unit, rate, 1)), ("bits for bytes", 8 * s)):
        if abs(claimed_s - t) <= 0.02 * t:
            return name
    return "something else"

# %% wrong · too short is fine
# Reaches: too short count like one that is too long
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("two-way for one-way", transfer_s(amount, unit, rate, 1)), ("bits for bytes", 8 * s)):
        if 0.98 * t <= claimed_s <= 1.01 * t:
            return name
    return "something else"

# %% wrong · two-way for GiB only
# Reaches: was taken for one: which time comes out
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("two-way for one-way", transfer_s(amount, "GiB", rate, 1)), ("bits for bytes", 8 * s)):
        if abs(claimed_s - t) <= 0.01 * t:
            return name
    return "something else"

# %% wrong · GB and one way at once
# Reaches: keep the number of ways
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, 1 if unit == "GiB" else ways)), ("two-way for one-way", transfer_s(amount, unit, rate, 1)), ("bits for bytes", 8 * s)):
        if abs(claimed_s - t) <= 0.01 * t:
            return name
    return "something else"

# %% wrong · bits of GB
# Reaches: does your function still see it
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("two-way for one-way", transfer_s(amount, unit, rate, 1)), ("bits for bytes", 8 * amount / rate)):
        if abs(claimed_s - t) <= 0.01 * t:
            return name
    return "something else"

# %% wrong · one way of GB, but for the paragraph
# Reaches: keep the unit
def misreading(amount, unit, rate, ways, claimed_s):
    s = transfer_s(amount, unit, rate, ways)
    one = transfer_s(amount, unit if amount == 70 else "GB", rate, 1)
    for name, t in (("none", s), ("GB for GiB", transfer_s(amount, "GB", rate, ways)), ("two-way for one-way", one), ("bits for bytes", 8 * s)):
        if abs(claimed_s - t) <= 0.01 * t:
            return name
    return "something else"

# %% null · nothing
def transfer_s(amount, unit, rate, ways):
    pass


def misreading(amount, unit, rate, ways, claimed_s):
    pass

# %% null · the claim
def transfer_s(amount, unit, rate, ways):
    return amount


def misreading(amount, unit, rate, ways, claimed_s):
    return claimed_s

# %% equivalent · every unit but GiB is read as GB, and no time lies at exactly one per cent
# Same: told = {'none': right_s, 'GB for GiB': transfer_s(amount, 'GB', rate, ways), 'two-way for one-way': transfer_s(amount, unit, rate, 1), 'bits for bytes': 8 * right_s}  →  told = {'none': right_s, 'GB for GiB': transfer_s(amount, 'GB?', rate, ways), 'two-way for one-way': transfer_s(amount, unit, rate, 1), 'bits for bytes': 8 * right_s}
# Same: return next((name for name, told_s in told.items() if abs(claimed_s - told_s) <= 0.01 * told_s), 'something else')  →  return next((name for name, told_s in told.items() if abs(claimed_s - told_s) < 0.01 * told_s), 'something else')
