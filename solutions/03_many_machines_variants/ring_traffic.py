"""Answers to problem ring_traffic of set 03, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import itertools
import math

import torch

# %% right · turn by turn
def ring_traffic(numbers, processes, dtype_bytes):
    return sum(numbers // processes * dtype_bytes for _ in range(2 * (processes - 1)))

# %% right · as a share
def ring_traffic(numbers, processes, dtype_bytes):
    return 2 * (1 - 1 / processes) * numbers * dtype_bytes

# %% right · both halves apart
def ring_traffic(numbers, processes, dtype_bytes):
    part = numbers / processes * dtype_bytes
    summed = part * (processes - 1)
    return summed + summed

# %% wrong · a text
# Reaches: A number of bytes
def ring_traffic(numbers, processes, dtype_bytes):
    return f"{2 * (processes - 1) * numbers * dtype_bytes / processes} B"

# %% wrong · numbers for bytes
# Reaches: are these numbers
def ring_traffic(numbers, processes, dtype_bytes):
    return 2 * (processes - 1) * numbers / processes

# %% wrong · reduce-scatter only
# Reaches: have the sums not yet gone round
def ring_traffic(numbers, processes, dtype_bytes):
    return (processes - 1) * numbers * dtype_bytes / processes

# %% wrong · of all processes
# Reaches: what all four send
def ring_traffic(numbers, processes, dtype_bytes):
    return 2 * (processes - 1) * numbers * dtype_bytes

# %% wrong · p turns
# Reaches: How many turns
def ring_traffic(numbers, processes, dtype_bytes):
    return 2 * numbers * dtype_bytes

# %% wrong · in bits
# Reaches: goes out in 2 · 3 turns
def ring_traffic(numbers, processes, dtype_bytes):
    return 16 * (processes - 1) * numbers * dtype_bytes / processes

# %% wrong · four processes only
# Reaches: does your formula hold
def ring_traffic(numbers, processes, dtype_bytes):
    return 1.5 * numbers * dtype_bytes

# %% wrong · alone it sends to itself
# Reaches: to whom does it send
def ring_traffic(numbers, processes, dtype_bytes):
    return 2 * max(processes - 1, 1) * numbers * dtype_bytes / processes

# %% null · nothing
def ring_traffic(numbers, processes, dtype_bytes):
    ...

# %% null · zero
def ring_traffic(numbers, processes, dtype_bytes):
    return 0
