"""Question: a word problem made from a template and numbers, with the program that answers it. All of it is generated.

A template names its numbers {a}, {b}, {c} in the order in which they are read; its steps say what to do with the
registers t0, t1, t2 in which a program has put them, in the same order.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

NAMES, THINGS = ("ann", "ben", "li", "mia"), ("apples", "coins", "stamps", "shells")
MOST_WORDS = 34  # as many as the model reads, each digit counted as one: enough for six digits a number
LARGEST = 2**31 - 1  # of a signed number in 32 bits: a question whose steps leave it is drawn again
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
    # One text and two programs: only the digits tell which number is the larger.
    ("{n} has {a} {t} and a friend has {b} . what is the difference ?", (("sub", 0, 0, 1),)),
    ("{n} has {a} {t} and a friend has {b} . what is the difference ?", (("sub", 0, 1, 0),)),
)
DIFFERENCES = (9, 10)  # the places of these two
# Other wordings in the same words, for a test only: no model is trained on them.
REWORDED = (
    ("{n} has {a} {t} and a friend has {b} . how many in all ?", (("add", 0, 0, 1),)),
    ("{n} buys {a} {t} and finds {b} more . how many now ?", (("add", 0, 0, 1),)),
    ("{a} of {b} {t} are lost . how many are left ?", (("sub", 0, 1, 0),)),
    ("{n} has {a} {t} . {b} are lost . how many are left ?", (("sub", 0, 0, 1),)),
    ("{n} buys {a} boxes of {b} {t} . how many in all ?", (("mul", 0, 0, 1),)),
    ("{a} friends share {b} {t} . how many does each get ?", (("div", 0, 1, 0),)),
    ("{a} {t} are shared by {b} friends . how many are left over ?", (("rem", 0, 0, 1),)),
    ("{n} has {a} {t} , gives away {b} and finds {c} . how many now ?", (("sub", 0, 0, 1), ("add", 0, 0, 2))),
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
    def named(self) -> tuple[str, ...]:
        """The words with the name n1, n2, … in place of each number: "ann has 1 2 coins" becomes "ann has n1 coins"."""
        words, count = [], 0
        for before, word in zip(("", *self.words), self.words, strict=False):
            if not word.isdigit():
                words.append(word)
            elif not before.isdigit():
                count += 1
                words.append(f"n{count}")
        return tuple(words)

    @property
    def steps(self) -> tuple[tuple[str, int, int, int], ...]:
        """The operations that answer it: (operation, target, left, right) on registers 0, 1, 2."""
        return (TEMPLATES + REWORDED)[self.template][1]


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
    """The answer by Python's own integers; None where the question would make no sense, or leave 32 bits.

    No sense: to owe things, or to share fewer things than there are friends.
    """
    registers = list(numbers)
    for operation, target, left, right in (TEMPLATES + REWORDED)[template][1]:
        if operation in ("div", "rem") and not 0 < registers[right] <= registers[left]:
            return None
        registers[target] = ARITHMETIC[operation](registers[left], registers[right])
        if not 0 <= registers[target] <= LARGEST:
            return None
    return registers[0]


def question(draw: random.Random, *, test: bool, digits: tuple[int, int] = (1, 3), reworded: bool = False) -> Question:
    """One random question whose numbers have from digits[0] to digits[1] digits, of the test or of the rest.

    Every number is at least 2, so that plurals are right; every step's result is from 0 to LARGEST. The same `draw`
    state gives the same question. reworded: whether its wording is one of REWORDED and not of TEMPLATES.
    """
    while True:
        template = len(TEMPLATES) + draw.randrange(len(REWORDED)) if reworded else draw.randrange(len(TEMPLATES))
        text = (TEMPLATES + REWORDED)[template][0]
        lengths = [draw.randint(*digits) for _ in range(text.count("{a}") + text.count("{b}") + text.count("{c}"))]
        numbers = tuple(draw.randint(max(2, 10 ** (n - 1)), 10**n - 1) for n in lengths)
        answer = worked_out(template, numbers)
        if answer is None or (sum(numbers) % HELD_OUT == 0) != test:
            continue
        filled = text.format(n=draw.choice(NAMES), t=draw.choice(THINGS), **dict(zip("abc", numbers, strict=False)))
        words = tuple(piece for word in filled.split() for piece in (word if word.isdigit() else [word]))
        if len(words) <= MOST_WORDS:
            return Question(template, numbers, words, answer)


def questions(n: int, seed: int, *, test: bool, digits: tuple[int, int] = (1, 3),
              reworded: bool = False) -> list[Question]:
    """n random questions; see `question`."""
    draw = random.Random(seed)
    return [question(draw, test=test, digits=digits, reworded=reworded) for _ in range(n)]
