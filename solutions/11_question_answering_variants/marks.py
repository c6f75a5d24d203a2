"""Answers to problem marks of set 11, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math
import re
import string
from collections import Counter

import torch

# %% right · regular expressions
def marks(answer, golds):
    def n(s):
        s = s.lower()
        s = s.translate(str.maketrans("", "", string.punctuation))
        return re.sub(r"\b(a|an|the)\b", " ", s).split()
    def f(a, b):
        if not a or not b:
            return float(a == b)
        k = sum(min(a.count(w), b.count(w)) for w in set(a))
        if k == 0:
            return 0.0
        p, r = k / len(a), k / len(b)
        return 2 * p * r / (p + r)
    golds = golds if golds else [""]
    return max(float(n(answer) == n(g)) for g in golds), max(f(n(answer), n(g)) for g in golds)

# %% right · removing from a list
def marks(answer, golds):
    def n(s):
        return [w for w in "".join("" if c in string.punctuation else c for c in s.lower()).split() if w not in {"a", "an", "the"}]
    pairs = []
    for g in list(golds) or [""]:
        left, k = n(g), 0
        a, m = n(answer), len(n(g))
        for w in a:
            if w in left:
                left.remove(w)
                k += 1
        pairs.append((float(a == n(g)), 2 * k / (len(a) + m) if a and m else float(len(a) == m)))
    return [max(p[0] for p in pairs), max(p[1] for p in pairs)]

# %% right · counters
def marks(answer, golds):
    def c(s):
        for sign in string.punctuation:
            s = s.replace(sign, "")
        words = s.lower().split()
        return [w for w in words if w != "a" and w != "an" and w != "the"]
    e, f = 0.0, 0.0
    for gold in (golds if len(golds) else ("",)):
        x, y = c(answer), c(gold)
        both = Counter(x) - (Counter(x) - Counter(y))
        f = max(f, 2 * both.total() / (len(x) + len(y)) if x or y else 1.0)
        e = max(e, 1.0 if x == y else 0.0)
    return e, f

# %% wrong · F1 only
# Reaches: Two marks are asked for
def marks(answer, golds):
    return 0.5

# %% wrong · articles stay
# Reaches: Which three words are taken away
def marks(answer, golds):
    x = answer.lower().split()
    y = golds[0].lower().split() if golds else []
    return float(x == y), 2 * sum((Counter(x) & Counter(y)).values()) / max(len(x) + len(y), 1)

# %% wrong · precision
# Reaches: the share of right words among those given
def marks(answer, golds):
    x = [w for w in answer.lower().split() if w not in ("a", "an", "the")]
    y = golds[0].lower().split() if golds else []
    return float(x == y), sum((Counter(x) & Counter(y)).values()) / max(len(x), 1)

# %% wrong · recall
# Reaches: the share of the gold words that were found
def marks(answer, golds):
    x = [w for w in answer.lower().split() if w not in ("a", "an", "the")]
    y = golds[0].lower().split() if golds else []
    return float(x == y), sum((Counter(x) & Counter(y)).values()) / max(len(y), 1)

# %% wrong · two times nothing
# Reaches: which exact match and which F1
def marks(answer, golds):
    return 0.0, 0.0

# %% wrong · sets
# Reaches: how often is it shared
def marks(answer, golds):
    def n(s):
        return {w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w not in ("a", "an", "the")}
    pairs = [(n(answer), n(g)) for g in golds or [""]]
    return max(float(x == y) for x, y in pairs), max(2 * len(x & y) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · punctuation stays
# Reaches: what is still in the way
def marks(answer, golds):
    def n(s):
        return [w for w in s.lower().split() if w not in ("a", "an", "the")]
    pairs = [(n(answer), n(g)) for g in golds or [""]]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · punctuation becomes a space
# Reaches: What does a removed hyphen leave behind
def marks(answer, golds):
    def n(s):
        return [w for w in re.sub(r"[^\w\s]", " ", s.lower()).split() if w not in ("a", "an", "the")]
    pairs = [(n(answer), n(g)) for g in golds or [""]]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · articles inside words
# Reaches: Are articles removed as whole words only
def marks(answer, golds):
    def n(s):
        s = s.lower().translate(str.maketrans("", "", string.punctuation))
        return s.replace("the", "").replace("an", "").replace("a", "").split()
    pairs = [(n(answer), n(g)) for g in golds or [""]]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · only the longest article
# Reaches: are both of them gone
def marks(answer, golds):
    def n(s):
        return [w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w != "the"]
    pairs = [(n(answer), n(g)) for g in golds or [""]]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · sorted words
# Reaches: Does the order of words count
def marks(answer, golds):
    def n(s):
        return sorted(w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w not in ("a", "an", "the"))
    pairs = [(n(answer), n(g)) for g in golds or [""]]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · the first gold only
# Reaches: With several gold answers, which one counts
def marks(answer, golds):
    def n(s):
        return [w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w not in ("a", "an", "the")]
    x, y = n(answer), n(golds[0] if golds else "")
    return float(x == y), 2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0

# %% wrong · the last gold's F1
# Reaches: Is your F1 the best over all golds
def marks(answer, golds):
    def n(s):
        return [w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w not in ("a", "an", "the")]
    pairs = [(n(answer), n(g)) for g in golds or [""]]
    return max(float(x == y) for x, y in pairs), [2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs][-1]

# %% wrong · silence is worth nothing
# Reaches: The passage says nothing and so do you
def marks(answer, golds):
    def n(s):
        return [w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w not in ("a", "an", "the")]
    if not golds:
        return 0.0, 0.0
    pairs = [(n(answer), n(g)) for g in golds]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · without a gold everything is right
# Reaches: The passage says nothing and you answer
def marks(answer, golds):
    def n(s):
        return [w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w not in ("a", "an", "the")]
    if not golds:
        return 1.0, 1.0
    pairs = [(n(answer), n(g)) for g in golds]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · silence is always right
# Reaches: There is an answer and you are silent
def marks(answer, golds):
    def n(s):
        return [w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w not in ("a", "an", "the")]
    if not answer:
        return 1.0, 1.0
    pairs = [(n(answer), n(g)) for g in golds or [""]]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / (len(x) + len(y)) if x or y else 1.0 for x, y in pairs)

# %% wrong · two empty sides get no F1
# Reaches: What is left of an answer that is only an article
def marks(answer, golds):
    def n(s):
        return [w for w in s.lower().translate(str.maketrans("", "", string.punctuation)).split() if w not in ("a", "an", "the")]
    if not golds:
        return (1.0, 1.0) if not answer else (0.0, 0.0)
    pairs = [(n(answer), n(g)) for g in golds]
    return max(float(x == y) for x, y in pairs), max(2 * sum((Counter(x) & Counter(y)).values()) / max(len(x) + len(y), 1) for x, y in pairs)

# %% null · its own argument
def marks(answer, golds):
    return answer

# %% equivalent · a maximum and a tuple that is searched do not mind their order, no mark is below 0, and a question mark is punctuation
# Same: return [word for word in kept.split() if word not in ('a', 'an', 'the')]  →  return [word for word in kept.split() if word not in ('an', 'a', 'the')]
# Same: here, exact, best = (words(answer), 0.0, 0.0)  →  here, exact, best = (words(answer), -1.0, 0.0)
# Same: here, exact, best = (words(answer), 0.0, 0.0)  →  here, exact, best = (words(answer), 0.0, -1.0)
# Same: exact = max(exact, float(here == there))  →  exact = max(float(here == there), exact)
# Same: for gold in golds or ['']:  →  for gold in golds or ['?']:
# Same: best = max(best, 2 * shared / (len(here) + len(there)))  →  best = max(2 * shared / (len(here) + len(there)), best)
# Same: best = max(best, float(here == there))  →  best = max(float(here == there), best)

# %% equivalent · nothing shared gives 0 by either branch
# Same: if here and there:  →  if here or there:
