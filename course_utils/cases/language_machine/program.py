"""Program: the small language that the model writes, and how it becomes a program of the processor of chapter 01.

A program is a list of words. `li t0 1 2` puts 12 into register t0, `sub t0 t0 t1` computes t0 − t1 into t0 (add, sub,
mul, div, rem), `out t0` prints t0 and ends. `lw t0 n2` loads the second number of the question, which lies in memory.
There are three registers, no jumps and no stores: what the language cannot say, no program in it can do.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from course_utils.cases.language_machine.question import ARITHMETIC, Question

REGISTERS = ("t0", "t1", "t2")
MAX_STATEMENTS, MAX_DIGITS = 12, 9  # nine digits always fit into 31 bits
KINDS = ("syntax", "register", "constant", "machine", "below")
PLACES = ("n1", "n2", "n3")  # names of the question's numbers, in reading order
INSTRUCTIONS = ("li", "lw", "out", *ARITHMETIC)


class Fault(Exception):
    """What went wrong, in a form that fits into the model's context: its kind, the line (from 1), and a sentence."""

    def __init__(self, kind: str, line: int, sentence: str):
        super().__init__(sentence)
        self.kind, self.line, self.sentence = kind, line, sentence

    @property
    def words(self) -> tuple[str, str, str]:
        """The three words that the model reads: "fault", the kind, the line as one digit (9 for any later one)."""
        return ("fault", self.kind, str(min(self.line, 9)))


@dataclass(frozen=True)
class Statement:
    """One line: a name and its operands; `li` has a register and a number, `lw` a register and a place such as n2."""

    name: str
    operands: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name} {', '.join(self.operands)}"


def parse(words: list[str]) -> list[Statement]:
    """The statements of a program; Fault of kind "syntax" if it is none.

    parse("li t0 1 2 out t0".split()) is [Statement("li", ("t0", "12")), Statement("out", ("t0",))].
    """
    statements, at = [], 0
    while at < len(words):
        line, name = len(statements) + 1, words[at]
        if line > MAX_STATEMENTS:
            raise Fault("syntax", line, f"Line {line}: a program has at most {MAX_STATEMENTS} lines.")
        at += 1
        count = {"li": 1, "lw": 1, "out": 1} | dict.fromkeys(ARITHMETIC, 3)
        if name not in count:
            raise Fault("syntax", line, f"Line {line}: “{name}” is not an instruction.")
        operands = words[at : at + count[name]]
        at += count[name]
        if len(operands) < count[name] or not set(operands) <= set(REGISTERS):
            raise Fault("syntax", line, f"Line {line}: {name} needs {count[name]} of the registers t0, t1, t2.")
        if name == "li":
            digits = ""
            while at < len(words) and words[at].isdigit():
                digits += words[at]
                at += 1
            if not 1 <= len(digits) <= MAX_DIGITS:
                raise Fault("syntax", line, f"Line {line}: li needs a number of 1 to {MAX_DIGITS} digits.")
            operands = [*operands, digits]
        if name == "lw":
            if words[at : at + 1] == [] or words[at] not in PLACES:
                raise Fault("syntax", line, f"Line {line}: lw needs the name of a number: {', '.join(PLACES)}.")
            operands = [*operands, words[at]]
            at += 1
        statements.append(Statement(name, tuple(operands)))
    if not statements or statements[-1].name != "out":
        raise Fault("syntax", len(statements) + 1, "The last line must be an out.")
    return statements


def check(statements: list[Statement], numbers: Collection[int] | None = None) -> None:
    """Refuses what can be refused without running: Fault "register" or "constant".

    "register": one is read before it is written. "constant": a number that the question does not contain (only if
    `numbers` is given), or the name of one that it has not. A program that passes can still be the wrong one.
    """
    written: set[str] = set()
    for line, statement in enumerate(statements, start=1):
        reads = statement.operands[-2:] if statement.name in ARITHMETIC else statement.operands[:1]
        unset = [r for r in reads if r not in written] if statement.name not in ("li", "lw") else []
        if unset:
            raise Fault("register", line, f"Line {line}: {unset[0]} is read before anything is written to it.")
        if statement.name == "li" and numbers is not None and int(statement.operands[1]) not in numbers:
            raise Fault("constant", line, f"Line {line}: {statement.operands[1]} is not a number of the question.")
        if statement.name == "lw" and PLACES.index(statement.operands[1]) >= len(numbers or ()):
            raise Fault("constant", line, f"Line {line}: the question has no number {statement.operands[1]}.")
        written.add(statement.operands[0])


def assembly(statements: list[Statement], numbers: Sequence[int] = ()) -> str:
    """The program as text for the assembler of `course_utils.machine`: out becomes two calls, print and end.

    Where it loads, the question's numbers are laid into memory, four bytes each, and t3 holds where they begin.
    """
    lines = []
    if any(statement.name == "lw" for statement in statements):
        lines += [".data", f"numbers: .word {', '.join(map(str, numbers))}", ".text", "la t3, numbers"]
    for statement in statements:
        if statement.name == "out":
            lines += [f"mv a0, {statement.operands[0]}", "li a7, 1", "ecall", "li a7, 10", "ecall"]
        elif statement.name == "lw":
            lines.append(f"lw {statement.operands[0]}, {4 * PLACES.index(statement.operands[1])}(t3)")
        else:
            lines.append(str(statement))
    return "\n".join(lines)


def gold(question: Question, *, points: bool = False) -> list[str]:
    """The words of the program that answers a question: its numbers in reading order, its steps, and out.

    points: whether a number is loaded by its name (lw t0 n1) and not spelled (li t0 1 2).
    """
    words = []
    for register, place, number in zip(REGISTERS, PLACES, question.numbers, strict=False):
        words += ["lw", register, place] if points else ["li", register, *str(number)]
    for operation, target, left, right in question.steps:
        words += [operation, REGISTERS[target], REGISTERS[left], REGISTERS[right]]
    return [*words, "out", "t0"]
