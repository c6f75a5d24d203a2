"""Ranks: the processes that train one model together, and the few things that they tell each other.

`torchrun --nproc_per_node=2 -m course_utils.cli ner …` starts them; a run of one process needs none of this.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, distributed


@dataclass(frozen=True)
class Ranks:
    """This process's number, from 0, and how many there are; all methods are calls that every process must make."""

    rank: int = 0
    count: int = 1
    device: str | torch.device = "cpu"

    @property
    def leads(self) -> bool:
        """True for the one process that prints and writes."""
        return self.rank == 0

    def _reduced(self, value: float, operation: object) -> float:
        if self.count == 1:
            return value
        tensor = torch.tensor(value, dtype=torch.float64, device=self.device)
        distributed.all_reduce(tensor, op=operation)
        return tensor.item()

    def largest(self, value: float) -> float:
        """The largest of all processes' values: 1.0 when any of them says 1.0."""
        return self._reduced(value, distributed.ReduceOp.MAX)

    def total(self, value: float) -> float:
        """The sum of all processes' values."""
        return self._reduced(value, distributed.ReduceOp.SUM)

    def of_the_first(self, value: float | None) -> float:
        """Process 0's value, whatever the others give."""
        return self.total(value if self.leads else 0.0)

    def gathered(self, value: object) -> list:
        """All processes' values in the order of their numbers."""
        if self.count == 1:
            return [value]
        found: list = [None] * self.count
        distributed.all_gather_object(found, value)
        return found

    def sum_gradients(self, parameters: Iterable[Tensor]) -> None:
        """Gives every process the sum of all gradients, in one message a step.

        torch's DistributedDataParallel sends while the backward pass runs. That is quicker, but one process that runs
        out of memory leaves the others waiting in the middle of it; here they first ask each other whether all is well.
        """
        if self.count == 1:
            return
        gradients = [p.grad if p.grad is not None else torch.zeros_like(p) for p in parameters if p.requires_grad]
        flat = torch.cat([g.flatten() for g in gradients])
        distributed.all_reduce(flat)
        for gradient, part in zip(gradients, flat.split([g.numel() for g in gradients]), strict=True):
            gradient.copy_(part.view_as(gradient))

    def same_start(self, tensors: Iterable[Tensor]) -> None:
        """Gives every process the values of process 0."""
        if self.count > 1:
            for tensor in tensors:
                distributed.broadcast(tensor.detach(), src=0)


def here(device: str | torch.device) -> Ranks:
    """The Ranks of this process: alone unless `joined` or the caller has started a process group."""
    if not (distributed.is_available() and distributed.is_initialized()):
        return Ranks(device=device)
    return Ranks(distributed.get_rank(), distributed.get_world_size(), device)


@contextlib.contextmanager
def joined(device: str) -> Iterator[Ranks]:
    """Joins the processes that torchrun started (its environment says which one this is), and leaves them at the end.

    device: “cuda” becomes this process's own GPU. Without torchrun, or with one process, nothing is started.
    """
    count, local = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("LOCAL_RANK", "0"))
    if count == 1:
        yield Ranks(device=device)
        return
    if device == "cuda":
        torch.cuda.set_device(local)
        device = f"cuda:{local}"
    distributed.init_process_group("nccl" if device.startswith("cuda") else "gloo")
    try:
        yield here(device)
    finally:
        distributed.destroy_process_group()
