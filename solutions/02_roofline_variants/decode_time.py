"""Answers to problem decode_time of set 02, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · math.prod
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return math.prod((2, layers, width, tokens, batch, dtype_bytes))


def decode_time(weights, cache, dtype_bytes, bandwidth):
    return weights * dtype_bytes / bandwidth + cache / bandwidth

# %% right · keys and values apart
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return sum(layers * width * tokens * batch * dtype_bytes for _ in ("keys", "values"))


def decode_time(weights, cache, dtype_bytes, bandwidth):
    return sum([weights * dtype_bytes, cache]) * (1 / bandwidth)

# %% right · floats
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return float(layers * tokens * batch) * width * dtype_bytes * 2.0


def decode_time(weights, cache, dtype_bytes, bandwidth):
    return (float(cache) + dtype_bytes * float(weights)) / float(bandwidth)

# %% wrong · texts
# Reaches: A number of bytes is asked for
# Reaches: A number of seconds is asked for
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return f"{2 * layers * width * tokens * batch * dtype_bytes} B"


def decode_time(weights, cache, dtype_bytes, bandwidth):
    return f"{(weights * dtype_bytes + cache) / bandwidth} s"

# %% wrong · keys only
# Reaches: Keys only, or keys and values
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return layers * width * tokens * batch * dtype_bytes

# %% wrong · numbers for bytes
# Reaches: Numbers, or bytes
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return 2 * layers * width * tokens * batch

# %% wrong · one cache for the batch
# Reaches: do they share one cache
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return 2 * layers * width * tokens * dtype_bytes

# %% wrong · one layer
# Reaches: one layer keep keys and values
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return 2 * width * tokens * batch * dtype_bytes

# %% wrong · a square of tokens
# Reaches: Two vectors of 16 numbers
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return 2 * layers * width * tokens**2 * batch * dtype_bytes

# %% wrong · three vectors
# Reaches: Two vectors of 16 numbers
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return 3 * layers * width * tokens * batch * dtype_bytes

# %% wrong · queries and outputs too
# Reaches: Two vectors of 16 numbers
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return 4 * layers * width * tokens * batch * dtype_bytes

# %% wrong · always two bytes
# Reaches: Does every one of the five numbers count
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return 2 * layers * width * tokens * batch * 2

# %% wrong · weights of one byte
# Reaches: How many bytes are 100 weights
def decode_time(weights, cache, dtype_bytes, bandwidth):
    return (weights + cache) / bandwidth

# %% wrong · bytes of bytes
# Reaches: The cache is already in bytes
def decode_time(weights, cache, dtype_bytes, bandwidth):
    return (weights + cache) * dtype_bytes / bandwidth

# %% wrong · weights only
# Reaches: Weights are read, and what else
def decode_time(weights, cache, dtype_bytes, bandwidth):
    return weights * dtype_bytes / bandwidth

# %% wrong · steps a second
# Reaches: how many steps fit into a second
def decode_time(weights, cache, dtype_bytes, bandwidth):
    return bandwidth / (weights * dtype_bytes + cache)

# %% wrong · bytes and no time
# Reaches: at 20 bytes a second: how long
def decode_time(weights, cache, dtype_bytes, bandwidth):
    return weights * dtype_bytes + cache

# %% wrong · the larger of the two
# Reaches: Weights are read, and what else
def decode_time(weights, cache, dtype_bytes, bandwidth):
    return max(weights * dtype_bytes, cache) / bandwidth

# %% wrong · weights always of two bytes
# Reaches: for numbers of 1, 2 and 4 bytes
def decode_time(weights, cache, dtype_bytes, bandwidth):
    return (weights * 2 + cache) / bandwidth

# %% null · nothing
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return None


def decode_time(weights, cache, dtype_bytes, bandwidth):
    return None

# %% null · zero
def cache_bytes(layers, width, tokens, batch, dtype_bytes):
    return 0


def decode_time(weights, cache, dtype_bytes, bandwidth):
    return 0
