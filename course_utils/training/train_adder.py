"""The adder: a transformer of eight thousand parameters that learns to add two numbers, for chapter 01.

A row is “957+168=” and the sum written from its last digit on, as on paper: “5211” for 1125; a sum below 1000 ends in
0. Both numbers have three digits.
`python -m course_utils.training.train_adder` trains it, rounds its matrices to 8 bits, tries all 810,000 pairs of
numbers, and writes data/adder.safetensors. A digit is its own token, “+” is 10, “=” is 11.
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
from course_utils.training.train_sorter import quantised, restored

SYMBOLS = "0123456789+="
PLUS, EQUALS = 10, 11
DIGITS, FIRST, LAST = 3, 100, 999
PROMPT, ANSWER = 2 * DIGITS + 2, DIGITS + 1
SIZES = {"V": len(SYMBOLS), "C": 24, "H": 2, "layers": 1, "T": PROMPT + ANSWER - 1}
HELD_OUT = 7  # pairs with first + 3 · second divisible by seven are never trained on


def new_model(seed: int = 0) -> Decoder:
    """The model before training; the same seed gives the same weights."""
    return Decoder(**SIZES, generator=torch.Generator().manual_seed(seed))


def digits_of(numbers: Tensor, count: int) -> Tensor:
    """The last `count` decimal digits of whole numbers (B,), most significant first: (B, count)."""
    return numbers[:, None] // 10 ** torch.arange(count - 1, -1, -1) % 10


def questions(pairs: Tensor) -> Tensor:
    """Two numbers (B, 2) as the tokens of “957+168=”: (B, 8)."""
    plus, equals = (torch.full((len(pairs), 1), token) for token in (PLUS, EQUALS))
    return torch.cat([digits_of(pairs[:, 0], DIGITS), plus, digits_of(pairs[:, 1], DIGITS), equals], dim=1)


def answers(pairs: Tensor) -> Tensor:
    """The sum's four digits, the last digit first: (B, 4)."""
    return digits_of(pairs.sum(dim=1), ANSWER).flip(1)


def held_out(pairs: Tensor) -> Tensor:
    """Which pairs (B, 2) belong to the test: about one in seven."""
    return (pairs[:, 0] + 3 * pairs[:, 1]) % HELD_OUT == 0


def all_pairs() -> Tensor:
    """Every pair of numbers of three digits, (810000, 2)."""
    numbers = torch.arange(FIRST, LAST + 1)
    return torch.cartesian_prod(numbers, numbers)


def add(model: Decoder, pairs: Tensor) -> Tensor:
    """The model's sums (B,) of pairs (B, 2), read from the digits that it writes (one of them may be no digit)."""
    written = model.generate(questions(pairs), ANSWER)  # (B, 4)
    return (written * 10 ** torch.arange(ANSWER)).sum(dim=1)


def answers_right(model: Decoder, pairs: Tensor, batch: int = 20_000) -> Tensor:
    """(B,), True where the model's whole sum of these pairs (B, 2) is right.

    One pass instead of four: each digit is asked after the right ones before it, and the first wrong one would have
    been written wrong.
    """
    right = []
    with torch.no_grad():
        for part in pairs.split(batch):
            truth = answers(part)
            best = model(torch.cat([questions(part), truth[:, :-1]], dim=1))[:, PROMPT - 1 :].argmax(dim=-1)  # (B, 4)
            right.append((best == truth).all(dim=1))
    return torch.cat(right)


def train(model: Decoder, steps: int, generator: torch.Generator, *, batch: int = 512, peak_lr: float = 1e-2) -> float:
    """Trains the model in place and returns its last loss in nats a digit; each step draws new pairs."""
    optimizer = torch.optim.AdamW(parameter_groups(model, 0.01), lr=peak_lr, betas=(0.9, 0.98))
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = peak_lr * schedule.linear(step, steps)
        pairs = torch.randint(FIRST, LAST + 1, (batch, 2), generator=generator)
        pairs = pairs[~held_out(pairs)]
        truth = answers(pairs)
        logits = model(torch.cat([questions(pairs), truth[:, :-1]], dim=1))[:, PROMPT - 1 :]  # (B, 4, V)
        loss = F.cross_entropy(logits.flatten(0, 1), truth.flatten())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 500 == 0 or step == steps - 1:
            print(f"step {step:>5}: {loss.item():.4f} nats a digit", flush=True)
    return loss.item()


def load(path: Path | None = None) -> Decoder:
    """The trained adder, ready to evaluate; without a path the bundled one, data/adder.safetensors."""
    from safetensors.torch import load_file

    model = new_model()
    model.load_state_dict(restored(load_file(path or assets.bundled("adder.safetensors"))))
    return model.eval()


def main(steps: int = 4000) -> None:
    """Trains with seed 0, writes the bundled weights and prints what the card says."""
    from safetensors.torch import save_file

    torch.set_num_threads(1)
    generator, started = torch.Generator().manual_seed(0), time.process_time()
    model = new_model(seed=0)
    train(model, steps, generator)
    seconds = time.process_time() - started
    target = assets.DATA / "adder.safetensors"
    save_file(quantised(model.state_dict()), target)
    pairs = all_pairs()
    test = held_out(pairs)
    for name, one in (("in 32 bits", model), ("in 8 bits", load(target))):
        right = answers_right(one, pairs)
        wrong, wrong_test = int((~right).sum()), int((~right[test]).sum())
        low, high = share_interval(int(test.sum()) - wrong_test, int(test.sum()))
        print(f"{name}: {wrong} of {len(pairs)} pairs wrong; of {int(test.sum())} held-out pairs {wrong_test} "
              f"(right 95 %: {low:.4%} to {high:.4%})")
    parameters = sum(p.numel() for p in model.parameters())
    print(f"{target.name}: {target.stat().st_size} bytes, {parameters} parameters; {seconds:.0f} s of CPU time")


if __name__ == "__main__":
    main()
