"""Answers to problem masked_loss of set 07, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import torch
import torch.nn.functional as F

# %% right · a loop over the labelled positions
def masked_loss(logits, labels):
    total, n = torch.zeros((), dtype=logits.dtype), 0
    for b, t in (labels != -100).nonzero().tolist():
        total = total + torch.logsumexp(logits[b, t], 0) - logits[b, t, labels[b, t]]
        n += 1
    return total / n if n else total

# %% right · weights of 0 and 1
def masked_loss(logits, labels):
    weight = (labels >= 0).to(logits.dtype)
    log_p = F.log_softmax(logits, -1)
    each = -torch.gather(log_p, -1, (labels * (labels >= 0))[..., None]).squeeze(-1)
    return (each * weight).sum() / weight.sum().clamp(min=1)

# %% right · flattened, in 64 bits
def masked_loss(logits, labels):
    z, y = logits.reshape(-1, logits.shape[-1]).double(), labels.reshape(-1)
    z, y = z[y != -100], y[y != -100]
    if len(y) == 0:
        return logits.sum() * 0
    return (z.logsumexp(1) - z[torch.arange(len(y)), y]).mean().to(logits.dtype)

# %% wrong · a Python number
# Reaches: is it a tensor
def masked_loss(logits, labels):
    chosen = labels != -100
    return -logits[chosen].log_softmax(-1).gather(-1, labels[chosen][:, None]).mean().item()

# %% wrong · one loss for each text
# Reaches: which shape does yours have
def masked_loss(logits, labels):
    chosen = labels != -100
    each = -logits.log_softmax(-1).gather(-1, labels.clamp(min=0)[..., None])[..., 0]
    return (each * chosen).sum(-1) / chosen.sum(-1).clamp(min=1)

# %% wrong · sign
# Reaches: which sign does a logarithm of a probability have
def masked_loss(logits, labels):
    chosen = labels != -100
    picked = logits[chosen].log_softmax(-1).gather(-1, labels[chosen][:, None])
    return picked.sum() / max(len(picked), 1)

# %% wrong · divided by all positions
# Reaches: By how many positions do you divide
def masked_loss(logits, labels):
    chosen = labels != -100
    return -logits[chosen].log_softmax(-1).gather(-1, labels[chosen][:, None]).sum() / labels.numel()

# %% wrong · the sum
# Reaches: what is missing to make it a mean
def masked_loss(logits, labels):
    chosen = labels != -100
    return -logits[chosen].log_softmax(-1).gather(-1, labels[chosen][:, None]).sum()

# %% wrong · -100 taken for token 0
# Reaches: what does your code take it for
# Reaches: which loss should it have
# Reaches: which two numbers is your mean made of
def masked_loss(logits, labels):
    return -logits.log_softmax(-1).gather(-1, labels.clamp(min=0)[..., None]).mean()

# %% wrong · mean of the texts' means
# Reaches: does each label count the same
def masked_loss(logits, labels):
    means = []
    for z, y in zip(logits, labels, strict=True):
        if (y != -100).any():
            means.append(-z[y != -100].log_softmax(-1).gather(-1, y[y != -100][:, None]).mean())
    return torch.stack(means).mean() if means else torch.zeros(())

# %% wrong · shifted as in a left-to-right model
# Reaches: why do you shift
def masked_loss(logits, labels):
    chosen = labels[:, 1:] != -100
    picked = logits[:, :-1][chosen].log_softmax(-1).gather(-1, labels[:, 1:][chosen][:, None])
    return -picked.sum() / max(len(picked), 1)

# %% wrong · logits instead of logarithms of probabilities
# Reaches: what is the negative logarithm of its label's probability
# Reaches: what is its loss
def masked_loss(logits, labels):
    chosen = labels != -100
    picked = logits[chosen].gather(-1, labels[chosen][:, None])
    return -picked.sum() / max(len(picked), 1)

# %% wrong · a batch without labels
# Reaches: by what do you divide
def masked_loss(logits, labels):
    chosen = labels != -100
    return -logits[chosen].log_softmax(-1).gather(-1, labels[chosen][:, None]).mean()

# %% wrong · all logits brought to one scale
# Reaches: why does your loss move
def masked_loss(logits, labels):
    chosen = labels != -100
    z = logits / logits.abs().max().clamp(min=8.0) * 8.0
    picked = z[chosen].log_softmax(-1).gather(-1, labels[chosen][:, None])
    return -picked.sum() / max(len(picked), 1)

# %% wrong · the logarithm of a softmax
# Reaches: which function spares you both
def masked_loss(logits, labels):
    chosen = labels != -100
    picked = logits[chosen].softmax(-1).gather(-1, labels[chosen][:, None]).log()
    return -picked.sum() / max(len(picked), 1)

# %% wrong · smoothed probabilities
# Reaches: what is its loss
def masked_loss(logits, labels):
    chosen = labels != -100
    p = logits[chosen].softmax(-1).gather(-1, labels[chosen][:, None]) + 1e-6
    return -p.log().sum() / max(len(p), 1)

# %% wrong · normalised with 1e-3 added to the count
# Reaches: what is the mean of ln 2 and ln 8
def masked_loss(logits, labels):
    chosen = labels != -100
    picked = logits[chosen].log_softmax(-1).gather(-1, labels[chosen][:, None])
    return -picked.sum() / max(len(picked), 1) if len(picked) < 2 else -picked.sum() / (len(picked) + 1e-3)

# %% wrong · the ready-made loss
# Reaches: rule
def masked_loss(logits, labels):
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten())

# %% null · nothing
def masked_loss(logits, labels):
    pass

# %% null · the stub
def masked_loss(logits, labels):
    """The mean loss in nats over the positions whose label is not -100."""
    ...

# %% null · gives its argument back
def masked_loss(logits, labels):
    return logits

# %% equivalent · two axes counted from either end; the larger of two numbers in either order
# Same: log_p = logits[chosen].log_softmax(-1)  →  log_p = logits[chosen].log_softmax(1)
# Same: picked = log_p.gather(-1, labels[chosen][:, None])  →  picked = log_p.gather(1, labels[chosen][:, None])
# Same: return -picked.sum() / max(len(picked), 1)  →  return -picked.sum() / max(1, len(picked))
