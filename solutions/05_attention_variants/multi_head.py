"""Answers to problem multi_head of set 05, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import math

import torch
import torch.nn.functional as F

# %% right · a loop over heads
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    D = C // H
    if mask is not None:
        mask = mask.expand(B, H, T, T)
    heads = []
    for h in range(H):
        columns = slice(h * D, (h + 1) * D)
        q, k, v = x @ w_q[:, columns], x @ w_k[:, columns], x @ w_v[:, columns]
        scores = q @ k.transpose(1, 2) / math.sqrt(D)
        if mask is not None:
            scores = scores.masked_fill(~mask[:, h], -math.inf)
        heads.append(torch.softmax(scores, -1) @ v)
    return torch.cat(heads, -1) @ w_o

# %% right · Einstein sums over four-dimensional weights
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    C = x.shape[-1]
    q, k, v = (torch.einsum("btc,chd->bhtd", x, w.reshape(C, H, C // H)) for w in (w_q, w_k, w_v))
    scores = torch.einsum("bhtd,bhsd->bhts", q, k) / math.sqrt(C // H)
    if mask is not None:
        scores = scores.masked_fill(mask.logical_not(), -math.inf)
    heads = torch.einsum("bhts,bhsd->bthd", scores.softmax(-1), v)
    return torch.einsum("bthd,hdc->btc", heads, w_o.reshape(H, C // H, C))

# %% right · each head adds its share of the output, in 64 bits
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    y, D = x.double(), x.shape[-1] // H
    parts = [w.double().split(D, dim=1) for w in (w_q, w_k, w_v)]
    out = torch.zeros_like(y)
    for h, rows in enumerate(w_o.double().split(D, dim=0)):
        q, k, v = (y @ part[h] for part in parts)
        scores = q @ k.mT * D**-0.5
        if mask is not None:
            here = mask if mask.dim() < 4 else mask[:, min(h, mask.shape[1] - 1)]
            scores = scores.masked_fill(~here, -math.inf)
        out += torch.softmax(scores, -1) @ v @ rows
    return out.float()

# %% wrong · no output matrix
# Reaches: where is w_o in your function
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C)

# %% wrong · matrices as in nn.Linear
# Reaches: on which side do the matrices stand here
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = (F.linear(x, w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return F.linear(attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C), w_o)

# %% wrong · only the output matrix transposed
# Reaches: Is w_o used as it stands, or transposed
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o.T

# %% wrong · queries and keys exchanged
# Reaches: asks, and which one is asked
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_k, w_q, w_v))
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · the input instead of the values
# Reaches: where do you leave that path
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = (y.view(B, T, H, C // H).transpose(1, 2) for y in (x @ w_q, x @ w_k, x))
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · the heads never leave their own axis
# Reaches: Which shape should the output have
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0]

# %% wrong · one head, whatever H is
# Reaches: one, or one in each head
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    return attention(x @ w_q, x @ w_k, x @ w_v)[0] @ w_o

# %% wrong · view without transpose, there and back
# Reaches: do the numbers of one position stay together
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, H, T, C // H) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].reshape(B, T, C) @ w_o

# %% wrong · view without transpose, then a transpose back
# Reaches: which numbers of x @ w_q does the first head get
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, H, T, C // H) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · heads not moved back before they are joined
# Reaches: which axis must move back behind the positions
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].reshape(B, T, C) @ w_o

# %% wrong · every H-th column
# Reaches: the first D columns, or every H-th one
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, C // H, H).permute(0, 3, 1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].permute(0, 2, 3, 1).reshape(B, T, C) @ w_o

# %% wrong · scaled by the width of the model
# Reaches: which width do you take the root of
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q / math.sqrt(H), k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · heads averaged
# Reaches: put side by side, or averaged
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].mean(1).repeat(1, 1, H) @ w_o

# %% wrong · heads joined in reverse
# Reaches: is it the first slice of your result
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].flip(1).transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · more than three heads are cut off
# Reaches: Does your function hold for every number of heads
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    H = min(H, 3)
    D = C // H
    q, k, v = ((x @ w)[..., : H * D].view(B, T, H, D).transpose(1, 2) for w in (w_q, w_k, w_v))
    joined = attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, H * D)
    return joined @ w_o[: H * D]

# %% wrong · the mask is lost
# Reaches: where in your function does it go out again
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · the first head's mask for all
# Reaches: Does each head get the part of the mask
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    if mask is not None and mask.dim() == 4:
        mask = mask[:, :1]
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · normalised over the batch
# Reaches: depend on the others in its batch
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    x = x / x.std(0, keepdim=True) if B > 2 else x
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · causal when nobody asked, for longer texts
# Reaches: do reordered inputs give the same outputs
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    if mask is None and (T, C) == (4, 6):
        mask = torch.ones(T, T).tril().bool()
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · a head width that is not whole
# Reaches: What does this line get, and what kind of value does it need
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C / H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].transpose(1, 2).reshape(B, T, C) @ w_o

# %% wrong · joined with view after a transpose
# Reaches: What is the shape of each tensor in this line
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    B, T, C = x.shape
    q, k, v = ((x @ w).view(B, T, H, C // H).transpose(1, 2) for w in (w_q, w_k, w_v))
    return attention(q, k, v, mask)[0].transpose(1, 2).view(B, T, C) @ w_o

# %% wrong · calls the built-in
# Reaches: rule
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    layer = torch.nn.MultiheadAttention(x.shape[-1], H, bias=False, batch_first=True)
    layer.in_proj_weight.data = torch.cat([w_q.T, w_k.T, w_v.T])
    layer.out_proj.weight.data = w_o.T
    return layer(x, x, x, need_weights=False)[0]

# %% null · nothing
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    ...

# %% null · gives its argument back
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    return x

# %% null · zeros
def multi_head_attention(x, w_q, w_k, w_v, w_o, H, mask=None):
    return torch.zeros_like(x)

# %% equivalent · exchanging two axes has no order
# Same: q, k, v = ((x @ w).view(B, T, H, D).transpose(1, 2) for w in (w_q, w_k, w_v))  →  q, k, v = ((x @ w).view(B, T, H, D).transpose(2, 1) for w in (w_q, w_k, w_v))
# Same: return heads.transpose(1, 2).reshape(B, T, C) @ w_o  →  return heads.transpose(2, 1).reshape(B, T, C) @ w_o
