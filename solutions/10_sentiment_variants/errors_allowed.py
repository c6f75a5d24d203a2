"""Answers to problem errors_allowed of set 10, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · whole division
def errors_allowed(loss, n):
    return min(int(loss * n / math.log(2)), n)

# %% right · counting
def errors_allowed(loss, n):
    k = 0
    while k < n and (k + 1) * math.log(2) <= loss * n:
        k += 1
    return k

# %% right · steps of ln 2
def errors_allowed(loss, n):
    left, errors = loss * n, 0
    return max(k for k in range(n + 1) if k * math.log(2) <= left)

# %% wrong · a list
# Reaches: A number of errors is asked for
def errors_allowed(loss, n):
    return [loss, n]

# %% wrong · rounded up
# Reaches: did you round up
def errors_allowed(loss, n):
    return min(n, math.ceil(loss * n / math.log(2)))

# %% wrong · a part of an error
# Reaches: 0.4 of an error
def errors_allowed(loss, n):
    return loss * n / math.log(2)

# %% wrong · one for each
# Reaches: or the logarithm of 2
def errors_allowed(loss, n):
    return int(loss * n)

# %% wrong · the mean
# Reaches: what is the sum over all n
def errors_allowed(loss, n):
    return int(loss / math.log(2))

# %% wrong · logarithm to base 10
# Reaches: which logarithm belongs to it
def errors_allowed(loss, n):
    return min(n, int(loss * n / math.log10(2)))

# %% wrong · all of them
# Reaches: how many fit?
def errors_allowed(loss, n):
    return n

# %% wrong · at least one
# Reaches: on 872 sentences
def errors_allowed(loss, n):
    return max(1, min(n, int(loss * n / math.log(2))))

# %% wrong · at least one in many
# Reaches: And on 25,000
def errors_allowed(loss, n):
    return min(n, int(loss * n / math.log(2))) or int(n > 10000)

# %% wrong · never fits
# Reaches: From which n on
def errors_allowed(loss, n):
    return min(n, int(loss * n / math.log(2))) if loss > 0.001 else 0

# %% wrong · a rounded logarithm
# Reaches: Just below ln 2
def errors_allowed(loss, n):
    return min(n, int(loss * n / 0.69313))

# %% wrong · more than there are
# Reaches: Can more answers be wrong
def errors_allowed(loss, n):
    return int(loss * n / math.log(2))

# %% wrong · never all but one
# Reaches: how many times does ln 2 fit
def errors_allowed(loss, n):
    k = min(n, int(loss * n / math.log(2)))
    return n if k == n - 1 else k

# %% wrong · a float
# Reaches: a whole number in your answer
def errors_allowed(loss, n):
    return min(n, loss * n // math.log(2))

# %% equivalent · a minimum does not mind its order
# Same: return min(n, math.floor(loss * n / math.log(2)))  →  return min(math.floor(loss * n / math.log(2)), n)

# %% null · nothing
def errors_allowed(loss, n): ...

# %% null · none
def errors_allowed(loss, n):
    return 0
