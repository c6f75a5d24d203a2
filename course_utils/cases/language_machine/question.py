"""Question: a word problem made from a template and numbers, with the program that answers it. All of it is generated.

A template names its numbers {a}, {b}, {c} in the order in which they are read; its steps say what to do with the
registers t0, t1, t2 in which a program has put them, in the same order.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

NAMES, THINGS = ("ann", "ben", "li", "mia"), ("apples", "coins", "stamps", "shells")
MOST_WORDS = 27  # as many as the model reads, each digit counted as one; longer questions are drawn again
HELD_OUT = 10  # questions whose numbers sum to a multiple of ten are never trained on

# Text, and steps (operation, target, left, right).
TEMPLATES = (
    ("{n} has {a} {t} and finds {b} more . how many now ?", (("add", 0, 0, 1),)),
    ("{n} has {a} {t} and gives away {b} . how many are left ?", (("sub", 0, 0, 1),)),
    ("{n} gives away {a} of {b} {t} . how many are left ?", (("sub", 0, 1, 0),)),
    ("{a} boxes hold {b} {t} each . how many in all ?", (("mul", 0, 0, 1),)),
    ("{a} {t} are shared by {b} friends . how many does each get ?", (("div", 0, 0, 1),)),
    ("{a} friends share {b} {t} . how many are left over ?", (("rem", 0, 1, 0),)),
    ("{n} has {a} {t} and buys {b} boxes of {c} . how many now ?", (("mul", 1, 1, 2), ("add", 0, 0, 1))),
    ("{n} has {a} {t} , finds {b} and gives away {c} . how many now ?", (("add", 0, 0, 1), ("sub", 0, 0, 2))),
    ("{a} of {b} {t} are lost . {c} friends share the rest . how many does each get ?",
     (("sub", 0, 1, 0), ("div", 0, 0, 2))),
)
ARITHMETIC = {
    "add": lambda x, y: x + y, "sub": lambda x, y: x - y, "mul": lambda x, y: x * y,
    "div": lambda x, y: x // y, "rem": lambda x, y: x % y,  # of numbers ≥ 0, as here, the same as the processor's
}


@dataclass(frozen=True)
class Question:
    """A word problem: its template, its numbers in reading order, its words (digits one by one), and the answer."""

    template: int
    numbers: tuple[int, ...]
    words: tuple[str, ...]
    answer: int

    @property
    def text(self) -> str:
        """The question as a person would read it: digits joined, capital letters, no space before a full stop."""
        return readable(self.words)

    @property
    def steps(self) -> tuple[tuple[str, int, int, int], ...]:
        """The operations that answer it: (operation, target, left, right) on registers 0, 1, 2."""
        return TEMPLATES[self.template][1]


def readable(words: tuple[str, ...] | list[str]) -> str:
    """Words with the digits of one number joined: ["ann", "has", "1", "2", "."] is "Ann has 12."."""
    text, before = "", "."
    for word in words:
        joined = (word.isdigit() and before.isdigit()) or word in ".,?"
        shown = word.capitalize() if before == "." or word in NAMES else word
        text += shown if joined or not text else " " + shown
        before = word
    return text


def worked_out(template: int, numbers: tuple[int, ...]) -> int | None:
    """The answer by Python's own integers; None where the question would make no sense (owing, sharing by nobody)."""
    registers = list(numbers)
    for operation, target, left, right in TEMPLATES[template][1]:
        if operation in ("div", "rem") and registers[right] == 0:
            return None
        registers[target] = ARITHMETIC[operation](registers[left], registers[right])
        if registers[target] < 0:
            return None
    return registers[0]


def question(draw: random.Random, *, test: bool, digits: tuple[int, int] = (1, 3)) -> Question:
    """One random question whose numbers have from digits[0] to digits[1] digits, of the test or of the rest.

    Every number is at least 1, every step's result at least 0. The same `draw` state gives the same question.
    """
    while True:
        template = draw.randrange(len(TEMPLATES))
        text = TEMPLATES[template][0]
        lengths = [draw.randint(*digits) for _ in range(text.count("{a}") + text.count("{b}") + text.count("{c}"))]
        numbers = tuple(draw.randint(10 ** (n - 1), 10**n - 1) for n in lengths)
        answer = worked_out(template, numbers)
        if answer is None or (sum(numbers) % HELD_OUT == 0) != test:
            continue
        filled = text.format(n=draw.choice(NAMES), t=draw.choice(THINGS), **dict(zip("abc", numbers, strict=False)))
        words = tuple(piece for word in filled.split() for piece in (word if word.isdigit() else [word]))
        if len(words) <= MOST_WORDS:
            return Question(template, numbers, words, answer)


def questions(n: int, seed: int, *, test: bool, digits: tuple[int, int] = (1, 3)) -> list[Question]:
    """n random questions; see `question`."""
    draw = random.Random(seed)
    return [question(draw, test=test, digits=digits) for _ in range(n)]
