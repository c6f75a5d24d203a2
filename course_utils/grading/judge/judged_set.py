"""The problem set as the judge needs it: all tests, hidden ones too, what its pages import, and its own answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading import problem_set, release, tests_file
from course_utils.grading.judge import written_answer
from course_utils.grading.judge.verdict import ProblemVerdict, TestVerdict
from course_utils.grading.source_cell import SourceCell
from course_utils.grading.tests_file import TestsFile


@dataclass
class TestSet:
    """A problem set as the judge needs it: all tests, hidden ones too, and what its pages import."""

    __test__ = False

    name: str
    problems: list[TestsFile]
    modules: list[str]
    sha256: str
    solved: str  # the modules that the pages import, and the author's own answers
    headings: list[str]  # where one problem's text ends and the next begins

    @classmethod
    def read(cls, solution: Path) -> TestSet:
        """The tests in a solution notebook; ProblemSetError when it is not written right."""
        problems = problem_set.read(solution)
        files = [release.load_tests(problems, problem) for problem in problems.problems]
        texts = "".join(release.tests_text(problems, problem, hidden=True) for problem in problems.problems)
        texts += "".join(f"{file.name} {file.hand_points}\n" for file in files if file.hand_points)
        given = [f"import {name}" for name in _imports(problems)]
        solved = "\n\n".join([*given, *(problem.answer_source for problem in problems.problems)])
        headings = written_answer.headings([cell.source for cell in _cells(problems) if cell.kind == "markdown"])
        digest = hashlib.sha256(texts.encode()).hexdigest()
        return cls(problems.name, files, _imports(problems), digest, solved, headings)

    def warm_up(self) -> list[str]:
        """Runs all tests on the author's own answers, here: what they import is loaded, and those that fail are named.

        Trusted code only. Nothing of this is charged to the first student.
        """
        names: dict = {"__name__": "answers"}
        exec(compile(self.solved, f"<answers of {self.name}>", "exec"), names)
        failed = []
        for file in self.problems:
            for case in file.cases:
                outcome = tests_file.run_case(case, names, time_limit_s=None)
                failed += [] if outcome.passed else [f"{file.name}: {case.name} ({outcome.question} {outcome.error})"]
        return failed

    def unjudged(self) -> list[ProblemVerdict]:
        """All problems with no points in any test."""
        return [
            ProblemVerdict(
                file.name,
                file.title,
                [TestVerdict(case.name, case.hidden, 0, case.points, "skipped") for case in file.cases],
                hand_points=file.hand_points,
            )
            for file in self.problems
        ]


def _cells(problems: problem_set.ProblemSet) -> list[SourceCell]:
    """All cells of a set but its tests, in the order of the notebook."""
    cells = []
    for part in problems.parts:
        cells += [cell for _, cell in part.parts] if isinstance(part, problem_set.Problem) else [part]
    return cells


def _imports(problems: problem_set.ProblemSet) -> list[str]:
    """The modules that the set's own cells import, for the fork-server to load once."""
    import ast

    found = ["torch", "numpy", "course_utils.runtime", "course_utils.grading"]
    for cell in (one for one in _cells(problems) if one.kind == "code"):
        try:
            nodes = list(ast.walk(ast.parse(cell.source)))
        except SyntaxError:
            continue
        for node in nodes:
            if isinstance(node, ast.Import):
                found += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.append(node.module)
    return list(dict.fromkeys(found))
