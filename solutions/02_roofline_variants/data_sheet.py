"""Answers to problem data_sheet of set 02, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · by truth values
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return dict(dense=peak_tera * 1e12 / (1 + bool(sparse)), one_way=link_giga * 1e9 / (1 + bool(two_way)), gib=memory_giga * 1e9 / 1024**3)

# %% right · step by step
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    dense = peak_tera * 1e12
    if sparse:
        dense /= 2
    one_way = link_giga * 1e9
    if two_way:
        one_way *= 0.5
    return {"gib": memory_giga * (1000 / 1024) ** 3, "dense": dense, "one_way": one_way}

# %% right · a table of halves
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    half = {True: 0.5, False: 1.0}
    return {"dense": half[sparse] * peak_tera * 10**12, "one_way": half[two_way] * link_giga * 10**9, "gib": memory_giga * 10**9 / (1 << 30)}

# %% wrong · a tuple
# Reaches: A dict is asked for
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return peak_tera * 1e12 / (2 if sparse else 1), link_giga * 1e9 / (2 if two_way else 1), memory_giga * 1e9 / 2**30

# %% wrong · another name
# Reaches: which of their names is missing
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / (2 if sparse else 1), "link": link_giga * 1e9 / (2 if two_way else 1), "gib": memory_giga * 1e9 / 2**30}

# %% wrong · the sparse peak
# Reaches: does an ordinary matrix have them
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12, "one_way": link_giga * 1e9 / (2 if two_way else 1), "gib": memory_giga * 1e9 / 2**30}

# %% wrong · in tera
# Reaches: in millions of millions
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera / (2 if sparse else 1), "one_way": link_giga * 1e9 / (2 if two_way else 1), "gib": memory_giga * 1e9 / 2**30}

# %% wrong · giga for tera
# Reaches: Half of 1,979
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e9 / (2 if sparse else 1), "one_way": link_giga * 1e9 / (2 if two_way else 1), "gib": memory_giga * 1e9 / 2**30}

# %% wrong · twice for sparse
# Reaches: Half of 1,979
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 * (2 if sparse else 1), "one_way": link_giga * 1e9 / (2 if two_way else 1), "gib": memory_giga * 1e9 / 2**30}

# %% wrong · both directions
# Reaches: how much goes your way
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / (2 if sparse else 1), "one_way": link_giga * 1e9, "gib": memory_giga * 1e9 / 2**30}

# %% wrong · a binary rate
# Reaches: Rates are decimal
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / (2 if sparse else 1), "one_way": link_giga * 2**30 / (2 if two_way else 1), "gib": memory_giga * 1e9 / 2**30}

# %% wrong · bits
# Reaches: how many bytes a second
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / (2 if sparse else 1), "one_way": link_giga * 1e9 / 8 / (2 if two_way else 1), "gib": memory_giga * 1e9 / 2**30}

# %% wrong · GB for GiB
# Reaches: Is a GB the same
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / (2 if sparse else 1), "one_way": link_giga * 1e9 / (2 if two_way else 1), "gib": memory_giga}

# %% wrong · the wrong way round
# Reaches: more of them in the same memory, or fewer
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / (2 if sparse else 1), "one_way": link_giga * 1e9 / (2 if two_way else 1), "gib": memory_giga * 2**30 / 1e9}

# %% wrong · MiB
# Reaches: how often do
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / (2 if sparse else 1), "one_way": link_giga * 1e9 / (2 if two_way else 1), "gib": memory_giga * 1e9 / 2**20}

# %% wrong · always halved
# Reaches: change only what must be changed
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / 2, "one_way": link_giga * 1e9 / 2, "gib": memory_giga * 1e9 / 2**30}

# %% wrong · one question for both
# Reaches: change only what must be changed
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": peak_tera * 1e12 / (2 if sparse else 1), "one_way": link_giga * 1e9 / (2 if sparse else 1), "gib": memory_giga * 1e9 / 2**30}

# %% null · nothing
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    ...

# %% null · zeros
def data_sheet(peak_tera, sparse, link_giga, two_way, memory_giga):
    return {"dense": 0, "one_way": 0, "gib": 0}

# %% equivalent · one part in a billion or less: no data sheet is as exact
# Same: dense = peak_tera * 1000000000000.0 / (2 if sparse else 1)  →  dense = peak_tera * 1000000000001.0 / (2 if sparse else 1)
# Same: dense = peak_tera * 1000000000000.0 / (2 if sparse else 1)  →  dense = peak_tera * 999999999999.0 / (2 if sparse else 1)
# Same: one_way = link_giga * 1000000000.0 / (2 if two_way else 1)  →  one_way = link_giga * 1000000001.0 / (2 if two_way else 1)
# Same: one_way = link_giga * 1000000000.0 / (2 if two_way else 1)  →  one_way = link_giga * 999999999.0 / (2 if two_way else 1)
# Same: return {'dense': dense, 'one_way': one_way, 'gib': memory_giga * 1000000000.0 / 2 ** 30}  →  return {'dense': dense, 'one_way': one_way, 'gib': memory_giga * 1000000001.0 / 2 ** 30}
# Same: return {'dense': dense, 'one_way': one_way, 'gib': memory_giga * 1000000000.0 / 2 ** 30}  →  return {'dense': dense, 'one_way': one_way, 'gib': memory_giga * 999999999.0 / 2 ** 30}
