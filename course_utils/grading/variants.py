"""Variants of answers, right and wrong ones, kept beside a problem set to measure how good its tests are.

A folder with a file for each problem, in the percent format: first the imports of all, then cells. A cell's first line
is `# %% right · name`, with one of these in place of right:
  wrong       lines `# Reaches: …` quote a part of each question that a student with this answer must be shown;
  null        no answer at all (nothing, a constant, its own argument): it must get no point;
  equivalent  no code but lines `# Same: …`, each a mutant of the solution that is no mistake; the name says why.
A variant of a problem with several functions may hold some of them: the others come from the solution.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading import answer_source, release, tests_file
from course_utils.grading.problem_set import Problem, ProblemSet
from course_utils.grading.source_cell import ProblemSetError
from course_utils.grading.tests_file import Outcome

HEAD = re.compile(r"^# %% (.*)$", re.MULTILINE)
KINDS = ("right", "wrong", "null", "equivalent")
RULE = "rule"  # what a wrong answer “reaches” that calls what the problem asks to write


@dataclass(frozen=True)
class Variant:
    """One answer: its problem, right, wrong or null, what is special about it, and the questions it must reach."""

    problem: str
    kind: str
    name: str
    source: str
    reaches: tuple[str, ...] = ()
    same: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.problem} · {self.kind} · {self.name}"


def read(folder: str | Path) -> list[Variant]:
    """All variants of a problem set; ProblemSetError with file and line where a head or a question is missing."""
    paths = sorted(Path(folder).glob("*.py"))
    if not paths:
        raise ProblemSetError(f"{folder}: there are no variants here; write a file for each problem.")
    return [variant for path in paths for variant in _read_file(path)]


def _read_file(path: Path) -> list[Variant]:
    """The variants of one problem, the name of which is the file's."""
    text = path.read_text(encoding="utf-8")
    heads = list(HEAD.finditer(text))
    variants: list[Variant] = []
    for head, after in zip(heads, [*heads[1:], None], strict=False):
        cell = text[head.end() : after.start() if after else len(text)].strip() + "\n"
        where = f"{path}, line {text.count(chr(10), 0, head.start()) + 1}"
        kind, _, name = head[1].partition(" · ")
        if kind not in KINDS or not name:
            raise ProblemSetError(f"{where}: a cell must begin with “# %% right · name”; kinds are {', '.join(KINDS)}.")
        reaches, same = (tuple(re.findall(rf"^# {word}: (.+)$", cell, re.MULTILINE)) for word in ("Reaches", "Same"))
        if (kind == "wrong") != bool(reaches):
            raise ProblemSetError(f"{where}: a wrong answer, and no other, says after “# Reaches:” what it is asked.")
        if name in (variant.name for variant in variants):
            raise ProblemSetError(f"{where}: there are two variants called “{name}”; rename one.")
        source = text[: heads[0].start()] + "\n" * text.count("\n", heads[0].start(), head.end()) + cell
        variants.append(Variant(path.stem, kind, name, source, reaches, same))
    return variants


@dataclass
class Bench:
    """A problem set made ready to grade many answers to it in this process. For trusted code only."""

    problems: ProblemSet
    given: str = "import math\n\nimport torch\n"  # what the notebook's first cells import
    time_limit_s: float = 5.0

    def __post_init__(self) -> None:
        self.tests = {p.name: release.load_tests(self.problems, p) for p in self.problems.problems}
        self.by_name = {p.name: p for p in self.problems.problems}
        solution = "\n\n".join([self.given, *(p.answer_source for p in self.problems.problems)])
        self.solved = compile(solution, "<the solution>", "exec")
        self.graded: dict[tuple, Grade] = {}
        # Once without a limit: what the tests import is not to be charged to the first answer, nor cut off half-way.
        names: dict = {}
        exec(self.solved, names)
        for case in (case for tests in self.tests.values() for case in tests.cases):
            tests_file.run_case(case, names, time_limit_s=None)

    def grade(self, name: str, source: str, *, seed: int = 0, backwards: bool = False) -> Grade:
        """The outcomes of all tests of a problem for one answer; other answers are the solution's.

        An answer that cannot be defined, or that breaks the problem's rule, gets no points at all. An answer graded
        before in the same way is not run again.
        """
        key = (name, source, seed, backwards)
        if key not in self.graded:
            names, refused = self._define(name, source)
            cases = [] if refused else self.tests[name].cases[:: -1 if backwards else 1]
            outcomes = tests_file.run_cases(cases, names, seed=seed, time_limit_s=self.time_limit_s)
            self.graded[key] = Grade(self.by_name[name], tuple(outcomes), refused)
        return self.graded[key]

    def survives(self, name: str, source: str) -> bool:
        """True when an answer gets all points; the tests stop at the first that it does not pass."""
        names, refused = self._define(name, source)
        runs = (tests_file.run_case(c, names, time_limit_s=self.time_limit_s) for c in self.tests[name].cases)
        return not refused and all(outcome.passed for outcome in runs)

    def _define(self, name: str, source: str) -> tuple[dict, str]:
        """The solution's names with this answer's put over them, and why it is refused, if it is."""
        names: dict = {"__name__": "answer"}
        exec(self.solved, names)
        try:
            exec(compile(source, f"<answer to {name}>", "exec"), names)
        except Exception as error:
            return names, f"cannot be defined: {error}"
        return names, RULE if answer_source.forbidden_use(source, self.by_name[name].forbidden) else ""


@dataclass(frozen=True)
class Grade:
    """What one answer got."""

    problem: Problem
    outcomes: tuple[Outcome, ...]
    refused: str = ""

    @property
    def points(self) -> int:
        """The points of the passed tests."""
        return sum(outcome.points for outcome in self.outcomes)

    @property
    def full(self) -> bool:
        """True when no point is lost."""
        return not self.refused and self.points == self.problem.points

    @property
    def questions(self) -> set[str]:
        """The questions this answer would be asked, or the rule it broke."""
        asked = {outcome.question for outcome in self.outcomes if outcome.question}
        return asked | ({self.refused} if self.refused else set())

    def by_test(self) -> dict[str, tuple[str, str]]:
        """Test → (kind, question): two gradings of one answer must agree in this."""
        return {o.case.name: (o.kind, o.question) for o in self.outcomes}
