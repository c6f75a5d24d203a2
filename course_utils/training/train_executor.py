"""The executor: a transformer trained to execute programs of a four-bit machine, for chapter 01.

A program works on three registers a, b, c, which hold 0 to 15 and count modulo 16. Its instructions are such as
“add b 5” (b ← b + 5) or “sub a c” (a ← a − c). The model reads the registers, some instructions and “=”, and writes the
registers as they are after them. `python -m course_utils.training.train_executor` trains it, rounds its matrices to
8 bits, counts how often it is right, and writes data/executor.safetensors.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
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

BITS = 4
MODULUS = 1 << BITS
REGISTERS, OPCODES = ("a", "b", "c"), ("mov", "add", "sub", "xor", "and")
MOV, ADD, SUB, XOR, AND = range(len(OPCODES))
FIRST_REGISTER = MODULUS                             # tokens: 0 to 15, the registers, the opcodes, “=”
FIRST_OPCODE = FIRST_REGISTER + len(REGISTERS)
EQUALS = FIRST_OPCODE + len(OPCODES)
STATE = len(REGISTERS)                               # tokens of a state
WORDS = 3                                            # tokens of an instruction: opcode, target, operand

SMALL, TRAINED_LENGTH, LONGEST = 8, 6, 12            # constants below 8 and at most 6 instructions in training
SIZES = {"V": EQUALS + 1, "C": 64, "H": 4, "layers": 2, "T": STATE + WORDS * LONGEST + STATE}
KINDS = ("seen", "pair", "register", "operand", "opcode")


@dataclass(frozen=True)
class Programs:
    """B programs of n instructions: the registers before, first (B, 3); opcodes, targets and operands (B, n).

    An opcode counts in OPCODES and a target in REGISTERS; an operand is a constant from 0 to 15, or 16, 17, 18 for the
    register a, b, c.
    """

    first: Tensor
    opcodes: Tensor
    targets: Tensor
    operands: Tensor

    @property
    def length(self) -> int:
        """Instructions of each program."""
        return self.opcodes.shape[1]

    def part(self, start: int, stop: int, first: Tensor) -> Programs:
        """The instructions from `start` to before `stop`, begun with the registers `first` (B, 3)."""
        return Programs(first, *(part[:, start:stop] for part in (self.opcodes, self.targets, self.operands)))

    def states(self) -> Tensor:
        """The truth: the registers before the first instruction and after each one, (B, n + 1, 3)."""
        constants = torch.arange(MODULUS).expand(len(self.first), -1)
        state, found = self.first, [self.first]
        for k in range(self.length):
            opcode, target, operand = (part[:, k : k + 1] for part in (self.opcodes, self.targets, self.operands))
            a, b = state.gather(1, target), torch.cat([constants, state], dim=1).gather(1, operand)
            results = torch.cat([b, a + b, a - b, a ^ b, a & b], dim=1) % MODULUS  # (B, 5), in the order of OPCODES
            state = state.scatter(1, target, results.gather(1, opcode))
            found.append(state)
        return torch.stack(found, dim=1)

    def questions(self) -> Tensor:
        """What the model reads: the registers, the instructions, “=”, (B, 3 + 3n + 1)."""
        words = torch.stack([FIRST_OPCODE + self.opcodes, FIRST_REGISTER + self.targets, self.operands], dim=-1)
        return F.pad(torch.cat([self.first, words.flatten(1)], dim=1), (0, 1), value=EQUALS)

    def text(self, row: int) -> str:
        """One program in words: "a=3 b=0 c=9: add b 5; sub a c"."""
        names = [str(n) for n in range(MODULUS)] + list(REGISTERS)
        start = " ".join(f"{name}={value}" for name, value in zip(REGISTERS, self.first[row].tolist(), strict=True))
        return f"{start}: " + "; ".join(
            f"{OPCODES[o]} {REGISTERS[t]} {names[x]}" for o, t, x in self._instructions(row))

    def assembly(self, row: int) -> str:
        """The same program in RV32I, one instruction for one, with a, b, c in t0, t1, t2; it prints 256a + 16b + c."""
        begin = [f"li t{r}, {value}" for r, value in enumerate(self.first[row].tolist())]
        body = []
        for opcode, target, operand in self._instructions(row):
            name, t = OPCODES[opcode], f"t{target}"
            if operand >= FIRST_REGISTER:
                source = f"t{operand - FIRST_REGISTER}"
                body.append(f"mv {t}, {source}" if opcode == MOV else f"{name} {t}, {t}, {source}")
            elif opcode == SUB:
                body.append(f"addi {t}, {t}, -{operand}")
            else:
                body.append(f"li {t}, {operand}" if opcode == MOV else f"{name}i {t}, {t}, {operand}")
        end = [f"andi t{r}, t{r}, {MODULUS - 1}" for r in range(STATE)]
        end += ["slli t0, t0, 8", "slli t1, t1, 4", "or a0, t0, t1", "or a0, a0, t2"]
        end += ["li a7, 1", "ecall", "li a7, 10", "ecall"]
        return "\n".join(begin + body + end)

    def _instructions(self, row: int) -> list[tuple[int, int, int]]:
        return list(zip(*(part[row].tolist() for part in (self.opcodes, self.targets, self.operands)), strict=True))


def problems(B: int, n: int, generator: torch.Generator, kind: str = "seen") -> Programs:
    """B random programs of n instructions as in training, or with exactly one thing that training never showed.

    Training knows mov, add, sub and xor, constants below 8, no `sub` on register c, and no xor right after a sub. kind:
    "seen" for such programs; else one instruction at a random place is "register" (sub on c), "operand" (a constant
    from 8 to 15) or "opcode" (`and`), or two are a "pair" (sub, then xor; n at least 2).
    """
    def draw(high: int) -> Tensor:
        return torch.randint(high, (B, n), generator=generator)

    opcodes, targets, constants = draw(AND), draw(STATE), draw(SMALL)
    operands = torch.where(draw(2) == 0, constants, FIRST_REGISTER + draw(STATE))
    first = torch.randint(MODULUS, (B, STATE), generator=generator)
    other = draw(STATE - 1)  # a or b, where a sub would hit c
    opcodes = _without_pairs(opcodes)
    at = torch.randint(n - (kind == "pair"), (B, 1), generator=generator)
    if kind == "pair":
        opcodes = opcodes.scatter(1, at, SUB).scatter(1, at + 1, XOR)
    elif kind == "operand":
        operands = operands.scatter(1, at, SMALL + constants.gather(1, at))
    elif kind == "opcode":
        opcodes = opcodes.scatter(1, at, AND)
    elif kind == "register":
        opcodes = _without_pairs(opcodes.scatter(1, at, SUB))
    elif kind != "seen":
        raise ValueError(f"There is no kind of program {kind!r}; there are: {', '.join(KINDS)}.")
    targets = torch.where((opcodes == SUB) & (targets == STATE - 1), other, targets)
    if kind == "register":
        targets = targets.scatter(1, at, STATE - 1)
    return Programs(first, opcodes, targets, operands)


def _without_pairs(opcodes: Tensor) -> Tensor:
    """The opcodes (B, n) with an add in the place of each xor right after a sub."""
    pair = F.pad(opcodes[:, :-1] == SUB, (1, 0)) & (opcodes == XOR)
    return torch.where(pair, ADD, opcodes)


def execute(model: Decoder, programs: Programs, every: int) -> Tensor:
    """The states that the model writes, one after each `every` instructions and one at the end: (B, n / every, 3).

    It reads the state that it wrote last, the next `every` instructions and “=”, and nothing else of the past. A token
    that is no number counts as 15.
    """
    state, written = programs.first, []
    for start in range(0, programs.length, every):
        questions = programs.part(start, start + every, state).questions()
        state = torch.cat([model.generate(rows, STATE) for rows in questions.split(1000)]).clamp(max=MODULUS - 1)
        written.append(state)
    return torch.stack(written, dim=1)


def answers_right(model: Decoder, programs: Programs, every: int) -> Tensor:
    """(B,), True where all three registers are right at the end of the program."""
    return (execute(model, programs, every)[:, -1] == programs.states()[:, -1]).all(dim=-1)


def new_model(seed: int = 0) -> Decoder:
    """The model before training; the same seed gives the same weights."""
    return Decoder(**SIZES, generator=torch.Generator().manual_seed(seed))


def train(model: Decoder, steps: int, generator: torch.Generator, *, batch: int = 256, peak_lr: float = 3e-3) -> float:
    """Trains the model in place and returns its last loss in nats a number; each step draws new programs.

    Half of the steps show single instructions (twice the batch, since they are short), half programs of two to six.
    """
    optimizer = torch.optim.AdamW(parameter_groups(model, 0.01), lr=peak_lr, betas=(0.9, 0.98))
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = peak_lr * schedule.linear(step, steps)
        n = max(1, int(torch.randint(2 * TRAINED_LENGTH - 2, (), generator=generator)) - TRAINED_LENGTH + 3)
        programs = problems(2 * batch if n == 1 else batch, n, generator)
        truth = programs.states()[:, -1]                                              # (B, 3)
        logits = model(torch.cat([programs.questions(), truth[:, :-1]], dim=1))[:, -STATE:]  # (B, 3, V)
        loss = F.cross_entropy(logits.flatten(0, 1), truth.flatten())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 500 == 0 or step == steps - 1:
            print(f"step {step:>5}: {loss.item():.4f} nats a number, {n} instructions", flush=True)
    return loss.item()


def load(path: Path | None = None) -> Decoder:
    """The trained executor, ready to evaluate; without a path the bundled one, data/executor.safetensors."""
    from safetensors.torch import load_file

    model = new_model()
    model.load_state_dict(restored(load_file(path or assets.bundled("executor.safetensors"))))
    return model.eval()


def main(steps: int = 2500, tests: int = 2000) -> None:
    """Trains with seed 0, writes the bundled weights and prints what the card says."""
    from safetensors.torch import save_file

    torch.set_num_threads(1)
    generator, started = torch.Generator().manual_seed(0), time.process_time()
    model = new_model(seed=0)
    train(model, steps, generator)
    seconds = time.process_time() - started
    target = assets.DATA / "executor.safetensors"
    save_file(quantised(model.state_dict()), target)
    for name, one in (("in 32 bits", model), ("in 8 bits", load(target))):
        for kind in KINDS:
            for every in (1, 4):
                right = answers_right(one, problems(tests, 4, torch.Generator().manual_seed(1), kind), every)
                low, high = share_interval(int(right.sum()), tests)
                print(f"{name}, {kind}, state after each {every}: {right.float().mean():.2%} "
                      f"(95 %: {low:.2%} to {high:.2%})")
    print(f"{target.name}: {target.stat().st_size} bytes, {sum(p.numel() for p in model.parameters())} parameters; "
          f"{seconds:.0f} s of CPU time on one thread")


if __name__ == "__main__":
    main()
