"""Answers to problem gradients of set 05, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import math

import torch
import torch.nn.functional as F

# %% right · the whole Jacobian, then its product
def softmax_gradient(weights, grad_weights):
    jacobian = torch.diag_embed(weights) - weights[..., :, None] * weights[..., None, :]
    return (jacobian @ grad_weights[..., None])[..., 0]


def attention_gradients(q, k, v, grad_output):
    root = math.sqrt(q.shape[-1])
    weights = torch.softmax(q @ k.mT / root, -1)
    grad_scores = softmax_gradient(weights, grad_output @ v.mT)
    return grad_scores @ k / root, grad_scores.mT @ q / root, weights.mT @ grad_output

# %% right · Einstein sums; the mean from the output, as fast kernels do it
def softmax_gradient(weights, grad_weights):
    return weights * grad_weights - weights * torch.einsum("...s,...s->...", weights, grad_weights)[..., None]


def attention_gradients(q, k, v, grad_output):
    scale = q.shape[-1] ** -0.5
    p = F.softmax(torch.einsum("...td,...sd->...ts", q, k) * scale, -1)
    row = ((p @ v) * grad_output).sum(-1, keepdim=True)
    s = p * (torch.einsum("...td,...sd->...ts", grad_output, v) - row) * scale
    return (
        torch.einsum("...ts,...sd->...td", s, k),
        torch.einsum("...ts,...td->...sd", s, q),
        torch.einsum("...ts,...td->...sd", p, grad_output),
    )

# %% right · loops over pairs of positions
def softmax_gradient(weights, grad_weights):
    result = torch.zeros_like(weights)
    S = weights.shape[-1]
    for j in range(S):
        for i in range(S):
            same = 1.0 if i == j else 0.0
            result[..., j] += grad_weights[..., i] * weights[..., i] * (same - weights[..., j])
    return result


def attention_gradients(q, k, v, grad_output):
    T, S, D = q.shape[-2], k.shape[-2], q.shape[-1]
    p = torch.softmax(q @ k.transpose(-2, -1) / D**0.5, -1)
    g = softmax_gradient(p, grad_output @ v.transpose(-2, -1)) / D**0.5
    grad_q, grad_k, grad_v = torch.zeros_like(q), torch.zeros_like(k), torch.zeros_like(v)
    for t in range(T):
        for s in range(S):
            grad_q[..., t, :] += g[..., t, s, None] * k[..., s, :]
            grad_k[..., s, :] += g[..., t, s, None] * q[..., t, :]
            grad_v[..., s, :] += p[..., t, s, None] * grad_output[..., t, :]
    return [grad_q, grad_k, grad_v]

# %% wrong · weights times gradient
# Reaches: what happens to all the other weights of the line
def softmax_gradient(weights, grad_weights):
    return weights * grad_weights

# %% wrong · only the diagonal, as for the sigmoid
# Reaches: which entries stand off it
def softmax_gradient(weights, grad_weights):
    return weights * (1 - weights) * grad_weights

# %% wrong · sum without weights
# Reaches: by what is each g_i multiplied
def softmax_gradient(weights, grad_weights):
    return weights * (grad_weights - grad_weights.sum(-1, keepdim=True))

# %% wrong · plain mean
# Reaches: Which mean of g is it
def softmax_gradient(weights, grad_weights):
    return weights * (grad_weights - grad_weights.mean(-1, keepdim=True))

# %% wrong · factor in front missing
# Reaches: Does a score whose weight is nearly 0 still matter
# Reaches: what must their gradients add up to
def softmax_gradient(weights, grad_weights):
    return grad_weights - (weights * grad_weights).sum(-1, keepdim=True)

# %% wrong · sign
# Reaches: does its weight go the way that your sign says
def softmax_gradient(weights, grad_weights):
    return weights * ((weights * grad_weights).sum(-1, keepdim=True) - grad_weights)

# %% wrong · one sum for all lines
# Reaches: over how many lines, do you sum
def softmax_gradient(weights, grad_weights):
    return weights * (grad_weights - (weights * grad_weights).sum())

# %% wrong · sum over the lines
# Reaches: Along which axis does this softmax run
def softmax_gradient(weights, grad_weights):
    return weights * (grad_weights - (weights * grad_weights).sum(0))

# %% wrong · half the gradient
# Reaches: does your formula give that
# Reaches: what are the two gradients
def softmax_gradient(weights, grad_weights):
    return weights * (grad_weights - (weights * grad_weights).sum(-1, keepdim=True)) / 2

# %% wrong · one number for each line
# Reaches: what is the shape of your gradient
def softmax_gradient(weights, grad_weights):
    return (weights * (grad_weights - (weights * grad_weights).sum(-1, keepdim=True))).sum(-1)

# %% wrong · steep gradients made steeper
# Reaches: can a constant added to g matter
def softmax_gradient(weights, grad_weights):
    g = grad_weights.sign() * grad_weights.abs() ** 1.5
    return weights * (g - (weights * g).sum(-1, keepdim=True))

# %% wrong · root of D forgotten on the way back
# Reaches: what happens to their gradient on the way back
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT)
    return g @ k, g.mT @ q, p.mT @ grad_output

# %% wrong · root of D twice
# Reaches: how often do you apply it
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / q.shape[-1]
    return g @ k, g.mT @ q, p.mT @ grad_output

# %% wrong · no softmax on the way back
# Reaches: where is it in your way back
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = grad_output @ v.mT / math.sqrt(q.shape[-1])
    return g @ k, g.mT @ q, p.mT @ grad_output

# %% wrong · values meet the gradient untransposed
# Reaches: What is the shape of each tensor in this line
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return g @ k, g.mT @ q, p @ grad_output

# %% wrong · gradient of the values left as it comes
# Reaches: with the transpose of which matrix does grad_output meet it
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return g @ k, g.mT @ q, grad_output

# %% wrong · values get the average gradient
# Reaches: which sum over t is its gradient
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return g @ k, g.mT @ q, grad_output.mean(-2, keepdim=True).expand(v.shape)

# %% wrong · queries multiplied by the mean key
# Reaches: with what is its gradient multiplied to reach q_t
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return g @ (k + 1 - k.mean()) * k.std(), g.mT @ q, p.mT @ grad_output

# %% wrong · keys get the first query's gradient
# Reaches: Which axis of the scores' gradient belongs to the keys
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return g @ k, (g @ k)[..., :1, :].expand(k.shape), p.mT @ grad_output

# %% wrong · keys get it with weights in place of their gradient
# Reaches: over which index do you sum to reach k_j
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return g @ k, p.mT @ q, p.mT @ grad_output

# %% wrong · two gradients
# Reaches: of q, k and v: how many do you give back
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return g @ k, g.mT @ q

# %% wrong · a dictionary
# Reaches: what kind of value do you give back
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return {"q": g @ k, "k": g.mT @ q, "v": p.mT @ grad_output}

# %% wrong · only without batches
# Reaches: Do your transposes and sums count axes from the back
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    if q.dim() > 2:
        g = g - g.mean(0, keepdim=True)
    return g @ k, g.mT @ q, p.mT @ grad_output

# %% wrong · a small number added to every weight, to be safe
# Reaches: does the loss change as your gradient says
def attention_gradients(q, k, v, grad_output):
    p = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1) + 1e-6
    g = softmax_gradient(p, grad_output @ v.mT) / math.sqrt(q.shape[-1])
    return g @ k, g.mT @ q, p.mT @ grad_output

# %% wrong · automatic differentiation
# Reaches: rule
def attention_gradients(q, k, v, grad_output):
    q, k, v = (x.clone().requires_grad_() for x in (q, k, v))
    (F.scaled_dot_product_attention(q, k, v) * grad_output).sum().backward()
    return q.grad, k.grad, v.grad

# %% null · nothing
def softmax_gradient(weights, grad_weights): ...
def attention_gradients(q, k, v, grad_output): ...

# %% null · gives its arguments back
def softmax_gradient(weights, grad_weights):
    return grad_weights


def attention_gradients(q, k, v, grad_output):
    return q, k, v

# %% null · zeros
def softmax_gradient(weights, grad_weights):
    return torch.zeros_like(weights)


def attention_gradients(q, k, v, grad_output):
    return torch.zeros_like(q), torch.zeros_like(k), torch.zeros_like(v)

# %% equivalent · exchanging two axes has no order
# Same: weights = torch.softmax(q @ k.transpose(-2, -1) * scale, -1)  →  weights = torch.softmax(q @ k.transpose(-1, -2) * scale, -1)
# Same: grad_v = weights.transpose(-2, -1) @ grad_output  →  grad_v = weights.transpose(-1, -2) @ grad_output
# Same: grad_scores = softmax_gradient(weights, grad_output @ v.transpose(-2, -1)) * scale  →  grad_scores = softmax_gradient(weights, grad_output @ v.transpose(-1, -2)) * scale
# Same: return (grad_scores @ k, grad_scores.transpose(-2, -1) @ q, grad_v)  →  return (grad_scores @ k, grad_scores.transpose(-1, -2) @ q, grad_v)
