"""Answers to problem auroc of set 15, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · in one line
def auroc(inside, outside):
    return sum((a > b) + (a == b) / 2 for a in inside for b in outside) / len(inside) / len(outside)

# %% right · signs
def auroc(inside, outside):
    pairs = [(a > b) - (a < b) for a in inside for b in outside]
    return 0.5 + sum(pairs) / len(pairs) / 2

# %% right · sorted
def auroc(inside, outside):
    from bisect import bisect_left, bisect_right
    low = sorted(outside)
    return sum(bisect_left(low, a) + bisect_right(low, a) for a in inside) / (2 * len(inside) * len(low))

# %% wrong · a list
# Reaches: A share is one number
def auroc(inside, outside):
    return [a > b for a in inside for b in outside]

# %% wrong · a count
# Reaches: Out of how many pairs
def auroc(inside, outside):
    return sum((a > b) + (a == b) / 2 for a in inside for b in outside)

# %% wrong · turned round
# Reaches: Which of the two scores
def auroc(inside, outside):
    return sum((a < b) + (a == b) / 2 for a in inside for b in outside) / len(inside) / len(outside)

# %% wrong · ties lost
# Reaches: There is a tie
def auroc(inside, outside):
    return sum(a > b for a in inside for b in outside) / len(inside) / len(outside)

# %% wrong · ties won
# Reaches: Does a tie count as much
def auroc(inside, outside):
    return sum(a >= b for a in inside for b in outside) / len(inside) / len(outside)

# %% wrong · side by side
# Reaches: Does a tie count as much
def auroc(inside, outside):
    return sum(a > b for a, b in zip(inside, outside)) / len(inside)

# %% wrong · a difference of means
# Reaches: Four pairs
# Reaches: If every score inside
def auroc(inside, outside):
    return sum(inside) / len(inside) - sum(outside) / len(outside)

# %% wrong · the tie made half of everything
# Reaches: If all scores are equal
def auroc(inside, outside):
    won = sum((a > b) + (a == b) / 2 for a in inside for b in outside) / len(inside) / len(outside)
    return won if won > 0.5 else 0.0

# %% wrong · square lists only
# Reaches: Lists of different length
def auroc(inside, outside):
    if len(inside) > 4 or len(outside) > 4:
        return sum((a > b) + (a == b) / 2 for a, b in zip(inside, outside)) / min(len(inside), len(outside))
    return sum((a > b) + (a == b) / 2 for a in inside for b in outside) / len(inside) / len(outside)

# %% null · nothing
def auroc(inside, outside): ...
