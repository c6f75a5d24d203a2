"""Answers to problem wilson of set 10, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · middle and half
def wilson(right, n, z=1.96):
    p = right / n
    d = 1 + z**2 / n
    middle = (p + z**2 / (2 * n)) / d
    half = z / d * (p * (1 - p) / n + z**2 / (4 * n**2)) ** 0.5
    return middle - half, middle + half

# %% right · roots of the quadratic
def wilson(right, n, z=1.96):
    p = right / n
    a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
    root = math.sqrt(max(b * b - 4 * a * c, 0.0))
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]

# %% right · added successes
def wilson(right, n, z=1.96):
    more = n + z * z
    middle = (right + z * z / 2) / more
    half = z / more * math.sqrt(right * (n - right) / n + z * z / 4)
    return (middle - half, middle + half)

# %% wrong · one number
# Reaches: the lower end and the upper end
def wilson(right, n, z=1.96):
    return right / n

# %% wrong · three numbers
# Reaches: how many numbers does your return line hold
def wilson(right, n, z=1.96):
    return 0.0, right / n, 1.0

# %% wrong · the textbook one
# Reaches: which terms with z does the formula add
def wilson(right, n, z=1.96):
    p = right / n
    half = z * math.sqrt(p * (1 - p) / n)
    return p - half, p + half

# %% wrong · not divided
# Reaches: What is everything divided by
def wilson(right, n, z=1.96):
    p = right / n
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p + z * z / (2 * n) - half, p + z * z / (2 * n) + half

# %% wrong · turned round
# Reaches: Which of the two ends comes first
def wilson(right, n, z=1.96):
    p, q = right / n, z * z / n
    half = z * math.sqrt(p * (1 - p) / n + q / (4 * n))
    return (p + q / 2 + half) / (1 + q), (p + q / 2 - half) / (1 + q)

# %% wrong · middle not moved
# Reaches: which term does that
def wilson(right, n, z=1.96):
    p, q = right / n, z * z / n
    half = z * math.sqrt(p * (1 - p) / n + q / (4 * n))
    return (p - half) / (1 + q), (p + half) / (1 + q)

# %% wrong · half the root's second term
# Reaches: what stands under the root
def wilson(right, n, z=1.96):
    p, q = right / n, z * z / n
    half = z * math.sqrt(p * (1 - p) / n + q / (2 * n))
    return (p + q / 2 - half) / (1 + q), (p + q / 2 + half) / (1 + q)

# %% wrong · z is always 2
# Reaches: solve (p - x)^2
def wilson(right, n, z=1.96):
    p, q = right / n, 4 / n
    half = 2 * math.sqrt(p * (1 - p) / n + q / (4 * n))
    return (p + q / 2 - half) / (1 + q), (p + q / 2 + half) / (1 + q)

# %% wrong · a point where all are right
# Reaches: Is your lower end below your upper end
def wilson(right, n, z=1.96):
    p, q = right / n, z * z / n
    half = z * math.sqrt(p * (1 - p) / n + q / (4 * n))
    low, high = (p + q / 2 - half) / (1 + q), (p + q / 2 + half) / (1 + q)
    return (low, high) if right else (low, low)

# %% wrong · another default
# Reaches: is it 1.96
def wilson(right, n, z=1.645):
    p, q = right / n, z * z / n
    half = z * math.sqrt(p * (1 - p) / n + q / (4 * n))
    return (p + q / 2 - half) / (1 + q), (p + q / 2 + half) / (1 + q)

# %% null · nothing
def wilson(right, n, z=1.96): ...

# %% null · everything
def wilson(right, n, z=1.96):
    return 0.0, 1.0
