"""Runtime: the one room that decides device, dtype, size, network and seed.

Environment: COURSE_SIZE=small|full, COURSE_DEVICE=cpu|cuda|mps, COURSE_OFFLINE=1 force a choice.
"""

from __future__ import annotations

import functools
import os
import random
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import torch

HUB = "https://huggingface.co"  # HF_ENDPOINT names another one, such as an institution's mirror
SIZES = ("small", "full")
DEVICES = ("cpu", "cuda", "mps")


@dataclass(frozen=True)
class Runtime:
    """What this page runs on. `generator` is seeded and lives on the CPU, so that every machine draws the same."""

    device: str
    dtype: torch.dtype
    size: str
    online: bool
    seed: int
    generator: torch.Generator
    why: str

    @property
    def full(self) -> bool:
        """True for the full size: a GPU, real checkpoints, real data."""
        return self.size == "full"

    def __str__(self) -> str:
        source = "hub and bundled data" if self.online and self.full else "bundled data"
        dtype = str(self.dtype).removeprefix("torch.")
        return f"{self.size} size · {self.device} · {dtype} · {source} · seed {self.seed} ({self.why})"


def _choice(name: str, allowed: tuple[str, ...]) -> str | None:
    """The environment's choice, or None; raises ValueError with the allowed words."""
    value = os.environ.get(name, "").strip().lower()
    if value and value not in allowed:
        raise ValueError(f"{name} is “{value}”, but must be one of {', '.join(allowed)}.")
    return value or None


def device() -> str:
    """The fastest device present: cuda, then mps, then cpu; COURSE_DEVICE forces one."""
    import torch

    present = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    forced = _choice("COURSE_DEVICE", DEVICES)
    if forced and not present[forced]:
        raise ValueError(f"COURSE_DEVICE asks for {forced}, but torch finds none here: unset it or use cpu.")
    return forced or next(name for name in ("cuda", "mps", "cpu") if present[name])


def hub() -> str:
    """The address of the model hub: HF_ENDPOINT if it is set."""
    return os.environ.get("HF_ENDPOINT") or HUB


@functools.cache
def online(timeout_s: float = 2.0) -> bool:
    """True when the model hub answers within the time; COURSE_OFFLINE=1 or HF_HUB_OFFLINE=1 say no without asking."""
    if os.environ.get("COURSE_OFFLINE") == "1" or os.environ.get("HF_HUB_OFFLINE") == "1":
        return False
    address = urlsplit(hub())
    try:
        with socket.create_connection((address.hostname, address.port or 443), timeout=timeout_s):
            return True
    except OSError:
        return False


def seed_everything(seed: int) -> torch.Generator:
    """Seeds Python, NumPy and torch, and returns a CPU generator with the same seed."""
    import numpy
    import torch

    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)
    return torch.Generator().manual_seed(seed)


def half(where: str) -> str | None:
    """The 16-bit numbers that a device multiplies faster than 32-bit ones: "bf16", "fp16", or None.

    bf16 in hardware on GPUs from 2020 on and on CPUs with AMX; older GPUs, such as the T4, are fast in fp16 only, and
    what torch calls bf16 support there is emulation.
    """
    import torch

    if where == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "fp16"
    capabilities = getattr(torch.cpu, "get_capabilities", dict)()  # older torch does not tell
    return "bf16" if where == "cpu" and capabilities.get("amx_bf16") else None


def setup(seed: int = 0) -> Runtime:
    """The second cell of every page: chooses, seeds, prints one line, and returns the Runtime.

    Small size unless a GPU is found (or COURSE_SIZE says otherwise). bfloat16 only where the hardware has it.
    """
    import torch

    where = device()
    size = _choice("COURSE_SIZE", SIZES)
    why = "COURSE_SIZE" if size else ("GPU found" if where == "cuda" else "no GPU found")
    size = size or ("full" if where == "cuda" else "small")
    bf16 = where == "cuda" and size == "full" and half(where) == "bf16"
    # Nobody waits for a network that the small size does not use.
    is_online = online() if size == "full" else False
    run = Runtime(where, torch.bfloat16 if bf16 else torch.float32, size, is_online, seed, seed_everything(seed), why)
    print(run)
    return run
