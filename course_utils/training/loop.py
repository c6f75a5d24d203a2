"""Loop: one training run from the first batch to the best epoch, that can be killed at any step and goes on exactly.

Under `torchrun` each process takes its share of every batch, and the gradients are those of the whole batch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from course_utils.training import checkpoint, ranks
from course_utils.training.alignment import IGNORED, Example
from course_utils.training.batches import BucketSampler, pad
from course_utils.training.prediction import half_precision
from course_utils.training.recipe import Recipe
from course_utils.training.schedule import SCHEDULES
from course_utils.training.tagger import Tagger

STATE, BEST = "checkpoint.pt", "best.pt"


def parameter_groups(module: nn.Module, weight_decay: float, head_rate: float = 1.0) -> list[dict]:
    """Matrices with weight decay, vectors (biases, normalisation gains) without; frozen parameters in no group.

    head_rate: how many times the encoder's learning rate the new parameters get, which begin at random.
    """
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, parameter in module.named_parameters():
        if parameter.requires_grad:
            rate = 1.0 if name.startswith("encoder.") else head_rate
            groups.setdefault((rate, parameter.ndim > 1), []).append(parameter)
    return [{"params": found, "weight_decay": weight_decay if matrices else 0.0, "rate": rate}
            for (rate, matrices), found in groups.items()]


def out_of_memory(error: Exception) -> bool:
    """Whether the error says that an allocation failed, on a GPU or on the CPU."""
    words = str(error).lower()
    return isinstance(error, (torch.OutOfMemoryError, MemoryError)) or (
        isinstance(error, RuntimeError) and ("out of memory" in words or "not enough memory" in words)
    )


class Training:
    """One run of a recipe on examples.

    folder: where the checkpoint lies; when there is one of the same recipe and data, the run goes on from it.
    checkpoint_every: steps between checkpoints (one is written after every epoch in any case).
    say: takes one line of progress at a time.
    """

    def __init__(
        self,
        tagger: Tagger,
        examples: Sequence[Example],
        recipe: Recipe,
        *,
        pad_id: int = 0,
        folder: Path | None = None,
        checkpoint_every: int = 0,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.tagger, self.examples, self.recipe, self.pad_id = tagger, list(examples), recipe, pad_id
        self.folder, self.checkpoint_every, self.say = folder, checkpoint_every, say
        self.device = next(tagger.parameters()).device
        self.ranks = ranks.here(self.device)
        self.ranks.same_start(tagger.state_dict().values())
        if recipe.freeze_embeddings:
            tagger.freeze_embeddings()
        if recipe.freeze_layers:
            tagger.freeze_layers(recipe.freeze_layers)
        self.model = tagger
        groups = parameter_groups(tagger, recipe.weight_decay, recipe.head_rate)
        self.optimizer = torch.optim.AdamW(groups, lr=recipe.learning_rate, fused=recipe.fused)
        # fp16 has no small numbers: gradients are scaled up before the backward pass, and down before the update.
        self.scaler = torch.amp.GradScaler(self.device.type, enabled=recipe.autocast == "fp16")
        lengths = [len(example.ids) for example in self.examples]
        self.sampler = BucketSampler(lengths, recipe.batch_size, recipe.seed, pool=recipe.pool)
        self.steps = len(self.sampler) * recipe.epochs
        self.micro_batch = recipe.micro_batch or recipe.batch_size
        self.step_number = self.epoch = 0
        self.loss_sum = 0.0
        self.seconds = 0.0
        self.history: list[dict] = []
        torch.manual_seed(recipe.seed + self.ranks.rank)  # dropout: each process leaves out others
        self._resume()

    # One step

    def _micro_step(self, rows: Sequence[Example], labelled: int) -> float:
        """Adds the gradient of some rows' share of the batch's mean loss; returns that share."""
        batch = pad(rows, self.pad_id, to=self.recipe.pad_to)
        if self.device.type == "cuda":
            batch = {name: tensor.pin_memory() for name, tensor in batch.items()}
        batch = {name: tensor.to(self.device, non_blocking=True) for name, tensor in batch.items()}
        with half_precision(self.device.type, self.recipe.autocast):
            scores = self.model(batch["ids"], batch["mask"], batch["casing"])
        loss = F.cross_entropy(scores.float().flatten(0, 1), batch["labels"].flatten(), ignore_index=IGNORED,
                               reduction="sum") / labelled
        self.scaler.scale(loss).backward()
        return loss.item()

    def _my_share(self, rows: list[Example]) -> list[Example]:
        """This process's rows of a batch; a process without a row takes one whose labels are all ignored."""
        mine = rows[self.ranks.rank :: self.ranks.count]
        if mine:
            return mine
        return [Example(rows[0].ids, [IGNORED] * len(rows[0].ids), rows[0].casing)]

    def _backward(self, rows: list[Example]) -> float:
        """Puts the gradient of the whole batch into the parameters; returns this process's share of the mean loss.

        When memory runs out, in whichever process, all of them cut their share into smaller pieces and begin again.
        """
        labelled = max(1, sum(label != IGNORED for row in rows for label in row.labels))
        mine, most = self._my_share(rows), -(-len(rows) // self.ranks.count)
        while True:
            self.optimizer.zero_grad(set_to_none=True)
            failure = None
            try:
                cuts = [mine[i : i + self.micro_batch] for i in range(0, len(mine), self.micro_batch)]
                loss = sum(self._micro_step(cut, labelled) for cut in cuts)
            except (RuntimeError, MemoryError) as error:
                if not out_of_memory(error):
                    raise
                failure = error
            if not self.ranks.largest(float(failure is not None)):
                break
            if self.micro_batch == 1:
                raise failure or MemoryError("Another process cannot hold one row: make the rows or the model smaller.")
            self.micro_batch = max(1, min(self.micro_batch, most) // 2)
            self.say(f"Out of memory: {self.micro_batch} rows at a time from here, the batch stays {len(rows)}.")
            if self.device.type == "cuda":
                torch.cuda.empty_cache()
        self.ranks.sum_gradients(self.tagger.parameters())
        return loss

    def step(self, indices: Sequence[int]) -> float:
        """One update from one batch; returns its mean loss over labelled positions, or this process's share of it."""
        loss = self._backward([self.examples[i] for i in indices])
        factor = SCHEDULES[self.recipe.schedule](self.step_number, self.steps, warmup=self.recipe.warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.learning_rate * factor * group["rate"]
        self.scaler.unscale_(self.optimizer)
        if self.recipe.clip is not None:
            nn.utils.clip_grad_norm_(self.tagger.parameters(), self.recipe.clip)
        self.scaler.step(self.optimizer)  # leaves an update out whose gradients went beyond fp16
        self.scaler.update()
        self.step_number += 1
        return loss

    # The run

    def run(self, evaluate: Callable[[Tagger], float] | None = None) -> list[dict]:
        """Trains to the end and returns one record an epoch; the tagger then holds the best dev epoch, or the last.

        evaluate: gives a tagger's score on dev, larger is better. Without it, or when the recipe does not select, the
            last epoch is kept.
        """
        start = time.perf_counter()
        while self.epoch < self.recipe.epochs and not self._out_of_patience():
            self.tagger.train()
            for indices in self.sampler:
                self.loss_sum += self.step(indices)
                if self.checkpoint_every and self.step_number % self.checkpoint_every == 0:
                    self._save()
                if self.step_number % 50 == 0:
                    self.say(f"epoch {self.epoch + 1}, step {self.step_number} of {self.steps}")
            self.seconds += time.perf_counter() - start
            self._finish_epoch(evaluate)
            start = time.perf_counter()
        self._take_best()
        return self.history

    def _finish_epoch(self, evaluate: Callable[[Tagger], float] | None) -> None:
        """Scores the epoch on dev, keeps its weights if they are the best, and writes a checkpoint."""
        record = {"epoch": self.epoch + 1, "loss": self.ranks.total(self.loss_sum) / len(self.sampler)}
        if evaluate is not None:  # one process scores, the others wait for its word
            record["dev"] = self.ranks.of_the_first(evaluate(self.tagger) if self.ranks.leads else None)
        self.epoch, self.loss_sum = self.epoch + 1, 0.0
        best = max((past["dev"] for past in self.history if "dev" in past), default=float("-inf"))
        if "dev" in record and self.recipe.select and record["dev"] > best:
            self.best = {name: value.detach().cpu().clone() for name, value in self.tagger.state_dict().items()}
            if self.folder is not None and self.ranks.leads:
                checkpoint.save(self.folder / BEST, self.best)
        self.history.append(record)
        self._save()
        dev = f", dev {record['dev']:.4f}" if "dev" in record else ""
        self.say(f"epoch {self.epoch} of {self.recipe.epochs}: loss {record['loss']:.4f}{dev}, {self.seconds:.0f} s")

    def _out_of_patience(self) -> bool:
        """Whether the recipe's number of epochs in a row brought no dev score strictly better than the best before."""
        scores = [past["dev"] for past in self.history if "dev" in past]
        if self.recipe.patience is None or not scores:
            return False
        return len(scores) - 1 - scores.index(max(scores)) >= self.recipe.patience

    def _take_best(self) -> None:
        """Puts the best dev epoch's weights back, when the recipe selects."""
        if self.recipe.select and any("dev" in past for past in self.history):
            best = getattr(self, "best", None) or checkpoint.load(self.folder / BEST)
            self.tagger.load_state_dict(best)

    # Kill and resume

    def _identity(self) -> dict:
        """What must be the same for a checkpoint to fit: the recipe and the data."""
        return {"recipe": repr(self.recipe.but(micro_batch=None)), "examples": len(self.examples),
                "ranks": self.ranks.count, "positions": sum(len(example.ids) for example in self.examples)}

    def _save(self) -> None:
        """Writes the checkpoint: what all processes share once, and each one's own generators and loss."""
        if self.folder is None:
            return
        own = self.ranks.gathered({"generators": checkpoint.generators(), "loss_sum": self.loss_sum})
        if not self.ranks.leads:
            return
        state = {
            "identity": self._identity(), "model": self.tagger.state_dict(), "optimizer": self.optimizer.state_dict(),
            "sampler": self.sampler.state_dict(), "own": own, "history": self.history, "step": self.step_number,
            "epoch": self.epoch, "seconds": self.seconds, "micro_batch": self.micro_batch,
            "scaler": self.scaler.state_dict(),
        }
        checkpoint.save(self.folder / STATE, state)

    def _resume(self) -> None:
        """Takes everything up from the folder's checkpoint, if there is one."""
        state = checkpoint.load(self.folder / STATE) if self.folder is not None else None
        if state is None:
            return
        if state["identity"] != self._identity():
            where = self.folder / STATE
            raise checkpoint.CheckpointError(f"{where} is of another recipe or other data: use another folder.")
        self.tagger.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.sampler.load_state_dict(state["sampler"])
        self.scaler.load_state_dict(state["scaler"])
        own = state["own"][self.ranks.rank]
        checkpoint.set_generators(own["generators"])
        self.history, self.step_number, self.epoch = state["history"], state["step"], state["epoch"]
        self.loss_sum, self.seconds, self.micro_batch = own["loss_sum"], state["seconds"], state["micro_batch"]
        where = f"epoch {self.epoch + 1}, step {self.step_number} of {self.steps}"
        self.say(f"Going on from {self.folder / STATE}: {where}.")
