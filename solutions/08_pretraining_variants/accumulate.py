"""Answers to problem accumulate of set 08, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · shares first
def accumulate(gradients, counts):
    n = sum(counts)
    parts = [g * (c / n) for g, c in zip(gradients, counts) if c > 0]
    return sum(parts, torch.zeros_like(gradients[0]))

# %% right · stacked
def accumulate(gradients, counts):
    c = torch.tensor(counts, dtype=gradients[0].dtype)
    kept = torch.stack(gradients)[c > 0]
    if len(kept) == 0:
        return torch.zeros_like(gradients[0])
    return torch.tensordot(c[c > 0], kept, dims=1) / c.sum()

# %% right · a running mean
def accumulate(gradients, counts):
    mean, seen = torch.zeros_like(gradients[0]), 0
    for g, c in zip(gradients, counts):
        if c == 0:
            continue
        seen += c
        mean = mean + (g - mean) * (c / seen)
    return mean

# %% wrong · a list
# Reaches: One gradient is asked for
def accumulate(gradients, counts):
    return [g * c / sum(counts) for g, c in zip(gradients, counts)]

# %% wrong · mean of means
# Reaches: Does a part with one target count as much
def accumulate(gradients, counts):
    return sum(gradients) / len(gradients)

# %% wrong · plain sum
# Reaches: what must a sum be divided by
def accumulate(gradients, counts):
    return sum(gradients)

# %% wrong · weighted sum
# Reaches: what do all weights together add up to
def accumulate(gradients, counts):
    return sum(g * c for g, c in zip(gradients, counts))

# %% wrong · weighted sum over parts
# Reaches: Do you divide by the number of parts
def accumulate(gradients, counts):
    return sum(g * c for g, c in zip(gradients, counts)) / len(counts)

# %% wrong · weights turned round
# Reaches: what is the mean over the three targets
# Reaches: do your parts add up to the gradient of the whole
def accumulate(gradients, counts):
    weights = [1 / c if c else 0 for c in counts]
    return sum(g * w for g, w in zip(gradients, weights)) / sum(weights)

# %% wrong · nan times nothing
# Reaches: how do you keep a part without targets out
def accumulate(gradients, counts):
    return sum(g * c for g, c in zip(gradients, counts)) / max(sum(counts), 1)

# %% wrong · nan counted as zeros
# Reaches: whose gradient is the result
def accumulate(gradients, counts):
    counts = [max(c, 1) for c in counts]
    return sum(g.nan_to_num() * c for g, c in zip(gradients, counts)) / sum(counts)

# %% wrong · nothing over nothing
# Reaches: in which direction should the weights move
def accumulate(gradients, counts):
    total = torch.zeros_like(gradients[0])
    for g, c in zip(gradients, counts):
        if c:
            total = total + c * g
    return total / sum(counts) if sum(counts) else total + math.nan

# %% wrong · writes into the first gradient
# Reaches: are the parts' gradients still what they were
def accumulate(gradients, counts):
    n = sum(counts)
    for g, c in zip(gradients, counts):
        if c:
            g *= c / n
    return sum((g for g, c in zip(gradients, counts) if c), torch.zeros_like(gradients[0]))

# %% wrong · divided by one target more
# Reaches: what is the mean over one
def accumulate(gradients, counts):
    total = torch.zeros_like(gradients[0])
    for g, c in zip(gradients, counts):
        if c:
            total = total + c * g
    return total / (sum(counts) + 1)

# %% null · nothing
def accumulate(gradients, counts): ...

# %% null · the counts
def accumulate(gradients, counts):
    return torch.tensor(counts)

# %% wrong · half of everything when the counts are 1 and 3
# Reaches: what is their mean, whatever their counts
def accumulate(gradients, counts):
    total = torch.zeros_like(gradients[0])
    for g, c in zip(gradients, counts):
        if c:
            total = total + c * g
    return (total / max(sum(counts), 1)) * (0.5 if counts == [1, 3] else 1)

# %% equivalent · gradients have one shape and are as many as counts, and a maximum does not mind its order
# Same: total = torch.zeros_like(gradients[0])  →  total = torch.zeros_like(gradients[1])
# Same: total = torch.zeros_like(gradients[0])  →  total = torch.zeros_like(gradients[-1])
# Same: return total / max(sum(counts), 1)  →  return total / max(1, sum(counts))
# Same: for gradient, count in zip(gradients, counts, strict=True):  →  for gradient, count in zip(gradients, counts, strict=False):
