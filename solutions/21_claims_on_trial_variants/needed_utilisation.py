"""Answers to problem needed_utilisation of set 21, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM103

import math

import torch

# %% right · rates
def needed_utilisation(N, D, devices, peak, days):
    per_second = 6 * N * D / (days * 86400)
    return per_second / devices / peak

# %% right · logarithms
def needed_utilisation(N, D, devices, peak, days):
    return math.exp(math.log(6 * N) + math.log(D) - math.log(devices) - math.log(peak) - math.log(days * 86400))


def can_be(N, D, devices, peak, days):
    u = needed_utilisation(N, D, devices, peak, days)
    if u > 1:
        return "impossible"
    if u > 0.6:
        return "hardly"
    return "plausible"

# %% right · forward and backward apart
def needed_utilisation(N, D, devices, peak, days):
    forward, backward = 2 * N * D, 4 * N * D
    seconds = 60 * 60 * 24 * days
    return (forward + backward) / (seconds * (devices * peak))


def can_be(N, D, devices, peak, days):
    u = needed_utilisation(N, D, devices, peak, days)
    return ("plausible", "hardly", "impossible")[(u > 0.6) + (u > 1)]

# %% wrong · days are seconds
# Reaches: how many of them has a day
def needed_utilisation(N, D, devices, peak, days):
    return 6 * N * D / (devices * peak * days)

# %% wrong · forward only
# Reaches: what does the way back cost
def needed_utilisation(N, D, devices, peak, days):
    return 2 * N * D / (devices * peak * days * 86400)

# %% wrong · one device
# Reaches: does more of them make the needed share larger or smaller
def needed_utilisation(N, D, devices, peak, days):
    return 6 * N * D / (peak * days * 86400)

# %% wrong · hours
# Reaches: what is the quotient
# Reaches: FLOP are on record
def needed_utilisation(N, D, devices, peak, days):
    return 6 * N * D / (devices * peak * days * 3600)

# %% wrong · the other way up
# Reaches: what is the quotient
def needed_utilisation(N, D, devices, peak, days):
    return devices * peak * days * 86400 / (6 * N * D)

# %% wrong · a thousand devices at most
# Reaches: which share of their peak is then needed
def needed_utilisation(N, D, devices, peak, days):
    return 6 * N * D / (min(devices, 1000) * peak * days * 86400)

# %% wrong · sixty-four devices
# Reaches: FLOP are on record
def needed_utilisation(N, D, devices, peak, days):
    return 6 * N * D / (64 * peak * days * 86400)

# %% wrong · words of its own
# Reaches: Which three texts
def can_be(N, D, devices, peak, days):
    return "no"

# %% wrong · everybody is trusted
# Reaches: sixteen times their peak
def can_be(N, D, devices, peak, days):
    return "plausible" if needed_utilisation(N, D, devices, peak, days) < 0.6 else "hardly"

# %% wrong · from a half
# Reaches: Up to which share is a run plausible
def can_be(N, D, devices, peak, days):
    u = needed_utilisation(N, D, devices, peak, days)
    return "plausible" if u <= 0.5 else "hardly" if u <= 1 else "impossible"

# %% wrong · impossible from nine tenths
# Reaches: does a run do more than its devices can
def can_be(N, D, devices, peak, days):
    u = needed_utilisation(N, D, devices, peak, days)
    return "plausible" if u <= 0.6 else "hardly" if u <= 0.9 else "impossible"

# %% null · nothing
def needed_utilisation(N, D, devices, peak, days):
    pass


def can_be(N, D, devices, peak, days):
    pass

# %% null · one
def needed_utilisation(N, D, devices, peak, days):
    return 1


def can_be(N, D, devices, peak, days):
    return ""

# %% equivalent · a product has no order, and no share meets the edge exactly
# Same: share = needed_utilisation(N, D, devices, peak, days)  →  share = needed_utilisation(D, N, devices, peak, days)
# Same: return 'plausible' if share <= 0.6 else 'hardly' if share <= 1 else 'impossible'  →  return 'plausible' if share < 0.6 else 'hardly' if share <= 1 else 'impossible'
# Same: return 'plausible' if share <= 0.6 else 'hardly' if share <= 1 else 'impossible'  →  return 'plausible' if share <= 0.6 else 'hardly' if share < 1 else 'impossible'
