"""Answers to problem charges of set 04, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B023, B905, C408, E501, E701, E731, F841, I001, PERF401, PIE790, RUF005, RUF007, RUF100, SIM105, SIM108, SIM113

import math

import torch

# %% right · a loop
def charges(counts):
    out = {}
    for language in counts:
        tokens, words, unknown = counts[language]
        out[language] = dict(fertility=tokens / words, factor=tokens / counts["English"][0], unknown=unknown / tokens)
    return out


def wrong_sentences():
    return sorted({5, 4, 2})

# %% right · tensors
def charges(counts):
    table = torch.tensor(list(counts.values()), dtype=torch.float64)
    english = table[list(counts).index("English"), 0]
    return {k: {"fertility": (r[0] / r[1]).item(), "factor": (r[0] / english).item(), "unknown": (r[2] / r[0]).item()} for k, r in zip(counts, table)}

# %% right · true ones taken away
def wrong_sentences():
    return [n for n in range(1, 7) if n not in (1, 3, 6)]

# %% wrong · a list
# Reaches: which keys has your dictionary
def charges(counts):
    return [(t / w, t / counts["English"][0], u / t) for t, w, u in counts.values()]

# %% wrong · tuples
# Reaches: what stands there
def charges(counts):
    return {k: (t / w, t / counts["English"][0], u / t) for k, (t, w, u) in counts.items()}

# %% wrong · words a token
# Reaches: Is fertility words a token
def charges(counts):
    return {k: {"fertility": w / t, "factor": t / counts["English"][0], "unknown": u / t} for k, (t, w, u) in counts.items()}

# %% wrong · fertility without the unknown
# Reaches: how many for one word
def charges(counts):
    return {k: {"fertility": (t - u) / w, "factor": t / counts["English"][0], "unknown": u / t} for k, (t, w, u) in counts.items()}

# %% wrong · factor of the fertilities
# Reaches: how many times as many
def charges(counts):
    e = counts["English"][0] / counts["English"][1]
    return {k: {"fertility": t / w, "factor": t / w / e, "unknown": u / t} for k, (t, w, u) in counts.items()}

# %% wrong · unknown a word
# Reaches: which share of the tokens is that
# Reaches: what are its three numbers here
def charges(counts):
    return {k: {"fertility": t / w, "factor": t / counts["English"][0], "unknown": u / w} for k, (t, w, u) in counts.items()}

# %% wrong · the first language counts
# Reaches: what are its three numbers here
def charges(counts):
    first = next(iter(counts.values()))[0]
    return {k: {"fertility": t / w, "factor": t / first, "unknown": u / t} for k, (t, w, u) in counts.items()}

# %% wrong · a set
# Reaches: A list of numbers is asked for
def wrong_sentences():
    return {2, 4, 5}

# %% wrong · bytes distrusted
# Reaches: What does a byte-level tokenizer know
def wrong_sentences():
    return [1, 2, 4, 5]

# %% wrong · pieces trusted
# Reaches: of which only [UNK] is left
def wrong_sentences():
    return [4, 5]

# %% wrong · the low count believed
# Reaches: What does a text cost that was thrown away
def wrong_sentences():
    return [2, 5]

# %% wrong · padding is free
# Reaches: does the machine know which rows are padding
def wrong_sentences():
    return [2, 4]

# %% wrong · arithmetic doubted
# Reaches: is each of yours, and is the list sorted
def wrong_sentences():
    return [2, 3, 4, 5]

# %% null · nothing
def charges(counts): ...


def wrong_sentences(): ...

# %% null · the counts
def charges(counts):
    return counts


def wrong_sentences():
    return 0
