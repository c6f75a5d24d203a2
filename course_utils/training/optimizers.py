"""Optimizers: one step of Adam and AdamW by hand, and LAMB, as chapter 08 tells them.

Each weight w has a gradient g and two running means: m of g, and v of g². Vectors and matrices alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor


def adam_direction(
    g: Tensor, m: Tensor, v: Tensor, step: int, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8
) -> Tensor:
    """m̂ / (√v̂ + eps), with m and v moved towards g and g² in place; step counts from 1.

    The hats divide by 1 - βᵗ, since both means start at 0. Kingma and Ba 2015, algorithm 1. At step 1 the result is
    g / (|g| + eps): every weight moves by the same amount, whatever its gradient.
    """
    m.lerp_(g, 1 - betas[0])
    v.lerp_(g.square(), 1 - betas[1])
    m_hat, v_hat = m / (1 - betas[0] ** step), v / (1 - betas[1] ** step)
    return m_hat / (v_hat.sqrt() + eps)


def adam_l2_step(w: Tensor, g: Tensor, m: Tensor, v: Tensor, step: int, lr: float, decay: float) -> None:
    """Adam with the penalty decay/2·|w|² in the loss: decay·w joins the gradient, and is divided by √v̂ like it."""
    w -= lr * adam_direction(g + decay * w, m, v, step)


def adamw_step(w: Tensor, g: Tensor, m: Tensor, v: Tensor, step: int, lr: float, decay: float) -> None:
    """AdamW: every weight shrinks by the same factor 1 - lr·decay, beside Adam's step. Loshchilov and Hutter 2019.

    w = 1, lr = 0.1, decay = 0.5: the decay alone takes 0.1 · 0.5 · 1 = 0.05, whatever the gradients were.
    """
    direction = adam_direction(g, m, v, step)
    w -= lr * decay * w
    w -= lr * direction


def trust_ratio(w: Tensor, update: Tensor) -> Tensor:
    """|w| / |update| over a whole layer, by which LAMB scales the layer's step; 1 where either is 0.

    You et al. 2020, algorithm 2, with φ(z) = z. Lengths 2 and 4 give 0.5: the step is then lr times 2 long.
    """
    w_length, update_length = w.norm(), update.norm()
    return torch.where((w_length > 0) & (update_length > 0), w_length / update_length, torch.ones_like(w_length))


class Lamb(torch.optim.Optimizer):
    """LAMB: AdamW's direction, then each layer moves by lr times its own length. You et al. 2020, algorithm 2.

    adapt: False for a group whose ratio is always 1, such as biases, which begin at 0 and could hardly grow otherwise.
    """

    def __init__(
        self, parameters: Iterable[Tensor], lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-6, weight_decay: float = 0.01, adapt: bool = True,
    ) -> None:
        super().__init__(
            parameters, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "adapt": adapt})

    @torch.no_grad()
    def step(self, closure: Callable[[], Tensor] | None = None) -> Tensor | None:
        """Moves every parameter that has a gradient once; returns the closure's loss if one is given."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for w in (p for p in group["params"] if p.grad is not None):
                state = self.state[w]
                if not state:
                    state.update(step=0, m=torch.zeros_like(w), v=torch.zeros_like(w))
                state["step"] += 1
                direction = adam_direction(w.grad, state["m"], state["v"], state["step"], group["betas"], group["eps"])
                update = direction + group["weight_decay"] * w
                w -= group["lr"] * (trust_ratio(w, update) if group["adapt"] else 1.0) * update
        return loss
