"""Cache: keys and values of what a decoder has read, so that each token is computed once, not at every later step."""

from __future__ import annotations

import torch
from torch import Tensor

from course_utils.nn.attention import attention
from course_utils.nn.decoder import Decoder


class Cache:
    """Reads rows of tokens piece by piece with one Decoder, and gives the same scores as if it read them at once.

    For each layer it keeps keys and values, (B, H, S, D) each: 2·layers·S·C numbers a row, 2·2·60·64 = 15,360 for a
    row of 60 tokens in 2 layers of width 64. Vaswani et al. 2017 need none: their sums are the same, done again.
    """

    def __init__(self, model: Decoder) -> None:
        self.model, self.read = model, 0
        self._kept: list[tuple[Tensor, Tensor] | None] = [None] * len(model.blocks)

    @torch.no_grad()
    def __call__(self, ids: Tensor) -> Tensor:
        """ids (B, n), the next n tokens of each row → scores (B, V) for the token after; ValueError if too long."""
        model, n = self.model, ids.shape[-1]
        if self.read + n > model.positions.num_embeddings:
            raise ValueError(f"A row has {self.read + n} tokens, but this model has "
                             f"{model.positions.num_embeddings} positions.")
        x = model.tokens(ids) + model.positions.weight[self.read : self.read + n]  # (B, n, C)
        mask = torch.ones(n, self.read + n, dtype=torch.bool, device=ids.device).tril(self.read)
        for layer, block in enumerate(model.blocks):
            heads, inner = block.attention, block.before_attention(x)
            q, k, v = (heads.split(project(inner)) for project in (heads.query, heads.key, heads.value))
            if (kept := self._kept[layer]) is not None:
                k, v = (torch.cat([old, new], dim=-2) for old, new in zip(kept, (k, v), strict=True))
            self._kept[layer] = (k, v)
            x = x + heads.output(attention(q, k, v, mask)[0].transpose(-3, -2).flatten(-2))
            x = x + block.feed_forward(block.before_feed_forward(x))
        self.read += n
        return model.final_norm(x[:, -1]) @ model.tokens.weight.T + model.bias

    def keep(self, rows: Tensor) -> None:
        """Goes on with some rows only: a boolean (B,), True where a row stays."""
        self._kept = [None if kept is None else (kept[0][rows], kept[1][rows]) for kept in self._kept]
