"""The check in a student's notebook: `check = checks("05_attention")`, then `check("softmax")` below each answer."""

from __future__ import annotations

import html
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from course_utils.grading import answer_source, tests_file
from course_utils.grading.tests_file import Outcome, TestsFile

MARKS = {"passed": "✓", "question": "?", "raised": "!", "timeout": "⧖"}


@dataclass(frozen=True)
class Report:
    """What the public tests found for one problem; plain text in a terminal, a small table in a notebook."""

    problem: TestsFile
    outcomes: tuple[Outcome, ...]
    note: str = ""
    progress: str = ""

    @property
    def points(self) -> int:
        """Points of the public tests; 0 where a rule of the problem is broken or the answer is still blank."""
        return 0 if self.note else sum(outcome.points for outcome in self.outcomes)

    @property
    def complete(self) -> bool:
        """True when every public test passed."""
        return not self.note and all(outcome.passed for outcome in self.outcomes)

    @property
    def headline(self) -> str:
        """The first line: problem and points."""
        more = self.problem.points_in_all - self.problem.points
        later = f" · {more} more after you hand in" if more else ""
        return f"{self.problem.title} · {self.points} of {self.problem.points} points here{later}"

    def rows(self) -> list[tuple[str, str, str, list[str]]]:
        """(mark, test, points, lines to think about) for each outcome; a question already asked is not repeated."""
        rows, asked = [], set()
        for outcome in self.outcomes if not self.note else ():
            below = []
            if outcome.kind == "raised":
                below = [f"Your {outcome.line}"] if outcome.line else []
                below.append(outcome.error)
            if outcome.question:
                below.append("the same question as above" if outcome.question in asked else outcome.question)
            elif outcome.case.success_message:
                below.append(outcome.case.success_message)
            asked.add(outcome.question)
            points = f"{outcome.points} of {outcome.case.points}"
            rows.append((MARKS[outcome.kind], outcome.case.name, points, below))
        return rows

    def __repr__(self) -> str:
        lines = [self.headline, *([f"  {self.note}"] if self.note else [])]
        for mark, name, points, below in self.rows():
            lines += [f"  {mark} {name} ({points})", *(f"      {line}" for text in below for line in text.split("\n"))]
        return "\n".join([*lines, self.progress])

    def _repr_html_(self) -> str:
        def safe(text: str) -> str:
            return html.escape(text).replace("\n", "<br>")

        rows = "".join(
            f"<tr><td>{mark}</td><td style='text-align:left'>{safe(name)}"
            + "".join(f"<br><em>{safe(text)}</em>" for text in below)
            + f"</td><td>{points}</td></tr>"
            for mark, name, points, below in self.rows()
        )
        note = f"<p>{safe(self.note)}</p>" if self.note else ""
        table = f"<table aria-label='Checks of this problem'>{rows}</table>" if rows else ""
        return f"<div><strong>{safe(self.headline)}</strong>{note}{table}<p>{safe(self.progress)}</p></div>"


class Checks:
    """The checks of one problem set, and how far its student has come. Call it with a problem's name."""

    def __init__(self, set_name: str, problems: list[TestsFile], names: Mapping) -> None:
        self.set_name, self.names = set_name, names
        self.problems = {problem.name: problem for problem in problems}
        self.reports: dict[str, Report] = {}

    def __call__(self, name: str) -> Report:
        """Runs the public tests of one problem on the notebook's names; ValueError when there is no such problem."""
        if name not in self.problems:
            raise ValueError(f"There is no problem “{name}”; there is: {', '.join(self.problems)}.")
        report = self._run(self.problems[name])
        self.reports[name] = report
        return Report(report.problem, report.outcomes, report.note, self.progress)

    def _run(self, problem: TestsFile) -> Report:
        missing = [answer for answer in problem.answers if answer not in self.names]
        if missing:
            return Report(problem, (), f"Has the cell that defines {' and '.join(missing)} been run?")
        for answer in problem.answers:
            source = answer_source.source_of(self.names[answer])
            if answer_source.is_blank(source, (answer,)):
                return Report(problem, (), f"Not written yet: {answer} still holds its “...”. What is its first step?")
            use = answer_source.forbidden_use(source, problem.forbidden)
            if use:
                line, name = use
                return Report(problem, (), f"Line {line} of {answer} uses {name}: can you write that part yourself?")
        return Report(problem, tuple(tests_file.run_cases(problem.cases, self.names)))

    @property
    def progress(self) -> str:
        """One line: problems whose checks all pass, and points so far."""
        complete = sum(report.complete for report in self.reports.values())
        points = sum(report.points for report in self.reports.values())
        here = sum(problem.points for problem in self.problems.values())
        in_all = sum(problem.points_in_all for problem in self.problems.values())
        return (
            f"So far: {complete} of {len(self.problems)} problems pass the checks here, {points} of {here} points; "
            f"{in_all - here} more points come from checks after you hand in."
        )

    def __repr__(self) -> str:
        lines = []
        for name, problem in self.problems.items():
            report = self.reports.get(name)
            mark = " " if report is None else "✓" if report.complete else "?"
            found = "not checked yet" if report is None else f"{report.points} of {problem.points} points here"
            lines.append(f"{mark} {problem.title} · {found}")
        return "\n".join([*lines, self.progress])


def checks(set_name: str, names: Mapping | None = None) -> Checks:
    """The checks of a problem set for the notebook that calls this; names defaults to that notebook's own.

    `check = checks("05_attention")`, then `check("softmax")`. FileNotFoundError when there is no such set.
    """
    names = sys._getframe(1).f_globals if names is None else names
    return Checks(set_name, tests_file.load_public(set_name), names)
