"""Prediction: the tag of every word, read at the word's first piece, in batches of similar length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from course_utils.training.alignment import IGNORED, Example
from course_utils.training.batches import pad
from course_utils.training.tagger import Tagger


def half_precision(device_type: str, autocast: str | None) -> torch.autocast:
    """The context in which a device multiplies in "bf16" or "fp16"; None changes nothing."""
    dtype = torch.float16 if autocast == "fp16" else torch.bfloat16
    return torch.autocast(device_type, dtype=dtype, enabled=autocast is not None)


@torch.inference_mode()
def word_probabilities(
    tagger: Tagger, examples: Sequence[Example], *, pad_id: int = 0, batch_size: int = 64,
    autocast: str | None = None,
) -> dict[tuple[int, int], torch.Tensor]:
    """The probability of each tag for each (sentence, word), in float32 on the CPU.

    A word that stands in several examples, each with other neighbours, gets the mean.
    autocast: "bf16" or "fp16" for 16 bits inside the model.
    """
    device = next(tagger.parameters()).device
    was_training = tagger.training
    tagger.eval()
    found: dict[tuple[int, int], torch.Tensor] = {}
    looks: Counter[tuple[int, int]] = Counter()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids))  # batches without much padding
    for start in range(0, len(order), batch_size):
        part = [examples[i] for i in order[start : start + batch_size]]
        batch = {name: tensor.to(device) for name, tensor in pad(part, pad_id).items()}
        with half_precision(device.type, autocast):
            scores = tagger(batch["ids"], batch["mask"], batch["casing"])
        shares = scores.float().softmax(dim=-1).cpu()
        for row, example in enumerate(part):
            for word, position in zip(example.words, example.positions, strict=True):
                found[word] = found[word] + shares[row, position] if word in found else shares[row, position]
                looks[word] += 1
    tagger.train(was_training)
    return {word: share / looks[word] if looks[word] > 1 else share for word, share in found.items()}


def legal_path(probabilities: torch.Tensor, tags: Sequence[str]) -> list[int]:
    """The most probable sequence of tags among those that IOB2 allows, for words' probabilities (words, tags).

    The best path to each tag of a word goes over the best allowed tag of the word before (Viterbi 1967).

    >>> legal_path(torch.tensor([[0.6, 0.0, 0.4], [0.3, 0.1, 0.6]]), ["O", "B-X", "I-X"])    # not O I-X, not I-X I-X
    [0, 0]
    """
    inside = torch.tensor([tag.startswith("I-") for tag in tags])
    same_type = torch.tensor([[a[1:] == b[1:] for b in tags] for a in tags])
    forbidden = torch.where(inside & ~same_type, -torch.inf, 0.0)  # (before, after): I-X goes on B-X or I-X only
    logs = probabilities.double().clamp_min(1e-30).log()
    best, backs = logs[0] + torch.where(inside, -torch.inf, 0.0), []
    for word in logs[1:]:
        reached, back = (best[:, None] + forbidden).max(dim=0)
        best = reached + word
        backs.append(back)
    path = [int(best.argmax())]
    for back in reversed(backs):
        path.append(int(back[path[-1]]))
    return path[::-1]


def predict(
    tagger: Tagger, examples: Sequence[Example], words_of: Sequence[int], *, legal: bool = False, **options: object
) -> list[list[str]]:
    """One tag for every word of every sentence; a word that the tokenizer dropped is O.

    words_of: how many words each sentence has, because dropped words leave no trace in the examples.
    legal: the best sequence that IOB2 allows, instead of each word's own best tag.
    """
    found = word_probabilities(tagger, examples, **options)
    outside = torch.eye(len(tagger.tags))[tagger.tags.index("O")]
    tags = []
    for sentence, n in enumerate(words_of):
        if not n:
            tags.append([])
            continue
        shares = torch.stack([found.get((sentence, word), outside) for word in range(n)])
        path = legal_path(shares, tagger.tags) if legal else shares.argmax(dim=-1).tolist()
        tags.append([tagger.tags[number] for number in path])
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
