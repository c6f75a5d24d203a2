"""Answers to problem temperature of set 05, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import math

import numpy as np
import torch

# %% right · bisection on the inverse temperature
def temperature_for_entropy(scores, target):
    x = scores.double() - scores.double().max()
    cold, hot = 1e15, 1e-15
    for _ in range(200):
        beta = math.sqrt(cold * hot)
        p = torch.softmax(beta * x, 0)
        entropy = -(p[p > 0] * p[p > 0].log()).sum().item()
        if entropy > target:
            hot = beta
        else:
            cold = beta
    return 1 / beta

# %% right · NumPy, the interval first widened
def temperature_for_entropy(scores, target):
    x = scores.numpy().astype(np.float64)

    def entropy(t):
        z = (x - x.max()) / t
        p = np.exp(z) / np.exp(z).sum()
        return -np.sum(p * np.log(np.where(p > 0, p, 1.0)))

    low = high = 1.0
    while entropy(low) > target:
        low /= 2
    while entropy(high) < target:
        high *= 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if entropy(middle) < target else (low, middle)
    return float(high)

# %% right · secant on the logarithm, kept inside a bracket
def temperature_for_entropy(scores, target):
    scores = scores.double()
    scores = scores / (scores.max() - scores.min())
    size = float("nan")

    def gap(log_t):
        return torch.special.entr(torch.softmax(scores * math.exp(-log_t), 0)).sum().item() - target

    a, b = -25.0, 25.0
    for step in range(300):
        fa, fb = gap(a), gap(b)
        c = a - fa * (b - a) / (fb - fa) if step % 2 else (a + b) / 2
        if gap(c) < 0:
            a = c
        else:
            b = c
        if b - a < 1e-14:
            break
    return math.exp(b)


original = temperature_for_entropy


def temperature_for_entropy(scores, target):
    spread = (scores.double().max() - scores.double().min()).item()
    return original(scores, target) * spread

# %% wrong · multiplies by the temperature
# Reaches: Does a higher temperature divide the scores by more
def temperature_for_entropy(scores, target):
    low, high = -40.0, 40.0
    for _ in range(100):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores.double() * math.exp(middle), 0)).sum()
        low, high = (low, middle) if entropy < target else (middle, high)
    return math.exp(low)

# %% wrong · bits
# Reaches: In which unit is your entropy
def temperature_for_entropy(scores, target):
    low, high = -40.0, 40.0
    for _ in range(100):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores.double() / math.exp(middle), 0)).sum() / math.log(2)
        low, high = (middle, high) if entropy < target else (low, middle)
    return math.exp(low)

# %% wrong · the logarithm of the temperature
# Reaches: the temperature or its logarithm
def temperature_for_entropy(scores, target):
    low, high = -40.0, 40.0
    for _ in range(100):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores.double() / math.exp(middle), 0)).sum()
        low, high = (middle, high) if entropy < target else (low, middle)
    return abs(low)

# %% wrong · a negative temperature
# Reaches: A temperature is positive and finite
def temperature_for_entropy(scores, target):
    low, high = -40.0, 40.0
    for _ in range(100):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores.double() / math.exp(middle), 0)).sum()
        low, high = (middle, high) if entropy < target else (low, middle)
    return -math.exp(low)

# %% wrong · a tensor
# Reaches: of which type is yours
def temperature_for_entropy(scores, target):
    low, high = torch.tensor(-40.0), torch.tensor(40.0)
    for _ in range(60):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores / middle.exp(), 0)).sum()
        low, high = (middle, high) if entropy < target else (low, middle)
    return low.exp()

# %% wrong · the search walks the wrong way
# Reaches: in which direction must the search go on
def temperature_for_entropy(scores, target):
    low, high = 0.001, 1000.0
    for _ in range(100):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores / middle, 0)).sum()
        low, high = (low, middle) if entropy < target else (middle, high)
    return low

# %% wrong · stops after twelve halvings
# Reaches: how small is the interval when your search stops
def temperature_for_entropy(scores, target):
    low, high = -6.0, 6.0
    for _ in range(12):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores.double() / math.exp(middle), 0)).sum()
        low, high = (middle, high) if entropy < target else (low, middle)
    return math.exp(low)

# %% wrong · searches between 0.5 and 5 only
# Reaches: does your search reach that far
# Reaches: does your search start wide enough
def temperature_for_entropy(scores, target):
    low, high = 0.2, 5.0
    for _ in range(100):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores.double() / middle, 0)).sum()
        low, high = (middle, high) if entropy < target else (low, middle)
    return low

# %% wrong · softmax without its maximum
# Reaches: does it change your temperature
def temperature_for_entropy(scores, target):
    low, high = -8.0, 12.0
    for _ in range(100):
        middle = (low + high) / 2
        e = (scores.double() / math.exp(middle)).exp()
        entropy = torch.special.entr(e / e.sum()).sum()
        low, high = (middle, high) if entropy < target or entropy.isnan() else (low, middle)
    return math.exp(low)

# %% wrong · the scores' mean as unit
# Reaches: which temperature does that
def temperature_for_entropy(scores, target):
    scores = scores.double() - (scores.double().mean() if len(scores) > 2 else scores.double() * 0.5)
    low, high = -40.0, 40.0
    for _ in range(100):
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores / math.exp(middle), 0)).sum()
        low, high = (middle, high) if entropy < target else (low, middle)
    return math.exp(low)

# %% wrong · a loop that waits for exact equality
# Reaches: which loop never reaches its end
def temperature_for_entropy(scores, target):
    low, high = 0.001, 1000.0
    while True:
        middle = (low + high) / 2
        entropy = torch.special.entr(torch.softmax(scores.double() / middle, 0)).sum().item()
        if entropy == target + 1:
            return middle
        low, high = (middle, high) if entropy < target else (low, middle)

# %% null · nothing
def temperature_for_entropy(scores, target): ...

# %% null · one
def temperature_for_entropy(scores, target):
    return 1.0

# %% null · gives its argument back
def temperature_for_entropy(scores, target):
    return target

# %% equivalent · the interval is wider, and halved more often, than the accuracy needs
# Same: low, high = (-40.0, 40.0)  →  low, high = (-40.0, 41.0)
# Same: low, high = (-40.0, 40.0)  →  low, high = (-40.0, 39.0)
# Same: low, high = (-40.0, 40.0)  →  low, high = (-41.0, 40.0)
# Same: low, high = (-40.0, 40.0)  →  low, high = (-39.0, 40.0)
# Same: for _ in range(100):  →  for _ in range(101):
# Same: for _ in range(100):  →  for _ in range(99):
# Same: if torch.special.entr(weights).sum() < target:  →  if torch.special.entr(weights).sum() <= target:

# %% equivalent · a list of scores has one axis
# Same: weights = torch.softmax(scores / math.exp(middle), 0)  →  weights = torch.softmax(scores / math.exp(middle), -1)

# %% equivalent · 32 bits reach the accuracy asked for, 0.00001
# Same: scores = scores.to(torch.float64)  →  pass
# Same: scores = scores.to(torch.float64)  →  scores = scores
