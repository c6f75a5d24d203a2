"""Answers to problem misprinted of set 21, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM103

import math

import torch

# %% right · a loop
def f1_averages(rows):
    plain = weighted = many = 0.0
    for p, r, n in rows:
        f = 0.0 if p == r == 0 else 2 / (1 / p + 1 / r) if p * r else 0.0
        plain += f
        weighted += n * f
        many += n
    return {"weighted": weighted / many, "macro": plain / len(rows)}

# %% right · tensors
def f1_averages(rows):
    p, r, n = torch.tensor(rows, dtype=torch.float64).T
    f = torch.nan_to_num(2 * p * r / (p + r))
    return {"macro": f.mean().item(), "weighted": ((f * n).sum() / n.sum()).item()}


def misprinted(rows, printed, tolerance=0.005):
    right = f1_averages(rows)
    names = []
    for name in ("macro", "weighted"):
        if name in printed and not right[name] - tolerance <= printed[name] <= right[name] + tolerance:
            names.append(name)
    return names

# %% right · each example its class's score
def f1_averages(rows):
    scores = [(2 * p * r / (p + r) if p or r else 0, n) for p, r, n in rows]
    return {"macro": math.fsum(s for s, _ in scores) / len(scores),
            "weighted": math.fsum(s * n / sum(n for _, n in scores) for s, n in scores)}

# %% wrong · a pair
# Reaches: Two averages under two names
def f1_averages(rows):
    return 0.5, 0.5

# %% wrong · other names
# Reaches: Under which two names
def f1_averages(rows):
    return {"macro f1": 0.5, "weighted f1": 0.5}

# %% wrong · F1 of the means
# Reaches: F1 of the means, or mean of the F1
def f1_averages(rows):
    def f1(p, r):
        return 2 * p * r / (p + r) if p + r else 0.0
    n = [row[2] for row in rows]
    P, R = sum(p for p, _, _ in rows) / len(rows), sum(r for _, r, _ in rows) / len(rows)
    return {"macro": 0.625 if len(rows) == 2 and rows[0][2] == 3 else f1(P, R), "weighted": sum(f1(p, r) * m for p, r, m in rows) / sum(n)}

# %% wrong · weighted twice
# Reaches: F1 of the means, or mean of the F1
def f1_averages(rows):
    f = [2 * p * r / (p + r) if p + r else 0.0 for p, r, _ in rows]
    w = sum(x * n for x, (_, _, n) in zip(f, rows)) / sum(n for _, _, n in rows)
    return {"macro": w, "weighted": w}

# %% wrong · mean of precision and recall
# Reaches: F1 of the means
def f1_averages(rows):
    f = [(p + r) / 2 for p, r, _ in rows]
    return {"macro": sum(f) / len(f), "weighted": sum(x * n for x, (_, _, n) in zip(f, rows)) / sum(n for _, _, n in rows)}

# %% wrong · a sum for a mean
# Reaches: what is their plain mean
def f1_averages(rows):
    f = [2 * p * r / (p + r) if p + r else 0.0 for p, r, _ in rows]
    return {"macro": sum(f), "weighted": sum(x * n for x, (_, _, n) in zip(f, rows)) / sum(n for _, _, n in rows)}

# %% wrong · macro twice
# Reaches: how much of the weighted mean is its F1
def f1_averages(rows):
    f = [2 * p * r / (p + r) if p + r else 0.0 for p, r, _ in rows]
    return {"macro": sum(f) / len(f), "weighted": sum(f) / len(f)}

# %% wrong · empty classes left out
# Reaches: A class of which nothing was found
def f1_averages(rows):
    rows = [row for row in rows if row[0] + row[1]]
    f = [2 * p * r / (p + r) for p, r, _ in rows]
    return {"macro": sum(f) / len(f), "weighted": sum(x * n for x, (_, _, n) in zip(f, rows)) / sum(n for _, _, n in rows)}

# %% wrong · three rows at most
# Reaches: do yours use every row
def f1_averages(rows):
    rows = rows[:3]
    f = [2 * p * r / (p + r) if p + r else 0.0 for p, r, _ in rows]
    return {"macro": sum(f) / len(f), "weighted": sum(x * n for x, (_, _, n) in zip(f, rows)) / sum(n for _, _, n in rows)}

# %% wrong · a set
# Reaches: what does misprinted give back
def misprinted(rows, printed, tolerance=0.005):
    right = f1_averages(rows)
    return {name for name in printed if abs(printed[name] - right[name]) > tolerance}

# %% wrong · only what is printed too low
# Reaches: can the plain mean of the three be 0.90
# Reaches: does your function name both
def misprinted(rows, printed, tolerance=0.005):
    right = f1_averages(rows)
    return sorted(name for name in printed if right[name] - printed[name] > tolerance)

# %% wrong · to the last digit
# Reaches: how far does it pull the weighted mean down
# Reaches: Rounded to two decimals
def misprinted(rows, printed, tolerance=0.005):
    right = f1_averages(rows)
    return sorted(name for name in printed if printed[name] != right[name])

# %% wrong · in the order printed
# Reaches: in alphabetical order
def misprinted(rows, printed, tolerance=0.005):
    right = f1_averages(rows)
    return [name for name in printed if abs(printed[name] - right[name]) > tolerance]

# %% wrong · its own tolerance
# Reaches: is 0.60 near enough
def misprinted(rows, printed, tolerance=0.005):
    right = f1_averages(rows)
    return sorted(name for name in printed if abs(printed[name] - right[name]) > 0.005)

# %% wrong · both must be printed
# Reaches: Only one average was printed
def misprinted(rows, printed, tolerance=0.005):
    right = f1_averages(rows)
    return sorted(name for name in right if abs(printed.get(name, 9.0) - right[name]) > tolerance)

# %% null · nothing
def f1_averages(rows):
    pass


def misprinted(rows, printed, tolerance=0.005):
    pass

# %% null · what was printed
def f1_averages(rows):
    return rows


def misprinted(rows, printed, tolerance=0.005):
    return printed

# %% equivalent · a factor that is 0 makes the product 0, a product has no order, and no average meets the tolerance exactly
# Same: f1 = [2 * p * r / (p + r) if p + r else 0.0 for p, r, _ in rows]  →  f1 = [2 * p * r / (p + r) if p else 0.0 for p, r, _ in rows]
# Same: f1 = [2 * p * r / (p + r) if p + r else 0.0 for p, r, _ in rows]  →  f1 = [2 * p * r / (p + r) if r else 0.0 for p, r, _ in rows]
# Same: weighted = sum((f * n for f, n in zip(f1, support, strict=True))) / sum(support)  →  weighted = sum((f * n for f, n in zip(support, f1, strict=True))) / sum(support)
# Same: weighted = sum((f * n for f, n in zip(f1, support, strict=True))) / sum(support)  →  weighted = sum((f * n for f, n in zip(f1, support, strict=False))) / sum(support)
# Same: return sorted((name for name in printed if abs(printed[name] - right[name]) > tolerance))  →  return sorted((name for name in printed if abs(printed[name] - right[name]) >= tolerance))
