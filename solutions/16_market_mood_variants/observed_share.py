"""Answers to problem observed_share of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · from fpr up
def observed_share(true, tpr, fpr):
    return fpr + true * (tpr - fpr)

# %% right · by counts
def observed_share(true, tpr, fpr):
    found, false = true * tpr, fpr - fpr * true
    return found + false

# %% right · a sum
def observed_share(true, tpr, fpr):
    return sum(share * rate for share, rate in ((true, tpr), (1 - true, fpr)))

# %% wrong · two numbers
# Reaches: A share is one number
def observed_share(true, tpr, fpr):
    return true * tpr, (1 - true) * fpr

# %% wrong · no false positives
# Reaches: besides the true ones
def observed_share(true, tpr, fpr):
    return true * tpr

# %% wrong · fpr of all
# Reaches: in which a false positive can happen
def observed_share(true, tpr, fpr):
    return true * tpr + fpr

# %% wrong · exchanged
# Reaches: Of which cases is tpr
def observed_share(true, tpr, fpr):
    return true * fpr + (1 - true) * tpr

# %% wrong · the true share
# Reaches: Of 100 cases
def observed_share(true, tpr, fpr):
    return true

# %% wrong · fpr only below a half
# Reaches: Does your answer follow
def observed_share(true, tpr, fpr):
    return true * tpr + (1 - true) * min(fpr, 0.2)

# %% wrong · nothing when nothing is
# Reaches: If nothing is positive
def observed_share(true, tpr, fpr):
    return true * tpr + (1 - true) * fpr if true else 0.0

# %% wrong · all when all are
# Reaches: If everything is positive
def observed_share(true, tpr, fpr):
    return true * tpr + (1 - true) * fpr if true < 1 else 1.0

# %% null · nothing
def observed_share(true, tpr, fpr): ...
