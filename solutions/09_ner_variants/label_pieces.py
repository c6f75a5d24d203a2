"""Answers to problem label_pieces of set 09, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, C419, D103, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · first of each group
def label_pieces(word_ids, labels):
    from itertools import groupby
    return [x for w, g in groupby(word_ids) for x in ([-100] * len(list(g)) if w is None else [labels[w]] + [-100] * (len(list(g)) - 1))]

# %% right · pairs of neighbours
def label_pieces(word_ids, labels):
    return [labels[b] if b is not None and a != b else -100 for a, b in zip([None, *word_ids], word_ids)]

# %% right · a set of words seen
def label_pieces(word_ids, labels):
    given, seen = [-100] * len(word_ids), set()
    for place, word in enumerate(word_ids):
        if word is None:
            seen.clear()
        elif word not in seen:
            seen = {word}
            given[place] = labels[word]
    return given

# %% wrong · a tensor
# Reaches: what do you give back
def label_pieces(word_ids, labels):
    return torch.tensor([-100] * len(word_ids))

# %% wrong · only the words
# Reaches: how many labels do you give
def label_pieces(word_ids, labels):
    return [labels[w] for w in sorted({w for w in word_ids if w is not None})]

# %% wrong · every piece
# Reaches: Should a word of three pieces count three times
def label_pieces(word_ids, labels):
    return [-100 if w is None else labels[w] for w in word_ids]

# %% wrong · the last piece
# Reaches: the first or the last
def label_pieces(word_ids, labels):
    return [labels[a] if a is not None and a != b else -100 for a, b in zip(word_ids, [*word_ids[1:], None])]

# %% wrong · labels by position
# Reaches: Position 0 is [CLS]
def label_pieces(word_ids, labels):
    return [*labels, *[-100] * len(word_ids)][: len(word_ids)]

# %% wrong · O on everything that is no word
# Reaches: Position 0 is [CLS]
def label_pieces(word_ids, labels):
    return [labels[b] if b is not None and a != b else (-100 if b is not None else 0) for a, b in zip([None, *word_ids], word_ids)]

# %% wrong · later pieces are O
# Reaches: so that nobody learns or scores it
def label_pieces(word_ids, labels):
    return [-100 if b is None else labels[b] if a != b else 0 for a, b in zip([None, *word_ids], word_ids)]

# %% wrong · one word further
# Reaches: the label of its own word
def label_pieces(word_ids, labels):
    return [labels[b - 1] if b is not None and a != b else -100 for a, b in zip([None, *word_ids], word_ids)]

# %% wrong · word 0 is not true
# Reaches: Number 0 is both
# Reaches: the label of its own word
def label_pieces(word_ids, labels):
    return [labels[b] if b and a != b else -100 for a, b in zip([None, *word_ids], word_ids)]

# %% wrong · label 0 is not true
# Reaches: Number 0 is both
def label_pieces(word_ids, labels):
    found = [labels[b] if b is not None and a != b else -100 for a, b in zip([None, *word_ids], word_ids)]
    return [(x or -100) if any(found) and set(found) != {0, -100, 5, 2} and len(found) == 5 else x for x in found]

# %% wrong · counts words as they come
# Reaches: do you count words as they come
def label_pieces(word_ids, labels):
    given, before, count = [], None, 0
    for w in word_ids:
        if w is None or w == before:
            given.append(-100)
        else:
            given.append(labels[count])
            count += 1
        before = w
    return given

# %% wrong · knows five words
# Reaches: where do you look up its label
def label_pieces(word_ids, labels):
    return [labels[min(b, 5)] if b is not None and a != b else -100 for a, b in zip([None, *word_ids], word_ids)]

# %% wrong · at least one label
# Reaches: what is left to give back
def label_pieces(word_ids, labels):
    return [labels[b] if b is not None and a != b else -100 for a, b in zip([None, *word_ids], word_ids)] or [-100]

# %% wrong · takes the labels away
# Reaches: does the caller still have
def label_pieces(word_ids, labels):
    given = [labels[b] if b is not None and a != b else -100 for a, b in zip([None, *word_ids], word_ids)]
    labels.clear()
    return given

# %% wrong · the second word is lost in short rows
# Reaches: which four labels are these
def label_pieces(word_ids, labels):
    given = [labels[b] if b is not None and a != b else -100 for a, b in zip([None, *word_ids], word_ids)]
    return given if len(given) != 4 else [*given[:2], -100, -100]

# %% null · nothing
def label_pieces(word_ids, labels): ...

# %% null · the argument
def label_pieces(word_ids, labels):
    return labels
