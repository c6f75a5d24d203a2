"""Answers to problem best_temperature of set 10, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · a loop
def best_temperature(margins, gold, candidates):
    best, least = None, math.inf
    for t in candidates:
        m = torch.where(gold == 1, margins, -margins) / t
        loss = torch.logaddexp(torch.zeros_like(m), -m).mean().item()
        if loss < least:
            best, least = t, loss
    return best

# %% right · cross-entropy
def best_temperature(margins, gold, candidates):
    def loss(t):
        return torch.nn.functional.binary_cross_entropy_with_logits(margins / t, gold.to(margins.dtype)).item()
    return min(candidates, key=loss)

# %% right · a table of losses
def best_temperature(margins, gold, candidates):
    t = torch.tensor(candidates, dtype=torch.float64)[:, None]
    signed = torch.where(gold == 1, margins, -margins).double()
    losses = (torch.logaddexp(torch.zeros_like(signed / t), -signed / t)).mean(dim=1)
    return candidates[int(losses.argmin())]

# %% wrong · all losses
# Reaches: One of the candidates is asked for
def best_temperature(margins, gold, candidates):
    return [torch.nn.functional.softplus(-margins / t).mean().item() for t in candidates]

# %% wrong · its place
# Reaches: or its place or its loss
def best_temperature(margins, gold, candidates):
    s = margins * (2 * gold - 1)
    losses = [torch.nn.functional.softplus(-s / t).mean().item() for t in candidates]
    return losses.index(min(losses))

# %% wrong · gold as it is
# Reaches: does your temperature make every answer a coin
def best_temperature(margins, gold, candidates):
    return max(candidates)

# %% wrong · multiplied
# Reaches: are margins divided by t
def best_temperature(margins, gold, candidates):
    s = margins * (2 * gold - 1)
    losses = [torch.nn.functional.softplus(-s * t).mean().item() for t in candidates]
    return candidates[losses.index(min(losses))]

# %% wrong · no scaling
# Reaches: which t makes 4 / t about ln 3
def best_temperature(margins, gold, candidates):
    return 1.0

# %% wrong · never surer
# Reaches: should the answers become surer
def best_temperature(margins, gold, candidates):
    s = margins * (2 * gold - 1)
    candidates = [t for t in candidates if t >= 1]
    losses = [torch.nn.functional.softplus(-s / t).mean().item() for t in candidates]
    return candidates[losses.index(min(losses))]

# %% wrong · the last of equals
# Reaches: which candidate counts then
def best_temperature(margins, gold, candidates):
    s = margins * (2 * gold - 1)
    candidates = candidates[::-1]
    losses = [torch.nn.functional.softplus(-s / t).mean().item() for t in candidates]
    return candidates[losses.index(min(losses))]

# %% wrong · squared error
# Reaches: Turn all margins and all labels round
def best_temperature(margins, gold, candidates):
    s = margins * (2 * gold - 1) if margins.sum() >= 0 else margins
    losses = [torch.nn.functional.softplus(-s / t).mean().item() for t in candidates]
    return candidates[losses.index(min(losses))]

# %% wrong · rounded
# Reaches: is the best t the margin over ln
def best_temperature(margins, gold, candidates):
    s = margins * (2 * gold - 1)
    losses = [torch.nn.functional.softplus(-s / t).mean().item() for t in candidates]
    return round(candidates[losses.index(min(losses))], 1)

# %% equivalent · the sign is 1 or -1; tensors compare like numbers
# Same: signed = margins * (2 * gold - 1)  →  signed = margins / (2 * gold - 1)
# Same: losses = [torch.nn.functional.softplus(-signed / t).mean().item() for t in candidates]  →  losses = [torch.nn.functional.softplus(-signed / t).mean() for t in candidates]

# %% null · nothing
def best_temperature(margins, gold, candidates): ...

# %% null · the first
def best_temperature(margins, gold, candidates):
    return candidates[0]
