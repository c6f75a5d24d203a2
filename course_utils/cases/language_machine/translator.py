"""Translator: a causal transformer that reads a question and writes a program, or (the rival) the answer itself.

`python -m course_utils.cases.language_machine.translator` trains both from seed 0, the same size and the same number
of steps, rounds their matrices to 8 bits, and writes data/translator.safetensors and data/answerer.safetensors.
`--seed 1 --out FOLDER` trains others of the same make.

A row is the question, filled up in front to 27 words, then perhaps a failed program (filled up behind to 29 words) and
its fault, then “=>” and what the model shall write, “.end” last.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from course_utils import assets
from course_utils.cases.language_machine import program, sandbox
from course_utils.cases.language_machine.question import (
    ARITHMETIC,
    MOST_WORDS,
    NAMES,
    TEMPLATES,
    THINGS,
    Question,
    question,
)
from course_utils.nn.decoder import Decoder
from course_utils.training import schedule
from course_utils.training.loop import parameter_groups
from course_utils.training.train_sorter import quantised, restored

_TEXT = {word for text, _ in TEMPLATES for word in text.split() if "{" not in word}
WORDS = (".pad", ".end", "=>", "fault", *program.KINDS, *"0123456789", "li", "out", *ARITHMETIC, *program.REGISTERS,
         *NAMES, *THINGS, *sorted(_TEXT))
CODES = {word: code for code, word in enumerate(WORDS)}
PAD, END, ARROW = (CODES[word] for word in (".pad", ".end", "=>"))
READ, WRITTEN = MOST_WORDS, 29                            # places for a question and for a program
SIZES = {"V": len(WORDS), "C": 64, "H": 4, "layers": 2, "T": READ + WRITTEN + 4 + WRITTEN}
STEPS = {"translator": 1500, "answerer": 1500}
REPAIRS = 0.25                                       # share of training rows that show a failed program first


def new_model(seed: int = 0) -> Decoder:
    """The model before training; the same seed gives the same weights."""
    return Decoder(**SIZES, generator=torch.Generator().manual_seed(seed))


def context(asked: Question, failed: list[str] | None = None, fault: program.Fault | None = None) -> list[int]:
    """What the model reads: the question, perhaps a failed program with its fault, and “=>”.

    28 codes, or 60 with a fault. Raises ValueError for a question of more than 27 words.
    """
    if len(asked.words) > READ:
        raise ValueError(f"A question has at most {READ} words, each digit counts as one; this has {len(asked.words)}.")
    codes = [PAD] * (READ - len(asked.words)) + [CODES[word] for word in asked.words]
    if fault is not None:
        shown = [CODES[word] for word in failed[:WRITTEN]]
        codes += shown + [PAD] * (WRITTEN - len(shown)) + [CODES[word] for word in fault.words]
    return [*codes, ARROW]


def damaged(words: list[str], draw: random.Random) -> list[str]:
    """The program with one or two words changed, lost or doubled, as an unsure model might write it."""
    words = list(words)
    for _ in range(draw.randint(1, 2)):
        at, what = draw.randrange(len(words)), draw.random()
        if what < 0.25 and len(words) > 1:
            del words[at]
        elif what < 0.5:
            words.insert(at, words[at])
        elif words[at].isdigit():
            words[at] = draw.choice("0123456789")
        elif words[at] in program.REGISTERS:
            words[at] = draw.choice(program.REGISTERS)
        else:
            words[at] = draw.choice(("li", "out", *ARITHMETIC))
    return words


def example(draw: random.Random, kind: str) -> tuple[list[int], list[int]]:
    """One training row: what the model reads, and what it shall write. Faults are those that the sandbox names."""
    asked = question(draw, test=False)
    if kind == "answerer":
        return context(asked), [*(CODES[d] for d in str(asked.answer)), END]
    right = program.gold(asked)
    target = [*(CODES[word] for word in right), END]
    if draw.random() < REPAIRS:
        bad = damaged(right, draw)
        fault = sandbox.run(bad, set(asked.numbers)).fault
        if fault is not None:
            return context(asked, bad, fault), target
    return context(asked), target


def train(model: Decoder, kind: str, steps: int, *, seed: int = 0, batch: int = 64, peak_lr: float = 3e-3) -> float:
    """Trains the model in place and returns its last loss in nats a word; each step draws new questions.

    Only what the model shall write counts. Rows of the two lengths are scored apart and their losses added.
    """
    draw = random.Random(seed)
    optimizer = torch.optim.AdamW(parameter_groups(model, 0.01), lr=peak_lr, betas=(0.9, 0.98))
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = peak_lr * schedule.linear(step, steps)
        rows = [example(draw, kind) for _ in range(batch)]
        loss = torch.zeros(())
        for length in {len(read) for read, _ in rows}:
            loss = loss + _loss(model, [row for row in rows if len(row[0]) == length]) / batch
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 200 == 0 or step == steps - 1:
            print(f"{kind} step {step:>5}: {loss.item():.4f} nats a word, {time.process_time():.0f} s", flush=True)
    return loss.item()


def _loss(model: Decoder, rows: list[tuple[list[int], list[int]]]) -> Tensor:
    """The mean loss a written word, times the number of rows."""
    longest = max(len(target) for _, target in rows)
    targets = torch.tensor([target + [PAD] * (longest - len(target)) for _, target in rows])
    read = torch.tensor([read for read, _ in rows])
    logits = model(torch.cat([read, targets[:, :-1]], dim=1))[:, read.shape[1] - 1 :]
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=PAD) * len(rows)


@torch.no_grad()
def write(model: Decoder, contexts: list[list[int]], *, temperature: float = 0.0,
          generator: torch.Generator | None = None, limit: int = WRITTEN) -> list[list[str]]:
    """What the model writes after each context (all of one length), without “.end”; at most `limit` words each.

    temperature 0 takes the most likely word; above 0 it draws from softmax(logits / temperature).
    """
    ids = torch.tensor(contexts)
    start, open_rows = ids.shape[1], torch.ones(len(ids), dtype=torch.bool)
    for _ in range(limit):
        logits = torch.full((len(ids), len(WORDS)), 0.0)
        logits[open_rows] = model(ids[open_rows])[:, -1]
        if temperature > 0:
            following = torch.multinomial((logits / temperature).softmax(dim=-1), 1, generator=generator)[:, 0]
        else:
            following = logits.argmax(dim=-1)
        following[~open_rows] = END
        ids = torch.cat([ids, following[:, None]], dim=1)
        open_rows &= following != END
        if not open_rows.any():
            break
    return [[WORDS[code] for code in row[: row.index(END)] if code != PAD] if END in row else [WORDS[c] for c in row]
            for row in ids[:, start:].tolist()]


def load(kind: str = "translator", path: Path | None = None) -> Decoder:
    """The trained "translator" or "answerer", ready to evaluate; without a path the bundled one."""
    from safetensors.torch import load_file

    model = new_model()
    model.load_state_dict(restored(load_file(path or assets.bundled(f"{kind}.safetensors"))))
    return model.eval()


def main() -> None:
    """Trains each kind, by default both with seed 0, and writes its weights, by default the bundled ones."""
    from safetensors.torch import save_file

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kind", action="append", choices=tuple(STEPS), help="may be given twice (default: both)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=assets.DATA, help="folder of the weights (default: the course's)")
    args = parser.parse_args()
    torch.set_num_threads(1)
    for kind in args.kind or list(STEPS):
        started, model = time.process_time(), new_model(args.seed)
        train(model, kind, STEPS[kind], seed=args.seed)
        target = args.out / f"{kind}.safetensors"
        save_file(quantised(model.state_dict()), target)
        parameters = sum(p.numel() for p in model.parameters())
        print(f"{target.name}: {target.stat().st_size} bytes, {parameters} parameters; "
              f"{time.process_time() - started:.0f} s of CPU time on one thread")


if __name__ == "__main__":
    main()
