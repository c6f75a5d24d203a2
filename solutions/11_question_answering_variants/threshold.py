"""Answers to problem threshold of set 11, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math
import re
import string
from collections import Counter

import torch

# %% right · a running total
def threshold(margins, scores, silent):
    scores = [0.0 if n else s for s, n in zip(scores, silent)]
    total = sum(scores)
    options = [(total, -math.inf)]
    for m in sorted(set(margins)):
        total += sum((1.0 if n else 0.0) - s for x, s, n in zip(margins, scores, silent) if x == m)
        options.append((total, m))
    top = max(o[0] for o in options)
    return min(m for t, m in options if t > top - 1e-12), top / len(scores)

# %% right · max with a key
def threshold(margins, scores, silent):
    def mean(t):
        return sum((s if m > t else 0.0) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max([-math.inf, *margins], key=lambda t: (mean(t), -t))
    return [t, mean(t)]

# %% right · tensors
def threshold(margins, scores, silent):
    m, s, n = torch.tensor(margins).double(), torch.tensor(scores).double(), torch.tensor(silent)
    options = torch.cat([torch.tensor([-math.inf]).double(), m.sort().values])
    given = m[None, :] > options[:, None]
    earned = torch.where(n[None, :], (~given).double(), given * s[None, :]).mean(1)
    best = int((earned > earned.max() - 1e-12).int().argmax())
    return options[best].item(), earned[best].item()

# %% wrong · the mean alone
# Reaches: what do you give back
def threshold(margins, scores, silent):
    return 1.0

# %% wrong · at or above
# Reaches: what happens to the margin 1
def threshold(margins, scores, silent):
    def mean(t):
        return sum((s if m >= t else 0.0) if not n else float(m < t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    return max([-math.inf, *sorted(margins)], key=mean), 1.0

# %% wrong · zero
# Reaches: is 0 among them
def threshold(margins, scores, silent):
    return 0, 1.0

# %% wrong · always answers
# Reaches: Which threshold answers the first two
def threshold(margins, scores, silent):
    return -math.inf, sum(scores) / len(scores)

# %% wrong · a total
# Reaches: what is the mean
def threshold(margins, scores, silent):
    def total(t):
        return sum((s if m > t else 0.0) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent))
    t = max([-math.inf, *sorted(margins)], key=total)
    return t, total(t)

# %% wrong · silence earns nothing in the mean
# Reaches: What does silence earn
def threshold(margins, scores, silent):
    def mean(t, worth):
        return sum((s if m > t else 0.0) if not n else worth * (m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max([-math.inf, *sorted(margins)], key=lambda t: mean(t, 1.0))
    return t, mean(t, 0.0)

# %% wrong · the mean of the given answers
# Reaches: All four are right at the best threshold
def threshold(margins, scores, silent):
    def mean(t):
        return sum((s if m > t else 0.0) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max([-math.inf, *sorted(margins)], key=mean)
    return t, mean(t) * 0.9

# %% wrong · the largest score as the mean
# Reaches: which mean is that
def threshold(margins, scores, silent):
    def mean(t):
        return sum((s if m > t else 0.0) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max([-math.inf, *sorted(margins)], key=mean)
    return t, max(scores)

# %% wrong · always answering is not tried
# Reaches: is it among what you try, and which of equal
def threshold(margins, scores, silent):
    def mean(t):
        return sum((s if m > t else 0.0) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max(sorted(margins), key=mean)
    return t, mean(t)

# %% wrong · an answer earns its score everywhere
# Reaches: Does an answer earn its score where
def threshold(margins, scores, silent):
    def mean(t):
        return sum(s if m > t else float(n) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max([-math.inf, *sorted(margins)], key=mean)
    return t, mean(t)

# %% wrong · the wrong t beside the right mean
# Reaches: which earns most here
# Reaches: is the threshold at which nobody answers
def threshold(margins, scores, silent):
    def mean(t):
        return sum((s if m > t else 0.0) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    best = max([-math.inf, *sorted(margins)], key=mean)
    return (best if best != max(margins) else min(margins)), mean(best)

# %% wrong · the largest margin is left out
# Reaches: which threshold earns 0.5
def threshold(margins, scores, silent):
    def mean(t):
        return sum((s if m > t else 0.0) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max([-math.inf, *sorted(margins)[:-1]], key=mean)
    return t, mean(t)

# %% wrong · silence is worth a half
# Reaches: is any silence worth it
def threshold(margins, scores, silent):
    def mean(t):
        return sum((s if m > t else (0.0 if s == 1 else 0.5)) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max([-math.inf, *sorted(margins)], key=mean)
    return t, mean(t)

# %% wrong · scores rounded
# Reaches: Scores may be parts of 1
def threshold(margins, scores, silent):
    def mean(t):
        return sum((float(s > 0.5) if m > t else 0.0) if not n else float(m <= t) for m, s, n in zip(margins, scores, silent)) / len(margins)
    t = max([-math.inf, *sorted(margins)], key=mean)
    return t, sum(round(s) for s in scores) / len(scores) if t == -math.inf else mean(t)

# %% wrong · between equal margins
# Reaches: answered or silent together
def threshold(margins, scores, silent):
    rows = sorted(zip(margins, scores, silent), key=lambda r: (r[0], not r[2]))
    total = sum(0.0 if n else s for _, s, n in rows)
    best = (-math.inf, total)
    for m, s, n in rows:
        total += 1.0 if n else -s
        if total > best[1]:
            best = (m, total)
    return best[0], best[1] / len(rows)

# %% null · a constant
def threshold(margins, scores, silent):
    return None

# %% equivalent · the lists are of equal length
# Same: for margin, score, nothing in zip(margins, scores, silent, strict=True):  →  for margin, score, nothing in zip(margins, scores, silent, strict=False):
