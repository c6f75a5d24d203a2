"""Answers to problem margin_loss of set 10, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · softplus
def margin_loss(z, y):
    m = z[:, 1] - z[:, 0]
    return torch.nn.functional.softplus(torch.where(y == 1, -m, m)).mean()

# %% right · log softmax
def margin_loss(z, y):
    return -torch.log_softmax(z, dim=1)[torch.arange(len(y)), y].mean()

# %% right · by hand
def margin_loss(z, y):
    top = z.max(dim=1).values
    total = top + (z - top[:, None]).exp().sum(dim=1).log()
    return (total - z.gather(1, y[:, None])[:, 0]).mean()

# %% wrong · a list
# Reaches: A tensor is asked for
def margin_loss(z, y):
    return torch.logaddexp(z[:, 0], z[:, 1]).tolist()

# %% wrong · every row
# Reaches: what is asked for over all of them
def margin_loss(z, y):
    m = (z[:, 1] - z[:, 0]) * (2 * y - 1)
    return torch.nn.functional.softplus(-m)

# %% wrong · the sum
# Reaches: do you add up only
def margin_loss(z, y):
    m = (z[:, 1] - z[:, 0]) * (2 * y - 1)
    return torch.nn.functional.softplus(-m).sum()

# %% wrong · turned round
# Reaches: Which of the two logits belongs to y = 1
def margin_loss(z, y):
    m = (z[:, 1] - z[:, 0]) * (2 * y - 1)
    return torch.nn.functional.softplus(m).mean()

# %% wrong · only z1
# Reaches: have no say
def margin_loss(z, y):
    return torch.nn.functional.softplus(-z[:, 1] * (2 * y - 1)).mean()

# %% wrong · a dimension too many
# Reaches: which shape has it
def margin_loss(z, y):
    m = (z[:, 1] - z[:, 0]) * (2 * y - 1)
    return torch.nn.functional.softplus(-m).mean(dim=0, keepdim=True)

# %% wrong · squared
# Reaches: is its loss ln(1 + 1/e)
def margin_loss(z, y):
    p = torch.sigmoid(z[:, 1] - z[:, 0])
    return ((p - y) ** 2).mean()

# %% wrong · only three rows
# Reaches: Do more rows
def margin_loss(z, y):
    m = ((z[:, 1] - z[:, 0]) * (2 * y - 1))[:3]
    return torch.nn.functional.softplus(-m).mean()

# %% wrong · overflows
# Reaches: e to the power of 20000
def margin_loss(z, y):
    m = (z[:, 1] - z[:, 0]) * (2 * y - 1)
    return (1 + (-m).exp()).log().mean()

# %% wrong · clipped
# Reaches: which loss has each
def margin_loss(z, y):
    m = ((z[:, 1] - z[:, 0]) * (2 * y - 1)).clamp(-60, 60)
    return (1 + (-m).exp()).log().mean()

# %% equivalent · y is 0 or 1, so the sign is 1 or -1; a sum does not mind its order
# Same: gold_margin = (z[:, 1] - z[:, 0]) * (2 * y - 1)  →  gold_margin = (z[:, 1] - z[:, 0]) / (2 * y - 1)
# Same: return torch.logaddexp(torch.zeros_like(gold_margin), -gold_margin).mean()  →  return torch.logaddexp(-gold_margin, torch.zeros_like(gold_margin)).mean()

# %% null · nothing
def margin_loss(z, y): ...

# %% null · zero
def margin_loss(z, y):
    return torch.tensor(0.0)
