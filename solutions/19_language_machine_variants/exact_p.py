"""Answers to problem exact_p of set 19, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · numpy
def exact_p(first, second):
    a, b = np.array(first, bool), np.array(second, bool)
    x, y = int((a & ~b).sum()), int((~a & b).sum())
    n = x + y
    tail = sum(math.comb(n, i) for i in range(min(x, y) + 1)) * 0.5**n
    return 1.0 if 2 * tail > 1 else 2 * tail

# %% right · the other tail
def exact_p(first, second):
    x = sum(1 for a, b in zip(first, second) if a and not b)
    y = sum(1 for a, b in zip(first, second) if b and not a)
    n = x + y
    return min(1, 2 * sum(math.comb(n, i) for i in range(max(x, y), n + 1)) / 2**n)

# %% right · term by term
def exact_p(first, second):
    d = [int(b) - int(a) for a, b in zip(first, second)]
    n, k = d.count(1) + d.count(-1), min(d.count(1), d.count(-1))
    term = total = 0.5**n
    for i in range(1, k + 1):
        term *= (n - i + 1) / i
        total += term
    return min(1.0, 2 * total)

# %% wrong · one side
# Reaches: one side or two
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = x + y, min(x, y)
    return sum(math.comb(n, i) for i in range(k + 1)) / 2**n

# %% wrong · exactly k
# Reaches: Do you count only exactly k
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = x + y, min(x, y)
    return min(1.0, 2 * math.comb(n, k) / 2**n)

# %% wrong · all questions
# Reaches: do the 24 agreements count
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = len(first), min(x, y)
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n)

# %% wrong · the first count
# Reaches: which method is called the first
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = x + y, x
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n)

# %% wrong · the larger count
# Reaches: how many of the 256 outcomes
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = x + y, max(x, y)
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n)

# %% wrong · larger than one
# Reaches: can a probability be larger than 1
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = x + y, min(x, y)
    return 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n

# %% wrong · zero without a difference
# Reaches: if the two never differ
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = x + y, min(x, y)
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n) if n else 0.0

# %% wrong · normal approximation
# Reaches: how many of the 256 outcomes
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = x + y, min(x, y)
    return math.erfc(abs(x - y) / math.sqrt(2 * n)) if n else 1.0

# %% wrong · at most two in the smaller count
# Reaches: do you take the smaller count of the two
def exact_p(first, second):
    x = sum(a and not b for a, b in zip(first, second))
    y = sum(b and not a for a, b in zip(first, second))
    n, k = x + y, min(x, y, 2)
    return min(1.0, 2 * sum(math.comb(n, i) for i in range(k + 1)) / 2**n)

# %% null · nothing
def exact_p(first, second): ...

# %% null · zero
def exact_p(first, second):
    return 0.0

# %% equivalent · lists of one length are asked for; minimum and sum do not mind their order
# Same: only_first = sum((a and (not b) for a, b in zip(first, second, strict=True)))  →  only_first = sum((a and (not b) for a, b in zip(first, second, strict=False)))
# Same: only_second = sum((b and (not a) for a, b in zip(first, second, strict=True)))  →  only_second = sum((b and (not a) for a, b in zip(first, second, strict=False)))
# Same: n, k = (only_first + only_second, min(only_first, only_second))  →  n, k = (only_first + only_second, min(only_second, only_first))
# Same: return min(1.0, 2 * sum((math.comb(n, i) for i in range(k + 1))) / 2 ** n)  →  return min(2 * sum((math.comb(n, i) for i in range(k + 1))) / 2 ** n, 1.0)
