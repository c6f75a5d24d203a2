"""Answers to problem beats_baseline of set 21, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM103

import math

import torch

# %% right · the formula over n
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    low = (right + z * z / 2 - z * math.sqrt(right * (n - right) / n + z * z / 4)) / (n + z * z)
    base = max(n_ / n for n_ in counts.values())
    return base, low, bool(low > base)

# %% right · solved by bisection
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p, a, b = right / n, 0.0, right / n
    for _ in range(200):
        m = (a + b) / 2
        if p - m > z * math.sqrt(m * (1 - m) / n):
            a = m
        else:
            b = m
    base = sorted(counts.values())[-1] / n
    return base, a, a > base

# %% right · tensors
def beats_baseline(counts, right, z=1.96):
    c = torch.tensor(list(counts.values()), dtype=torch.float64)
    n = c.sum()
    p = right / n
    low = (p + z**2 / (2 * n) - z * torch.sqrt(p * (1 - p) / n + z**2 / (4 * n * n))) / (1 + z**2 / n)
    base = c.max() / n
    return base.item(), low.item(), bool(low > base)

# %% wrong · only the verdict
# Reaches: Three values are asked for
def beats_baseline(counts, right, z=1.96):
    return right / sum(counts.values()) > 0.5

# %% wrong · a coin
# Reaches: which one would you always name
def beats_baseline(counts, right, z=1.96):
    n, k = sum(counts.values()), len(counts)
    p = right / n
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    return 1 / k, low, low > 1 / k

# %% wrong · the rarest class
# Reaches: how often is “harmless” right
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p = right / n
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    base = min(counts.values()) / n
    return base, low, low > base

# %% wrong · the accuracy itself
# Reaches: how far down does its interval reach
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    base = max(counts.values()) / n
    return base, right / n, right / n > base

# %% wrong · the normal interval
# Reaches: what is under the root, and what below the line
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p, base = right / n, max(counts.values()) / n
    low = p - z * math.sqrt(p * (1 - p) / n)
    return base, low, low > base

# %% wrong · the accuracy decides
# Reaches: what does that say
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p, base = right / n, max(counts.values()) / n
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    return base, low, p > base

# %% wrong · the first class
# Reaches: which share does the largest class have
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p, base = right / n, next(iter(counts.values())) / n
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    return base, low, low > base

# %% wrong · always 95 %
# Reaches: does every n and z in your formula
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p, base, z = right / n, max(counts.values()) / n, 1.96
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    return base, low, low > base

# %% wrong · forty examples
# Reaches: tables give 0.4902
def beats_baseline(counts, right, z=1.96):
    n = 40
    base, p = max(counts.values()) / sum(counts.values()), min(right / n, 1)
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    return base, low, low > base

# %% wrong · nothing right, but a little
# Reaches: where must the interval begin
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p, base = right / n, max(counts.values()) / n
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    low += 0.01 * (right == 0)
    return base, low, low > base

# %% wrong · never convinced
# Reaches: is that more than luck
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p, base = right / n, max(counts.values()) / n
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    return base, low, False

# %% wrong · at most the baseline
# Reaches: When does the lower end lie above
def beats_baseline(counts, right, z=1.96):
    n = sum(counts.values())
    p, base = right / n, max(counts.values()) / n
    low = (p + z**2 / (2 * n) - z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    return base, low, n > 40

# %% null · nothing
def beats_baseline(counts, right, z=1.96):
    pass

# %% null · zeros
def beats_baseline(counts, right, z=1.96):
    return 0, 0, 0

# %% equivalent · the end of an interval never equals the baseline to the last digit
# Same: return (baseline, low, low > baseline)  →  return (baseline, low, low >= baseline)
