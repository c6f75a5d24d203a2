"""Sentence vectors: a frozen pretrained encoder that turns each text into one vector of length 1."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import torch

from course_utils import assets

WIDTH = 384
PIECES = 64  # longer texts are cut


@functools.cache
def _encoder(name: str) -> tuple:
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()  # a bar's speed differs in every run

    folder = assets.checkpoint(name).path
    return AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()


@torch.no_grad()
def sentence_vectors(texts: Sequence[str], name: str = "minilm", batch: int = 64) -> torch.Tensor:
    """(N, 384) float32: the mean of each text's last states over its real pieces, divided by its length.

    The dot product of two rows is therefore their cosine. Texts are read in order of length, so that a batch holds
    little padding. This is how the checkpoint was trained to be used (Reimers and Gurevych 2019).
    """
    tokenizer, encoder = _encoder(name)
    rows = torch.empty(len(texts), encoder.config.hidden_size)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        some = [texts[i] for i in chosen]
        coded = tokenizer(some, padding=True, truncation=True, max_length=PIECES, return_tensors="pt")
        mask = coded["attention_mask"].unsqueeze(-1).float()
        states = encoder(**coded).last_hidden_state
        rows[chosen] = (states * mask).sum(dim=1) / mask.sum(dim=1)
    return torch.nn.functional.normalize(rows, dim=1)
