"""Answers to problem fuse of set 15, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · with a set
def fuse(rankings, k):
    items = sorted({x for r in rankings for x in r})
    total = [math.fsum(1 / (k + list(r).index(x) + 1) for r in rankings if x in r) for x in items]
    return [x for _, x in sorted(zip([-t for t in total], items))]

# %% right · a counter
def fuse(rankings, k):
    from collections import defaultdict
    points = defaultdict(float)
    for r in rankings:
        for place in range(len(r)):
            points[r[place]] += 1 / (place + 1 + k)
    return sorted(sorted(points), key=points.get, reverse=True)

# %% right · repeatedly the best
def fuse(rankings, k):
    points = {}
    for r in rankings:
        for place, x in enumerate(r):
            points[x] = points.get(x, 0.0) + 1.0 / (k + 1 + place)
    out = []
    while points:
        best = min(points, key=lambda x: (-points[x], x))
        out.append(best)
        del points[best]
    return out

# %% wrong · a dict
# Reaches: A list of items is asked for
def fuse(rankings, k):
    return {0: 1}

# %% wrong · worst first
# Reaches: stand first or last
def fuse(rankings, k):
    points = {}
    for r in rankings:
        for place, x in enumerate(r, 1):
            points[x] = points.get(x, 0) + 1 / (k + place)
    return sorted(points, key=lambda x: (points[x], x))

# %% wrong · the sums
# Reaches: Are these items, or their sums
def fuse(rankings, k):
    points = {}
    for r in rankings:
        for place, x in enumerate(r, 1):
            points[x] = points.get(x, 0) + 1 / (k + place)
    return sorted(points.values(), reverse=True)

# %% wrong · the first ranking
# Reaches: in which order
def fuse(rankings, k):
    return list(rankings[0])

# %% wrong · only items in all rankings
# Reaches: does it appear in yours
def fuse(rankings, k):
    points = {}
    for r in rankings:
        for place, x in enumerate(r, 1):
            points[x] = points.get(x, 0) + 1 / (k + place)
    return sorted((x for x in points if all(x in r for r in rankings)), key=lambda x: (-points[x], x))

# %% wrong · ties as they come
# Reaches: which of the two comes first
def fuse(rankings, k):
    points = {}
    for r in rankings:
        for place, x in enumerate(r, 1):
            points[x] = points.get(x, 0) + 1 / (k + place)
    return sorted(points, key=lambda x: -points[x])

# %% wrong · always 60
# Reaches: With a small k
def fuse(rankings, k):
    points = {}
    for r in rankings:
        for place, x in enumerate(r, 1):
            points[x] = points.get(x, 0) + 1 / (60 + place)
    return sorted(points, key=lambda x: (-points[x], x))

# %% wrong · ties by the first ranking's order when there are three
# Reaches: are both in the order
def fuse(rankings, k):
    points = {}
    for r in rankings:
        for place, x in enumerate(r, 1):
            points[x] = points.get(x, 0) + 1 / (k + place)
    return sorted(points, key=lambda x: (-points[x], x if len(rankings) < 3 else -x))

# %% wrong · the first ranking counts twice
# Reaches: which ranking you are given first
def fuse(rankings, k):
    points = {}
    for turn, r in enumerate(rankings):
        for place, x in enumerate(r, 1):
            points[x] = points.get(x, 0) + (2 if turn == 0 and k < 60 else 1) / (k + place)
    return sorted(points, key=lambda x: (-points[x], x))

# %% null · nothing
def fuse(rankings, k): ...

# %% equivalent · a constant added to every item, or a factor on every item, changes no order
# Same: points[item] = points.get(item, 0) + 1 / (k + place)  →  points[item] = points.get(item, 1) + 1 / (k + place)
# Same: points[item] = points.get(item, 0) + 1 / (k + place)  →  points[item] = points.get(item, -1) + 1 / (k + place)
# Same: points[item] = points.get(item, 0) + 1 / (k + place)  →  points[item] = points.get(item, 0) + 2 / (k + place)
