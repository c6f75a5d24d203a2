"""Adapters: two thin matrices beside each frozen one of a pretrained encoder; only they are trained (Hu et al. 2022).

A frozen matrix W of n × m gets the addition B A with B of n × r and A of r × m. B starts at zero, so that the first
step starts from the pretrained encoder itself. With r = 8 a layer of width 384 has 55,296 trained numbers beside its
1.8 million.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Adapter(nn.Module):
    """A frozen linear layer and its trained addition of rank r."""

    def __init__(self, base: nn.Linear, rank: int, draw: torch.Generator) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.down = nn.Parameter(torch.randn(rank, base.in_features, generator=draw) / base.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        """W x + b + B A x."""
        return self.base(x) + F.linear(F.linear(x, self.down), self.up)


class PieceAdapter(nn.Module):
    """Trained vectors of rank 16 for the last `added` pieces of a vocabulary; every other piece gets zeros."""

    def __init__(self, vocabulary: int, added: int, width: int, seed: int, rank: int = 16) -> None:
        super().__init__()
        draw = torch.Generator().manual_seed(seed)
        self.first = vocabulary - added
        self.features = nn.Parameter(torch.zeros(rank, added))
        self.up = nn.Parameter(torch.randn(width, rank, generator=draw) / rank**0.5)

    def forward(self, ids: Tensor) -> Tensor:
        """(N, T, C) for the ids (N, T)."""
        places = (ids - self.first).clamp(min=0)
        return F.linear(self.features.T[places] * (ids >= self.first)[..., None], self.up)


def adapt(module: nn.Module, rank: int, seed: int) -> None:
    """Freezes the module and gives each of its linear layers an adapter, in place.

    Raises ValueError when the rank is below 1.
    """
    if rank < 1:
        raise ValueError(f"An adapter needs a rank of at least 1, not {rank}.")
    draw = torch.Generator().manual_seed(seed)
    module.requires_grad_(False)
    for part in list(module.modules()):
        for name, child in list(part.named_children()):
            if isinstance(child, nn.Linear) and not isinstance(part, Adapter):
                setattr(part, name, Adapter(child, rank, draw))


def trained(module: nn.Module) -> dict[str, Tensor]:
    """The trained numbers by name: all that has to be stored, since the frozen ones come with the encoder."""
    return {name: value.detach() for name, value in module.named_parameters() if value.requires_grad}
