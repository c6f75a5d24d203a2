"""Whole encoder: a sentence classifier of which every layer is trained, on whatever device there is."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import nn

from course_utils import assets, runtime
from course_utils.cases.sentence_classifier import mean_state
from course_utils.training.batches import buckets
from course_utils.training.loop import parameter_groups
from course_utils.training.prediction import half_precision
from course_utils.training.schedule import linear

PIECES = 128  # longer texts are cut
RATES = {"minilm": 3e-4}  # peak rates: the best on dev of SST-2 and of Banking77; 2e-5 for others (Devlin et al. 2019)


class WholeEncoder(nn.Module):
    """A pretrained encoder by name, and a linear head on the mean of its last states.

    >>> tuple(WholeEncoder("minilm", classes=2).logits(["Good.", "Not bad at all."]).shape)
    (2, 2)
    """

    def __init__(self, name: str, classes: int, device: str = "cpu") -> None:
        super().__init__()
        self.name, (self.tokenizer, self.encoder) = name, assets.encoder(name)
        self.head = nn.Linear(self.encoder.config.hidden_size, classes)
        self.to(device)

    @property
    def device(self) -> torch.device:
        """Where the weights lie."""
        return self.head.weight.device

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """(N, classes) float32: the logits of some texts, read in one batch."""
        coded = self.tokenizer(list(texts), padding=True, truncation=True, max_length=PIECES, return_tensors="pt")
        coded = coded.to(self.device)
        with half_precision(self.device.type, runtime.half(self.device.type)):
            states = self.encoder(**coded).last_hidden_state
        return self.head(mean_state(states.float(), coded["attention_mask"].bool()))

    @torch.inference_mode()
    def logits(self, texts: Sequence[str], batch_size: int = 64) -> torch.Tensor:
        """(N, classes) float32 on the CPU, in the order of the texts; batches hold texts of like length."""
        self.eval()
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found = torch.empty(len(texts), self.head.out_features)
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            found[rows] = self([texts[i] for i in rows]).cpu()
        return found


def fine_tune(
    model: WholeEncoder, texts: Sequence[str], labels: Sequence[int], *,
    seed: int, epochs: int = 3, rate: float | None = None, batch_size: int = 32,
) -> WholeEncoder:
    """Trains every layer in place: AdamW, the rate up for a tenth of the steps, then down to zero, gradients clipped.

    rate: the peak; without it RATES has one. ValueError when texts and labels are not of one number, or there are none.
    """
    if not texts or len(texts) != len(labels):
        raise ValueError(f"{len(texts)} texts and {len(labels)} labels: as many of each are needed, and at least one.")
    torch.manual_seed(seed)  # dropout
    generator = torch.Generator().manual_seed(seed)
    rate = rate or RATES.get(model.name, 2e-5)
    optimizer = torch.optim.AdamW(parameter_groups(model, weight_decay=0.01), lr=rate)
    scaler = torch.amp.GradScaler(model.device.type, enabled=runtime.half(model.device.type) == "fp16")
    targets, lengths = torch.tensor(labels), [len(text) for text in texts]
    step, steps = 0, epochs * -(-len(texts) // batch_size)
    model.train()
    for _ in range(epochs):
        for rows in buckets(lengths, batch_size, generator):
            for group in optimizer.param_groups:
                group["lr"] = rate * linear(step, steps)
            loss = F.cross_entropy(model([texts[i] for i in rows]), targets[rows].to(model.device))
            optimizer.zero_grad(set_to_none=True)
            scaler.scale(loss).backward()
            scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            scaler.step(optimizer)
            scaler.update()
            step += 1
    return model.eval()
