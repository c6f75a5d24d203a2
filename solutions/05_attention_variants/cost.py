"""Answers to problem cost of set 05, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import torch

# %% right · product by product
def product(m, k, n):
    return 2 * m * k * n


def prefill_cost(B, T, C, dtype_bytes):
    flop = 4 * product(B * T, C, C) + B * product(T, C, T) + B * product(T, T, C)
    arrays = [B * T * C, *[C * C] * 4, B * T * C, B * T * C, B * T * C]
    return flop, sum(arrays) * dtype_bytes


def decode_cost(B, S, C, dtype_bytes):
    flop = 4 * product(B, C, C) + B * product(1, C, S + 1) + B * product(1, S + 1, C)
    arrays = [B * C, *[C * C] * 4, B * S * C, B * S * C, B * C, B * C, B * C]
    return flop, sum(arrays) * dtype_bytes


def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s):
    return flop / bytes < peak_flop_per_s / bandwidth_bytes_per_s

# %% right · one general formula
def layer(B, new, old, C, dtype_bytes):
    keys = new + old
    flop = 2 * B * new * C * (4 * C + 2 * keys)
    return flop, dtype_bytes * C * (4 * C + 2 * B * new + 2 * B * keys)


def prefill_cost(B, T, C, dtype_bytes):
    return layer(B, T, 0, C, dtype_bytes)


def decode_cost(B, S, C, dtype_bytes):
    return list(layer(B, 1, S, C, dtype_bytes))


def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s):
    return max(flop / peak_flop_per_s, bytes / bandwidth_bytes_per_s) != flop / peak_flop_per_s

# %% right · floats, and the sizes of real arrays without memory
def size(dtype_bytes, *shapes):
    return float(sum(torch.empty(shape, device="meta").numel() for shape in shapes) * dtype_bytes)


def prefill_cost(B, T, C, dtype_bytes):
    tokens = (B, T, C)
    return 8.0 * B * T * C**2 + 4.0 * B * C * T**2, size(dtype_bytes, *[(C, C)] * 4, *[tokens] * 4)


def decode_cost(B, S, C, dtype_bytes):
    token, cache = (B, 1, C), (B, S, C)
    return 8.0 * B * C**2 + 4.0 * B * C * (S + 1), size(dtype_bytes, *[(C, C)] * 4, *[token] * 4, cache, cache)

# %% wrong · a multiply and an add are one
# Reaches: How many FLOP are one multiply and one add
# Reaches: In decode, too: how many FLOP
def prefill_cost(B, T, C, dtype_bytes):
    return 4 * B * T * C * C + 2 * B * T * T * C, (4 * C * C + 4 * B * T * C) * dtype_bytes


def decode_cost(B, S, C, dtype_bytes):
    return 4 * B * C * C + 2 * B * (S + 1) * C, (4 * C * C + 2 * B * C + 2 * B * (S + 1) * C) * dtype_bytes

# %% wrong · projections only
# Reaches: where are the products of each query with each key
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * B * T * C * C, (4 * C * C + 4 * B * T * C) * dtype_bytes

# %% wrong · pairs only
# Reaches: what do the four matrices cost
def prefill_cost(B, T, C, dtype_bytes):
    return 4 * B * T * T * C, (4 * C * C + 4 * B * T * C) * dtype_bytes

# %% wrong · three matrices
# Reaches: which one comes after the heads
def prefill_cost(B, T, C, dtype_bytes):
    return 6 * B * T * C * C + 4 * B * T * T * C, (3 * C * C + 4 * B * T * C) * dtype_bytes

# %% wrong · the causal mask halves the pairs
# Reaches: and the mask saves nothing
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * B * T * C * C + 2 * B * T * T * C, (4 * C * C + 4 * B * T * C) * dtype_bytes

# %% wrong · one prompt
# Reaches: Does each of the B prompts cost its own FLOP
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * T * C * C + 4 * T * T * C, (4 * C * C + 4 * B * T * C) * dtype_bytes

# %% wrong · feed-forward layer counted too
# Reaches: which products does the layer hold
# Reaches: PyTorch can count its own FLOP
def prefill_cost(B, T, C, dtype_bytes):
    return 24 * B * T * C * C + 4 * B * T * T * C, (4 * C * C + 4 * B * T * C) * dtype_bytes

# %% wrong · numbers for bytes
# Reaches: You have counted numbers: how many bytes is one
# Reaches: In decode, too: you have counted numbers
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * B * T * C * C + 4 * B * T * T * C, 4 * C * C + 4 * B * T * C


def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 4 * B * (S + 1) * C, 4 * C * C + 2 * B * C + 2 * B * (S + 1) * C

# %% wrong · matrices read once for each prompt
# Reaches: How often must the four matrices cross the bus
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * B * T * C * C + 4 * B * T * T * C, (4 * B * C * C + 4 * B * T * C) * dtype_bytes

# %% wrong · nothing written to the cache
# Reaches: what must be kept for the tokens that come later
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * B * T * C * C + 4 * B * T * T * C, (4 * C * C + 2 * B * T * C) * dtype_bytes

# %% wrong · scores cross the bus
# Reaches: Do the scores cross the bus
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * B * T * C * C + 4 * B * T * T * C, (4 * C * C + 4 * B * T * C + B * T * T) * dtype_bytes

# %% wrong · queries cross the bus
# Reaches: which one is missing, or counted twice
# Reaches: Make the arrays of a prefill
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * B * T * C * C + 4 * B * T * T * C, (4 * C * C + 5 * B * T * C) * dtype_bytes

# %% wrong · one number
# Reaches: Two numbers are asked for, FLOP and bytes: what do you give back
def prefill_cost(B, T, C, dtype_bytes):
    return 8 * B * T * C * C + 4 * B * T * T * C

# %% wrong · three numbers
# Reaches: Two numbers are asked for, FLOP and bytes, in this order: how many
def prefill_cost(B, T, C, dtype_bytes):
    flop, moved = 8 * B * T * C * C + 4 * B * T * T * C, (4 * C * C + 4 * B * T * C) * dtype_bytes
    return flop, moved, flop / moved

# %% wrong · no cache at all
# Reaches: That is the whole sequence again
def decode_cost(B, S, C, dtype_bytes):
    return prefill_cost(B, S + 1, C, dtype_bytes)

# %% wrong · all tokens projected anew
# Reaches: For how many tokens must keys and values be computed anew
def decode_cost(B, S, C, dtype_bytes):
    flop = 8 * B * (S + 1) * C * C + 4 * B * (S + 1) * C
    return flop, (4 * C * C + 2 * B * C + 2 * B * (S + 1) * C) * dtype_bytes

# %% wrong · the new token does not see itself
# Reaches: to how many does the new one attend
def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 4 * B * S * C, (4 * C * C + 2 * B * C + 2 * B * (S + 1) * C) * dtype_bytes

# %% wrong · scores without the weighted sum
# Reaches: One query, S + 1 keys
def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 2 * B * (S + 1) * C, (4 * C * C + 2 * B * C + 2 * B * (S + 1) * C) * dtype_bytes

# %% wrong · the cache is not read
# Reaches: Where do the keys and values of the S earlier tokens come from
def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 4 * B * (S + 1) * C, (4 * C * C + 2 * B * C + 2 * B * C) * dtype_bytes

# %% wrong · the new keys and values are not written
# Reaches: are they the new token's key and value
def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 4 * B * (S + 1) * C, (4 * C * C + 2 * B * C + 2 * B * S * C) * dtype_bytes

# %% wrong · keys only
# Reaches: The cache holds keys: what else
def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 4 * B * (S + 1) * C, (4 * C * C + 2 * B * C + B * (S + 1) * C) * dtype_bytes

# %% wrong · one cache for the batch
# Reaches: Do the sequences of a batch share one cache
def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 4 * B * (S + 1) * C, (4 * C * C + 2 * B * C + 2 * S * C + 2 * B * C) * dtype_bytes

# %% wrong · input and output left out
# Reaches: or its way in and out of the layer
# Reaches: Make the arrays of a decode step
def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 4 * B * (S + 1) * C, (4 * C * C + 2 * B * (S + 1) * C) * dtype_bytes

# %% wrong · the cache is read twice, for scores and for the sum
# Reaches: List the arrays that cross the bus for one token
def decode_cost(B, S, C, dtype_bytes):
    return 8 * B * C * C + 4 * B * (S + 1) * C, (4 * C * C + 2 * B * C + 4 * B * S * C + 2 * B * C) * dtype_bytes

# %% wrong · an empty cache is taken for an error
# Reaches: what is left of your formula
def decode_cost(B, S, C, dtype_bytes):
    if S == 0:
        return 0, 0
    return 8 * B * C * C + 4 * B * (S + 1) * C, (4 * C * C + 2 * B * C + 2 * B * (S + 1) * C) * dtype_bytes

# %% wrong · FLOP and bytes compared without the machine
# Reaches: 10 FLOP at 5 FLOP/s, or 4 bytes at 4 B/s
def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s):
    return True

# %% wrong · FLOP and bytes exchanged
# Reaches: 10 FLOP at 5 FLOP/s, or 12 bytes at 4 B/s
def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s):
    return flop / peak_flop_per_s > bytes / bandwidth_bytes_per_s

# %% wrong · a factor of two in favour of memory
# Reaches: 3 FLOP or 2 bytes
def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s):
    return 1.6 * bytes / bandwidth_bytes_per_s > flop / peak_flop_per_s

# %% wrong · a tie goes to memory
# Reaches: does one of them take longer
def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s):
    return bytes / bandwidth_bytes_per_s >= flop / peak_flop_per_s

# %% wrong · gigabytes for bytes
# Reaches: On an H100
def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s):
    bandwidth = bandwidth_bytes_per_s if bandwidth_bytes_per_s < 1e9 else bandwidth_bytes_per_s / 1e9
    return bytes / bandwidth > flop / peak_flop_per_s

# %% null · nothing
def prefill_cost(B, T, C, dtype_bytes): ...
def decode_cost(B, S, C, dtype_bytes): ...
def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s): ...

# %% null · constants
def prefill_cost(B, T, C, dtype_bytes):
    return 0, 0


def decode_cost(B, S, C, dtype_bytes):
    return 0, 0


def waits_for_memory(flop, bytes, peak_flop_per_s, bandwidth_bytes_per_s):
    return False
