"""Claims: a written number held against a computed one, and an article's statement put on trial."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from course_utils import units

ARTICLES = {
    "000": "LLMs as a new era of computer architecture",
    "001": "Fundamental differences between LLMs and traditional computing",
    "002": "The rise of LLMs beyond the limits of the CPU",
    "003": "The instruction-set revolution",
    "004": "The unique computing mode of LLMs",
}
VERDICTS = ("wrong", "misleading", "incomplete", "right")


class ClaimError(AssertionError):
    """A sentence of the course does not hold."""


def _rows(computed: object) -> object:
    """Tensors and arrays as nested lists of Python numbers; everything else as it is."""
    return computed.tolist() if hasattr(computed, "tolist") else computed


def _agree(written: object, computed: object, where: str) -> None:
    """Compares element by element, each at the precision in which it is written."""
    if isinstance(written, list):
        if not isinstance(computed, (list, tuple)) or len(written) != len(computed):
            raise ClaimError(f"“{where}” has another shape than the computed value {computed}.")
        for left, right in zip(written, computed, strict=True):
            _agree(left, right, where)
        return
    quantity = units.parse(written)
    value = float(computed)
    # One part in 10⁹ of slack: a computed 0.125 must not fail against "0.13" because of a rounding bit.
    if not abs(value - quantity.value) <= quantity.half_unit * (1 + 1e-9) + 1e-12 * abs(value):
        raise ClaimError(f"“{where}” does not hold: computed {value:.10g} {quantity.unit}".rstrip() + ".")


def _parse_table(text: str) -> object:
    """"[[1.0, 2.0], [3.0, 4.0]]" as nested lists of the written numbers, digits kept."""
    tokens = re.findall(r"\[|\]|[^\[\],]+", text)
    stack: list[list] = [[]]
    for token in (t.strip() for t in tokens):
        if token == "[":
            stack.append([])
        elif token == "]":
            if len(stack) < 2:
                raise ClaimError(f"“{text}” closes a bracket that it never opened.")
            done = stack.pop()
            stack[-1].append(done)
        elif token:
            stack[-1].append(token)
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ClaimError(f"“{text}” is not one number and not one table of numbers in brackets.")
    return stack[0][0]


def claim(statement: str, computed: object) -> None:
    """Prints the statement with a tick if the computed value rounds to the written one; raises ClaimError if not.

    statement: a number with its unit ("295 FLOP/byte", "98.16 %", "1,668") or numbers in brackets
        ("[0.0142, 0.9858]"). Tolerance: half a unit of the last digit written, for each number by itself.
    computed: the value in base units (bytes, FLOP, s, a share and not per cent), or a nested list or tensor.

    >>> claim("295 FLOP/byte", 989.4e12 / 3.35e12)     # 295.34 rounds to 295
    ✓ 295 FLOP/byte
    """
    _agree(_parse_table(statement) if set("[]") & set(statement) else statement, _rows(computed), statement)
    print(f"✓ {statement}")


@dataclass(frozen=True)
class Trial:
    """One statement of an article on trial; shown as a small table in a notebook, as text elsewhere."""

    id: str
    where: str
    says: str
    verdict: str
    right: str

    @property
    def article(self) -> str:
        """The article's own title, in English."""
        return ARTICLES[self.where[:3]]

    def _repr_html_(self) -> str:
        # The anchor lets the ledger of all claims link to this very cell.
        cells = {"The article says": self.says, "Verdict": self.verdict, "In truth": self.right}
        rows = "".join(f"<tr><th scope='row'>{k}</th><td>{html.escape(v)}</td></tr>" for k, v in cells.items())
        caption = f"Claim {self.id}, article {html.escape(self.where)}"
        return f"<table class='trial' id='claim-{self.id}'><caption>{caption}</caption>{rows}</table>"

    def __repr__(self) -> str:
        return (
            f"Claim {self.id} (article {self.where})\n  says:     {self.says}\n"
            f"  verdict:  {self.verdict}\n  in truth: {self.right}"
        )


def trial(id: str, where: str, *, says: str, verdict: str, right: str, proof: bool) -> Trial:
    """The record of one statement on trial, to be the last line of the cell that proves the verdict.

    where: article and section, such as "004 §4.3". says: our paraphrase, never the article's words.
    verdict: wrong, misleading, incomplete, or right. proof: what the cell computed; raises ClaimError unless true.
    """
    if verdict not in VERDICTS:
        raise ClaimError(f"Claim {id}: the verdict “{verdict}” is not one of {', '.join(VERDICTS)}.")
    if where[:3] not in ARTICLES:
        raise ClaimError(f"Claim {id}: “{where}” does not begin with an article number such as 004.")
    if not bool(proof):
        raise ClaimError(f"Claim {id}: the proof in this cell does not hold.")
    return Trial(id, where, says, verdict, right)
