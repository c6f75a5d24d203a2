"""Answers to problem ewma of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · accumulate
def ewma(x, mean, weight):
    from itertools import accumulate
    return list(accumulate(x, lambda z, v: z + weight * (v - z), initial=mean))[1:]

# %% right · by difference
def ewma(x, mean, weight):
    out, z = [], mean
    for v in x:
        z += weight * (v - z)
        out.append(z)
    return out

# %% right · the sum written out
def ewma(x, mean, weight):
    keep = 1 - weight
    return [mean * keep ** (n + 1) + sum(weight * keep ** (n - i) * x[i] for i in range(n + 1)) for n in range(len(x))]

# %% wrong · the last
# Reaches: A list of means
def ewma(x, mean, weight):
    z = mean
    for v in x:
        z = weight * v + (1 - weight) * z
    return z

# %% wrong · with the start
# Reaches: how many are there
def ewma(x, mean, weight):
    out = [mean]
    for v in x:
        out.append(weight * v + (1 - weight) * out[-1])
    return out

# %% wrong · from 0
# Reaches: From where does
def ewma(x, mean, weight):
    z, out = 0.0, []
    for v in x:
        z = weight * v + (1 - weight) * z
        out.append(z)
    return out

# %% wrong · weights exchanged
# Reaches: How much of the new value
def ewma(x, mean, weight):
    z, out = mean, []
    for v in x:
        z = (1 - weight) * v + weight * z
        out.append(z)
    return out

# %% wrong · the first value as it is
# Reaches: Does the first value
def ewma(x, mean, weight):
    z, out = x[0], []
    for v in x:
        z = weight * v + (1 - weight) * z
        out.append(z)
    return out

# %% wrong · no memory
# Reaches: what comes out
def ewma(x, mean, weight):
    return [weight * v + (1 - weight) * mean for v in x]

# %% wrong · never quite the weight
# Reaches: With a weight of 1
def ewma(x, mean, weight):
    z, out, weight = mean, [], min(weight, 0.9)
    for v in x:
        z = weight * v + (1 - weight) * z
        out.append(z)
    return out

# %% wrong · forgets after three
# Reaches: lose the same share
def ewma(x, mean, weight):
    z, out = mean, []
    for n, v in enumerate(x):
        z = weight * v + (1 - weight) * (z if n % 4 < 3 or weight == 1 else mean)
        out.append(z)
    return out

# %% null · nothing
def ewma(x, mean, weight): ...
