"""Checkpoint: one file with all that a run needs to go on, so written that a kill leaves a whole one."""

from __future__ import annotations

import contextlib
import os
import random
from pathlib import Path

import numpy
import torch


class CheckpointError(RuntimeError):
    """A checkpoint cannot be written or read; the sentence says what to do."""


def save(path: Path, state: dict) -> None:
    """Writes the state to `path` all at once: to a file beside it, forced to the disk, then renamed over the old one.

    A kill leaves the old file or the new one, never half of one. Raises CheckpointError when the disk is full; the old
    checkpoint is then still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as handle:
            torch.save(state, handle)
            handle.flush()
            os.fsync(handle.fileno())
        partial.replace(path)
    except (OSError, RuntimeError) as error:  # torch's own writer reports a full disk as a RuntimeError
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise CheckpointError(
            f"{path}: the checkpoint could not be written ({error}); make room and start again: the last one is whole."
        ) from error


def load(path: Path) -> dict | None:
    """The state in `path`, or None when there is no such file; CheckpointError when it cannot be read."""
    if not path.exists():
        return None
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # a damaged file raises a different error for every kind of damage
        raise CheckpointError(f"{path}: not a checkpoint of this course; delete it to start afresh.") from error


def generators() -> dict:
    """The state of every generator that dropout or shuffling may draw from."""
    version, numbers, gauss = random.getstate()
    name, keys, position, has_gauss, cached = numpy.random.get_state()
    state = {
        "torch": torch.get_rng_state(),
        "python": [version, list(numbers), gauss],
        "numpy": [name, keys.tolist(), int(position), int(has_gauss), float(cached)],
    }
    if torch.cuda.is_initialized():
        state["cuda"] = torch.cuda.get_rng_state_all()
    return state


def set_generators(state: dict) -> None:
    """Puts every generator back to where `generators` found it."""
    torch.set_rng_state(state["torch"])
    version, numbers, gauss = state["python"]
    random.setstate((version, tuple(numbers), gauss))
    name, keys, position, has_gauss, cached = state["numpy"]
    numpy.random.set_state((name, numpy.array(keys, dtype=numpy.uint32), position, has_gauss, cached))
    if "cuda" in state and torch.cuda.is_initialized():
        torch.cuda.set_rng_state_all(state["cuda"])
