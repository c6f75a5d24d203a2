"""Answers to problem log_likelihood of set 07, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import torch
import torch.nn.functional as F

# %% right · loops over texts and positions
def log_likelihood(logits, ids):
    result = torch.zeros(len(ids), dtype=logits.dtype)
    for b in range(len(ids)):
        for t in range(ids.shape[1] - 1):
            result[b] += logits[b, t, ids[b, t + 1]] - torch.logsumexp(logits[b, t], 0)
    return result

# %% right · one-hot and Einstein sums, maximum taken away by hand
def log_likelihood(logits, ids):
    shifted = logits - logits.max(-1, keepdim=True).values
    log_p = shifted - shifted.exp().sum(-1, keepdim=True).log()
    truth = F.one_hot(ids, logits.shape[-1]).to(logits.dtype)
    finite = log_p.clamp(min=-1e30)
    return torch.einsum("btv,btv->b", finite[:, :-1], truth[:, 1:])

# %% right · in 64 bits, targets picked with indices
def log_likelihood(logits, ids):
    B, T = ids.shape
    log_p = F.log_softmax(logits.double(), dim=2)
    rows, places = torch.arange(B)[:, None], torch.arange(T - 1)[None]
    return log_p[rows, places, ids[:, 1:]].sum(dim=1).to(logits.dtype)

# %% wrong · a list
# Reaches: is it a tensor
def log_likelihood(logits, ids):
    log_p = logits[:, :-1].log_softmax(-1)
    return log_p.gather(-1, ids[:, 1:, None])[..., 0].sum(-1).tolist()

# %% wrong · one number for the batch
# Reaches: which shape does yours have
# Reaches: does your function give back nine numbers
def log_likelihood(logits, ids):
    log_p = logits[:, :-1].log_softmax(-1)
    return log_p.gather(-1, ids[:, 1:, None]).sum()

# %% wrong · not shifted
# Reaches: of which token are its logits a guess
def log_likelihood(logits, ids):
    return logits.log_softmax(-1).gather(-1, ids[..., None])[..., 0].sum(-1)

# %% wrong · not shifted, without the first token
# Reaches: of which token are its logits a guess
def log_likelihood(logits, ids):
    return logits.log_softmax(-1).gather(-1, ids[..., None])[:, 1:, 0].sum(-1)

# %% wrong · shifted the other way
# Reaches: or the one before
def log_likelihood(logits, ids):
    return logits[:, 1:].log_softmax(-1).gather(-1, ids[:, :-1, None])[..., 0].sum(-1)

# %% wrong · the loss, not the likelihood
# Reaches: which sign has it
def log_likelihood(logits, ids):
    return -logits[:, :-1].log_softmax(-1).gather(-1, ids[:, 1:, None])[..., 0].sum(-1)

# %% wrong · the mean
# Reaches: do you add up its logarithms
# Reaches: to what must their probabilities add up
def log_likelihood(logits, ids):
    return logits[:, :-1].log_softmax(-1).gather(-1, ids[:, 1:, None])[..., 0].mean(-1)

# %% wrong · sum of logits
# Reaches: Are these logarithms of probabilities yet
def log_likelihood(logits, ids):
    return logits[:, :-1].gather(-1, ids[:, 1:, None])[..., 0].sum(-1)

# %% wrong · the probability itself
# Reaches: The probability or its logarithm
def log_likelihood(logits, ids):
    return logits[:, :-1].softmax(-1).gather(-1, ids[:, 1:, None])[..., 0].prod(-1)

# %% wrong · bits
# Reaches: is it the natural logarithm
def log_likelihood(logits, ids):
    return logits[:, :-1].softmax(-1).gather(-1, ids[:, 1:, None])[..., 0].log2().sum(-1)

# %% wrong · normalised over the positions
# Reaches: which row of logits and which token decide
# Reaches: what is the logarithm of their product
def log_likelihood(logits, ids):
    return logits[:, :-1].log_softmax(1).gather(-1, ids[:, 1:, None])[..., 0].sum(-1)

# %% wrong · exponentials without a maximum
# Reaches: What is exp(1000) in 32 bits
def log_likelihood(logits, ids):
    p = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return p[:, :-1].gather(-1, ids[:, 1:, None])[..., 0].log().sum(-1)

# %% wrong · the logarithm of a softmax
# Reaches: in which step does yours become 0
def log_likelihood(logits, ids):
    return logits[:, :-1].softmax(-1).gather(-1, ids[:, 1:, None])[..., 0].log().sum(-1)

# %% wrong · 64 bits thrown away
# Reaches: which number in your code belongs to one size, or to 32 bits
def log_likelihood(logits, ids):
    return logits[:, :-1].float().log_softmax(-1).gather(-1, ids[:, 1:, None])[..., 0].sum(-1)

# %% wrong · the ready-made loss
# Reaches: rule
def log_likelihood(logits, ids):
    return -F.cross_entropy(logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten(), reduction="none").view(len(ids), -1).sum(1)

# %% null · nothing
def log_likelihood(logits, ids):
    pass

# %% null · the stub
def log_likelihood(logits, ids):
    """(B,): ln p of the tokens 2 … T, given the first."""
    ...

# %% null · zeros
def log_likelihood(logits, ids):
    return torch.zeros(len(ids))

# %% equivalent · the only axis left, and an axis of length one, counted from either end
# Same: return log_p.gather(-1, ids[:, 1:, None])[..., 0].sum(-1)  →  return log_p.gather(-1, ids[:, 1:, None])[..., 0].sum(1)
# Same: return log_p.gather(-1, ids[:, 1:, None])[..., 0].sum(-1)  →  return log_p.gather(-1, ids[:, 1:, None])[..., -1].sum(-1)
