"""Two towers on text: a reader's history and an item's title meet in one dot product."""

from __future__ import annotations

import numpy as np
import torch


class TwoTowers(torch.nn.Module):
    """A matrix for readers and one for items; both start as the same random projection of the text.

    text_width: the length of a title's vector; width: the length of the vectors that the towers compare.
    """

    def __init__(self, text_width: int = 384, width: int = 32) -> None:
        super().__init__()
        self.reader, self.item = (torch.nn.Linear(text_width, width, bias=False) for _ in range(2))
        torch.nn.init.normal_(self.item.weight, std=text_width**-0.5)
        self.reader.weight.data.copy_(self.item.weight.data)

    def forward(self, history: torch.Tensor, items: torch.Tensor) -> torch.Tensor:
        """(readers, items): the scores of all pairs; history: (readers, text_width), items: (items, text_width)."""
        return 10 * self.reader(history) @ self.item(items).T


def train_towers(clicks: np.ndarray, text: torch.Tensor, seed: int, steps: int = 150) -> np.ndarray:
    """(readers, items): the scores of towers that learned to find each clicked item from the reader's other clicks.

    clicks: (readers, items) of 0 and 1; text: (items, width), the titles' vectors. Each step draws 256 clicks, and all
    items with a click are the negatives (the softmax of Covington et al. 2016, without their sampling).
    """
    torch.manual_seed(seed)
    model, table = TwoTowers(text.shape[1]), torch.from_numpy(clicks).float()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.3)
    readers, items = table.nonzero(as_tuple=True)
    total, count, unknown = table @ text, table.sum(1, keepdim=True), table.sum(0) == 0
    for _ in range(steps):
        some = torch.randint(len(readers), (256,))
        r, i = readers[some], items[some]
        others = (total[r] - text[i]) / (count[r] - 1).clamp(min=1)  # the wanted item is taken out of the history
        logits = model(others, text).masked_fill(unknown, -1e9)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(logits, i).backward()
        optimizer.step()
    with torch.no_grad():
        return model(total / count.clamp(min=1), text).double().numpy()
