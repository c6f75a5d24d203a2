"""Answers to problem cut_out of set 11, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math
import re
import string
from collections import Counter

import torch

# %% right · a loop
def cut_out(passage, offsets, start, end):
    first = last = None
    for i, pair in enumerate(offsets):
        if pair is None:
            continue
        if max(pair[0], start) < min(pair[1], end):
            if first is None:
                first = i
            last = i
    if first is None or offsets[first][0] > start or offsets[last][1] < end:
        return 0, 0, ""
    return first, last, passage[offsets[first][0] : offsets[last][1]]

# %% right · sets of characters
def cut_out(passage, offsets, start, end):
    wanted = set(range(start, end))
    held = {i: set(range(*p)) for i, p in enumerate(offsets) if p}
    hit = sorted(i for i, chars in held.items() if chars & wanted)
    if not hit or start not in held[hit[0]] or end - 1 not in held[hit[-1]]:
        return [0, 0, ""]
    return [hit[0], hit[-1], passage[min(held[hit[0]]) : max(held[hit[-1]]) + 1]]

# %% right · the piece of each end
def cut_out(passage, offsets, start, end):
    def holder(c):
        return next((i for i, p in enumerate(offsets) if p is not None and p[0] <= c < p[1]), None)
    a, b = holder(start), holder(end - 1)
    if a is None or b is None:
        return 0, 0, ""
    return a, b, passage[offsets[a][0] : offsets[b][1]]

# %% wrong · text only
# Reaches: what do you give back
def cut_out(passage, offsets, start, end):
    return passage[start:end]

# %% wrong · counted without CLS
# Reaches: do you count from there
def cut_out(passage, offsets, start, end):
    pieces = [p for p in offsets if p]
    hit = [i for i, p in enumerate(pieces) if p[0] < end and p[1] > start]
    return hit[0], hit[-1], passage[pieces[hit[0]][0] : pieces[hit[-1]][1]]

# %% wrong · one piece too many
# Reaches: does the next piece still touch them
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] <= end + 1 and p[1] > start]
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1]]

# %% wrong · the first piece twice
# Reaches: Which pieces share a character
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] < end and p[1] > start]
    return hit[0], hit[0], passage[offsets[hit[0]][0] : offsets[hit[0]][1]]

# %% wrong · pieces put together
# Reaches: do you cut out of the passage in one go
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] < end and p[1] > start]
    return hit[0], hit[-1], "".join(passage[a:b] for a, b in (offsets[i] for i in hit))

# %% wrong · stop is included
# Reaches: Which characters do your two pieces cover
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] < end and p[1] > start]
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1] + 1]

# %% wrong · the answer's own characters
# Reaches: does your text cover the whole piece
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] < end and p[1] > start]
    if not hit or offsets[hit[0]][0] > start or offsets[hit[-1]][1] < end:
        return 0, 0, ""
    return hit[0], hit[-1], passage[start:end]

# %% wrong · touching is sharing
# Reaches: A piece that begins where the answer ends
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] <= end and p[1] > start]
    if not hit or offsets[hit[0]][0] > start or offsets[hit[-1]][1] < end:
        return 0, 0, ""
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1]]

# %% wrong · ending is sharing
# Reaches: A piece that ends where the answer begins
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] < end and p[1] >= start]
    if not hit or offsets[hit[0]][0] > start or offsets[hit[-1]][1] < end:
        return 0, 0, ""
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1]]

# %% wrong · whole pieces only
# Reaches: which pieces touch it
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] >= start and p[1] <= end]
    hit = hit or [i for i, p in enumerate(offsets) if p and p[0] <= start and end <= p[1]]
    if not hit:
        return 0, 0, ""
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1]]

# %% wrong · counted from the window
# Reaches: counted from the window or from the passage
def cut_out(passage, offsets, start, end):
    base = next(p[0] for p in offsets if p)
    hit = [i for i, p in enumerate(offsets) if p and p[0] - base < end and p[1] - base > start]
    if not hit:
        return 0, 0, ""
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1]]

# %% wrong · none is minus one
# Reaches: what stands for “not here”
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] < end and p[1] > start]
    if not hit:
        return -1, -1, ""
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1]]

# %% wrong · half an answer
# Reaches: The beginning of the answer is outside
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] < end and p[1] > start]
    if not hit:
        return 0, 0, ""
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1]]

# %% wrong · the end may be missing
# Reaches: The end of the answer is outside
def cut_out(passage, offsets, start, end):
    hit = [i for i, p in enumerate(offsets) if p and p[0] < end and p[1] > start]
    if not hit or offsets[hit[0]][0] > start:
        return 0, 0, ""
    return hit[0], hit[-1], passage[offsets[hit[0]][0] : offsets[hit[-1]][1]]

# %% null · nothing
def cut_out(passage, offsets, start, end):
    return None
