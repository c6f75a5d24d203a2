"""Answers to problem true_shares of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · least squares
def true_shares(observed, counts):
    c = np.array([[x / sum(row) for x in row] for row in counts])
    p = np.linalg.lstsq(c.T, np.array(observed), rcond=None)[0].clip(0)
    return list(p / p.sum())

# %% right · the inverse
def true_shares(observed, counts):
    c = np.array([np.array(row) / sum(row) for row in counts])
    p = np.array(observed) @ np.linalg.inv(c)
    p = [max(0.0, float(x)) for x in p]
    return [x / sum(p) for x in p]

# %% right · by elimination
def true_shares(observed, counts):
    n = len(counts)
    a = [[counts[i][j] / sum(counts[i]) for i in range(n)] + [observed[j]] for j in range(n)]
    for k in range(n):
        a[k] = [x / a[k][k] for x in a[k]]
        for j in range(n):
            if j != k:
                a[j] = [x - a[j][k] * y for x, y in zip(a[j], a[k])]
    p = [max(0.0, row[-1]) for row in a]
    return [x / sum(p) for x in p]

# %% wrong · an array
# Reaches: in a list
def true_shares(observed, counts):
    c = np.array(counts, dtype=float)
    return np.linalg.solve((c / c.sum(axis=1, keepdims=True)).T, np.array(observed))

# %% wrong · the first only
# Reaches: how many are there
def true_shares(observed, counts):
    c = np.array(counts, dtype=float)
    return [np.linalg.solve((c / c.sum(axis=1, keepdims=True)).T, np.array(observed))[0]]

# %% wrong · as observed
# Reaches: what has the classifier moved
def true_shares(observed, counts):
    return list(observed)

# %% wrong · counts as they are
# Reaches: divided by its own sum
def true_shares(observed, counts):
    p = np.linalg.solve(np.array(counts, dtype=float).T, np.array(observed)).clip(0)
    return (p / p.sum()).tolist()

# %% wrong · not turned
# Reaches: over rows or over columns
def true_shares(observed, counts):
    c = np.array(counts, dtype=float)
    p = np.linalg.solve(c / c.sum(axis=1, keepdims=True), np.array(observed)).clip(0)
    return (p / p.sum()).tolist()

# %% wrong · the shares that were read again
# Reaches: Which shares of the two classes
def true_shares(observed, counts):
    total = sum(map(sum, counts))
    return [sum(row) / total for row in counts]

# %% wrong · two classes only
# Reaches: also with more classes
def true_shares(observed, counts):
    tpr, fpr = counts[0][0] / sum(counts[0]), counts[1][0] / sum(counts[1])
    p = min(1.0, max(0.0, (observed[0] - fpr) / (tpr - fpr)))
    return [p, 1 - p]

# %% wrong · not cut
# Reaches: can a share
def true_shares(observed, counts):
    c = np.array(counts, dtype=float)
    return np.linalg.solve((c / c.sum(axis=1, keepdims=True)).T, np.array(observed)).tolist()

# %% wrong · cut, but not brought back
# Reaches: do they still add up
def true_shares(observed, counts):
    c = np.array(counts, dtype=float)
    return np.linalg.solve((c / c.sum(axis=1, keepdims=True)).T, np.array(observed)).clip(0).tolist()

# %% wrong · the difference taken from the largest
# Reaches: keep their ratio
def true_shares(observed, counts):
    c = np.array(counts, dtype=float)
    p = np.linalg.solve((c / c.sum(axis=1, keepdims=True)).T, np.array(observed)).clip(0)
    p[p.argmax()] += 1 - p.sum()
    return p.tolist()

# %% equivalent · the larger of two does not care for their order
# Same: shares = np.maximum(shares, 0.0)  →  shares = np.maximum(0.0, shares)

# %% null · nothing
def true_shares(observed, counts): ...
