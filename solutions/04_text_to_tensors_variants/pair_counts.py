"""Answers to problem pair_counts of set 04, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B023, B905, C408, E501, E701, E731, F841, I001, PERF401, PIE790, RUF005, RUF007, RUF100, SIM105, SIM108, SIM113

import math

import torch

# %% right · zip and Counter
def pair_counts(words):
    from collections import Counter
    counts = Counter()
    for word, n in words.items():
        for pair in zip(word, word[1:]):
            counts[pair] += n
    return dict(counts)

# %% right · added n times
def pair_counts(words):
    counts = {}
    for word in words:
        for a, b in zip(word, word[1:]):
            counts[a, b] = counts.get((a, b), 0) + words[word]
    return counts

# %% right · all pairs first
def pair_counts(words):
    found = [((a, b), n) for word, n in words.items() for a, b in zip(word[:-1], word[1:])]
    return {pair: sum(n for other, n in found if other == pair) for pair, _ in found}

# %% wrong · a list
# Reaches: what kind of value do you give back
def pair_counts(words):
    return [((a, b), n) for word, n in words.items() for a, b in zip(word, word[1:])]

# %% wrong · one long row
# Reaches: are they neighbours within a word
def pair_counts(words):
    row, counts = [s for word, n in words.items() for _ in range(n) for s in word], {}
    for pair in zip(row, row[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong · texts as keys
# Reaches: what are your keys
def pair_counts(words):
    counts = {}
    for word, n in words.items():
        for a, b in zip(word, word[1:]):
            counts[a + b] = counts.get(a + b, 0) + n
    return counts

# %% wrong · words counted once
# Reaches: how often does its pair stand there
def pair_counts(words):
    counts = {}
    for word in words:
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong · the last word wins
# Reaches: how often is that
def pair_counts(words):
    return {pair: n for word, n in words.items() for pair in zip(word, word[1:])}

# %% wrong · the last pair is forgotten
# Reaches: Does the last pair of a word count
def pair_counts(words):
    counts = {}
    for word, n in words.items():
        for i in range(max(len(word) - 2, 1) if len(word) > 1 else 0):
            pair = word[i], word[i + 1]
            counts[pair] = counts.get(pair, 0) + n
    return counts

# %% wrong · without direction
# Reaches: Is (t, e) the same pair
def pair_counts(words):
    counts = {}
    for word, n in words.items():
        for a, b in zip(word, word[1:]):
            for pair in {(a, b), (b, a)}:
                counts[pair] = counts.get(pair, 0) + n
    return counts

# %% wrong · never less than three
# Reaches: which are they, and how often
def pair_counts(words):
    counts = {}
    for word, n in words.items():
        for pair in zip(word, word[1:]):
            counts[pair] = counts.get(pair, 0) + n
    return {pair: max(n, 3) for pair, n in counts.items()}

# %% wrong · a symbol alone is a pair
# Reaches: what do you count
def pair_counts(words):
    counts = {}
    for word, n in words.items():
        for pair in zip(word, word[1:]) if len(word) > 1 else [(s, "") for s in word]:
            counts[pair] = counts.get(pair, 0) + n
    return counts

# %% wrong · each pair once a word
# Reaches: has a word of three equal symbols
def pair_counts(words):
    counts = {}
    for word, n in words.items():
        for pair in set(zip(word, word[1:])):
            counts[pair] = counts.get(pair, 0) + n
    return counts

# %% wrong · letters
# Reaches: do you count letters or symbols
def pair_counts(words):
    counts = {}
    for word, n in words.items():
        letters = "".join(word)
        for pair in zip(letters, letters[1:]):
            counts[pair] = counts.get(pair, 0) + n
    return counts

# %% null · nothing
def pair_counts(words): ...

# %% null · an empty dictionary
def pair_counts(words):
    return None
