"""Answers to problem spread of set 17, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · combinations
def spread(lists, topics):
    from itertools import combinations
    pairs = [(topics[a], topics[b]) for items in lists for a, b in combinations(items, 2)]
    return len(set().union(*lists)) / len(topics), sum(a != b for a, b in pairs) / len(pairs)

# %% right · ordered pairs
def spread(lists, topics):
    pairs = [(a, b) for items in lists for a in items for b in items if a != b]
    covered = sum(any(i in items for items in lists) for i in range(len(topics)))
    return covered / len(topics), sum(topics[a] != topics[b] for a, b in pairs) / len(pairs)

# %% right · by counts of topics
def spread(lists, topics):
    from collections import Counter
    same = total = 0
    for items in lists:
        total += math.comb(len(items), 2)
        same += sum(math.comb(n, 2) for n in Counter(topics[i] for i in items).values())
    return len({i for items in lists for i in items}) / len(topics), 1 - same / total

# %% wrong · one number
# Reaches: Two numbers are asked for
def spread(lists, topics):
    return len(set().union(*lists)) / len(topics)

# %% wrong · counted twice
# Reaches: count twice
def spread(lists, topics):
    return sum(map(len, lists)) / len(topics), 0.5

# %% wrong · the share of topics
# Reaches: Which of the five items
def spread(lists, topics):
    return len({topics[i] for items in lists for i in items}) / len(set(topics)), 0.5

# %% wrong · the same topic
# Reaches: with the same topic
def spread(lists, topics):
    pairs = [(a, b) for items in lists for a in items for b in items if a != b]
    return len(set().union(*lists)) / len(topics), sum(topics[a] == topics[b] for a, b in pairs) / len(pairs)

# %% wrong · with itself
# Reaches: a pair with itself
def spread(lists, topics):
    pairs = [(a, b) for items in lists for a in items for b in items]
    return len(set().union(*lists)) / len(topics), sum(topics[a] != topics[b] for a, b in pairs) / len(pairs)

# %% wrong · neighbours in the list only
# Reaches: how many of the six
def spread(lists, topics):
    pairs = [(a, b) for items in lists for a, b in zip(items, items[1:])]
    return len(set().union(*lists)) / len(topics), sum(topics[a] != topics[b] for a, b in pairs) / len(pairs)

# %% wrong · the largest item shown ends the catalogue
# Reaches: also those that nobody is shown
def spread(lists, topics):
    shown = set().union(*lists)
    pairs = [(a, b) for items in lists for a in items for b in items if a != b]
    return len(shown) / (max(shown) + 1), sum(topics[a] != topics[b] for a, b in pairs) / len(pairs)

# %% wrong · the mean of the lists' shares
# Reaches: do all pairs count alike
def spread(lists, topics):
    shares = []
    for items in lists:
        pairs = [(a, b) for a in items for b in items if a != b]
        shares.append(sum(topics[a] != topics[b] for a, b in pairs) / len(pairs))
    return len(set().union(*lists)) / len(topics), sum(shares) / len(shares)

# %% null · nothing
def spread(lists, topics): ...
