"""Prediction: the tag of every word, read at the word's first piece, in batches of similar length."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from course_utils.training.alignment import IGNORED, Example
from course_utils.training.batches import pad
from course_utils.training.tagger import Tagger


@torch.inference_mode()
def word_probabilities(
    tagger: Tagger, examples: Sequence[Example], *, pad_id: int = 0, batch_size: int = 64, bf16: bool = False
) -> dict[tuple[int, int], torch.Tensor]:
    """The probability of each tag for each (sentence, word), in float32 on the CPU."""
    device = next(tagger.parameters()).device
    was_training = tagger.training
    tagger.eval()
    found: dict[tuple[int, int], torch.Tensor] = {}
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids))  # batches without much padding
    for start in range(0, len(order), batch_size):
        part = [examples[i] for i in order[start : start + batch_size]]
        batch = {name: tensor.to(device) for name, tensor in pad(part, pad_id).items()}
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bf16):
            scores = tagger(batch["ids"], batch["mask"], batch["casing"])
        shares = scores.float().softmax(dim=-1).cpu()
        for row, example in enumerate(part):
            for word, position in zip(example.words, example.positions, strict=True):
                found[word] = shares[row, position]
    tagger.train(was_training)
    return found


def predict(
    tagger: Tagger, examples: Sequence[Example], words_of: Sequence[int], **options: object
) -> list[list[str]]:
    """One tag for every word of every sentence; a word that the tokenizer dropped is O.

    words_of: how many words each sentence has, because dropped words leave no trace in the examples.
    """
    tags = [["O"] * n for n in words_of]
    for (sentence, word), shares in word_probabilities(tagger, examples, **options).items():
        tags[sentence][word] = tagger.tags[int(shares.argmax())]
    return tags


@torch.inference_mode()
def position_accuracy(
    tagger: Tagger, examples: Sequence[Example], *, pad_id: int = 0, batch_size: int = 64, to: int | None = None
) -> float:
    """The share of all labelled positions, whatever stands there, whose label is predicted: the articles' measure."""
    device = next(tagger.parameters()).device
    was_training = tagger.training
    tagger.eval()
    right = total = 0
    for start in range(0, len(examples), batch_size):
        batch = pad(examples[start : start + batch_size], pad_id, to=to)
        batch = {name: tensor.to(device) for name, tensor in batch.items()}
        guess = tagger(batch["ids"], batch["mask"], batch["casing"]).argmax(dim=-1)
        scored = batch["labels"] != IGNORED
        right += int((guess == batch["labels"])[scored].sum())
        total += int(scored.sum())
    tagger.train(was_training)
    return right / total
