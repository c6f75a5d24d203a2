"""Answers to problem lamb_step of set 08, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · NumPy-like, by sums of squares
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    a, b = w.square().sum().sqrt(), u.square().sum().sqrt()
    return w - lr * torch.where((a > 0) & (b > 0), a / b.clamp_min(1e-38), torch.ones(())) * u

# %% right · with Python numbers
def lamb_step(w, direction, lr, decay):
    u = torch.add(direction, w, alpha=decay)
    a, b = math.sqrt((w * w).sum().item()), math.sqrt((u * u).sum().item())
    return torch.sub(w, u, alpha=lr * (a / b if a and b else 1.0))

# %% right · a unit update times a length
def lamb_step(w, direction, lr, decay):
    u = direction + w * decay
    if not u.any() or not w.any():
        return w - lr * u
    unit = u / torch.linalg.vector_norm(u)
    return w - lr * torch.linalg.vector_norm(w) * unit

# %% wrong · the ratio only
# Reaches: what do you give back
def lamb_step(w, direction, lr, decay):
    return w.norm() / (direction + decay * w).norm()

# %% wrong · no ratio
# Reaches: What makes the step of a short layer shorter
def lamb_step(w, direction, lr, decay):
    return w - lr * (direction + decay * w)

# %% wrong · ratio turned round
# Reaches: which length stands above the line
# Reaches: what share of its own length does it move
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    return w - lr * u.norm() / w.norm() * u

# %% wrong · no decay
# Reaches: Where does the decay come in
def lamb_step(w, direction, lr, decay):
    a, b = w.norm(), direction.norm()
    return w - lr * (a / b if a > 0 and b > 0 else 1.0) * direction

# %% wrong · decay beside the scaled step
# Reaches: Is the decay part of what is measured and scaled
def lamb_step(w, direction, lr, decay):
    return w - lr * w.norm() / direction.norm() * direction - lr * decay * w

# %% wrong · one length for each row
# Reaches: One length for each row
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    return w - lr * w.norm(dim=-1, keepdim=True) / u.norm(dim=-1, keepdim=True) * u

# %% wrong · uphill
# Reaches: Does a step go with the update or against it
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    return w + lr * w.norm() / u.norm() * u

# %% wrong · squares without the root
# Reaches: how long is the step
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    return w - lr * (w * w).sum() / (u * u).sum() * u

# %% wrong · zero over zero
# Reaches: what is 0 divided by 0 in your step
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    if not w.any():
        return w - lr * u
    return w - lr * w.norm() / u.norm() * u

# %% wrong · everything over zero
# Reaches: what do you divide by what
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    return w - lr * u / (u.norm() / w.norm()) if u.any() and w.any() else (w - lr * u) * (0 / w.norm())

# %% wrong · a layer of zeros never moves
# Reaches: would it ever move
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    return w - lr * w.norm() / u.norm().clamp_min(1e-30) * u

# %% wrong · writes into the weights
# Reaches: does the caller still have its weights
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    a, b = w.norm(), u.norm()
    w -= lr * (a / b if a > 0 and b > 0 else 1.0) * u
    return w.clone()

# %% wrong · the largest entry as length
# Reaches: so where does (3, 4) go
def lamb_step(w, direction, lr, decay):
    u = direction + decay * w
    a, b = w.abs().max(), u.abs().max()
    return w - lr * (a / b if a > 0 and b > 0 else 1.0) * u

# %% null · nothing
def lamb_step(w, direction, lr, decay): ...

# %% null · nan
def lamb_step(w, direction, lr, decay):
    return torch.full_like(w, math.nan)

