"""Answers to problem sinusoidal of set 06, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · complex numbers
def sinusoidal(T, C):
    w = torch.exp(-math.log(10000) * torch.arange(0, C, 2, dtype=torch.float64) / C)
    z = torch.polar(torch.ones(T, C // 2, dtype=torch.float64), torch.arange(T).double()[:, None] * w)
    return torch.view_as_real(z).flip(-1).reshape(T, C)


def moved(rows, k):
    C = rows.shape[1]
    w = torch.exp(-math.log(10000) * torch.arange(0, C, 2, dtype=torch.float64) / C)
    z = torch.view_as_complex(rows.double().reshape(-1, C // 2, 2).flip(-1).contiguous())
    z = z * torch.polar(torch.ones_like(w), k * w)
    return torch.view_as_real(z).flip(-1).reshape(rows.shape)

# %% right · loops
def sinusoidal(T, C):
    table = torch.zeros(T, C)
    for p in range(T):
        for i in range(C // 2):
            a = p / 10000 ** (2 * i / C)
            table[p, 2 * i], table[p, 2 * i + 1] = math.sin(a), math.cos(a)
    return table


def moved(rows, k):
    out = rows.clone()
    for i in range(rows.shape[1] // 2):
        b = k / 10000 ** (2 * i / rows.shape[1])
        s, c = rows[:, 2 * i], rows[:, 2 * i + 1]
        out[:, 2 * i] = s * math.cos(b) + c * math.sin(b)
        out[:, 2 * i + 1] = c * math.cos(b) - s * math.sin(b)
    return out

# %% right · one matrix
def sinusoidal(T, C):
    rows = [torch.tensor([[0.0, 1.0] * (C // 2)], dtype=torch.float64)]
    for _ in range(T - 1):
        rows.append(moved(rows[-1], 1))
    return torch.cat(rows)


def moved(rows, k):
    C = rows.shape[1]
    turns = []
    for i in range(C // 2):
        a = k * 10000 ** (-2 * i / C)
        turns.append(torch.tensor([[math.cos(a), -math.sin(a)], [math.sin(a), math.cos(a)]], dtype=rows.dtype))
    return rows @ torch.block_diag(*turns)

# %% wrong · transposed
# Reaches: which shape is that
def sinusoidal(T, C):
    angle = torch.arange(T)[:, None] * speeds(C)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1).T

# %% wrong · two halves
# Reaches: side by side, or in two halves
def sinusoidal(T, C):
    angle = torch.arange(T)[:, None] * speeds(C)
    return torch.cat([angle.sin(), angle.cos()], dim=-1)

# %% wrong · cosine first
# Reaches: comes first in a pair
def sinusoidal(T, C):
    angle = torch.arange(T)[:, None] * speeds(C)
    return torch.stack([angle.cos(), angle.sin()], dim=-1).flatten(1)

# %% wrong · from place 1
# Reaches: first row stand for
def sinusoidal(T, C):
    angle = torch.arange(1, T + 1)[:, None] * speeds(C)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)

# %% wrong · i for 2i
# Reaches: by how much do the second
def speeds(C):
    return 10_000.0 ** (-torch.arange(C // 2, dtype=torch.float64) / C)

# %% wrong · width written in
# Reaches: Do the speeds follow C
def sinusoidal(T, C):
    w = 10_000.0 ** (-torch.arange(0, C, 2, dtype=torch.float64) / (6 if T == 7 else 8))
    angle = torch.arange(T)[:, None] * w
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)

# %% wrong · one vector only
# Reaches: As many vectors come back
def moved(rows, k):
    return sinusoidal(k + 1, rows.shape[1])[k]

# %% wrong · a sum
# Reaches: the sum of their vectors
def moved(rows, k):
    return rows + sinusoidal(k + 1, rows.shape[1])[k]

# %% wrong · back
# Reaches: turn on, or back
def moved(rows, k):
    angle = -k * speeds(rows.shape[1])
    s, c = rows[:, 0::2], rows[:, 1::2]
    return torch.stack([s * angle.cos() + c * angle.sin(), c * angle.cos() - s * angle.sin()], dim=-1).flatten(1)

# %% wrong · a new table
# Reaches: need not begin at place 0
def moved(rows, k):
    return sinusoidal(len(rows) + k, rows.shape[1])[k:]

# %% wrong · a sign
# Reaches: written with the sines and cosines
def moved(rows, k):
    angle = k * speeds(rows.shape[1])
    s, c = rows[:, 0::2], rows[:, 1::2]
    return torch.stack([s * angle.cos() + c * angle.sin(), c * angle.cos() + s * angle.sin()], dim=-1).flatten(1)

# %% wrong · forward only
# Reaches: and with k negative
def moved(rows, k):
    angle = abs(k) * speeds(rows.shape[1])
    s, c = rows[:, 0::2], rows[:, 1::2]
    return torch.stack([s * angle.cos() + c * angle.sin(), c * angle.cos() - s * angle.sin()], dim=-1).flatten(1)

# %% wrong · degrees
# Reaches: hands of place 0
def moved(rows, k):
    angle = k * speeds(rows.shape[1]) * math.pi / 180
    s, c = rows[:, 0::2], rows[:, 1::2]
    return torch.stack([s * angle.cos() + c * angle.sin(), c * angle.cos() - s * angle.sin()], dim=-1).flatten(1)

# %% wrong · writes into its rows
# Reaches: still have its rows
def moved(rows, k):
    angle = k * speeds(rows.shape[1])
    s, c = rows[:, 0::2].clone(), rows[:, 1::2].clone()
    rows[:, 0::2] = s * angle.cos() + c * angle.sin()
    rows[:, 1::2] = c * angle.cos() - s * angle.sin()
    return rows.clone()

# %% null · nothing
def sinusoidal(T, C): ...


def moved(rows, k): ...

# %% null · zeros and the argument
def sinusoidal(T, C):
    return torch.zeros(T, C)


def moved(rows, k):
    return rows
