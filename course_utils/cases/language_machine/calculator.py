"""Calculator: the solutions of grade-school problems, whose sums stand in <<…=…>>, as programs of our small language.

GSM8K (Cobbe et al. 2021) has 8,792 problems that people wrote and solved. "<<16-3-4=9>>" is a sum in a solution, and
"#### 18" its answer. The last sum, with the sums that it needs, becomes one program: a number that stands in the
question, or nowhere before, is written by `li`; one that an earlier sum gave is computed again.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from course_utils import assets
from course_utils.cases.language_machine import sandbox
from course_utils.cases.language_machine.program import MAX_STATEMENTS, REGISTERS, Fault, check, parse

LARGEST = 2**31 - 1  # of a signed number in 32 bits
SUM = re.compile(r"<<([^<>=]*)=([^<>]*)>>")
SIGNS = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div"}
REASONS = ("no sum", "not whole", "a rest", "another sign", "too large", "registers", "lines")


class CalculatorError(ValueError):
    """A file of problems cannot be read; the sentence names file and line."""


class Unsayable(ValueError):
    """The small language cannot say this solution; the text is one of REASONS."""


@dataclass(frozen=True)
class Problem:
    """A question, the sums of its solution as pairs of text (“16-3-4”, “9”), and the published answer."""

    question: str
    sums: tuple[tuple[str, str], ...]
    answer: int

    @property
    def numbers(self) -> set[int]:
        """The whole numbers that stand in the question in digits; 1,200 counts as one."""
        found = (_value(text.replace(",", "").rstrip(".")) for text in re.findall(r"\d[\d,.]*", self.question))
        return {int(value) for value in found if value is not None and value == int(value)}


@dataclass(frozen=True)
class Tree:
    """A sum: a number alone, or an operation with two sums; value is what it comes to."""

    value: int
    operation: str = ""
    parts: tuple[Tree, ...] = field(default=())

    @property
    def registers(self) -> int:
        """How many registers its program needs when the harder part is computed first (Sethi and Ullman 1970)."""
        if not self.parts:
            return 1
        left, right = (part.registers for part in self.parts)
        return left + 1 if left == right else max(left, right)


def _value(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().lstrip("$").replace(",", ""))
    except InvalidOperation:
        return None


def problem(question: str, solution: str) -> Problem:
    """The problem of one row of the data set; CalculatorError when the solution has no “#### whole number”."""
    value = _value(solution.rpartition("####")[2]) if "####" in solution else None
    if value is None or value != int(value):
        raise CalculatorError("a solution must end in “#### ” and a whole number.")
    return Problem(question, tuple(SUM.findall(solution)), int(value))


def _tree(node: ast.AST, known: Mapping[Decimal, Tree | Unsayable], given: set[int]) -> Tree:
    """The sum of a parsed text; numbers that the question does not give are looked up among the earlier results."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd):
        return _tree(node.operand, known, given)
    if isinstance(node, ast.Constant):
        value = Decimal(str(node.value))
        earlier = known.get(value) if value not in given else None
        if isinstance(earlier, Unsayable):
            raise earlier
        if value != int(value):
            raise Unsayable("not whole")
        return earlier or Tree(int(value))
    if not isinstance(node, ast.BinOp) or type(node.op) not in SIGNS:
        raise Unsayable("another sign")
    left, right = _tree(node.left, known, given), _tree(node.right, known, given)
    return Tree(_result(SIGNS[type(node.op)], left.value, right.value), SIGNS[type(node.op)], (left, right))


def _result(operation: str, left: int, right: int) -> int:
    if operation == "div" and (right == 0 or left % right):
        raise Unsayable("a rest")
    value = {"add": left + right, "sub": left - right, "mul": left * right, "div": left // (right or 1)}[operation]
    if abs(value) > LARGEST:
        raise Unsayable("too large")
    return value


def last_sum(one: Problem) -> Tree:
    """The problem's last sum with all that it needs; Unsayable where it needs what the language has not."""
    known: dict[Decimal, Tree | Unsayable] = {}
    tree: Tree | Unsayable = Unsayable("no sum")
    for text, result in one.sums:
        try:
            if not re.fullmatch(r"[\d.+\-*/() ]{1,200}", text):
                raise Unsayable("another sign")
            tree = _tree(ast.parse(text.strip(), mode="eval").body, known, one.numbers)
        except SyntaxError:
            tree = Unsayable("another sign")
        except Unsayable as error:
            tree = error
        if (value := _value(result)) is not None:
            known[value] = tree
    if isinstance(tree, Unsayable):
        raise tree
    return tree


