"""Answers to problem safe_digits of set 19, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · counts upwards
def safe_digits(operation, bits):
    limit = 2 ** (bits - 1)
    return max(d for d in range(60) if {"add": lambda m: m + m, "sub": lambda m: m, "mul": lambda m: m * m}[operation](10**d - 1) < limit)

# %% right · length of the largest operand
def safe_digits(operation, bits):
    top = 2 ** (bits - 1) - 1
    largest = {"add": top // 2, "sub": top, "mul": math.isqrt(top)}[operation]
    return len(str(largest + 1)) - 1

# %% right · both ends
def safe_digits(operation, bits):
    d = 0
    while True:
        m = 10 ** (d + 1) - 1
        ends = {"add": (0, 2 * m), "sub": (-m, m), "mul": (0, m * m)}[operation]
        if not all(-(1 << bits - 1) <= e < 1 << bits - 1 for e in ends):
            return d
        d += 1

# %% wrong · unsigned
# Reaches: is one of them the sign
def safe_digits(operation, bits):
    top = 2 ** bits - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 10 ** (d + 1) - 1, "mul": (10 ** (d + 1) - 1) ** 2}[operation] <= top:
        d += 1
    return d

# %% wrong · one more
# Reaches: which fits into 8 bits
def safe_digits(operation, bits):
    top = 2 ** (bits - 1) - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 10 ** (d + 1) - 1, "mul": (10 ** (d + 1) - 1) ** 2}[operation] <= top:
        d += 1
    return d + 1

# %% wrong · digits of the result
# Reaches: 99,999 squared
def safe_digits(operation, bits):
    top = 2 ** (bits - 1) - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 10 ** (d + 1) - 1, "mul": 10 ** (2 * d + 1)}[operation] <= top:
        d += 1
    return d

# %% wrong · half the digits of the word
# Reaches: 9,999 squared is about
def safe_digits(operation, bits):
    top = 2 ** (bits - 1) - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 10 ** (d + 1) - 1, "mul": 10 ** (2 * d + 2) if bits == 8 else 10 ** (2 * d + 4)}[operation] <= top:
        d += 1
    return d

# %% wrong · two bits for the sign
# Reaches: Twice 999,999,999
def safe_digits(operation, bits):
    top = 2 ** (bits - 2) - 1 if bits > 20 else 2 ** (bits - 1) - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 10 ** (d + 1) - 1, "mul": (10 ** (d + 1) - 1) ** 2}[operation] <= top:
        d += 1
    return d

# %% wrong · a difference is as large as a sum
# Reaches: how small may a number be
def safe_digits(operation, bits):
    top = 2 ** (bits - 1) - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 2 * (10 ** (d + 1) - 1), "mul": (10 ** (d + 1) - 1) ** 2}[operation] <= top:
        d += 1
    return d

# %% wrong · a difference never grows
# Reaches: on either side
def safe_digits(operation, bits):
    top = 2 ** (bits - 1) - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 4 * (10 ** (d + 1) - 1), "mul": (10 ** (d + 1) - 1) ** 2}[operation] <= top:
        d += 1
    return d

# %% wrong · one digit at least
# Reaches: not even one digit safe
def safe_digits(operation, bits):
    top = 2 ** (bits - 1) - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 10 ** (d + 1) - 1, "mul": (10 ** (d + 1) - 1) ** 2}[operation] <= top:
        d += 1
    return max(1, d)

# %% wrong · never more than 9
# Reaches: do you stop at the last number
def safe_digits(operation, bits):
    top = 2 ** (bits - 1) - 1
    d = 0
    while {"add": 2 * (10 ** (d + 1) - 1), "sub": 10 ** (d + 1) - 1, "mul": (10 ** (d + 1) - 1) ** 2}[operation] <= top:
        d += 1
    return min(9, d)

# %% null · nothing
def safe_digits(operation, bits): ...

# %% null · the bits
def safe_digits(operation, bits):
    return bits

# %% equivalent · no result of nines lies so near to a power of two that one more or less would matter; no digit at all is always safe
# Same: digits = 0  →  digits = -1
# Same: largest = 10 ** (digits + 1) - 1  →  largest = 10 ** (digits + 1) + 1
# Same: largest = 10 ** (digits + 1) - 1  →  largest = 10 ** (digits + 1)
# Same: if result > 2 ** (bits - 1) - 1:  →  if result >= 2 ** (bits - 1) - 1:
# Same: largest = 10 ** (digits + 1) - 1  →  largest = 10 ** (digits + 1) - 2
# Same: largest = 10 ** (digits + 1) - 1  →  largest = 10 ** (digits + 1) - 0
# Same: if result > 2 ** (bits - 1) - 1:  →  if result > 2 ** (bits - 1) + 1:
# Same: if result > 2 ** (bits - 1) - 1:  →  if result > 2 ** (bits - 1):
# Same: if result > 2 ** (bits - 1) - 1:  →  if result > 2 ** (bits - 1) - 2:
# Same: if result > 2 ** (bits - 1) - 1:  →  if result > 2 ** (bits - 1) - 0:
