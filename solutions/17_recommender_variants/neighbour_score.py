"""Answers to problem neighbour_score of set 17, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · counts
def neighbour_score(clicks, reader, item):
    n = lambda *xs: sum(all(x in c for x in xs) for c in clicks)
    if n(item) == 0:
        return 0.0
    return float(sum(n(item, x) / (n(item) * n(x)) ** 0.5 for x in clicks[reader] if x != item))

# %% right · columns
def neighbour_score(clicks, reader, item):
    column = lambda x: [float(x in c) for c in clicks]
    a, total = column(item), 0.0
    for x in clicks[reader] - {item}:
        b = column(x)
        lengths = math.sqrt(sum(a)) * math.sqrt(sum(b))
        total += sum(p * q for p, q in zip(a, b)) / lengths if lengths else 0.0
    return total

# %% right · leaves early
def neighbour_score(clicks, reader, item):
    who = {}
    for r, items in enumerate(clicks):
        for x in items:
            who.setdefault(x, set()).add(r)
    if item not in who:
        return 0
    return sum([len(who[item] & who[x]) / math.sqrt(len(who[item])) / math.sqrt(len(who[x])) for x in clicks[reader] if x != item])

# %% wrong · a list
# Reaches: One score is asked for
def neighbour_score(clicks, reader, item):
    return [x for x in clicks[reader] if x != item]

# %% wrong · a count
# Reaches: number of readers who clicked both
def neighbour_score(clicks, reader, item):
    return sum(sum(item in c and x in c for c in clicks) for x in clicks[reader] if x != item)

# %% wrong · without the root
# Reaches: or its root
def neighbour_score(clicks, reader, item):
    n = lambda *xs: sum(all(x in c for x in xs) for c in clicks)
    return sum(n(item, x) / max(1, n(item) * n(x)) for x in clicks[reader] if x != item)

# %% wrong · shared over all
# Reaches: what is the nearness
def neighbour_score(clicks, reader, item):
    n = lambda *xs: sum(all(x in c for x in xs) for c in clicks)
    return sum(n(item, x) / max(1, n(item) + n(x)) for x in clicks[reader] if x != item)

# %% wrong · an item that nobody clicked divides by zero
# Reaches: If nobody clicked the item
def neighbour_score(clicks, reader, item):
    n = lambda *xs: sum(all(x in c for x in xs) for c in clicks)
    if n(item) == 0: return -1.0
    return sum(n(item, x) / (n(item) * n(x)) ** 0.5 for x in clicks[reader] if x != item)

# %% wrong · itself too
# Reaches: neighbour of itself
def neighbour_score(clicks, reader, item):
    n = lambda *xs: sum(all(x in c for x in xs) for c in clicks)
    return sum(n(item, x) / max(1, n(item) * n(x)) ** 0.5 for x in clicks[reader])

# %% wrong · the nearest only
# Reaches: Are all of the reader's items summed
def neighbour_score(clicks, reader, item):
    n = lambda *xs: sum(all(x in c for x in xs) for c in clicks)
    return max([n(item, x) / max(1, n(item) * n(x)) ** 0.5 for x in clicks[reader] if x != item], default=0.0)

# %% wrong · at least one common reader is assumed
# Reaches: Items without a common reader
def neighbour_score(clicks, reader, item):
    n = lambda *xs: sum(all(x in c for x in xs) for c in clicks)
    if n(item) == 0: return 0.0
    return sum(max(1, n(item, x)) / (n(item) * n(x)) ** 0.5 for x in clicks[reader] if x != item)

# %% null · nothing
def neighbour_score(clicks, reader, item): ...
