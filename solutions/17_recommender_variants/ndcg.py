"""Answers to problem ndcg of set 17, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · in a loop
def ndcg(ranking, wanted, k):
    gained = best = 0.0
    for p in range(k):
        d = math.log(2) / math.log(p + 2)
        if p < len(ranking) and ranking[p] in wanted:
            gained += d
        if p < len(wanted):
            best += d
    return gained / best if wanted else 0.0

# %% right · by places
def ndcg(ranking, wanted, k):
    if len(wanted) == 0:
        return 0
    gain = lambda p: 1 / math.log2(p + 1)
    places = [p for p, x in enumerate(ranking[:k], 1) if x in wanted]
    return sum(map(gain, places)) / sum(map(gain, range(1, min(k, len(wanted)) + 1)))

# %% right · with numpy
def ndcg(ranking, wanted, k):
    import numpy as np
    hits = np.array([x in wanted for x in ranking[:k]], dtype=float)
    d = 1 / np.log2(np.arange(2, k + 2))
    best = d[: len(wanted)].sum()
    return float(hits @ d[: len(hits)] / best) if best else 0.0

# %% wrong · a list
# Reaches: One number is asked for
def ndcg(ranking, wanted, k):
    return [x in wanted for x in ranking[:k]]

# %% wrong · not normalised
# Reaches: By what is the sum divided
def ndcg(ranking, wanted, k):
    return sum(1 / math.log2(p + 1) for p, x in enumerate(ranking[:k], 1) if x in wanted)

# %% wrong · the first wanted item only, not divided
# Reaches: How many wanted items can the best order place
def ndcg(ranking, wanted, k):
    return next((1 / math.log2(p + 1) for p, x in enumerate(ranking[:k], 1) if x in wanted), 0.0)

# %% wrong · natural logarithm of the place
# Reaches: what is the quotient
def ndcg(ranking, wanted, k):
    if not wanted: return 0.0
    return sum(1 / p for p, x in enumerate(ranking[:k], 1) if x in wanted) / sum(1 / p for p in range(1, min(k, len(wanted)) + 1))

# %% wrong · k is not used
# Reaches: beyond place k
def ndcg(ranking, wanted, k):
    if not wanted: return 0.0
    gain = lambda p: 1 / math.log2(p + 1)
    return sum(gain(p) for p, x in enumerate(ranking, 1) if x in wanted) / sum(gain(p + 1) for p in range(len(wanted)))

# %% wrong · the best order has all wanted items
# Reaches: can the best order still be reached
def ndcg(ranking, wanted, k):
    if not wanted: return 0.0
    gain = lambda p: 1 / math.log2(p + 1)
    return sum(gain(p) for p, x in enumerate(ranking[:k], 1) if x in wanted) / sum(gain(p + 1) for p in range(len(wanted)))

# %% wrong · one when nothing is wanted
# Reaches: If nothing is wanted
def ndcg(ranking, wanted, k):
    if not wanted: return 1.0
    gain = lambda p: 1 / math.log2(p + 1)
    return sum(gain(p) for p, x in enumerate(ranking[:k], 1) if x in wanted) / sum(gain(p + 1) for p in range(min(k, len(wanted))))

# %% wrong · a single wanted item counts as found
# Reaches: One wanted item in the second place
def ndcg(ranking, wanted, k):
    if len(wanted) == 1: return float(bool(set(ranking[:k]) & wanted))
    if not wanted: return 0.0
    gain = lambda p: 1 / math.log2(p + 1)
    return sum(gain(p) for p, x in enumerate(ranking[:k], 1) if x in wanted) / sum(gain(p + 1) for p in range(min(k, len(wanted))))

# %% null · nothing
def ndcg(ranking, wanted, k): ...

# %% equivalent · a factor on all discounts stands above and below the line
# Same: discounts = [1 / math.log2(place + 1) for place in range(1, k + 1)]  →  discounts = [2 / math.log2(place + 1) for place in range(1, k + 1)]
