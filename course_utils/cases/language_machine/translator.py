"""Translator: a causal transformer that reads a question and writes a program, or (the rival) the answer itself.

`python -m course_utils.cases.language_machine.translator` trains all four kinds from seed 0, of the same size, rounds
their matrices to 8 bits, and writes data/KIND.safetensors. `--seed 1 --out FOLDER` trains others of the same make.

- "translator" reads digits and spells the numbers in its program: li t0 1 2;
- "halfway" reads digits and names them: lw t0 n1;
- "pointer" reads names where the question has numbers, and names them too;
- "answerer", the rival, reads digits and writes the answer itself.

A row is the question, filled up in front to 34 words, then perhaps a failed program (filled up behind to 36 words) and
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
    MOST_WORDS,
    NAMES,
    TEMPLATES,
    THINGS,
    Question,
    question,
)
from course_utils.nn.cache import Cache
from course_utils.nn.decoder import Decoder
from course_utils.training import schedule
from course_utils.training.loop import parameter_groups
from course_utils.training.train_sorter import quantised, restored

_TEXT = {word for text, _ in TEMPLATES for word in text.split() if "{" not in word}
WORDS = (".pad", ".end", "=>", "fault", *program.KINDS, *"0123456789", *program.PLACES, *program.INSTRUCTIONS,
         *program.REGISTERS, *NAMES, *THINGS, *sorted(_TEXT))
CODES = {word: code for code, word in enumerate(WORDS)}
PAD, END, ARROW = (CODES[word] for word in (".pad", ".end", "=>"))
READ, WRITTEN = MOST_WORDS, 36                            # places for a question and for a program
SIZES = {"V": len(WORDS), "C": 64, "H": 4, "layers": 2, "T": READ + WRITTEN + 4 + WRITTEN}
# The rival gets half as many steps again; the pointer's loss no longer falls after 200.
STEPS = {"translator": 1000, "halfway": 1000, "pointer": 400, "answerer": 1500}
KINDS = tuple(STEPS)
# Shares: of training rows that show a failed program first, and of these with the operands of its sub swapped. The
# pointer cannot see which number is larger, so it has more to learn from them.
REPAIRS = {"translator": 0.25, "halfway": 0.25, "pointer": 0.5}
SWAPPED = {"translator": 0.3, "halfway": 0.3, "pointer": 0.6}


def new_model(seed: int = 0) -> Decoder:
    """The model before training; the same seed gives the same weights."""
    return Decoder(**SIZES, generator=torch.Generator().manual_seed(seed))


def context(asked: Question, failed: list[str] | None = None, fault: program.Fault | None = None, *,
            names: bool = False) -> list[int]:
    """What the model reads: the question, perhaps a failed program with its fault, and “=>”.

    35 codes, or 74 with a fault. names: whether n1, n2, n3 stand in place of the numbers. Raises ValueError for a
    question of more than 34 words, or with a word that the model does not know.
    """
    words = asked.named if names else asked.words
    if len(words) > READ:
        raise ValueError(f"A question has at most {READ} words, each digit counts as one; this has {len(words)}.")
    if unknown := [word for word in words if word not in CODES]:
        raise ValueError(f"The model does not know the word “{unknown[0]}”.")
    codes = [PAD] * (READ - len(words)) + [CODES[word] for word in words]
    if fault is not None:
        shown = [CODES[word] for word in failed[:WRITTEN]]
        codes += shown + [PAD] * (WRITTEN - len(shown)) + [CODES[word] for word in fault.words]
    return [*codes, ARROW]


def damaged(words: list[str], draw: random.Random, swapped: float) -> list[str]:
    """The program with one or two words changed, lost or doubled; or, in a share `swapped` of those that have a sub,
    with its operands swapped."""
    words = list(words)
    if "sub" in words and draw.random() < swapped:
        at = words.index("sub")
        words[at + 2], words[at + 3] = words[at + 3], words[at + 2]
        return words
    for _ in range(draw.randint(1, 2)):
        at, what = draw.randrange(len(words)), draw.random()
        if what < 0.25 and len(words) > 1:
            del words[at]
        elif what < 0.5:
            words.insert(at, words[at])
        elif words[at].isdigit():
            words[at] = draw.choice("0123456789")
        else:
            kin = next((k for k in (program.REGISTERS, program.PLACES) if words[at] in k), program.INSTRUCTIONS)
            words[at] = draw.choice(kin)
    return words


def example(draw: random.Random, kind: str) -> tuple[list[int], list[int]]:
    """One training row: what the model reads, and what it shall write. Faults are those that the sandbox names."""
    asked, names = question(draw, test=False), kind == "pointer"
    if kind == "answerer":
        return context(asked), [*(CODES[d] for d in str(asked.answer)), END]
    right = program.gold(asked, points=kind != "translator")
    target = [*(CODES[word] for word in right), END]
    if draw.random() < REPAIRS[kind]:
        bad = damaged(right, draw, SWAPPED[kind])
        fault = sandbox.run(bad, asked.numbers).fault
        if fault is not None:
            return context(asked, bad, fault, names=names), target
    return context(asked, names=names), target


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
    written = torch.full((len(contexts), limit), END)
    open_rows, cache, new = torch.ones(len(contexts), dtype=torch.bool), Cache(model), torch.tensor(contexts)
    for at in range(limit):
        logits = torch.zeros(len(contexts), len(WORDS))
        logits[open_rows] = cache(new)
        if temperature > 0:
            following = torch.multinomial((logits / temperature).softmax(dim=-1), 1, generator=generator)[:, 0]
        else:
            following = logits.argmax(dim=-1)
        written[open_rows, at] = following[open_rows]
        going_on = following[open_rows] != END
        cache.keep(going_on)
        open_rows[open_rows.clone()] = going_on
        if not open_rows.any():
            break
        new = following[open_rows][:, None]
    return [[WORDS[code] for code in row[: row.index(END)] if code != PAD] if END in row else [WORDS[c] for c in row]
            for row in written.tolist()]


def load(kind: str = "translator", path: Path | None = None) -> Decoder:
    """The trained model of one of the KINDS, ready to evaluate; without a path the bundled one."""
    from safetensors.torch import load_file

    model = new_model()
    model.load_state_dict(restored(load_file(path or assets.bundled(f"{kind}.safetensors"))))
    return model.eval()


def main() -> None:
    """Trains each kind, by default all with seed 0, and writes its weights, by default the bundled ones."""
    from safetensors.torch import save_file

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kind", action="append", choices=KINDS, help="may be given again (default: all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=assets.DATA, help="folder of the weights (default: the course's)")
    args = parser.parse_args()
    torch.set_num_threads(1)
    for kind in args.kind or KINDS:
        started, model = time.process_time(), new_model(args.seed)
        train(model, kind, STEPS[kind], seed=args.seed)
        target = args.out / f"{kind}.safetensors"
        save_file(quantised(model.state_dict()), target)
        parameters = sum(p.numel() for p in model.parameters())
        print(f"{target.name}: {target.stat().st_size} bytes, {parameters} parameters; "
              f"{time.process_time() - started:.0f} s of CPU time on one thread")


if __name__ == "__main__":
    main()
