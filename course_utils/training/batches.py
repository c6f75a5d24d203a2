"""Batches: which examples go together, in an order that can be resumed, and padded no wider than need be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch

from course_utils.training.alignment import IGNORED, Example


def pad(examples: Sequence[Example], pad_id: int, *, to: int | None = None) -> dict[str, torch.Tensor]:
    """Examples as tensors (B, T): ids, mask (True = real piece), casing, labels; T is the longest row, or `to`.

    Padding has label IGNORED. Labels longer than the pieces (every position scored, a defect) are kept.
    """
    width = to or max(max(len(e.ids), len(e.labels)) for e in examples)
    shape = (len(examples), width)
    ids, casing = torch.full(shape, pad_id), torch.zeros(shape, dtype=torch.long)
    labels, mask = torch.full(shape, IGNORED), torch.zeros(shape, dtype=torch.bool)
    for row, example in enumerate(examples):
        n = len(example.ids)
        ids[row, :n] = torch.tensor(example.ids)
        casing[row, :n] = torch.tensor(example.casing)
        mask[row, :n] = True
        labels[row, : len(example.labels)] = torch.tensor(example.labels)
    return {"ids": ids, "mask": mask, "casing": casing, "labels": labels}


def buckets(
    lengths: Sequence[int], batch_size: int, generator: torch.Generator, *, pool: int = 50
) -> list[list[int]]:
    """Every index once, in batches of similar length, in random order.

    All indices are shuffled, each pool of `pool` batches is sorted by length and cut, and the batches are shuffled.
    With pool=1 that is a plain shuffle, because sorting inside one batch moves nothing out of it.
    """
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda i: lengths[i])
        batches += [part[i : i + batch_size] for i in range(0, len(part), batch_size)]
    return [batches[i] for i in torch.randperm(len(batches), generator=generator).tolist()]


class BucketSampler:
    """The batches of one epoch after another, with its own generator: nobody else's random numbers move it.

    `state_dict` holds the generator as it stood before the epoch and the position inside it, so that a run that was
    killed goes on with the very next batch.
    """

    def __init__(self, lengths: Sequence[int], batch_size: int, seed: int, *, pool: int = 50) -> None:
        if not lengths:
            raise ValueError("There is no example to make batches of.")
        self.lengths, self.batch_size, self.pool = list(lengths), batch_size, pool
        self.generator = torch.Generator().manual_seed(seed)
        self.before = self.generator.get_state()
        self.position = 0

    def __len__(self) -> int:
        """Batches in an epoch."""
        full = self.pool * self.batch_size
        pools, rest = divmod(len(self.lengths), full)
        return pools * self.pool + -(-rest // self.batch_size)

    def __iter__(self) -> Iterator[list[int]]:
        """The rest of the current epoch; when it is through, the next `for` starts the next epoch."""
        self.generator.set_state(self.before)
        batches = buckets(self.lengths, self.batch_size, self.generator, pool=self.pool)
        while self.position < len(batches):
            self.position += 1  # before the yield: a state taken inside the loop body counts this batch as done
            yield batches[self.position - 1]
        self.before, self.position = self.generator.get_state(), 0

    def state_dict(self) -> dict:
        """What `load_state_dict` needs to go on with the next batch."""
        return {"before": self.before, "position": self.position}

    def load_state_dict(self, state: dict) -> None:
        """Goes on where the state was taken."""
        self.before, self.position = state["before"], state["position"]


def padded_positions(lengths: Sequence[int], batches: Sequence[Sequence[int]]) -> int:
    """How many positions the batches compute on, padding included: rows times the longest row, over all batches."""
    return sum(len(batch) * max(lengths[i] for i in batch) for batch in batches)
