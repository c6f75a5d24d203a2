"""Answers to problem early_stop of set 09, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, C419, D103, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · the best so far by index
def early_stop(dev, patience):
    for trained in range(1, len(dev) + 1):
        kept = dev.index(max(dev[:trained])) + 1
        if trained - kept >= patience:
            return kept, trained
    return kept, len(dev)

# %% right · a counter
def early_stop(dev, patience):
    kept, best, waited, trained = 1, dev[0], 0, 1
    while trained < len(dev) and waited < patience:
        score = dev[trained]
        trained += 1
        waited += 1
        if score > best:
            kept, best, waited = trained, score, 0
    return kept, trained

# %% right · when the next record comes
def early_stop(dev, patience):
    records = [i for i in range(len(dev)) if all(dev[i] > before for before in dev[:i])]
    for here, after in zip(records, [*records[1:], len(dev) + patience]):
        if after - here > patience:
            return here + 1, min(here + 1 + patience, len(dev))
    return records[-1] + 1, len(dev)

# %% wrong · the epoch only
# Reaches: what do you give back
def early_stop(dev, patience):
    return dev.index(max(dev)) + 1

# %% wrong · never stops
# Reaches: does your run stop
def early_stop(dev, patience):
    return dev.index(max(dev)) + 1, len(dev)

# %% wrong · stops at once
# Reaches: is the patience of 2 used up already
def early_stop(dev, patience):
    for i in range(1, len(dev)):
        if dev[i] <= max(dev[:i]):
            return dev.index(max(dev[:i])) + 1, i + 1
    return len(dev), len(dev)

# %% wrong · keeps the last
# Reaches: are its weights the best ones
def early_stop(dev, patience):
    kept = 0
    for i in range(1, len(dev)):
        kept = kept if dev[i] <= dev[kept] else i
        if i - kept == patience:
            return i + 1, i + 1
    return len(dev), len(dev)

# %% wrong · counted from 0
# Reaches: Are epochs counted from 1
def early_stop(dev, patience):
    kept = 0
    for i in range(len(dev)):
        kept = kept if dev[i] <= dev[kept] else i
        if i - kept == patience:
            return kept, i + 1
    return kept, len(dev)

# %% wrong · the best of all, seen or not
# Reaches: The best of those that were trained is 0.80
def early_stop(dev, patience):
    kept = 0
    for i in range(len(dev)):
        kept = kept if dev[i] <= dev[kept] else i
        if i - kept == patience:
            return dev.index(max(dev)) + 1, i + 1
    return kept + 1, len(dev)

# %% wrong · the count goes on
# Reaches: begin anew
def early_stop(dev, patience):
    kept, waited = 0, 0
    for i in range(1, len(dev)):
        if dev[i] > dev[kept]:
            kept = i
        else:
            waited += 1
        if waited == patience:
            return kept + 1, i + 1
    return kept + 1, len(dev)

# %% wrong · one epoch less than there are
# Reaches: Never two worse epochs in a row
def early_stop(dev, patience):
    kept = 0
    for i in range(len(dev)):
        kept = kept if dev[i] <= dev[kept] else i
        if i - kept == patience:
            return kept + 1, i + 1
    return kept + 1, len(dev) - 1

# %% wrong · equal is progress
# Reaches: Is an equal score progress
def early_stop(dev, patience):
    kept = 0
    for i in range(len(dev)):
        kept = kept if dev[i] < dev[kept] else i
        if i - kept == patience:
            return kept + 1, i + 1
    return kept + 1, len(dev)

# %% wrong · a patience of at least two
# Reaches: With a patience of 1
def early_stop(dev, patience):
    kept = 0
    for i in range(len(dev)):
        kept = kept if dev[i] <= dev[kept] else i
        if i - kept == max(2, patience):
            return kept + 1, i + 1
    return kept + 1, len(dev)

# %% wrong · better than the epoch before
# Reaches: or better than the best so far
def early_stop(dev, patience):
    waited = 0
    for i in range(1, len(dev)):
        waited = 0 if dev[i] > dev[i - 1] else waited + 1
        if waited == patience:
            return dev.index(max(dev[: i + 1])) + 1, i + 1
    return dev.index(max(dev)) + 1, len(dev)

# %% wrong · the best begins at 0
# Reaches: what is your best before the first epoch
def early_stop(dev, patience):
    kept, best = 0, 0.0
    for epoch, score in enumerate(dev, 1):
        if score > best:
            kept, best = epoch, score
        elif epoch - kept == patience:
            return kept, epoch
    return kept, len(dev)

# %% wrong · one epoch is none
# Reaches: which one is kept
def early_stop(dev, patience):
    kept = 0
    for i in range(len(dev)):
        kept = kept if dev[i] <= dev[kept] else i
        if i - kept == patience:
            return kept + 1, i + 1
    return (kept + 1, len(dev)) if len(dev) > 1 else (0, 0)

# %% null · nothing
def early_stop(dev, patience): ...

# %% null · everything
def early_stop(dev, patience):
    return len(dev), len(dev)

# %% equivalent · the first score is better than minus infinity, so the epoch kept before it is never used
# Same: kept, best = (0, -math.inf)  →  kept, best = (1, -math.inf)
# Same: kept, best = (0, -math.inf)  →  kept, best = (-1, -math.inf)
