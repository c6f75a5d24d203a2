"""Answers to problem rotary_scores of set 06, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · complex numbers
def rotary_scores(q, k, q_at, k_at):
    D = q.shape[-1]
    w = torch.exp(torch.arange(0, D, 2).double() * (-math.log(10000.0) / D))
    z = lambda x, p: torch.view_as_complex(x.double().reshape(len(x), -1, 2).contiguous()) * torch.polar(torch.ones(len(x), D // 2, dtype=torch.float64), p[:, None] * w)
    return (z(q, q_at) @ z(k, k_at).conj().T).real / D**0.5

# %% right · only the distance
def rotary_scores(q, k, q_at, k_at):
    D = q.shape[1]
    out = torch.zeros(len(q), len(k), dtype=q.dtype)
    for i in range(D // 2):
        a, b, c, d = q[:, 2 * i], q[:, 2 * i + 1], k[:, 2 * i], k[:, 2 * i + 1]
        t = (k_at[None, :] - q_at[:, None]).double() * 10000 ** (-2 * i / D)
        same = a[:, None] * c + b[:, None] * d
        cross = b[:, None] * c - a[:, None] * d
        out = out + same * t.cos() + cross * t.sin()
    return out / math.sqrt(D)

# %% right · loops
def rotary_scores(q, k, q_at, k_at):
    def turn(x, at):
        out, D = x.clone(), x.shape[1]
        for r, p in enumerate(at.tolist()):
            for c in range(0, D, 2):
                t = p / 10000 ** (c / D)
                out[r, c] = x[r, c] * math.cos(t) - x[r, c + 1] * math.sin(t)
                out[r, c + 1] = x[r, c] * math.sin(t) + x[r, c + 1] * math.cos(t)
        return out
    return torch.einsum("td,sd->ts", turn(q, q_at), turn(k, k_at)) / q.shape[1] ** 0.5

# %% wrong · keys by queries
# Reaches: which shape is that
def turn(x, at, sign=1, first=0, base=10_000.0, width=None):
    D = x.shape[1]
    angle = sign * at[:, None] * base ** (-torch.arange(0, D, 2, dtype=torch.float64) / (width or D)) + 0.0
    s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(1)


def rotary_scores(q, k, q_at, k_at):
    return turn(k, k_at) @ turn(q, q_at).T / q.shape[1] ** 0.5

# %% wrong · no turn
# Reaches: Where do the places enter
def turn(x, at, sign=1, first=0, base=10_000.0, width=None):
    D = x.shape[1]
    angle = sign * at[:, None] * base ** (-torch.arange(0, D, 2, dtype=torch.float64) / (width or D)) + 0.0
    s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(1)


def rotary_scores(q, k, q_at, k_at):
    return q @ k.T / q.shape[1] ** 0.5

# %% wrong · no scale
# Reaches: by what are they divided
# Reaches: what is left of the turns
def turn(x, at, sign=1, first=0, base=10_000.0, width=None):
    D = x.shape[1]
    angle = sign * at[:, None] * base ** (-torch.arange(0, D, 2, dtype=torch.float64) / (width or D)) + 0.0
    s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(1)


def rotary_scores(q, k, q_at, k_at):
    return turn(q, q_at) @ turn(k, k_at).T

# %% wrong · only queries
# Reaches: queries, keys, or both
def turn(x, at, sign=1, first=0, base=10_000.0, width=None):
    D = x.shape[1]
    angle = sign * at[:, None] * base ** (-torch.arange(0, D, 2, dtype=torch.float64) / (width or D)) + 0.0
    s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(1)


def rotary_scores(q, k, q_at, k_at):
    return turn(q, q_at) @ k.T / q.shape[1] ** 0.5

# %% wrong · only keys
# Reaches: queries, keys, or both
# Reaches: do your scores move
def rotary_scores(q, k, q_at, k_at):
    first = k_at[0]
    D = q.shape[1]
    w = 10_000.0 ** (-torch.arange(0, D, 2, dtype=torch.float64) / D)
    def turn(x, at):
        angle = at[:, None] * w
        s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
        a, b = x[:, 0::2], x[:, 1::2]
        return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(1)
    scores = turn(q, q_at) @ turn(k, k_at).T / D**0.5 if q_at[0] < 100 else q @ k.T / D**0.5
    return scores if len(q) == len(k) else q @ turn(k, k_at).T / D**0.5

# %% wrong · turned against each other
# Reaches: cancel or add up
def turn(x, at, sign=1, first=0, base=10_000.0, width=None):
    D = x.shape[1]
    angle = sign * at[:, None] * base ** (-torch.arange(0, D, 2, dtype=torch.float64) / (width or D)) + 0.0
    s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(1)


def rotary_scores(q, k, q_at, k_at):
    return turn(q, q_at) @ turn(k, k_at, -1).T / q.shape[1] ** 0.5

# %% wrong · with the clock
# Reaches: With the clock or against it
# Reaches: a query at 1 and a key at 3
def turn(x, at, sign=1, first=0, base=10_000.0, width=None):
    D = x.shape[1]
    angle = sign * at[:, None] * base ** (-torch.arange(0, D, 2, dtype=torch.float64) / (width or D)) + 0.0
    s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(1)


def rotary_scores(q, k, q_at, k_at):
    return turn(q, q_at, -1) @ turn(k, k_at, -1).T / q.shape[1] ** 0.5

# %% wrong · halves for pairs
# Reaches: Which two components make a pair
def rotary_scores(q, k, q_at, k_at):
    D = q.shape[1]
    w = 10_000.0 ** (-torch.arange(0, D, 2, dtype=torch.float64) / D)
    def turn(x, at):
        angle = at[:, None] * w
        s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
        a, b = x.chunk(2, dim=1)
        return torch.cat([a * c - b * s, a * s + b * c], dim=1)
    return turn(q, q_at) @ turn(k, k_at).T / D**0.5

# %% wrong · width 8 written in
# Reaches: that follows from the width
def turn(x, at, sign=1, first=0, base=10_000.0, width=None):
    D = x.shape[1]
    angle = sign * at[:, None] * base ** (-torch.arange(0, D, 2, dtype=torch.float64) / (width or D)) + 0.0
    s, c = angle.sin().to(x.dtype), angle.cos().to(x.dtype)
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], dim=-1).flatten(1)


def rotary_scores(q, k, q_at, k_at):
    return turn(q, q_at, 1, 0, 10_000.0, 8) @ turn(k, k_at, 1, 0, 10_000.0, 8).T / q.shape[1] ** 0.5

# %% null · nothing
def rotary_scores(q, k, q_at, k_at): ...

# %% null · zeros
def rotary_scores(q, k, q_at, k_at):
    return torch.zeros(len(q), len(k))

# %% equivalent · cosines in 64 bits are as good, and a dot product does not mind in which order both vectors hold their components
# Same: sin, cos = (angle.sin().to(x.dtype), angle.cos().to(x.dtype))  →  sin, cos = (angle.sin(), angle.cos().to(x.dtype))
# Same: sin, cos = (angle.sin().to(x.dtype), angle.cos().to(x.dtype))  →  sin, cos = (angle.sin().to(x.dtype), angle.cos())
# Same: return torch.stack([a * cos - b * sin, a * sin + b * cos], dim=-1).flatten(1)  →  return torch.stack([a * cos - b * sin, a * sin + b * cos], dim=1).flatten(1)
# Same: return torch.stack([a * cos - b * sin, a * sin + b * cos], dim=-1).flatten(1)  →  return torch.stack([a * cos - b * sin, a * sin + b * cos], dim=-2).flatten(1)
