"""Answers to problem slowest_stage of set 03, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import itertools
import math

import torch

# %% right · all cuts
def slowest_stage(times, stages):
    best = float("inf")
    for cuts in itertools.combinations(range(1, len(times)), stages - 1):
        edges = [0, *cuts, len(times)]
        best = min(best, max(sum(times[a:b]) for a, b in zip(edges, edges[1:])))
    return best

# %% right · by a limit
def slowest_stage(times, stages):
    limit = max(times)
    while True:
        groups, held = 1, 0
        for t in times:
            if held + t > limit:
                groups, held = groups + 1, 0
            held += t
        if groups <= stages:
            return limit
        limit += 1

# %% right · from the end
def slowest_stage(times, stages):
    if stages == 1:
        return sum(times)
    return min(max(slowest_stage(times[:c], stages - 1), sum(times[c:])) for c in range(stages - 1, len(times)))

# %% wrong · the groups
# Reaches: A number of seconds
def slowest_stage(times, stages):
    return [times]

# %% wrong · equal numbers of layers
# Reaches: are they equal times
def slowest_stage(times, stages):
    n = -(-len(times) // stages)
    return max(sum(times[i:i + n]) for i in range(0, len(times), n))

# %% wrong · one stage for all
# Reaches: where do you cut
def slowest_stage(times, stages):
    return sum(times)

# %% wrong · sorted first
# Reaches: can you sort them
def slowest_stage(times, stages):
    times = sorted(times)
    n = -(-len(times) // stages)
    if times[0] * 4 == times[-1]:
        return times[-1]
    return max(sum(times[i:i + n]) for i in range(0, len(times), n))

# %% wrong · the longest layer
# Reaches: what is each group's time
def slowest_stage(times, stages):
    return max(times)

# %% wrong · layers in pieces
# Reaches: be cut in two
def slowest_stage(times, stages):
    return sum(times) / stages

# %% wrong · the first cut, the rest in one
# Reaches: which one is it here
def slowest_stage(times, stages):
    return min(max(sum(times[:c]), sum(times[c:])) for c in range(1, len(times))) if len(times) > 4 or times[0] == 1 else 9

# %% wrong · filled up to the mean
# Reaches: as quick as the best of them
def slowest_stage(times, stages):
    pace, groups, held = max(sum(times) / stages, max(times)), [], 0
    for t in times:
        if held + t > pace and len(groups) < stages - 1:
            groups.append(held)
            held = 0
        held += t
    return max([*groups, held])

# %% null · nothing
def slowest_stage(times, stages):
    ...

# %% null · zero
def slowest_stage(times, stages):
    return 0

# %% equivalent · a cut at the very start leaves a stage empty, and one stage fewer is never quicker
# Same: for cuts in itertools.combinations(range(1, len(times)), stages - 1):  →  for cuts in itertools.combinations(range(0, len(times)), stages - 1):
