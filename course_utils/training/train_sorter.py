"""The sorter: a transformer of 27 thousand parameters that learns to sort six letters, for chapter 01.

A row is six letters, “=”, and the same letters sorted. `python -m course_utils.training.train_sorter` trains it,
rounds its matrices to 8 bits, counts how often it is right, and writes data/sorter.safetensors. The rounded weights
*are* the model: page and PyTorch read the same numbers. Letters are 0 to 25, “=” is 26.
"""

from __future__ import annotations

import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from course_utils import assets
from course_utils.nn.decoder import Decoder
from course_utils.training import schedule
from course_utils.training.interval import share_interval
from course_utils.training.loop import parameter_groups

LETTERS = "abcdefghijklmnopqrstuvwxyz"
EQUALS = len(LETTERS)
LENGTH = 6
SIZES = {"V": 27, "C": 32, "H": 2, "layers": 2, "T": 2 * LENGTH}
HELD_OUT = 10  # letters whose numbers sum to a multiple of ten, in any order, are never trained on


def new_model(seed: int = 0) -> Decoder:
    """The model before training; the same seed gives the same weights."""
    return Decoder(**SIZES, generator=torch.Generator().manual_seed(seed))


def held_out(letters: Tensor) -> Tensor:
    """Which rows (B, 6) belong to the test: about one in ten. Every order of the same letters is on the same side."""
    return letters.sum(dim=-1) % HELD_OUT == 0


def problems(n: int, generator: torch.Generator, *, test: bool) -> Tensor:
    """n rows of six letters (n, 6), each letter drawn evenly from 26: of the test, or of the rest."""
    rows = torch.empty(0, LENGTH, dtype=torch.long)
    while len(rows) < n:
        drawn = torch.randint(len(LETTERS), (max(64, 12 * n if test else 2 * n), LENGTH), generator=generator)
        rows = torch.cat([rows, drawn[held_out(drawn) == test]])
    return rows[:n]


def questions(letters: Tensor) -> Tensor:
    """Letters (B, L) followed by “=”: (B, L + 1)."""
    return F.pad(letters, (0, 1), value=EQUALS)


def sort_letters(model: Decoder, words: list[str]) -> list[str]:
    """The model's answer to each word of small letters, all of one length: as many letters as it was given."""
    letters = torch.tensor([[LETTERS.index(letter) for letter in word] for word in words])
    written = model.generate(questions(letters), letters.shape[-1]).tolist()
    return ["".join((LETTERS + "=")[code] for code in row) for row in written]


def answers_right(model: Decoder, letters: Tensor, batch: int = 2000) -> Tensor:
    """(B,), True where the model's whole answer to these letters (B, L) is the sorted row."""
    right = [(model.generate(questions(part), part.shape[-1]) == part.sort(dim=-1).values).all(dim=-1)
             for part in letters.split(batch)]
    return torch.cat(right)


def train(model: Decoder, steps: int, generator: torch.Generator, *, batch: int = 256, peak_lr: float = 4e-3) -> float:
    """Trains the model in place and returns its last loss in nats a letter; each step draws new rows.

    The loss is the mean over the six answers only: what comes next inside the question cannot be known.
    """
    optimizer = torch.optim.AdamW(parameter_groups(model, 0.01), lr=peak_lr, betas=(0.9, 0.98))
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = peak_lr * schedule.linear(step, steps)
        letters = problems(batch, generator, test=False)
        row = torch.cat([questions(letters), letters.sort(dim=-1).values], dim=1)  # (B, 13)
        logits = model(row[:, :-1])[:, LENGTH:]                                    # (B, 6, V)
        loss = F.cross_entropy(logits.flatten(0, 1), row[:, LENGTH + 1 :].flatten())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 500 == 0 or step == steps - 1:
            print(f"step {step:>5}: {loss.item():.4f} nats a letter", flush=True)
    return loss.item()


def quantised(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Each matrix as whole numbers from −127 to 127 and one scale a row ("NAME.scale"); vectors stay as they are.

    The largest number of a row becomes ±127, so a weight is off by at most half of scale = largest / 127.
    """
    packed = {}
    for name, weight in weights.items():
        if weight.ndim == 2:
            scale = weight.abs().amax(dim=-1) / 127
            packed[f"{name}.scale"] = scale
            packed[name] = (weight / scale[:, None]).round().to(torch.int8)
        else:
            packed[name] = weight.clone()
    return packed


def restored(packed: dict[str, Tensor]) -> dict[str, Tensor]:
    """The matrices in 32 bits again: whole number times scale, as the processor of the page computes them too."""
    return {name: value.float() * packed[f"{name}.scale"][:, None] if value.dtype == torch.int8 else value
            for name, value in packed.items() if not name.endswith(".scale")}


def load(path: Path | None = None) -> Decoder:
    """The trained sorter, ready to evaluate; without a path the bundled one, data/sorter.safetensors."""
    from safetensors.torch import load_file

    model = new_model()
    model.load_state_dict(restored(load_file(path or assets.bundled("sorter.safetensors"))))
    return model.eval()


def main(steps: int = 3000, tests: int = 20_000) -> None:
    """Trains with seed 0, writes the bundled weights and prints what the card says."""
    from safetensors.torch import save_file

    torch.set_num_threads(1)
    generator, started = torch.Generator().manual_seed(0), time.process_time()
    model = new_model(seed=0)
    train(model, steps, generator)
    seconds = time.process_time() - started
    target = assets.DATA / "sorter.safetensors"
    save_file(quantised(model.state_dict()), target)
    letters = problems(tests, torch.Generator().manual_seed(1), test=True)
    for name, one in (("in 32 bits", model), ("in 8 bits", load(target))):
        right = int(answers_right(one, letters).sum())
        low, high = share_interval(right, tests)
        print(f"{name}: {right} of {tests} held-out rows right, {right / tests:.2%} (95 %: {low:.2%} to {high:.2%})")
    print(f"{target.name}: {target.stat().st_size} bytes; {seconds:.0f} s of CPU time on one thread")


if __name__ == "__main__":
    main()
