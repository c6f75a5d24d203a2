"""Answers to problem decoder_parameters of set 06, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · a list of shapes
def decoder_parameters(L, C, F, V, places, tied=True):
    block = [(C, C)] * 4 + [(C,)] * 4 + [(C, F), (F,), (F, C), (C,)] + [(C,)] * 4
    shapes = [(V, C), (places, C)] + L * block + [(C,), (C,)] + ([] if tied else [(V, C)])
    return sum(math.prod(s) for s in shapes)

# %% right · built and counted
def decoder_parameters(L, C, F, V, places, tied=True):
    with torch.device("meta"):
        layer = torch.nn.TransformerEncoderLayer(C, 1, F)
    n = sum(p.numel() for p in layer.parameters())
    return C * (V * (1 if tied else 2) + places + 2) + L * n

# %% right · gathered by C
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (V + places + 2 + (not tied) * V) + L * (4 * C**2 + 9 * C + 2 * C * F + F)

# %% wrong · a float
# Reaches: of which type is your result
def decoder_parameters(L, C, F, V, places, tied=True):
    return float(C * (V + places + 2 + (not tied) * V) + L * (4 * C**2 + 9 * C + 2 * C * F + F))

# %% wrong · no last norm
# Reaches: a norm after the last block
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (V + places + (not tied) * V) + L * (4 * C**2 + 9 * C + 2 * C * F + F)

# %% wrong · no norms in blocks
# Reaches: do the two norms of a block have
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (V + places + 2 + (not tied) * V) + L * (4 * C**2 + 5 * C + 2 * C * F + F)

# %% wrong · no biases
# Reaches: Which maps have a bias
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (V + places + 2 + (not tied) * V) + L * (4 * C**2 + 4 * C + 2 * C * F)

# %% wrong · no positions
# Reaches: Where do the learned positions live
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (V + 2 + (not tied) * V) + L * (4 * C**2 + 9 * C + 2 * C * F + F)

# %% wrong · counted twice
# Reaches: is it counted twice
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (2 * V + places + 2) + L * (4 * C**2 + 9 * C + 2 * C * F + F)

# %% wrong · three maps
# Reaches: what do they come to
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (V + places + 2 + (not tied) * V) + L * (3 * C**2 + 9 * C + 2 * C * F + F)

# %% wrong · F is 4C
# Reaches: what do they come to
# Reaches: each in its own place
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (V + places + 2 + (not tied) * V) + L * (12 * C**2 + 13 * C)

# %% wrong · a bias for the words
# Reaches: does it have a bias
def decoder_parameters(L, C, F, V, places, tied=True):
    return C * (V + places + 2) + L * (4 * C**2 + 9 * C + 2 * C * F + F) + (0 if tied else V * C + V)

# %% null · nothing
def decoder_parameters(L, C, F, V, places, tied=True): ...

# %% null · GPT-2 small, always
def decoder_parameters(L, C, F, V, places, tied=True):
    return 124_439_807
