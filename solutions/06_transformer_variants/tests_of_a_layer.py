"""Answers to problem tests_of_a_layer of set 06, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · by gradients of differences
def looks_ahead(f, x):
    T, base = len(x), f(x)
    worst = 0.0
    for j in range(T - 1, 0, -1):
        bump = torch.zeros_like(x)
        bump[j] = 1.0
        worst = max(worst, (f(x + bump) - base)[:j].abs().max().item())
    return worst > 1e-5


def sees_order(f, x, order):
    back = torch.argsort(order)
    return not torch.allclose(f(x[order])[back], f(x), rtol=0, atol=1e-6)

# %% right · output by output
def looks_ahead(f, x):
    found = []
    for j in range(len(x)):
        y = torch.cat([x[:j], x[j : j + 1] + 1, x[j + 1 :]])
        for i in range(j):
            found.append(bool(((f(y)[i] - f(x)[i]).abs() > 1e-6).any()))
    return any(found)


def sees_order(f, x, order):
    plain, permuted = f(x), f(x[order])
    return any((permuted[n] - plain[m]).abs().max().item() > 1e-6 for n, m in enumerate(order.tolist()))

# %% right · a mask of pairs
def looks_ahead(f, x):
    T = len(x)
    moved = torch.stack([(f(x.index_add(0, torch.tensor([j]), torch.ones(1, x.shape[1], dtype=x.dtype))) - f(x)).abs().amax(1) for j in range(T)])
    return bool((moved > 1e-6).tril(-1).any())


def sees_order(f, x, order):
    return bool(((f(x[order]) - f(x)[order]).abs() > 1e-6).any())

# %% wrong · a tensor
# Reaches: Yes or no
def looks_ahead(f, x):
    before, worst = f(x), torch.tensor(0.0)
    for j in range(1, len(x)):
        other = x.clone()
        other[j] = other[j] + 1
        worst = torch.maximum(worst, (f(other)[:j] - before[:j]).abs().max().to(worst.dtype))
    return worst > 1e-6

# %% wrong · all outputs
# Reaches: which outputs may move
def looks_ahead(f, x):
    before = f(x)
    for j in range(1, len(x)):
        other = x.clone()
        other[j] = other[j] + 1
        if (f(other) - before).abs().max() > 1e-6:
            return True
    return False

# %% wrong · only backwards
# Reaches: did your test see the first outputs move
def looks_ahead(f, x):
    before = f(x)
    for j in range(1, len(x)):
        other = x.clone()
        other[j] = other[j] + 1
        if (f(other)[j:] - before[j:]).clamp(max=0).abs().max() > 1e-6:
            return True
    return False

# %% wrong · only the first input
# Reaches: which input must change
# Reaches: what do your tests say of it
def looks_ahead(f, x):
    other = x.clone()
    other[-1] = other[-1] + 1
    return bool((f(other)[0] - f(x)[0]).abs().max() > 1e-6) and len(x) > 4

# %% wrong · only the last input
# Reaches: do you try every input
# Reaches: is it found
def looks_ahead(f, x):
    before = f(x)
    for j in range(len(x) - 1, len(x)):
        other = x.clone()
        other[j] = other[j] + 1
        if (f(other)[:j] - before[:j]).abs().max() > 1e-6:
            return True
    return False

# %% wrong · only the first output
# Reaches: do you try every input
def looks_ahead(f, x):
    before = f(x)
    for j in range(1, len(x)):
        other = x.clone()
        other[j] = other[j] + 1
        if (f(other)[:1] - before[:1]).abs().max() > 1e-6:
            return True
    return False

# %% wrong · a coarse threshold
# Reaches: is it found
def looks_ahead(f, x):
    before = f(x)
    for j in range(1, len(x)):
        other = x.clone()
        other[j] = other[j] + 1
        if (f(other)[:j] - before[:j]).abs().max() > 1e-2:
            return True
    return False

# %% wrong · no rounding allowed
# Reaches: do you allow for that
def looks_ahead(f, x):
    before = f(x)
    for j in range(1, len(x)):
        other = x.clone()
        other[j] = other[j] + 1
        if (f(other)[:j] - before[:j]).abs().max() > 0:
            return True
    return False

# %% wrong · changes x
# Reaches: still have its x
def looks_ahead(f, x):
    before = f(x).clone()
    for j in range(1, len(x)):
        other = x
        other[j] = other[j] + 1
        if (f(other)[:j] - before[:j]).abs().max() > 1e-6:
            return True
    return False

# %% wrong · nothing but a tensor for the order
# Reaches: what do you give back
def sees_order(f, x, order):
    return (f(x[order]) - f(x)[order]).abs().max() > 1e-6

# %% wrong · plain outputs not permuted
# Reaches: or the plain ones permuted
def sees_order(f, x, order):
    return bool((f(x[order]) - f(x)).abs().max() > 1e-6)

# %% wrong · inverse
# Reaches: by the order or by its inverse
def sees_order(f, x, order):
    fixed = torch.equal(f(x), 2 * x)
    return not fixed and bool((f(x[order]) - f(x)[torch.argsort(order)]).abs().max() > 1e-6)

# %% wrong · the sum of outputs
# Reaches: does your test say so
def sees_order(f, x, order):
    return bool((f(x[order]) - f(x)[order]).abs().min() > 1e6)

# %% wrong · equal to the last bit
# Reaches: with rounding: what should your test say
def sees_order(f, x, order):
    return not torch.equal(f(x[order]), f(x)[order])

# %% wrong · only the first output is compared
# Reaches: do you look at all outputs
def sees_order(f, x, order):
    return bool((f(x[order]) - f(x)[order])[1].abs().max() > 1e-6)

# %% wrong · differences with their sign
# Reaches: at its sign
def sees_order(f, x, order):
    return bool((f(x[order]) - f(x)[order]).max() > 1e-6)

# %% wrong · later inputs with their sign
# Reaches: is it found
def looks_ahead(f, x):
    before = f(x)
    for j in range(1, len(x)):
        other = x.clone()
        other[j] = other[j] + 1
        if (f(other)[:j] - before[:j]).max() > 1e-6:
            return True
    return False

# %% wrong · the mean of differences
# Reaches: do you look at all outputs
def sees_order(f, x, order):
    return bool((f(x[order]) - f(x)[order]).mean().abs() > 1e-6)

# %% null · nothing
def looks_ahead(f, x): ...


def sees_order(f, x, order): ...

# %% null · no numbers
def looks_ahead(f, x):
    return None


def sees_order(f, x, order):
    return f(x)

# %% equivalent · any change of an input will do, and no difference stands exactly at the limit
# Same: other[j] = other[j] + 1  →  other[j] = other[j] - 1
# Same: other[j] = other[j] + 1  →  other[j] = other[j] + 2
# Same: if (f(other)[:j] - before[:j]).abs().max() > 1e-06:  →  if (f(other)[:j] - before[:j]).abs().max() >= 1e-06:
# Same: return bool((f(x[order]) - f(x)[order]).abs().max() > 1e-06)  →  return bool((f(x[order]) - f(x)[order]).abs().max() >= 1e-06)
