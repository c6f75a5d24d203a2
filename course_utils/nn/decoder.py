"""Decoder: a small causal language model, which writes one token after another, as chapter 01 runs it.

Its blocks are those of `encoder`; the mask makes the difference. Shapes: B batch, T positions, C width, V vocabulary.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from course_utils.costs import Cost, layer_flop
from course_utils.nn.attention import causal_mask
from course_utils.nn.encoder import EncoderBlock


class Decoder(nn.Module):
    """Scores for the next token at every position; a position sees itself and those before it, never one after.

    V tokens, C wide, H heads, rows of at most T tokens. The head scores tokens with the token vectors themselves.
    Parameters: V·C + V + T·C + layers·(12·C² + 13·C) + 2·C; V = 27, C = 32, 2 layers, T = 12:
    864 + 27 + 384 + 2·12,704 + 64 = 26,747. std: of the initial weights. generator: draws them.
    """

    def __init__(
        self, V: int, C: int, H: int, layers: int, T: int, *,
        std: float = 0.08, generator: torch.Generator | None = None,
    ) -> None:
        super().__init__()
        self.tokens, self.positions = nn.Embedding(V, C), nn.Embedding(T, C)
        self.blocks = nn.ModuleList(EncoderBlock(C, H) for _ in range(layers))
        self.final_norm, self.bias = nn.LayerNorm(C), nn.Parameter(torch.zeros(V))
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=std, generator=generator)
            if isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)

    def forward(self, ids: Tensor) -> Tensor:
        """ids (B, T) → logits (B, T, V). Raises ValueError for rows that are too long."""
        T = ids.shape[-1]
        if self.positions.num_embeddings < T:
            raise ValueError(f"A row has {T} tokens, but this model has {self.positions.num_embeddings} positions.")
        x = self.tokens(ids) + self.positions.weight[:T]  # (B, T, C)
        for block in self.blocks:
            x = block(x, causal_mask(T, device=ids.device))
        return self.final_norm(x) @ self.tokens.weight.T + self.bias

    @torch.no_grad()
    def generate(self, ids: Tensor, steps: int) -> Tensor:
        """The `steps` most likely next tokens (B, steps), one after another: each is read before the next is chosen.

        Raises ValueError when T + steps − 1 is more than the model has positions.
        """
        for _ in range(steps):
            ids = torch.cat([ids, self(ids)[:, -1:].argmax(dim=-1)], dim=1)  # (B, T + 1)
        return ids[:, -steps:] if steps else ids[:, :0]


@torch.no_grad()
def intermediates(model: nn.Module, ids: Tensor) -> dict[str, Tensor]:
    """What every part of the model put out on ids (B, T), by the part's name; "logits" is the whole model's.

    An attention gives "NAME" (B, T, C), "NAME.weights" (B, H, T, T) and "NAME.heads" (B, T, C), the heads side by side
    before the output map.
    """
    found: dict[str, Tensor] = {}

    def keep(name: str):
        def hook(module: nn.Module, inputs: tuple, output: object) -> None:
            if isinstance(output, tuple):
                found[name], found[f"{name}.weights"] = output
            else:
                found[name] = output
            if name.endswith("attention.output"):
                found[name.removesuffix("output") + "heads"] = inputs[0]
        return hook

    hooks = [part.register_forward_hook(keep(name)) for name, part in model.named_modules() if name]
    try:
        found["logits"] = model(ids)
    finally:
        for hook in hooks:
            hook.remove()
    return found


def generation_costs(C: int, layers: int, V: int, prompt: int, new: int, dtype_bytes: float = 4) -> list[Cost]:
    """Work of each of the `new` steps that write one token, with a KV cache: FLOP, and bytes of weights read.

    Step 1 reads the whole prompt at once (prefill), each later step one token (decode) that attends to all S so far:
    layers·(24·C² + 4·S·C) FLOP. Every step scores V tokens once, 2·C·V FLOP, and reads all weights of layers and head
    once. C=32, 2 layers, V=27: prefill of 7 tokens 358,336 FLOP, the next step 2·(24·1,024 + 4·8·32) + 1,728 = 52,928.
    """
    weights = layers * (12 * C * C + 13 * C) + V * C + V + 2 * C
    head = 2 * C * V
    prefill = layers * layer_flop(prompt, C) + head
    decode = [layers * (24 * C * C + 4 * S * C) + head for S in range(prompt + 1, prompt + new)]
    return [Cost(flop, dtype_bytes * weights) for flop in [prefill, *decode]]
