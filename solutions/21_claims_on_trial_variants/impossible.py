"""Answers to problem impossible of set 21, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM103

import math

import torch

# %% right · a table of rules
def impossible(kind, value):
    rules = {"share": lambda v: v < 0 or v > 1, "perplexity": lambda v: v < 1, "cross-entropy": lambda v: v < 0,
             "distribution": lambda v: any(x < 0 for x in v) or abs(math.fsum(v) - 1) > 0.005 * len(v)}
    return rules[kind](value)

# %% right · match
def impossible(kind, value):
    match kind:
        case "distribution":
            slack = len(value) / 200
            total = sum(value)
            return not (all(v >= 0 for v in value) and 1 - slack <= total <= 1 + slack)
        case "share":
            return value > 1 or value < 0
        case "perplexity":
            return not value >= 1
    return not value >= 0

# %% right · tensors
def impossible(kind, value):
    v = torch.as_tensor(value, dtype=torch.float64)
    if kind == "distribution":
        return bool((v < 0).any() or (v.sum() - 1).abs() > 0.005 * v.numel())
    low, high = {"share": (0, 1), "perplexity": (1, math.inf), "cross-entropy": (0, math.inf)}[kind]
    return bool(v < low or v > high)


def named_quantities():
    told = {"precision": ("share", 1.04), "recall": ("share", 0.91), "perplexity": ("perplexity", 0.87),
            "cross-entropy": ("cross-entropy", 0.35), "attention": ("distribution", [0.5, 0.3, 0.3])}
    return [name for name, what in told.items() if impossible(*what)]

# %% wrong · a sentence
# Reaches: True or False is asked for
def impossible(kind, value):
    return "yes"

# %% wrong · everything is suspicious
# Reaches: A precision of one half is nothing strange
def impossible(kind, value):
    return True

# %% wrong · nothing is suspicious
# Reaches: Of all found entities 104 per cent
# Reaches: Three weights that add up to 1.1
def impossible(kind, value):
    return False

# %% wrong · only too large
# Reaches: How small can a share become
def impossible(kind, value):
    if kind == "share":
        return value > 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return value < 0
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) < 0

# %% wrong · a perplexity may be anything positive
# Reaches: can a perplexity be smaller than that
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind in ("perplexity", "cross-entropy"):
        return value < 0
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) < 0

# %% wrong · a perplexity is at most a hundred
# Reaches: must it stay below some number
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return not 1 <= value <= 100
    if kind == "cross-entropy":
        return value < 0
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) < 0

# %% wrong · cross-entropy may be negative
# Reaches: which sign has minus its logarithm
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return False
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) < 0

# %% wrong · cross-entropy is a share
# Reaches: ln 1000 is 6.9
def impossible(kind, value):
    if kind in ("share", "cross-entropy"):
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value < 1
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) < 0

# %% wrong · cross-entropy is at least one
# Reaches: belongs to a perplexity of 1.42
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind in ("perplexity", "cross-entropy"):
        return value < 1
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) < 0

# %% wrong · open ends
# Reaches: Nothing right, and everything right
def impossible(kind, value):
    if kind == "share":
        return not 0 < value < 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return value < 0
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) < 0

# %% wrong · certainty is impossible
# Reaches: A model that is certain and right
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value <= 1
    if kind == "cross-entropy":
        return value <= 0
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) < 0

# %% wrong · only too much
# Reaches: is too little better than too much
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return value < 0
    return sum(value) - 1 > 0.005 * len(value) or min(value) < 0

# %% wrong · no rounding allowed
# Reaches: A third, three times
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return value < 0
    return abs(sum(value) - 1) > 0.001 or min(value) < 0

# %% wrong · the same rounding for every length
# Reaches: A sixth is printed as 0.17
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return value < 0
    return abs(sum(value) - 1) > 0.015 or min(value) < 0

# %% wrong · a whole last digit
# Reaches: each off by at most 0.005
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return value < 0
    return abs(sum(value) - 1) > 0.01 * len(value) or min(value) < 0

# %% wrong · every word must have some weight
# Reaches: may the other have none
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return value < 0
    return abs(sum(value) - 1) > 0.005 * len(value) or min(value) <= 0

# %% wrong · negative weights
# Reaches: may a probability be negative
def impossible(kind, value):
    if kind == "share":
        return not 0 <= value <= 1
    if kind == "perplexity":
        return value < 1
    if kind == "cross-entropy":
        return value < 0
    return abs(sum(value) - 1) > 0.005 * len(value)

# %% wrong · a set of names
# Reaches: A list of names is asked for
def named_quantities():
    return {"precision", "perplexity", "attention"}

# %% wrong · names of its own
# Reaches: one of the five bold words
def named_quantities():
    return ["Precision", "perplexity", "attention"]

# %% wrong · attention believed
# Reaches: What do 0.50, 0.30 and 0.30 add up to
# Reaches: in the paragraph's order
def named_quantities():
    return ["precision", "perplexity"]

# %% wrong · another order
# Reaches: in the paragraph's order
def named_quantities():
    return ["attention", "perplexity", "precision"]

# %% null · nothing
def impossible(kind, value):
    pass


def named_quantities():
    pass

# %% null · the value
def impossible(kind, value):
    return value


def named_quantities():
    return ""

# %% equivalent · at the very edge, which no sum of printed decimals meets exactly
# Same: return min(value) < 0 or abs(sum(value) - 1) > 0.005 * len(value)  →  return min(value) < 0 or abs(sum(value) - 1) >= 0.005 * len(value)
