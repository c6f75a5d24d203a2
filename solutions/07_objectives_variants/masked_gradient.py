"""Answers to problem masked_gradient of set 07, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import torch
import torch.nn.functional as F

# %% right · one-hot
def masked_gradient(logits, labels):
    asked = (labels >= 0).to(logits.dtype)[..., None]
    truth = F.one_hot(labels.clamp(min=0), logits.shape[-1]).to(logits.dtype)
    return asked * (F.softmax(logits, -1) - truth) / asked.sum().clamp(min=1)

# %% right · a loop over the labelled positions
def masked_gradient(logits, labels):
    result = torch.zeros_like(logits)
    places = (labels != -100).nonzero().tolist()
    for b, t in places:
        p = torch.exp(logits[b, t] - torch.logsumexp(logits[b, t], 0))
        for v in range(logits.shape[-1]):
            result[b, t, v] = (p[v] - (1.0 if v == labels[b, t] else 0.0)) / len(places)
    return result

# %% right · subtracted in place from the probabilities, in 64 bits
def masked_gradient(logits, labels):
    p = logits.double().softmax(-1)
    b, t = torch.where(labels != -100)
    p[b, t, labels[b, t]] -= 1
    p[labels == -100] = 0
    return (p / max(len(b), 1)).to(logits.dtype)

# %% wrong · NumPy array
# Reaches: is it a tensor
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    return (chosen[..., None] * (logits.softmax(-1) - truth) / max(int(chosen.sum()), 1)).numpy()

# %% wrong · labelled positions only
# Reaches: One derivative for each logit is asked for
# Reaches: which shape has yours
def masked_gradient(logits, labels):
    chosen = labels != -100
    p = logits[chosen].softmax(-1)
    p[torch.arange(len(p)), labels[chosen]] -= 1
    return p / max(len(p), 1)

# %% wrong · sign
# Reaches: does the loss rise or fall
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    return chosen[..., None] * (truth - logits.softmax(-1)) / max(int(chosen.sum()), 1)

# %% wrong · not divided
# Reaches: what does that do to its derivatives
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    return chosen[..., None] * (logits.softmax(-1) - truth)

# %% wrong · divided by all positions
# Reaches: By how many positions is the loss divided
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    return chosen[..., None] * (logits.softmax(-1) - truth) / labels.numel()

# %% wrong · every position pays
# Reaches: does its logit change the loss
# Reaches: at how many is your gradient not zero
# Reaches: which gradient should it have
def masked_gradient(logits, labels):
    truth = F.one_hot(labels.clamp(min=0), logits.shape[-1]).to(logits.dtype)
    return (logits.softmax(-1) - truth) / max(int((labels != -100).sum()), 1)

# %% wrong · right word only
# Reaches: what happens to the right word's probability
# Reaches: what must its derivatives add up to
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    return truth * (logits.softmax(-1) - 1) / max(int(chosen.sum()), 1)

# %% wrong · probabilities without the truth
# Reaches: there is one more term
def masked_gradient(logits, labels):
    chosen = labels != -100
    return chosen[..., None] * logits.softmax(-1) / max(int(chosen.sum()), 1)

# %% wrong · softmax over the positions
# Reaches: what are the two derivatives
# Reaches: what is half of 1/4 - 1
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    return chosen[..., None] * (logits.softmax(-2) - truth) / max(int(chosen.sum()), 1)

# %% wrong · a batch without labels
# Reaches: by what do you divide
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    return chosen[..., None] * (logits.softmax(-1) - truth) / chosen.sum()

# %% wrong · exponentials without a maximum
# Reaches: can your softmax say so in 32 bits
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    p = logits.exp() / logits.exp().sum(-1, keepdim=True)
    return chosen[..., None] * (p - truth) / max(int(chosen.sum()), 1)

# %% wrong · the logits are overwritten
# Reaches: does the caller still have its logits
def masked_gradient(logits, labels):
    chosen = labels != -100
    n = max(int(chosen.sum()), 1)
    logits.copy_(logits.softmax(-1))
    logits[chosen, labels[chosen]] -= 1
    logits.mul_(chosen[..., None] / n)
    return logits

# %% wrong · the labels are overwritten
# Reaches: does the caller still have its labels
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    labels.fill_(-100)
    return chosen[..., None] * (logits.softmax(-1) - truth) / max(int(chosen.sum()), 1)

# %% wrong · 64 bits thrown away
# Reaches: how many digits does your gradient carry
def masked_gradient(logits, labels):
    chosen = labels != -100
    truth = torch.zeros_like(logits)
    truth[chosen, labels[chosen]] = 1.0
    return chosen[..., None] * (logits.float().softmax(-1) - truth) / max(int(chosen.sum()), 1)

# %% wrong · automatic differentiation
# Reaches: rule
def masked_gradient(logits, labels):
    leaf = logits.clone().requires_grad_()
    return torch.autograd.grad(masked_loss(leaf, labels), leaf)[0]

# %% null · nothing
def masked_gradient(logits, labels):
    pass

# %% null · the stub
def masked_gradient(logits, labels):
    """(B, T, V): the derivatives of the masked loss by each logit."""
    ...

# %% null · gives its argument back
def masked_gradient(logits, labels):
    return logits

# %% equivalent · the larger of two numbers in either order
# Same: return chosen[..., None] * (logits.softmax(-1) - truth) / max(int(chosen.sum()), 1)  →  return chosen[..., None] * (logits.softmax(-1) - truth) / max(1, int(chosen.sum()))
