"""Answers to problem entities of set 09, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, C419, D103, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · while loop
def entities(tags):
    found, i = [], 0
    while i < len(tags):
        j = i + 1
        if tags[i][0] == "B":
            while j < len(tags) and tags[j] == "I" + tags[i][1:]:
                j += 1
            found.append((tags[i][2:], i, j))
        i = j
    return found

# %% right · open entity in a list
def entities(tags):
    found, open_ = [], False
    for i, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        if prefix == "B":
            found.append([kind, i, i + 1])
            open_ = True
        elif prefix == "I" and open_ and found[-1][0] == kind:
            found[-1][2] = i + 1
        else:
            open_ = False
    return [tuple(one) for one in found]

# %% right · regular expression
def entities(tags):
    import re
    text = "".join(tag + "\n" for tag in tags)
    number = lambda at: text.count("\n", 0, at)
    return [(m[1], number(m.start()), number(m.end())) for m in re.finditer(r"^B-(.+)\n(?:I-\1\n)*", text, re.MULTILINE)]

# %% wrong · a generator
# Reaches: what do you give back
def entities(tags):
    return ((tag[2:], i, i + 1) for i, tag in enumerate(tags) if tag[0] == "B")

# %% wrong · lists in the list
# Reaches: what does your list hold
def entities(tags):
    return [[tag[2:], i, i + 1] for i, tag in enumerate(tags) if tag[0] == "B"]

# %% wrong · the end inclusive
# Reaches: The end is exclusive
def entities(tags):
    found, i = [], 0
    while i < len(tags):
        j = i + 1
        if tags[i][0] == "B":
            while j < len(tags) and tags[j] == "I" + tags[i][1:]:
                j += 1
            found.append((tags[i][2:], i, j - 1))
        i = j
    return found

# %% wrong · the type with its prefix
# Reaches: Is the type of an entity
def entities(tags):
    found, i = [], 0
    while i < len(tags):
        j = i + 1
        if tags[i][0] == "B":
            while j < len(tags) and tags[j] == "I" + tags[i][1:]:
                j += 1
            found.append((tags[i], i, j))
        i = j
    return found

# %% wrong · one word each
# Reaches: Ada Lovelace is one person
def entities(tags):
    return [(tag[2:], i, i + 1) for i, tag in enumerate(tags) if tag[0] == "B"]

# %% wrong · the last is never closed
# Reaches: who closes it there
def entities(tags):
    found, start = [], None
    for i, tag in enumerate(tags):
        if start is not None and tag != "I-" + tags[start][2:]:
            found.append((tags[start][2:], start, i))
            start = None
        if tag[0] == "B":
            start = i
    return found

# %% wrong · runs of one type
# Reaches: are they one entity
# Reaches: An I- tag that continues nothing
def entities(tags):
    from itertools import groupby
    found, at = [], 0
    for kind, group in groupby(tags, key=lambda tag: tag[2:]):
        size = len(list(group))
        if kind:
            found.append((kind, at, at + size))
        at += size
    return found

# %% wrong · counts words from 1
# Reaches: which two tuples say so
# Reaches: where do you cut the tag
def entities(tags):
    found, i = [], 0
    while i < len(tags):
        j = i + 1
        if tags[i][0] == "B":
            while j < len(tags) and tags[j] == "I" + tags[i][1:]:
                j += 1
            found.append((tags[i][2:], i + 1, j + 1))
        i = j
    return found

# %% wrong · a new name behind a name is lost
# Reaches: when the next tag begins another
def entities(tags):
    found, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I-" + tags[start][2:]:
            found.append((tags[start][2:], start, i))
            start = None
        elif tag[0] == "B":
            start = i
    return found

# %% wrong · only the next name's type counts
# Reaches: when the next tag begins another
def entities(tags):
    found, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if tag[0] == "B" and start is not None:
            start = i if tags[start] != tag else start
            continue
        if start is not None and tag != "I-" + tags[start][2:]:
            found.append((tags[start][2:], start, i))
            start = None
        if tag[0] == "B":
            start = i
    return found

# %% wrong · any I- goes on
# Reaches: May a person be continued
def entities(tags):
    found, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag[0] != "I":
            found.append((tags[start][2:], start, i))
            start = None
        if tag[0] == "B":
            start = i
    return found

# %% wrong · another type begins an entity
# Reaches: begin a place of its own
def entities(tags):
    found, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I-" + tags[start][2:]:
            found.append((tags[start][2:], start, i))
            start = i if tag[0] == "I" else None
        if tag[0] == "B":
            start = i
    return found

# %% wrong · over a gap
# Reaches: May a person be continued
def entities(tags):
    found, start, end = [], None, None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag == "I-" + tags[start][2:]:
            end = i + 1
        elif start is not None and tag[0] != "I":
            found.append((tags[start][2:], start, end))
            start = None
        if tag[0] == "B":
            start, end = i, i + 1
    return found

# %% wrong · nothing for nothing
# Reaches: which entities are in it
def entities(tags):
    if not tags:
        return None
    found, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I-" + tags[start][2:]:
            found.append((tags[start][2:], start, i))
            start = None
        if tag[0] == "B":
            start = i
    return found

# %% wrong · cut at the last hyphen
# Reaches: where do you cut the tag
def entities(tags):
    found, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I-" + tags[start][2:]:
            found.append((tags[start].split("-")[-1], start, i))
            start = None
        if tag[0] == "B":
            start = i
    return found

# %% null · nothing
def entities(tags): ...

# %% null · the tags
def entities(tags):
    return list(tags) or None

# %% equivalent · what closes the last entity is any word that is no I- tag of its type
# Same: for word, tag in enumerate([*tags, 'O']):  →  for word, tag in enumerate([*tags, 'O?']):
