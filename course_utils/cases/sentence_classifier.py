"""Sentence classifier: a pretrained encoder below, one or more linear heads on the mean of its last states.

The lower layers never change, so their output is computed once and kept; what is trained are the upper layers and the
heads. That is what makes fine-tuning a matter of seconds on one processor.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import nn
from transformers import PreTrainedModel, PreTrainedTokenizerBase


def lower_states(
    tokenizer: PreTrainedTokenizerBase, encoder: PreTrainedModel, texts: Sequence[str], layer: int, batch_size: int = 64
) -> tuple[torch.Tensor, torch.Tensor]:
    """The states (N, T, C) after `layer` layers (0: the embeddings), and the mask (N, T) of real pieces."""
    coded = tokenizer(list(texts), padding=True, truncation=True, max_length=64, return_tensors="pt")
    kept = []
    with torch.no_grad():
        for start in range(0, len(texts), batch_size):
            ids = coded["input_ids"][start : start + batch_size]
            mask = coded["attention_mask"][start : start + batch_size]
            x = encoder.embeddings(input_ids=ids)
            for block in encoder.encoder.layer[:layer]:
                x = _output(block(x, attention_mask=_additive(mask)))
            kept.append(x)
    return torch.cat(kept), coded["attention_mask"].bool()


def _output(result: torch.Tensor | tuple) -> torch.Tensor:
    """The states of a layer's output: some versions of transformers wrap them in a tuple."""
    return result[0] if isinstance(result, tuple) else result


def _additive(mask: torch.Tensor) -> torch.Tensor:
    """(N, 1, 1, T): 0 where a piece is real, a very negative number where there is padding."""
    return (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min


def mean_state(x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """(N, C): the mean of each row's states over its real pieces; padding counts for nothing."""
    weight = mask.unsqueeze(-1).to(x.dtype)
    return (x * weight).sum(dim=1) / weight.sum(dim=1)


class UpperLayers(nn.Module):
    """The layers from `layer` on as a copy of their own, and a linear head for each task: name → number of classes."""

    def __init__(self, encoder: PreTrainedModel, layer: int, heads: Mapping[str, int]) -> None:
        super().__init__()
        self.blocks = copy.deepcopy(encoder.encoder.layer[layer:])
        width = encoder.config.hidden_size
        self.heads = nn.ModuleDict({name: nn.Linear(width, classes) for name, classes in heads.items()})

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> dict[str, torch.Tensor]:
        """The logits (N, classes) of each task."""
        for block in self.blocks:
            x = _output(block(x, attention_mask=_additive(mask)))
        pooled = mean_state(x, mask)
        return {name: head(pooled) for name, head in self.heads.items()}


def train_upper(
    model: UpperLayers, x: torch.Tensor, mask: torch.Tensor, labels: Mapping[str, torch.Tensor], *,
    seed: int, epochs: int = 3, rate: float = 3e-4, batch_size: int = 16,
) -> UpperLayers:
    """Trains in place on the sum of the tasks' cross-entropies, with AdamW and a rate that falls to zero."""
    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)  # dropout
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * -(-len(x) // batch_size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    model.train()
    for _ in range(epochs):
        for rows in torch.randperm(len(x), generator=generator).split(batch_size):
            width = int(mask[rows].sum(dim=1).max())
            logits = model(x[rows, :width], mask[rows, :width])
            loss = sum(F.cross_entropy(logits[name], labels[name][rows]) for name in logits)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return model.eval()


def logits_of(
    model: UpperLayers, x: torch.Tensor, mask: torch.Tensor, batch_size: int = 100
) -> dict[str, torch.Tensor]:
    """The logits of each task for all rows, without gradients."""
    model.eval()
    with torch.no_grad():
        pieces = [model(x[i : i + batch_size], mask[i : i + batch_size]) for i in range(0, len(x), batch_size)]
    return {name: torch.cat([piece[name] for piece in pieces]) for name in pieces[0]}


def best_temperature(logits: torch.Tensor, labels: torch.Tensor) -> float:
    """The temperature, from 0.1 to 10 in 200 equal ratios, with the least cross-entropy on these held-out cases."""
    candidates = torch.logspace(-1, 1, 201, dtype=torch.float64)
    losses = torch.stack([F.cross_entropy(logits.double() / t, labels) for t in candidates])
    return candidates[losses.argmin()].item()