def _words(tree: Tree, registers: tuple[str, ...]) -> list[str]:
    """The words that compute a sum into the first of the registers."""
    first, *others = registers
    if not tree.parts:
        return ["li", first, *str(tree.value)]
    left, right = tree.parts
    if left.registers >= right.registers:
        return [*_words(left, registers), *_words(right, tuple(others)), tree.operation, first, first, others[0]]
    return [*_words(right, registers), *_words(left, tuple(others)), tree.operation, first, others[0], first]


def program_of(one: Problem) -> list[str]:
    """The words of a program for the problem's last sum; Unsayable with the reason where the language has none.

    For 16-3-4=9 and 9*2=18, with 16 and 2 in the question: li 16, li 3, sub, li 4, sub, li 2, mul, out.
    """
    tree = last_sum(one)
    if tree.registers > len(REGISTERS):
        raise Unsayable("registers")
    words = [*_words(tree, REGISTERS), "out", "t0"]
    try:
        parse(words)
    except Fault as fault:
        raise Unsayable("lines" if fault.line > MAX_STATEMENTS else "too large") from fault
    return words


@dataclass
class Tally:
    """Counts over problems: those that have a program, whose program prints the published answer, and whose constants
    all stand in the question; and why the others have none."""

    problems: int = 0
    sayable: int = 0
    equal: int = 0
    inside: int = 0
    reasons: Counter = field(default_factory=Counter)


def tally(problems: Iterable[Problem]) -> Tally:
    """Every problem's program, where it has one, run in the sandbox."""
    found = Tally()
    for one in problems:
        found.problems += 1
        try:
            words = program_of(one)
        except Unsayable as error:
            found.reasons[str(error)] += 1
            continue
        found.sayable += 1
        found.equal += sandbox.run(words).answer == one.answer
        try:
            check(parse(words), one.numbers)
            found.inside += 1
        except Fault:
            pass
    return found


def read(path: Path) -> list[Problem]:
    """The problems of a file, one {"question": …, "answer": …} a line; CalculatorError names a bad line."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CalculatorError(f"{path} cannot be read as text in UTF-8 ({type(error).__name__}).") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(problem(row["question"], row["answer"]))
        except (KeyError, TypeError, ValueError) as error:
            said = error if isinstance(error, CalculatorError) else "a question and an answer in JSON are needed."
            raise CalculatorError(f"{path.name}, line {number}: {said}") from error
    if not found:
        raise CalculatorError(f"{path} holds no problem: one question and answer in JSON a line.")
    return found


def folder(path: Path) -> dict[str, list[Problem]]:
    """A folder of your own with train.jsonl, test.jsonl, or both, as the authors of GSM8K publish them."""
    names = [name for name in ("train", "test") if (path / f"{name}.jsonl").is_file()]
    if not names:
        raise CalculatorError(f"{path} must hold train.jsonl or test.jsonl: a question and an answer in JSON a line.")
    return {name: read(path / f"{name}.jsonl") for name in names}


def from_hub(name: str = "gsm8k", say: Callable[[str], None] = print) -> dict[str, list[Problem]]:
    """The parts train and test of GSM8K from the hub; its licence is said first.

    AssetError when the set cannot be had, or has not the number of problems that the table of data sets states.
    """
    return {part: [problem(row["question"], row["answer"]) for row in rows]
            for part, rows in assets.counted(name, say).items()}
