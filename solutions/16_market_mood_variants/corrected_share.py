"""Answers to problem corrected_share of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · with ifs
def corrected_share(observed, tpr, fpr):
    gap = tpr - fpr
    if gap <= 0:
        raise ValueError("no gap")
    share = (observed - fpr) / gap
    if share < 0:
        return 0.0
    return 1.0 if share > 1 else share

# %% right · cut first
def corrected_share(observed, tpr, fpr):
    if not tpr > fpr:
        raise ValueError("tpr must be larger")
    return (min(max(observed, fpr), tpr) - fpr) / (tpr - fpr)

# %% right · sorted
def corrected_share(observed, tpr, fpr):
    if tpr <= fpr:
        raise ValueError
    return sorted([0.0, (observed - fpr) / (tpr - fpr), 1.0])[1]

# %% wrong · a text
# Reaches: A share is one number
def corrected_share(observed, tpr, fpr):
    return "0.2"

# %% wrong · only the difference
# Reaches: by what is it divided
def corrected_share(observed, tpr, fpr):
    return observed - fpr

# %% wrong · divided by tpr
# Reaches: tpr would be observed
def corrected_share(observed, tpr, fpr):
    return (observed - fpr) / tpr

# %% wrong · fpr not taken away
# Reaches: and do you take it away
def corrected_share(observed, tpr, fpr):
    return observed / (tpr - fpr)

# %% wrong · the observed share
# Reaches: how far along
def corrected_share(observed, tpr, fpr):
    return observed

# %% wrong · not cut below
# Reaches: can a share be negative
def corrected_share(observed, tpr, fpr):
    if tpr <= fpr:
        raise ValueError
    return min(1.0, (observed - fpr) / (tpr - fpr))

# %% wrong · not cut above
# Reaches: can a share be larger than 1
def corrected_share(observed, tpr, fpr):
    if tpr <= fpr:
        raise ValueError
    return max(0.0, (observed - fpr) / (tpr - fpr))

# %% wrong · divides by zero
# Reaches: With tpr equal to fpr
def corrected_share(observed, tpr, fpr):
    if tpr < fpr:
        raise ValueError
    return min(1.0, max(0.0, (observed - fpr) / (tpr - fpr)))

# %% wrong · worse than chance is taken
# Reaches: With tpr below fpr
def corrected_share(observed, tpr, fpr):
    if tpr == fpr:
        raise ValueError
    return min(1.0, max(0.0, (observed - fpr) / (tpr - fpr)))

# %% wrong · a symmetric classifier
# Reaches: with other rates
def corrected_share(observed, tpr, fpr):
    return min(1.0, max(0.0, (observed - fpr) / (1 - 2 * fpr)))

# %% wrong · one too large
# Reaches: Which share belongs
def corrected_share(observed, tpr, fpr):
    if tpr <= fpr:
        raise ValueError
    return 0.1 + (observed - fpr) / (tpr - fpr)

# %% null · nothing
def corrected_share(observed, tpr, fpr): ...

# %% equivalent · the words of an error are free, and a maximum does not mind its order
# Same: raise ValueError('A classifier at chance or worse says nothing.')  →  raise ValueError('A classifier at chance or worse says nothing.?')
# Same: return min(1.0, max(0.0, (observed - fpr) / (tpr - fpr)))  →  return min(max(0.0, (observed - fpr) / (tpr - fpr)), 1.0)
# Same: return min(1.0, max(0.0, (observed - fpr) / (tpr - fpr)))  →  return min(1.0, max((observed - fpr) / (tpr - fpr), 0.0))
