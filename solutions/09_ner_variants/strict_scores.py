"""Answers to problem strict_scores of set 09, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, C419, D103, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · sets with the sentence number
def strict_scores(gold, predicted):
    g, p = ({(s, *one) for s, row in enumerate(side) for one in row} for side in (gold, predicted))
    right = len(g & p)
    return right / max(len(p), 1), right / max(len(g), 1), 2 * right / max(len(g) + len(p), 1)

# %% right · harmonic mean
def strict_scores(gold, predicted):
    right = sum(one in g for g, p in zip(gold, predicted) for one in p)
    n_p, n_g = sum(len(p) for p in predicted), sum(len(g) for g in gold)
    P = right / n_p if n_p else 0.0
    R = right / n_g if n_g else 0.0
    return P, R, 2 * P * R / (P + R) if P + R else 0.0

# %% right · three counters
def strict_scores(gold, predicted):
    right = invented = missed = 0
    for g, p in zip(gold, predicted):
        for one in p:
            if one in g:
                right += 1
            else:
                invented += 1
        missed += sum(one not in p for one in g)
    ratio = lambda a, b: a / b if b else 0.0
    return [ratio(right, right + invented), ratio(right, right + missed), ratio(2 * right, 2 * right + invented + missed)]

# %% wrong · F1 only
# Reaches: what do you give back
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    return 2 * right / max(1, sum(map(len, gold)) + sum(map(len, predicted)))

# %% wrong · the borders only
# Reaches: The words agree but the type does not
def strict_scores(gold, predicted):
    right = sum(len({g[1:] for g in gs} & {p[1:] for p in ps}) for gs, ps in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / max(n_p, 1), right / max(n_g, 1), 2 * right / max(n_p + n_g, 1)

# %% wrong · type and first word
# Reaches: The words agree but the type does not
def strict_scores(gold, predicted):
    right = sum(len({g[:2] for g in gs} & {p[:2] for p in ps}) for gs, ps in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / max(n_p, 1), right / max(n_g, 1), 2 * right / max(n_p + n_g, 1)

# %% wrong · mean over sentences
# Reaches: or count over all sentences first
def strict_scores(gold, predicted):
    rows = []
    for g, p in zip(gold, predicted):
        right = len(set(g) & set(p))
        rows.append((right / max(len(p), 1), right / max(len(g), 1), 2 * right / max(len(p) + len(g), 1)))
    n = len(rows)
    return [sum(column) / n for column in zip(*rows)]

# %% wrong · P divides by sentences
# Reaches: P: how many of the five
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / len(gold), right / max(n_g, 1), 2 * right / max(n_p + n_g, 1)

# %% wrong · R divides by sentences
# Reaches: R: how many of the five
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / max(n_p, 1), right / len(gold), 2 * right / max(n_p + n_g, 1)

# %% wrong · the two is forgotten
# Reaches: where must it lie when they are equal
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / max(n_p, 1), right / max(n_g, 1), right / max(n_p + n_g, 1)

# %% wrong · P and R exchanged
# Reaches: which number does P divide by
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / max(n_g, 1), right / max(n_p, 1), 2 * right / max(n_p + n_g, 1)

# %% wrong · all sentences in one set
# Reaches: are they the same entity
def strict_scores(gold, predicted):
    right = sum(min(sum(g.count(one) for g in gold), sum(p.count(one) for p in predicted)) for one in {o for g in gold for o in g})
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / max(n_p, 1), right / max(n_g, 1), 2 * right / max(n_p + n_g, 1)

# %% wrong · sentences without names are left out
# Reaches: in the sentence without names
def strict_scores(gold, predicted):
    pairs = [(g, p) for g, p in zip(gold, predicted) if g]
    right = sum(len(set(g) & set(p)) for g, p in pairs)
    n_p, n_g = sum(len(p) for _, p in pairs), sum(map(len, gold))
    return right / max(n_p, 1), right / max(n_g, 1), 2 * right / max(n_p + n_g, 1)

# %% wrong · the plain mean
# Reaches: do you use their plain mean
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    P, R = right / max(sum(map(len, predicted)), 1), right / max(sum(map(len, gold)), 1)
    return P, R, (P + R) / 2

# %% wrong · recall of nothing is one
# Reaches: what are R and F1 then
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / max(n_p, 1), right / n_g if n_g else 1.0, 2 * right / max(n_p + n_g, 1)

# %% wrong · precision of nothing is one
# Reaches: what is its precision then
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return right / n_p if n_p else 1.0, right / max(n_g, 1), 2 * right / max(n_p + n_g, 1)

# %% wrong · nothing against nothing is perfect
# Reaches: No entity on either side
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    if not n_p + n_g:
        return 1.0, 1.0, 1.0
    return right / max(n_p, 1), right / max(n_g, 1), 2 * right / (n_p + n_g)

# %% wrong · one is never reached
# Reaches: All is found and nothing invented
def strict_scores(gold, predicted):
    right = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted))
    n_p, n_g = sum(map(len, predicted)), sum(map(len, gold))
    return min(0.9, right / max(n_p, 1)), min(0.9, right / max(n_g, 1)), 2 * right / max(n_p + n_g, 1)

# %% null · nothing
def strict_scores(gold, predicted): ...

# %% null · halves
def strict_scores(gold, predicted):
    return 0.5, 0.5, 0.5

# %% equivalent · an intersection has no order, both lists hold one row a sentence, and without right ones 0 is 0 whichever denominator is asked for
# Same: right = sum((len(set(g) & set(p)) for g, p in zip(gold, predicted, strict=True)))  →  right = sum((len(set(g) & set(p)) for g, p in zip(predicted, gold, strict=True)))
# Same: right = sum((len(set(g) & set(p)) for g, p in zip(gold, predicted, strict=True)))  →  right = sum((len(set(g) & set(p)) for g, p in zip(gold, predicted, strict=False)))
# Same: return (right / found if found else 0.0, right / wanted if wanted else 0.0, 2 * right / (found + wanted) if found + wanted else 0.0)  →  return (right / found if found else 0.0, right / wanted if wanted else 0.0, 2 * right / (found + wanted) if found else 0.0)
# Same: return (right / found if found else 0.0, right / wanted if wanted else 0.0, 2 * right / (found + wanted) if found + wanted else 0.0)  →  return (right / found if found else 0.0, right / wanted if wanted else 0.0, 2 * right / (found + wanted) if wanted else 0.0)
