"""Answers to problem coded of set 04, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B023, B905, C408, E501, E701, E731, F841, I001, PERF401, PIE790, RUF005, RUF007, RUF100, SIM105, SIM108, SIM113

import math

import torch

# %% right · lowest rank, one at a time
def coded(word, merges):
    tokens, rank = list(word), {pair: n for n, pair in reversed(list(enumerate(merges)))}
    while len(tokens) > 1:
        best = min(range(len(tokens) - 1), key=lambda i: rank.get((tokens[i], tokens[i + 1]), math.inf))
        if (tokens[best], tokens[best + 1]) not in rank:
            break
        tokens[best : best + 2] = [tokens[best] + tokens[best + 1]]
    return tokens

# %% right · rebuilt for each merge
def coded(word, merges):
    tokens = list(word)
    for a, b in merges:
        out = []
        for t in tokens:
            if out and out[-1] == (a, 0) and t == b:
                out[-1] = (a + b, 1)
            else:
                out.append((t, 0))
        tokens = [t for t, _ in out]
    return tokens

# %% right · index of the first
def coded(word, merges):
    tokens = [c for c in word]
    for a, b in merges:
        i = 0
        while i + 1 < len(tokens):
            if tokens[i] + "|" + tokens[i + 1] == a + "|" + b:
                tokens = tokens[:i] + [a + b] + tokens[i + 2 :]
            i += 1
    return tokens

# %% wrong · a tuple
# Reaches: A list of tokens is asked for
def coded(word, merges):
    tokens = list(word)
    for a, b in merges:
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == (a, b):
                tokens[i : i + 2] = [a + b]
            i += 1
    return tuple(tokens)

# %% wrong · the second stays
# Reaches: is a letter lost or doubled
def coded(word, merges):
    tokens = list(word)
    for a, b in merges:
        tokens = [t + tokens[i + 1] if i + 1 < len(tokens) and (t, tokens[i + 1]) == (a, b) else t for i, t in enumerate(tokens)]
    return tokens

# %% wrong · compares with the letters only
# Reaches: No merge was made
def coded(word, merges):
    tokens = list(word)
    for pair in merges:
        if tokens == list(pair):
            tokens = ["".join(pair)]
    return tokens

# %% wrong · longest token first
# Reaches: which two tokens are left
def coded(word, merges):
    made = {a + b for a, b in merges if len(a + b) < 3}
    out, i = [], 0
    while i < len(word):
        if word[i : i + 2] in made:
            out.append(word[i : i + 2])
            i += 2
        else:
            out.append(word[i])
            i += 1
    return out

# %% wrong · only pairs of letters and one more
# Reaches: A merge may use what an earlier merge made
def coded(word, merges):
    tokens = list(word)
    for a, b in merges:
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == (a, b) and (a + b != "net"):
                tokens[i : i + 2] = [a + b]
            i += 1
    return tokens

# %% wrong · from left to right, whatever was learned first
# Reaches: which one was learned first
def coded(word, merges):
    tokens, changed = list(word), True
    while changed:
        changed = False
        for i in range(len(tokens) - 1):
            if (tokens[i], tokens[i + 1]) in merges:
                tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
                changed = True
                break
    return tokens

# %% wrong · joined across
# Reaches: is ab still a pair of the word
def coded(word, merges):
    tokens = list(word)
    for a, b in merges:
        i = 0
        while i < len(tokens) - 1:
            if tokens[i] == a and tokens[i + 1].startswith(b):
                tokens[i : i + 2] = [a + tokens[i + 1]]
            i += 1
    return tokens

# %% wrong · each merge once
# Reaches: how do you go from left to right
def coded(word, merges):
    tokens = list(word)
    for a, b in merges:
        for i in range(len(tokens) - 1):
            if (tokens[i], tokens[i + 1]) == (a, b):
                tokens[i : i + 2] = [a + b]
                break
    return tokens

# %% wrong · joins the joined again
# Reaches: Four equal letters and one merge
def coded(word, merges):
    tokens = list(word)
    for a, b in merges:
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == (a, b) or (a == b and len(a) == 1 and set(tokens[i] + tokens[i + 1]) == set(a)):
                tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
            else:
                i += 1
    return tokens

# %% wrong · unknown for what was not learned
# Reaches: what are the tokens then
def coded(word, merges):
    tokens = list(word)
    for a, b in merges:
        i = 0
        while i < len(tokens) - 1:
            if (tokens[i], tokens[i + 1]) == (a, b):
                tokens[i : i + 2] = [a + b]
            i += 1
    return tokens if len(tokens) < len(word) else ["[UNK]"]

# %% null · nothing
def coded(word, merges): ...

# %% null · the word
def coded(word, merges):
    return word
