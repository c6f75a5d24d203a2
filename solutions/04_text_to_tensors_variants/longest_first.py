"""Answers to problem longest_first of set 04, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B023, B905, C408, E501, E701, E731, F841, I001, PERF401, PIE790, RUF005, RUF007, RUF100, SIM105, SIM108, SIM113

import math

import torch

# %% right · list of ends
def longest_first(word, vocabulary):
    pieces, start = [], 0
    while start < len(word):
        fits = [e for e in range(start + 1, len(word) + 1) if ("##" if pieces else "") + word[start:e] in vocabulary]
        if not fits:
            return ["[UNK]"]
        pieces.append(("##" if pieces else "") + word[start : max(fits)])
        start = max(fits)
    return pieces

# %% right · recursive
def longest_first(word, vocabulary):
    def rest(text, joint):
        if not text:
            return []
        for n in range(len(text), 0, -1):
            if joint + text[:n] in vocabulary:
                more = rest(text[n:], "##")
                return None if more is None else [joint + text[:n], *more]
        return None
    found = rest(word, "")
    return ["[UNK]"] if found is None else found

# %% right · over the vocabulary
def longest_first(word, vocabulary):
    out, rest, joint = [], word, ""
    while rest:
        fits = [p for p in vocabulary if p.startswith(joint) and rest.startswith(p[len(joint):]) and len(p) > len(joint) and (joint or not p.startswith("##"))]
        if not fits:
            return ["[UNK]"]
        best = max(fits, key=len)
        out.append(best)
        rest, joint = rest[len(best) - len(joint):], "##"
    return out

# %% wrong · a text
# Reaches: A list of pieces is asked for
def longest_first(word, vocabulary):
    return " ".join(["tent", "##s"])

# %% wrong · shortest first
# Reaches: Which is the longest piece
def longest_first(word, vocabulary):
    pieces, start = [], 0
    while start < len(word):
        for end in range(start + 1, len(word) + 1):
            if ("##" if start else "") + word[start:end] in vocabulary:
                break
        else:
            return ["[UNK]"]
        pieces.append(("##" if start else "") + word[start:end])
        start = end
    return pieces

# %% wrong · without the sign
# Reaches: is it looked up and written with it
def longest_first(word, vocabulary):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if word[start:end] in vocabulary or "##" + word[start:end] in vocabulary:
                break
        else:
            return ["[UNK]"]
        pieces.append(word[start:end])
        start = end
    return pieces

# %% wrong · the first piece only
# Reaches: After tent, what is left of the word
def longest_first(word, vocabulary):
    for end in range(len(word), 0, -1):
        if word[:end] in vocabulary:
            return [word[:end]]
    return ["[UNK]"]

# %% wrong · two pieces at most
# Reaches: where does the next one begin
def longest_first(word, vocabulary):
    for end in range(len(word), 0, -1):
        if word[:end] in vocabulary:
            return [word[:end]] if end == len(word) else [word[:end], "##" + word[end:]] if "##" + word[end:] in vocabulary else ["[UNK]"]
    return ["[UNK]"]

# %% wrong · the rest is unknown
# Reaches: is a part of the word lost, or the whole word
def longest_first(word, vocabulary):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if ("##" if start else "") + word[start:end] in vocabulary:
                break
        else:
            return [*pieces, "[UNK]"]
        pieces.append(("##" if start else "") + word[start:end])
        start = end
    return pieces

# %% wrong · unknown letters are skipped
# Reaches: what is the answer for the whole word
def longest_first(word, vocabulary):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if ("##" if start else "") + word[start:end] in vocabulary:
                pieces.append(("##" if start else "") + word[start:end])
                break
        else:
            pieces.append("##" + word[start])
            end = start + 1
        start = end
    return pieces

# %% wrong · goes back
# Reaches: does WordPiece go back
def longest_first(word, vocabulary):
    def rest(text, joint):
        if not text:
            return []
        for n in range(len(text), 0, -1):
            if joint + text[:n] in vocabulary:
                more = rest(text[n:], "##")
                if more is not None:
                    return [joint + text[:n], *more]
        return None
    return rest(word, "") or ["[UNK]"]

# %% wrong · never the whole word
# Reaches: stands in the vocabulary as a whole
def longest_first(word, vocabulary):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word) - (not start), start, -1):
            if ("##" if start else "") + word[start:end] in vocabulary:
                break
        else:
            return ["[UNK]"]
        pieces.append(("##" if start else "") + word[start:end])
        start = end
    return pieces

# %% wrong · each piece once
# Reaches: how many does this word have
def longest_first(word, vocabulary):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if ("##" if start else "") + word[start:end] in vocabulary:
                break
        else:
            return ["[UNK]"]
        piece = ("##" if start else "") + word[start:end]
        if piece not in pieces:
            pieces.append(piece)
        start = end
    return pieces

# %% wrong · a word may begin within
# Reaches: may a word begin with it
def longest_first(word, vocabulary):
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if ("##" if start else "") + word[start:end] in vocabulary or (not start and "##" + word[:end] in vocabulary):
                break
        else:
            return ["[UNK]"]
        pieces.append(("##" if start else "") + word[start:end])
        start = end
    return pieces

# %% null · nothing
def longest_first(word, vocabulary): ...

# %% null · the word
def longest_first(word, vocabulary):
    return word
