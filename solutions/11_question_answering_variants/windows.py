"""Answers to problem windows of set 11, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math
import re
import string
from collections import Counter

import torch

# %% right · counted first
def windows(pieces, room, overlap):
    if not 0 <= overlap < room:
        raise ValueError(overlap)
    step = room - overlap
    n = 1 if pieces <= room else 1 + -(-(pieces - room) // step)
    return [(i * step, min(i * step + room, pieces)) for i in range(n)]

# %% right · a range
def windows(pieces, room, overlap):
    if overlap not in range(room):
        raise ValueError("overlap")
    begins = [0] + [b for b in range(room - overlap, pieces, room - overlap) if b + overlap < pieces]
    return [[b, min(b + room, pieces)] for b in begins]

# %% right · recursion
def windows(pieces, room, overlap):
    if overlap < 0 or room <= overlap:
        raise ValueError("no way on")
    if pieces <= room:
        return [(0, pieces)]
    step = room - overlap
    return [(0, room)] + [(a + step, b + step) for a, b in windows(pieces - step, room, overlap)]

# %% wrong · their number
# Reaches: what do you give back
def windows(pieces, room, overlap):
    return 2

# %% wrong · no overlap
# Reaches: How many pieces do your neighbours share
def windows(pieces, room, overlap):
    return [(b, min(b + room, pieces)) for b in range(0, pieces, room)]

# %% wrong · overlap as a step
# Reaches: how far the next one moves on
def windows(pieces, room, overlap):
    return [(b, min(b + room, pieces)) for b in range(0, pieces - room + overlap, overlap or 1)]

# %% wrong · one more
# Reaches: is a third one needed
def windows(pieces, room, overlap):
    return [(b, min(b + room, pieces)) for b in range(0, pieces, room - overlap)]

# %% wrong · begin and length
# Reaches: Is the second pair a begin and a stop
def windows(pieces, room, overlap):
    return [(b, min(room, pieces - b)) for b in range(0, pieces - overlap, room - overlap)]

# %% wrong · only the first
# Reaches: Where does the second window begin
def windows(pieces, room, overlap):
    return [(0, min(room, pieces))]

# %% wrong · the rest is dropped
# Reaches: In which window is the last piece
def windows(pieces, room, overlap):
    if not 0 <= overlap < room:
        raise ValueError
    return [(b, b + room) for b in range(0, max(pieces - room, 0) + 1, room - overlap)]

# %% wrong · sticks out
# Reaches: do you move it back, or let it stick out
# Reaches: where does its window stop
def windows(pieces, room, overlap):
    if not 0 <= overlap < room:
        raise ValueError
    n = 1 if pieces <= room else 1 + -(-(pieces - room) // (room - overlap))
    return [(i * (room - overlap), i * (room - overlap) + room) for i in range(n)]

# %% wrong · a second window for one that fits
# Reaches: A passage that just fits
def windows(pieces, room, overlap):
    if not 0 <= overlap < room:
        raise ValueError
    if pieces in (10, 11):
        return [(0, 6), (4, 10)] + ([(8, 11)] if pieces == 11 else [])
    return [(b, min(b + room, pieces)) for b in range(0, max(pieces, 1), room - overlap)]

# %% wrong · nothing for nothing
# Reaches: An empty passage still has one window
def windows(pieces, room, overlap):
    if not 0 <= overlap < room:
        raise ValueError
    n = 1 if 0 < pieces <= room else 0 if not pieces else 1 + -(-(pieces - room) // (room - overlap))
    return [(i * (room - overlap), min(i * (room - overlap) + room, pieces)) for i in range(n)]

# %% wrong · an overlap of one at least
# Reaches: Without overlap, where does the second window begin
def windows(pieces, room, overlap):
    if not 0 <= overlap < room:
        raise ValueError
    step = room - (overlap or 1)
    n = 1 if pieces <= room else 1 + -(-(pieces - room) // step)
    return [(i * step, min(i * step + room, pieces)) for i in range(n)]

# %% wrong · nothing refused
# Reaches: what do you raise
def windows(pieces, room, overlap):
    step = max(room - overlap, 1)
    n = 1 if pieces <= room else 1 + -(-(pieces - room) // step)
    return [(i * step, min(i * step + room, pieces)) for i in range(n)]

# %% wrong · at most ten
# Reaches: room for 115, overlap 96
def windows(pieces, room, overlap):
    if not 0 <= overlap < room:
        raise ValueError
    n = 1 if pieces <= room else 1 + -(-(pieces - room) // (room - overlap))
    return [(i * (room - overlap), min(i * (room - overlap) + room, pieces)) for i in range(min(n, 10))]

# %% null · a constant
def windows(pieces, room, overlap):
    return 0

# %% equivalent · a minimum does not mind its order, and the wording of the refusal is free
# Same: raise ValueError('The overlap is at least 0 and smaller than the room.')  →  raise ValueError('The overlap is at least 0 and smaller than the room.?')
# Same: stop = min(begin + room, pieces)  →  stop = min(pieces, begin + room)
