"""Answers to problem rate of set 08, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · smaller of two
def rate(step, steps, peak, rising, shape):
    falls = {"linear": lambda x: 1 - x, "cosine": lambda x: 0.5 + 0.5 * math.cos(math.pi * x)}
    if shape not in falls:
        raise ValueError(shape)
    return peak * (step + 1) / rising if step < rising else peak * falls[shape]((step - rising) / (steps - rising))

# %% right · match
def rate(step, steps, peak, rising, shape):
    n, s = steps - rising, step - rising
    match shape:
        case "linear":
            fall = (n - s) / n
        case "cosine":
            fall = math.cos(math.pi * s / n / 2) ** 2
        case _:
            raise ValueError("unknown shape")
    return float(peak * fall if s >= 0 else peak * (step + 1) / rising)

# %% right · a table of all steps
def rate(step, steps, peak, rising, shape):
    if shape != "linear" and shape != "cosine":
        raise ValueError("unknown shape")
    up = [peak * (i + 1) / rising for i in range(rising)]
    x = torch.arange(steps - rising, dtype=torch.float64) / (steps - rising)
    down = 1 - x if shape == "linear" else (1 + torch.cos(torch.pi * x)) / 2
    return (up + (peak * down).tolist())[step]

# %% wrong · a tensor
# Reaches: A number is asked for at each step
def rate(step, steps, peak, rising, shape):
    return torch.tensor(peak * (step + 1) / max(rising, 1) if step < rising else peak * (1 - (step - rising) / (steps - rising)))

# %% wrong · climb from nothing
# Reaches: At step 0 nothing would be learned
def rate(step, steps, peak, rising, shape):
    if step < rising:
        return peak * step / rising
    x = (step - rising) / (steps - rising)
    return peak * (1 - x if shape == "linear" else (1 + math.cos(math.pi * x)) / 2)

# %% wrong · the climb forgets the peak
# Reaches: do you multiply by it
def rate(step, steps, peak, rising, shape):
    if step < rising:
        return (step + 1) / rising
    x = (step - rising) / (steps - rising)
    return peak * (1 - x if shape == "linear" else (1 + math.cos(math.pi * x)) / 2)

# %% wrong · no climb
# Reaches: which four rates are these
def rate(step, steps, peak, rising, shape):
    x = max(step - rising, 0) / (steps - rising)
    return peak * (1 - x if shape == "linear" else (1 + math.cos(math.pi * x)) / 2)

# %% wrong · fall counted from the first step
# Reaches: From where do you count the fall
# Reaches: what is it at the first step of the fall
def rate(step, steps, peak, rising, shape):
    if step < rising:
        return peak * (step + 1) / rising
    x = step / steps
    return peak * (1 - x if shape == "linear" else (1 + math.cos(math.pi * x)) / 2)

# %% wrong · the fall begins a step late
# Reaches: which rate comes first, and which last
def rate(step, steps, peak, rising, shape):
    if step < rising:
        return peak * (step + 1) / rising
    x = (step - rising + 1) / (steps - rising)
    return peak * (1 - x if shape == "linear" else (1 + math.cos(math.pi * x)) / 2)

# %% wrong · a whole cosine from 1 to -1
# Reaches: what makes it go from 1 to 0
def rate(step, steps, peak, rising, shape):
    if step < rising:
        return peak * (step + 1) / rising
    x = (step - rising) / (steps - rising)
    return peak * (1 - x if shape == "linear" else math.cos(math.pi * x))

# %% wrong · up again
# Reaches: Does your cosine come up again
def rate(step, steps, peak, rising, shape):
    if step < rising:
        return peak * (step + 1) / rising
    x = (step - rising) / (steps - rising)
    return peak * (1 - x if shape == "linear" else (1 + math.cos(2 * math.pi * x)) / 2)

# %% wrong · a climb of nothing starts at nothing
# Reaches: With no climb at all, what is the first rate
def rate(step, steps, peak, rising, shape):
    if shape not in ("linear", "cosine"):
        raise ValueError(shape)
    if step < rising or step == 0:
        return peak * (step + 1) / rising if rising else 0.0
    x = (step - rising) / (steps - rising)
    return peak * (1 - x if shape == "linear" else (1 + math.cos(math.pi * x)) / 2)

# %% wrong · a peak of at least 0.001
# Reaches: Do climb and fall follow when steps, peak and rising change
def rate(step, steps, peak, rising, shape):
    if shape not in ("linear", "cosine"):
        raise ValueError(shape)
    peak = max(peak, 0.001)
    if step < rising:
        return peak * (step + 1) / rising
    x = (step - rising) / (steps - rising)
    return peak * (1 - x if shape == "linear" else (1 + math.cos(math.pi * x)) / 2)

# %% wrong · every other shape is a cosine
# Reaches: What should happen when nobody knows the shape
def rate(step, steps, peak, rising, shape):
    if step < rising:
        return peak * (step + 1) / rising
    x = (step - rising) / (steps - rising)
    return peak * (1 - x if shape == "linear" else (1 + math.cos(math.pi * x)) / 2)

# %% wrong · asks for the shape only in the fall
# Reaches: also during the climb
def rate(step, steps, peak, rising, shape):
    if step < rising:
        return peak * (step + 1) / rising
    x = (step - rising) / (steps - rising)
    if shape == "linear":
        return peak * (1 - x)
    if shape == "cosine":
        return peak * (1 + math.cos(math.pi * x)) / 2
    raise ValueError(shape)

# %% wrong · nothing for a shape it knows
# Reaches: does each still give a number
def rate(step, steps, peak, rising, shape):
    if shape == "linear":
        return peak * (step + 1) / rising if step < rising else peak * (1 - (step - rising) / (steps - rising))
    if shape != "cosine":
        raise ValueError(shape)

# %% null · nothing
def rate(step, steps, peak, rising, shape): ...

# %% null · always the peak as a text
def rate(step, steps, peak, rising, shape):
    return str(peak)

# %% equivalent · the order of the known shapes and the wording of the refusal are free
# Same: if shape not in ('linear', 'cosine'):  →  if shape not in ('cosine', 'linear'):
# Same: raise ValueError(f'The shape is linear or cosine, not {shape}.')  →  raise ValueError(f'The shape is linear or cosine, not ?{shape}.')
# Same: raise ValueError(f'The shape is linear or cosine, not {shape}.')  →  raise ValueError(f'The shape is linear or cosine, not {shape}.?')
