"""Answers to problem words_of of set 04, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B023, B905, C408, E501, E701, E731, F841, I001, PERF401, PIE790, RUF005, RUF007, RUF100, SIM105, SIM108, SIM113

import math

import torch

# %% right · running sum
def words_of(pieces):
    import itertools
    special = {"[CLS]", "[SEP]", "[PAD]"}
    starts = [p not in special and p[:2] != "##" for p in pieces]
    return [None if p in special else n - 1 for p, n in zip(pieces, itertools.accumulate(starts))]


def labels_of(pieces, labels):
    words = words_of(pieces)
    return [-100 if w is None or w in words[:i] else labels[w] for i, w in enumerate(words)]

# %% right · words counted in the list
def words_of(pieces):
    out, n = [], 0
    for p in pieces:
        if p in ["[CLS]", "[SEP]", "[PAD]"]:
            out.append(None)
        elif p.startswith("##"):
            out.append(n - 1)
        else:
            out.append(n)
            n += 1
    return out

# %% right · labels without words_of
def labels_of(pieces, labels):
    left = iter(labels)
    return [-100 if p in ("[CLS]", "[SEP]", "[PAD]") or p.startswith("##") else next(left) for p in pieces]

# %% wrong · without the special pieces
# Reaches: how many do you give
# Reaches: One label for each piece
def words_of(pieces):
    out, n = [], -1
    for p in pieces:
        if p not in ("[CLS]", "[SEP]", "[PAD]"):
            n += not p.startswith("##")
            out.append(n)
    return out

# %% wrong · special pieces are words
# Reaches: what stands at their places
def words_of(pieces):
    out, n = [], -1
    for p in pieces:
        n += not p.startswith("##")
        out.append(n)
    return out

# %% wrong · counted from one
# Reaches: from 0 or from 1
def words_of(pieces):
    out, n = [], 0
    for p in pieces:
        if p in ("[CLS]", "[SEP]", "[PAD]"):
            out.append(None)
        else:
            n += not p.startswith("##")
            out.append(n)
    return out

# %% wrong · every piece a word
# Reaches: Is a piece with ## a word of its own
def words_of(pieces):
    out, n = [], -1
    for p in pieces:
        if p in ("[CLS]", "[SEP]", "[PAD]"):
            out.append(None)
        else:
            n += 1
            out.append(n)
    return out

# %% wrong · the position of the word's first piece
# Reaches: Which pieces make the third word
def words_of(pieces):
    out, n = [], -1
    for i, p in enumerate(pieces):
        if p in ("[CLS]", "[SEP]", "[PAD]"):
            out.append(None)
        else:
            n = n if p.startswith("##") else i
            out.append(n)
    return out

# %% wrong · labels by position
# Reaches: do you put labels on positions or on words
def labels_of(pieces, labels):
    return (list(labels) + [-100] * len(pieces))[: len(pieces)]

# %% wrong · every piece of a word
# Reaches: Should a word of two pieces count twice
def labels_of(pieces, labels):
    return [-100 if w is None else labels[w] for w in words_of(pieces)]

# %% wrong · the last piece
# Reaches: Does each first piece have the label of its own word
def labels_of(pieces, labels):
    words = words_of(pieces)
    return [-100 if w is None or w in words[i + 1 :] else labels[w] for i, w in enumerate(words)]

# %% wrong · unknown is no word
# Reaches: counting goes on behind [SEP]
def words_of(pieces):
    out, n = [], -1
    for p in pieces:
        if p.startswith("["):
            out.append(None)
        else:
            n += not p.startswith("##")
            out.append(n)
    return out

# %% wrong · two unknown words are one
# Reaches: is the second one the same word
def labels_of(pieces, labels):
    words = words_of(pieces)
    return [-100 if w is None or w == words[i - 1] or (i and pieces[i] == pieces[i - 1]) else labels[w] for i, w in enumerate(words)]

# %% wrong · at least one piece
# Reaches: No pieces: how many words
def words_of(pieces):
    out, n = [], -1
    for p in pieces or ["[PAD]"]:
        if p in ("[CLS]", "[SEP]", "[PAD]"):
            out.append(None)
        else:
            n += not p.startswith("##")
            out.append(n)
    return out

# %% null · nothing
def words_of(pieces): ...


def labels_of(pieces, labels): ...

# %% equivalent · the order of three names in a tuple that is searched does not matter
# Same: if piece in ('[CLS]', '[SEP]', '[PAD]'):  →  if piece in ('[SEP]', '[CLS]', '[PAD]'):

# %% null · the arguments
def words_of(pieces):
    return pieces


def labels_of(pieces, labels):
    return labels
