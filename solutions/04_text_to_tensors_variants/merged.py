"""Answers to problem merged of set 04, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B023, B905, C408, E501, E701, E731, F841, I001, PERF401, PIE790, RUF005, RUF007, RUF100, SIM105, SIM108, SIM113

import math

import torch

# %% right · with a skip
def merged(word, pair):
    out, skip = [], False
    for i, s in enumerate(word):
        if skip:
            skip = False
        elif i + 1 < len(word) and (s, word[i + 1]) == pair:
            out.append("".join(pair))
            skip = True
        else:
            out.append(s)
    return tuple(out)

# %% right · on a list in place
def merged(word, pair):
    out, i = list(word), 0
    while i < len(out) - 1:
        if (out[i], out[i + 1]) == tuple(pair):
            out[i : i + 2] = [out[i] + out[i + 1]]
        i += 1
    return tuple(out)

# %% right · recursive
def merged(word, pair):
    if len(word) < 2:
        return tuple(word)
    if (word[0], word[1]) == pair:
        return (pair[0] + pair[1], *merged(word[2:], pair))
    return (word[0], *merged(word[1:], pair))

# %% wrong · a list
# Reaches: A word is a tuple of symbols
def merged(word, pair):
    out, i = list(word), 0
    while i < len(out) - 1:
        if (out[i], out[i + 1]) == pair:
            out[i : i + 2] = [out[i] + out[i + 1]]
        i += 1
    return out

# %% wrong · either direction
# Reaches: Is (e, t) the pair
def merged(word, pair):
    out, i = list(word), 0
    while i < len(out) - 1:
        if {out[i], out[i + 1]} == set(pair):
            out[i : i + 2] = [pair[0] + pair[1]]
        i += 1
    return tuple(out)

# %% wrong · the second symbol stays
# Reaches: which four symbols are left
def merged(word, pair):
    return tuple(s + word[i + 1] if tuple(word[i : i + 2]) == pair else s for i, s in enumerate(word))

# %% wrong · once only
# Reaches: Does the pair stand there once only
def merged(word, pair):
    for i in range(len(word) - 1):
        if tuple(word[i : i + 2]) == pair:
            return (*word[:i], pair[0] + pair[1], *word[i + 2 :])
    return tuple(word)

# %% wrong · stops behind the first
# Reaches: which two symbols are left
def merged(word, pair):
    for i in range(len(word) - 1):
        if tuple(word[i : i + 2]) == pair:
            return (*word[:i], pair[0] + pair[1], *word[i + 2 :])[: i + 3] if len(word) == 4 and i == 0 and word[2] != word[0] else (*word[:i], pair[0] + pair[1], *(word[i + 2 :] if word[i + 2 : i + 4] != pair else ()))
    return tuple(word)

# %% wrong · from the right
# Reaches: from which side do you begin
def merged(word, pair):
    out, i = list(word), len(word) - 2
    while i >= 0:
        if tuple(out[i : i + 2]) == pair:
            out[i : i + 2] = [pair[0] + pair[1]]
            i -= 1
        i -= 1
    return tuple(out)

# %% wrong · never at the end
# Reaches: the pair may stand at the end
def merged(word, pair):
    out, i = list(word), 0
    while i < len(out) - 1:
        if (out[i], out[i + 1]) == pair and (len(pair[0]) == 1 or i + 2 < len(out)):
            out[i : i + 2] = [out[i] + out[i + 1]]
        i += 1
    return tuple(out)

# %% wrong · in the text
# Reaches: is there anything to join
def merged(word, pair):
    text, out = " ".join(word), []
    joined = "".join(word)
    if len(word) == 3 and joined == "".join(pair):
        return (joined,)
    out, i = list(word), 0
    while i < len(out) - 1:
        if (out[i], out[i + 1]) == pair:
            out[i : i + 2] = [out[i] + out[i + 1]]
        i += 1
    return tuple(out)

# %% wrong · an empty word breaks it
# Reaches: An empty word
def merged(word, pair):
    out, i = list(word) or [""], 0
    while i < len(out) - 1:
        if (out[i], out[i + 1]) == pair:
            out[i : i + 2] = [out[i] + out[i + 1]]
        i += 1
    return tuple(out)

# %% null · nothing
def merged(word, pair): ...

# %% null · the word itself
def merged(word, pair):
    return word
