"""Answers to problem adamw_step of set 08, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · lerp
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = torch.lerp(g, m, beta1), torch.lerp(g.square(), v, beta2)
    return w * (1 - lr * decay) - lr * (m / (1 - beta1**step)) / ((v / (1 - beta2**step)).sqrt() + eps), m, v

# %% right · corrections folded into the rate
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m = m + (g - m) * (1 - beta1)
    v = v + (g * g - v) * (1 - beta2)
    root = math.sqrt(1 - beta2**step)
    size = lr * root / (1 - beta1**step)
    return w - lr * decay * w - size * m / (v.sqrt() + eps * root), m, v

# %% right · in place on copies
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    w, m, v = w.clone(), m.clone(), v.clone()
    m.mul_(beta1).add_(g, alpha=1 - beta1)
    v.mul_(beta2).addcmul_(g, g, value=1 - beta2)
    w.mul_(1 - lr * decay)
    w.addcdiv_(m / (1 - beta1**step), (v / (1 - beta2**step)).sqrt_().add_(eps), value=-lr)
    return w, m, v

# %% wrong · only the weights
# Reaches: Three tensors are asked for, w, m and v
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - lr * decay * w - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps)

# %% wrong · v is missing
# Reaches: how many does your return line hold
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - lr * decay * w - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m

# %% wrong · beta turned round
# Reaches: How much of the old mean is kept
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = (1 - beta1) * m + beta1 * g, (1 - beta2) * v + beta2 * g * g
    return w - lr * decay * w - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m, v

# %% wrong · a sum and no mean
# Reaches: how much of the old one stays, and how much of g comes in
# Reaches: What is the new m for a plain vector
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + g, beta2 * v + (1 - beta2) * g * g
    return w - lr * decay * w - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m, v

# %% wrong · g is not squared
# Reaches: v is a running mean of what
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g
    return w - lr * decay * w - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m, v

# %% wrong · one beta for both
# Reaches: with which of the two betas
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta1 * v + (1 - beta1) * g * g
    return w - lr * decay * w - lr * m / (1 - beta1**step) / ((v / (1 - beta1**step)).sqrt() + eps), m, v

# %% wrong · no correction
# Reaches: Both means began at 0
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - lr * decay * w - lr * m / (v.sqrt() + eps), m, v

# %% wrong · no decay
# Reaches: Where does the decay act in your step
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m, v

# %% wrong · decay without the rate
# Reaches: By which factor does a weight shrink
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - decay * w - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m, v

# %% wrong · uphill
# Reaches: Does a step go with the gradient or against it
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w + lr * decay * w + lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m, v

# %% wrong · the penalty in the step, scaled
# Reaches: what is divided by what
# Reaches: is the decay divided by the gradient's size
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - lr * (m / (1 - beta1**step) + decay * w) / ((v / (1 - beta2**step)).sqrt() + eps), m, v

# %% wrong · corrections exchanged
# Reaches: which correction goes with which beta
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - lr * decay * w - lr * m / (1 - beta2**step) / ((v / (1 - beta1**step)).sqrt() + eps), m, v

# %% wrong · eps under the root
# Reaches: Does eps stand beside the root or under it
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - lr * decay * w - lr * m / (1 - beta1**step) / (v / (1 - beta2**step) + eps).sqrt(), m, v

# %% wrong · betas written into the corrections
# Reaches: do all four places where they occur follow
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    return w - lr * decay * w - lr * m / (1 - 0.9**step) / ((v / (1 - 0.999**step)).sqrt() + eps), m, v

# %% wrong · writes into its arguments
# Reaches: does the caller still have its w, g, m and v
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    m.mul_(beta1).add_(g, alpha=1 - beta1)
    v.mul_(beta2).addcmul_(g, g, value=1 - beta2)
    return w - lr * decay * w - lr * m / (1 - beta1**step) / ((v / (1 - beta2**step)).sqrt() + eps), m.clone(), v.clone()

# %% wrong · torch's own
# Reaches: rule
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    weight = torch.nn.Parameter(w.clone())
    weight.grad = g
    torch.optim.AdamW([weight], lr=lr, weight_decay=decay).step()
    return weight.detach(), m, v

# %% null · nothing
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8): ...

# %% null · gives its arguments back
def adamw_step(w, g, m, v, step, lr, decay, beta1=0.9, beta2=0.999, eps=1e-8):
    return w, m, v

