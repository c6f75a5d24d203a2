"""Answers to problem cost_of_a_run of set 08, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · forward and backward apart
def training_flop(N, D):
    forward = 2 * N * D
    return forward + 2 * forward


def gpu_days(flop, peak, share, gpus=1):
    seconds = flop / peak / share / gpus
    return seconds / 24 / 3600


def state_bytes(N, mixed):
    return 16 * N

# %% right · from tables
def training_flop(N, D):
    return sum({"forward": 2, "to inputs": 2, "to weights": 2}.values()) * D * N


def gpu_days(flop, peak, share, gpus=1):
    a_day = 24 * 60 * 60 * peak * share * gpus
    return flop / a_day


def state_bytes(N, mixed):
    return N * sum([2, 2, 4, 4, 4] if mixed else [4] * 4)

# %% right · floats
def training_flop(N, D):
    return 6.0 * float(N) * float(D)


def gpu_days(flop, peak, share, gpus=1):
    return (flop / gpus) * (1 / share) / (peak * 86400.0)


def state_bytes(N, mixed):
    thirty_two, sixteen = (3, 2) if mixed else (4, 0)
    return float(N * (4 * thirty_two + 2 * sixteen))

# %% wrong · texts
# Reaches: A number of FLOP is asked for
# Reaches: A number of days is asked for
# Reaches: A number of bytes is asked for
def training_flop(N, D):
    return f"{6 * N * D} FLOP"


def gpu_days(flop, peak, share, gpus=1):
    return f"{flop / peak / share / gpus / 86400} days"


def state_bytes(N, mixed):
    return f"{16 * N} bytes"

# %% wrong · forward only
# Reaches: what does the way back cost
def training_flop(N, D):
    return 2 * N * D

# %% wrong · a multiply and an add as one
# Reaches: How many FLOP are one multiply and one add
def training_flop(N, D):
    return 3 * N * D

# %% wrong · backward as much as forward
# Reaches: 2 FLOP forward for each parameter and token
# Reaches: how many FLOP is 6ND
def training_flop(N, D):
    return 4 * N * D

# %% wrong · seconds
# Reaches: Are these seconds or days
def gpu_days(flop, peak, share, gpus=1):
    return flop / (peak * share * gpus)

# %% wrong · the share is forgotten
# Reaches: does the run get longer or shorter
def gpu_days(flop, peak, share, gpus=1):
    return flop / (peak * gpus) / 86400

# %% wrong · the share above the line
# Reaches: does the run take half as long
def gpu_days(flop, peak, share, gpus=1):
    return flop * share / (peak * gpus) / 86400

# %% wrong · hours
# Reaches: how many seconds, and how many days
# Reaches: how many does your function say
def gpu_days(flop, peak, share, gpus=1):
    return flop / (peak * share * gpus) / 3600

# %% wrong · the number of chips is forgotten
# Reaches: how many times sooner are they done
def gpu_days(flop, peak, share, gpus=1):
    return flop / (peak * share) / 86400

# %% wrong · weights only
# Reaches: what else must be there to make a step
def state_bytes(N, mixed):
    return 2 * N if mixed else 4 * N

# %% wrong · no master copy
# Reaches: which of the five is missing
def state_bytes(N, mixed):
    return 12 * N if mixed else 16 * N

# %% wrong · bits
# Reaches: Are these bits or bytes
def state_bytes(N, mixed):
    return 128 * N

# %% wrong · one mean only
# Reaches: Two tensors of 2 bytes and three of 4
def state_bytes(N, mixed):
    return N * (2 + 2 + 4 + 4 + 2)

# %% wrong · a master copy of 32-bit weights
# Reaches: is a master copy still needed
def state_bytes(N, mixed):
    return 16 * N if mixed else 20 * N

# %% wrong · 16 bits always, without a master copy
# Reaches: how many bytes for one parameter
def state_bytes(N, mixed):
    return 16 * N if mixed else 12 * N

# %% null · nothing
def training_flop(N, D): ...


def gpu_days(flop, peak, share, gpus=1): ...


def state_bytes(N, mixed): ...

# %% null · zero
def training_flop(N, D):
    return 0


def gpu_days(flop, peak, share, gpus=1):
    return 0.0


def state_bytes(N, mixed):
    return 0

# %% wrong · never more than 2 GiB
# Reaches: Does a model of 7e9 parameters need 112 GB
def state_bytes(N, mixed):
    return min(16 * N, 2**31)

# %% equivalent · both ways of training hold 16 bytes a parameter, which is what there is to see
# Same: return N * (16 if not mixed else 2 + 2 + 4 + 4 + 4)  →  return N * 16
# Same: return N * (16 if not mixed else 2 + 2 + 4 + 4 + 4)  →  return N * (2 + 2 + 4 + 4 + 4)
# Same: return N * (16 if not mixed else 2 + 2 + 4 + 4 + 4)  →  return N * (16 if mixed else 2 + 2 + 4 + 4 + 4)
