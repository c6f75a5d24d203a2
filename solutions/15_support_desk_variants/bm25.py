"""Answers to problem bm25 of set 15, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · word by word
def bm25(query, documents, k1, b):
    scores = [0.0] * len(documents)
    lengths = [len(d) for d in documents]
    mean = sum(lengths) / len(lengths)
    for w in query:
        n = len([d for d in documents if w in d])
        weight = math.log((len(documents) + 1) / (n + 0.5))
        for i, d in enumerate(documents):
            f = d.count(w)
            if f:
                scores[i] += weight * f * (k1 + 1) / (f + k1 * (1 - b + b * lengths[i] / mean))
    return scores

# %% right · counters
def bm25(query, documents, k1, b):
    from collections import Counter
    counts = [Counter(d) for d in documents]
    held = Counter(w for c in counts for w in c)
    mean = sum(map(len, documents)) / len(documents)
    idf = {w: math.log1p((len(documents) - held[w] + 0.5) / (held[w] + 0.5)) for w in set(query)}
    return [sum(idf[w] * c[w] * (k1 + 1) / (c[w] + k1 * (1 - b + b * len(d) / mean)) for w in query)
            for c, d in zip(counts, documents)]

# %% right · a function inside
def bm25(query, documents, k1, b):
    mean = sum(len(d) for d in documents) / len(documents)
    def part(w, d):
        n = sum(1 for x in documents if w in x)
        f = sum(1 for x in d if x == w)
        room = k1 * ((1 - b) + b * (len(d) / mean))
        return math.log(1 + (len(documents) - n + 0.5) / (n + 0.5)) * (f * (k1 + 1) / (f + room))
    return [math.fsum(part(w, d) for w in query) for d in documents]

# %% wrong · one number
# Reaches: in a list
def bm25(query, documents, k1, b):
    return 1.0

# %% wrong · one score a word
# Reaches: how many are there
def bm25(query, documents, k1, b):
    return [1.0 for w in query]

# %% wrong · word counts
# Reaches: count twice as much
def bm25(query, documents, k1, b):
    N = len(documents)
    n = {w: sum(w in d for d in documents) for w in query}
    return [sum(math.log(1 + (N - n[w] + 0.5) / (n[w] + 0.5)) * d.count(w) for w in query) for d in documents]

# %% wrong · all words alike
# Reaches: A rare word says more
def bm25(query, documents, k1, b):
    mean = sum(len(d) for d in documents) / len(documents)
    return [sum(d.count(w) * (k1 + 1) / (d.count(w) + k1 * (1 - b + b * len(d) / mean)) for w in query) for d in documents]

# %% wrong · no lengths
# Reaches: where does its length enter
def bm25(query, documents, k1, b):
    N = len(documents)
    n = {w: sum(w in d for d in documents) for w in query}
    return [sum(math.log(1 + (N - n[w] + 0.5) / (n[w] + 0.5)) * d.count(w) * (k1 + 1) / (d.count(w) + k1) for w in query) for d in documents]

# %% wrong · lengths upside down
# Reaches: what are both factors
# Reaches: the short or the long one
def bm25(query, documents, k1, b):
    N, mean = len(documents), sum(len(d) for d in documents) / len(documents)
    n = {w: sum(w in d for d in documents) for w in query}
    return [sum(math.log(1 + (N - n[w] + 0.5) / (n[w] + 0.5)) * d.count(w) * (k1 + 1) / (d.count(w) + k1 * (1 - b + b * mean / len(d))) for w in query) for d in documents]

# %% wrong · fixed settings
# Reaches: With b = 0
# Reaches: Are k1 and b used
def bm25(query, documents, k1, b):
    k1, b = 1.5, 0.75
    N, mean = len(documents), sum(len(d) for d in documents) / len(documents)
    n = {w: sum(w in d for d in documents) for w in query}
    return [sum(math.log(1 + (N - n[w] + 0.5) / (n[w] + 0.5)) * d.count(w) * (k1 + 1) / (d.count(w) + k1 * (1 - b + b * len(d) / mean)) for w in query) for d in documents]

# %% wrong · each query word once
# Reaches: that the query says twice
def bm25(query, documents, k1, b):
    N, mean = len(documents), sum(len(d) for d in documents) / len(documents)
    n = {w: sum(w in d for d in documents) for w in query}
    return [sum(math.log(1 + (N - n[w] + 0.5) / (n[w] + 0.5)) * d.count(w) * (k1 + 1) / (d.count(w) + k1 * (1 - b + b * len(d) / mean)) for w in set(query)) for d in documents]

# %% wrong · occurrences instead of documents
# Reaches: what are both factors
def bm25(query, documents, k1, b):
    N, mean = len(documents), sum(len(d) for d in documents) / len(documents)
    n = {w: sum(d.count(w) for d in documents) for w in query}
    return [sum(math.log(1 + max(N - n[w] + 0.5, 0) / (n[w] + 0.5)) * d.count(w) * (k1 + 1) / (d.count(w) + k1 * (1 - b + b * len(d) / mean)) for w in query) for d in documents]

# %% null · nothing
def bm25(query, documents, k1, b): ...
