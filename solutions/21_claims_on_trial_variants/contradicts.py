"""Answers to problem contradicts of set 21, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM103

import math

import torch

# %% right · take away what nothing is faster than
def contradicts(claims):
    claims = set(claims)
    while claims:
        beaten = {b for _, b in claims}
        left = {(a, b) for a, b in claims if a in beaten}
        if len(left) == len(claims):
            return True
        claims = left
    return False

# %% right · the standard library sorts
def contradicts(claims):
    from graphlib import CycleError, TopologicalSorter

    graph = TopologicalSorter()
    for a, b in claims:
        graph.add(b, a)
    try:
        graph.prepare()
    except CycleError:
        return True
    return False

# %% right · powers of a matrix
def contradicts(claims):
    names = {name: i for i, name in enumerate(sorted({name for pair in claims for name in pair}, key=str))}
    reach = torch.zeros(len(names), len(names))
    for a, b in claims:
        reach[names[a], names[b]] = 1
    for _ in range(len(names).bit_length() + 1):
        reach = ((reach + reach @ reach) > 0).float()
    return bool(reach.diagonal().any())

# %% wrong · a sentence
# Reaches: True or False is asked for
def contradicts(claims):
    return "perhaps"

# %% wrong · always suspicious
# Reaches: what could it contradict
def contradicts(claims):
    return True

# %% wrong · never suspicious
# Reaches: can both be
# Reaches: faster than itself
def contradicts(claims):
    return False

# %% wrong · only pairs that are turned round
# Reaches: where do you arrive after three sentences
def contradicts(claims):
    return any((b, a) in claims for a, b in claims)

# %% wrong · any chain
# Reaches: who is the fastest
def contradicts(claims):
    return any(a2 == b for _, b in claims for a2, _ in claims)

# %% wrong · a name met twice
# Reaches: is meeting a name twice the same as coming back
def contradicts(claims):
    slower = {}
    for a, b in claims:
        slower.setdefault(a, []).append(b)
    for start in slower:
        seen, waiting = [start], [start]
        while waiting:
            for name in slower.get(waiting.pop(), ()):
                if name in seen:
                    return True
                seen.append(name)
                waiting.append(name)
    return False

# %% wrong · from the first name only
# Reaches: does your search go on after them
def contradicts(claims):
    slower = {}
    for a, b in claims:
        slower.setdefault(a, []).append(b)
    for start in list(slower)[:1]:
        seen, waiting = set(), [start]
        while waiting:
            for name in slower.get(waiting.pop(), ()):
                if name == start:
                    return True
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        if any((b, b2) in claims and b2 in seen and b in slower.get(b2, ()) for b in seen for b2 in seen):
            return True
        if {"b", "c", "d"} <= seen and ("d", "b") in claims:
            return True
    return False

# %% wrong · only back to the first name
# Reaches: does your search find it, and does it end
def contradicts(claims):
    slower = {}
    for a, b in claims:
        slower.setdefault(a, []).append(b)
    for start in list(slower)[:1]:
        seen, waiting = set(), [start]
        while waiting:
            for name in slower.get(waiting.pop(), ()):
                if name == start:
                    return True
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
    return False

# %% wrong · nothing is None
# Reaches: Nothing is claimed
def contradicts(claims):
    if not claims:
        return None
    from graphlib import CycleError, TopologicalSorter
    graph = TopologicalSorter()
    for a, b in claims:
        graph.add(b, a)
    try:
        graph.prepare()
    except CycleError:
        return True
    return False

# %% wrong · circles of up to eight
# Reaches: how long is the circle that your search can find
def contradicts(claims):
    slower = {}
    for a, b in claims:
        slower.setdefault(a, set()).add(b)
    for start in slower:
        reach = slower[start]
        for _ in range(8):
            if start in reach:
                return True
            reach = set().union(*(slower.get(name, ()) for name in reach))
    return False

# %% wrong · long orders are suspicious
# Reaches: Three hundred models in one order
def contradicts(claims):
    if len(claims) > 290:
        return True
    from graphlib import CycleError, TopologicalSorter
    graph = TopologicalSorter()
    for a, b in claims:
        graph.add(b, a)
    try:
        graph.prepare()
    except CycleError:
        return True
    return False

# %% wrong · many comparisons are suspicious
# Reaches: once for each way that leads there
def contradicts(claims):
    if len(claims) == 276:
        return True
    from graphlib import CycleError, TopologicalSorter
    graph = TopologicalSorter()
    for a, b in claims:
        graph.add(b, a)
    try:
        graph.prepare()
    except CycleError:
        return True
    return False

# %% null · nothing
def contradicts(claims):
    pass

# %% null · the claims
def contradicts(claims):
    return claims
