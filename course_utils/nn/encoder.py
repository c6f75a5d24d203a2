"""Encoder: a small BERT-style model for masked-language modelling, as chapter 08 builds it.

Shapes: B batch, T positions, C width, V vocabulary, M positions to guess. Every position sees both sides, and
no padding.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from course_utils.nn.attention import MultiHeadAttention

PAD = 0  # the token that fills short rows up; nobody attends to it


class EncoderBlock(nn.Module):
    """Attention, then a feed-forward layer four times as wide; each normalises its input and adds its output to it.

    Parameters: 12·C² + 13·C. BERT normalises after adding; before (Xiong et al. 2020) needs less warm-up.
    """

    def __init__(self, C: int, H: int) -> None:
        super().__init__()
        self.before_attention, self.before_feed_forward = nn.LayerNorm(C), nn.LayerNorm(C)
        self.attention = MultiHeadAttention(C, H)
        self.feed_forward = nn.Sequential(nn.Linear(C, 4 * C), nn.GELU(), nn.Linear(4 * C, C))

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """x (B, T, C) → (B, T, C); mask is True where a position may be attended to."""
        x = x + self.attention(self.before_attention(x), mask)[0]
        return x + self.feed_forward(self.before_feed_forward(x))


class MaskedLM(nn.Module):
    """Token and position vectors, `layers` blocks, and a head that scores words with the token vectors themselves.

    V words, C wide, H heads, rows of at most T tokens. Parameters: V·C + V (the head owns only its bias) + T·C +
    layers·(12·C² + 13·C) + 2·C. std: of the initial weights; 0.02 is BERT's, 0.08 suits a narrow model and a short run.
    generator: draws the initial weights, so that the same seed gives the same model.
    """

    def __init__(
        self, V: int, C: int = 128, H: int = 4, layers: int = 2, T: int = 64, *,
        std: float = 0.08, generator: torch.Generator | None = None,
    ) -> None:
        super().__init__()
        self.tokens, self.positions = nn.Embedding(V, C), nn.Embedding(T, C)
        self.blocks = nn.ModuleList(EncoderBlock(C, H) for _ in range(layers))
        self.final_norm = nn.LayerNorm(C)
        self.bias = nn.Parameter(torch.zeros(V))
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=std, generator=generator)
            if isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)

    def hidden(self, ids: Tensor) -> Tensor:
        """ids (B, T) → one vector for each position, (B, T, C). Raises ValueError for rows that are too long."""
        T, mask = ids.shape[-1], (ids != PAD)[:, None, None]  # (B, 1, 1, T)
        if self.positions.num_embeddings < T:
            raise ValueError(f"A row has {T} tokens, but this model has {self.positions.num_embeddings} positions.")
        x = self.tokens(ids) + self.positions.weight[:T]
        for block in self.blocks:
            x = block(x, mask)
        return self.final_norm(x)

    def scores(self, hidden: Tensor) -> Tensor:
        """Logits (..., V) of vectors (..., C): their products with every token vector, plus a bias for each word."""
        return hidden @ self.tokens.weight.T + self.bias

    def forward(self, ids: Tensor) -> Tensor:
        """Logits for every position, (B, T, V)."""
        return self.scores(self.hidden(ids))

    def at(self, ids: Tensor, asked: Tensor) -> Tensor:
        """Logits (M, V) of the M positions where `asked` (B, T) is True; the head never sees the others."""
        return self.scores(self.hidden(ids)[asked])
