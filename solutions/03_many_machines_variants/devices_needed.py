"""Answers to problem devices_needed of set 03, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import itertools
import math

import torch

# %% right · by trying
def devices_needed(parameters, memory, stage):
    whole = {0: 16, 1: 4, 2: 2, 3: 0}[stage] * parameters
    split = 16 * parameters - whole
    if whole > memory or (split and whole == memory):
        return None
    if split == 0:
        return 1
    d = 1
    while whole + split / d > memory:
        d += 1
    return d

# %% right · whole division
def devices_needed(parameters, memory, stage):
    whole = (16, 4, 2, 0)[stage] * parameters
    if stage == 0:
        return 1 if whole <= memory else None
    left = memory - whole
    return -(-(16 * parameters - whole) // left) if left > 0 else None

# %% right · next
def devices_needed(parameters, memory, stage):
    whole = (16, 4, 2, 0)[stage] * parameters
    split = 16 * parameters - whole
    if whole + (split > 0) * 1e-9 * parameters > memory:
        return None
    return next(d for d in range(1, 10**6) if whole + split / d <= memory)

# %% wrong · never
# Reaches: is there no number that is enough
def devices_needed(parameters, memory, stage):
    return None

# %% wrong · a text
# Reaches: A number of devices
def devices_needed(parameters, memory, stage):
    return "16"

# %% wrong · weights only
# Reaches: what else does a training run keep
def devices_needed(parameters, memory, stage):
    return math.ceil(2 * parameters / memory)

# %% wrong · the optimizer forgotten
# Reaches: divided among devices of one byte
def devices_needed(parameters, memory, stage):
    return math.ceil(4 * parameters / memory)

# %% wrong · everything is divided always
# Reaches: are the weights divided
def devices_needed(parameters, memory, stage):
    return math.ceil(16 * parameters / memory)

# %% wrong · stages shifted by one
# Reaches: 14,000 are divided
def devices_needed(parameters, memory, stage):
    whole = (16, 16, 4, 0)[stage] * parameters
    left = memory - whole
    if left <= 0:
        return None
    return max(1, math.ceil((16 * parameters - whole) / left))

# %% wrong · gradients divided at stage 1
# Reaches: 12,000 are divided
def devices_needed(parameters, memory, stage):
    if stage == 1:
        return 1
    divided = [0, 12, 14, 16][stage] * parameters
    left = memory - (16 * parameters - divided)
    return math.ceil(divided / left) if left > 0 and divided else None

# %% wrong · stage 0 divided too
# Reaches: a byte is missing
def devices_needed(parameters, memory, stage):
    divided = [16, 12, 14, 16][stage] * parameters
    left = memory - (16 * parameters - divided)
    return math.ceil(divided / left) if left > 0 else None

# %% wrong · a very large number
# Reaches: fill the memory to the last one
def devices_needed(parameters, memory, stage):
    divided = [0, 12, 14, 16][stage] * parameters
    left = memory - (16 * parameters - divided)
    if left < 0:
        return None
    return max(1, math.ceil(divided / left)) if left else 10**9

# %% wrong · a negative number
# Reaches: The undivided bytes alone do not fit
def devices_needed(parameters, memory, stage):
    divided = [0, 12, 14, 16][stage] * parameters
    left = memory - (16 * parameters - divided)
    if left == 0 or stage == 0:
        return None
    return math.ceil(divided / left)

# %% wrong · a full memory is too small
# Reaches: fits to the last byte
def devices_needed(parameters, memory, stage):
    divided = [0, 12, 14, 16][stage] * parameters
    left = memory - (16 * parameters - divided)
    return max(1, math.ceil(divided / left)) if left > 0 else None

# %% wrong · rounded down
# Reaches: does the state first fit
def devices_needed(parameters, memory, stage):
    divided = [0, 12, 14, 16][stage] * parameters
    left = memory - (16 * parameters - divided)
    if left < 0 or (left == 0 and divided):
        return None
    return 1 if not divided else 2 if stage == 1 else max(1, divided // left)

# %% wrong · floats
# Reaches: a part of a device
def devices_needed(parameters, memory, stage):
    divided = [0, 12, 14, 16][stage] * parameters
    left = memory - (16 * parameters - divided)
    if left < 0 or (left == 0 and divided):
        return None
    return float(max(1, math.ceil(divided / left))) if divided else 1.0

# %% null · nothing
def devices_needed(parameters, memory, stage):
    ...

# %% null · zero
def devices_needed(parameters, memory, stage):
    return 0
