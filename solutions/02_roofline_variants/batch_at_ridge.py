"""Answers to problem batch_at_ridge of set 02, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · by trying
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    if flop <= balance * cache_bytes:
        return None
    batch = 1
    while batch * flop < balance * (weight_bytes + batch * cache_bytes):
        batch += 1
    return batch

# %% right · whole division
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    if paid <= 0:
        return None
    return max(1, int(-(-balance * weight_bytes // paid)))

# %% right · by the intensity of a large batch
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    if cache_bytes and flop / cache_bytes <= balance:
        return None
    exact = weight_bytes * balance / (flop - cache_bytes * balance)
    return 1 if exact < 1 else math.ceil(exact)

# %% wrong · never
# Reaches: why is there none
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    return None

# %% wrong · a text
# Reaches: A number of sequences
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return str(max(1, math.ceil(balance * weight_bytes / paid))) if paid > 0 else None

# %% wrong · the balance upside down
# Reaches: at which batch are there 5 FLOP
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return math.ceil(weight_bytes / balance / paid) if paid > 0 else None

# %% wrong · the batch is the balance and one
# Reaches: at which batch are there 5 FLOP
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    return balance + 1

# %% wrong · the rule of thumb
# Reaches: does the batch not notice
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    return math.ceil(balance * weight_bytes / flop)

# %% wrong · one cache for all
# Reaches: once for all, or once for each
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    if flop <= balance * cache_bytes:
        return None
    return math.ceil(balance * (weight_bytes + cache_bytes) / flop)

# %% wrong · the cache added to the FLOP
# Reaches: for which B is the quotient 5
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    return math.ceil(balance * weight_bytes / (flop + balance * cache_bytes))

# %% wrong · a very large number for none
# Reaches: can any batch reach 5
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return max(1, math.ceil(balance * weight_bytes / paid)) if paid > 0 else 10**9

# %% wrong · a negative batch
# Reaches: can any batch reach 5
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return math.ceil(balance * weight_bytes / paid) if paid else None

# %% wrong · infinity at the limit
# Reaches: does it ever get there
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    if paid < 0:
        return None
    return math.ceil(balance * weight_bytes / paid) if paid else math.inf

# %% wrong · rounded down
# Reaches: which whole number is the smallest
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return max(1, int(balance * weight_bytes / paid)) if paid > 0 else None

# %% wrong · a float
# Reaches: a part of a sequence
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return float(max(1, math.ceil(balance * weight_bytes / paid))) if paid > 0 else None

# %% wrong · zero sequences
# Reaches: smaller than one sequence
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return int(balance * weight_bytes // paid + (balance * weight_bytes % paid > paid / 2)) if paid > 0 else None

# %% wrong · one more than needed where it is exact
# Reaches: at which batch are there 5 FLOP
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return int(balance * weight_bytes / paid) + 1 if paid > 0 else None

# %% wrong · never more than twenty
# Reaches: Try the batches one after another
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    paid = flop - balance * cache_bytes
    return min(20, max(1, math.ceil(balance * weight_bytes / paid))) if paid > 0 else None

# %% null · nothing
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    ...

# %% null · always a text
def batch_at_ridge(flop, weight_bytes, cache_bytes, balance):
    return "batch"

# %% equivalent · a maximum does not mind its order
# Same: return max(1, math.ceil(balance * weight_bytes / paid))  →  return max(math.ceil(balance * weight_bytes / paid), 1)
