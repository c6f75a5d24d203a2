"""Sentence vectors: a frozen pretrained encoder that turns each text into one vector of length 1."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import torch

from course_utils import assets

WIDTH = 384
PIECES = 64  # longer texts are cut there, unless a call says otherwise


@functools.cache
def _encoder(name: str) -> tuple:
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()  # a bar's speed differs in every run

    folder = assets.checkpoint(name).path
    return AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()


@torch.no_grad()
def sentence_vectors(
    texts: Sequence[str], name: str = "minilm", batch: int = 64, device: str = "cpu", pieces: int = PIECES
) -> torch.Tensor:
    """(N, C) float32 on the CPU: the mean of each text's last states over its real pieces, divided by its length.

    C is 384 for "minilm"; device: where the encoder computes; pieces: where longer texts are cut, 512 at the most. The
    dot product of two rows is therefore their cosine. Texts are read in order of length, so that a batch holds little
    padding. This is how MiniLM was trained to be used (Reimers and Gurevych 2019).
    """
    tokenizer, encoder = _encoder(name)
    if encoder.device != torch.device(device):
        encoder.to(device)
    rows = torch.empty(len(texts), encoder.config.hidden_size)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        some = [texts[i] for i in chosen]
        coded = tokenizer(some, padding=True, truncation=True, max_length=pieces, return_tensors="pt").to(device)
        mask = coded["attention_mask"].unsqueeze(-1).float()
        states = encoder(**coded).last_hidden_state
        rows[chosen] = ((states * mask).sum(dim=1) / mask.sum(dim=1)).cpu()
    return torch.nn.functional.normalize(rows, dim=1)
