"""A problem set: the solution notebook, read into problems with their texts, answers and tests.

The notebook is written in Otter Assign's format, version 1, with test functions (`ok_format: false`): raw cells
`# ASSIGNMENT CONFIG`, `# BEGIN QUESTION`, `# BEGIN SOLUTION`, `# BEGIN TESTS` and their ends. Five keys of ours stand
in the question's YAML, where Otter reads past them: difficulty, importance, minutes, answers, forbidden. A question
with `manual: true` is answered in writing: its solution is a text cell, it has no tests, a person gives its points.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.grading.author_test import AuthorTest, read_test
from course_utils.grading.source_cell import ProblemSetError, SourceCell, blanked

SCALE = (1, 2, 3)
MARKER = re.compile(r"#\s+(BEGIN|END)\s+(QUESTION|SOLUTION|TESTS|PROMPT)\b", re.IGNORECASE)
CONFIG = re.compile(r"#\s+ASSIGNMENT\s+CONFIG\b", re.IGNORECASE)


@dataclass
class Problem:
    """One problem: its texts and given code, the answer's cells, and its tests."""

    name: str
    number: int
    difficulty: int
    importance: int
    minutes: int
    answers: tuple[str, ...]
    forbidden: tuple[str, ...]
    begin: SourceCell
    hand_points: int = 0  # of a written answer, given by a person; 0 where tests give the points
    parts: list[tuple[str, SourceCell]] = field(default_factory=list)  # ("text" | "given" | "answer" | "written", cell)
    tests: list[AuthorTest] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The first heading of the problem's text, without its marks."""
        for role, cell in self.parts:
            found = re.search(r"^#+ +(.+)$", cell.source, re.MULTILINE) if role == "text" else None
            if found:
                return found[1].strip()
        return self.name

    @property
    def points(self) -> int:
        """All points of the problem."""
        return self.hand_points + sum(test.points for test in self.tests)

    @property
    def public_points(self) -> int:
        """The points that the student can see being given."""
        return sum(test.points for test in self.tests if not test.hidden)

    @property
    def answer_source(self) -> str:
        """The right answer's code, as the author wrote it."""
        return "\n\n".join(cell.source for role, cell in self.parts if role == "answer") + "\n"

    @property
    def blank_source(self) -> str:
        """The code that the student starts from."""
        return "\n\n".join(blanked(cell) for role, cell in self.parts if role == "answer") + "\n"


@dataclass
class ProblemSet:
    """A solution notebook in order: cells outside the problems, and the problems."""

    path: Path
    parts: list[SourceCell | Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The stem that chapter, problem set and test share, such as 05_attention."""
        return self.path.stem

    @property
    def problems(self) -> list[Problem]:
        """The problems in the order of the notebook."""
        return [part for part in self.parts if isinstance(part, Problem)]

    @property
    def points(self) -> int:
        """All points of the set."""
        return sum(problem.points for problem in self.problems)


def _config(cell: SourceCell) -> dict:
    """The YAML of a raw cell; the marker line is a comment in it."""
    import yaml

    try:
        config = yaml.safe_load(cell.source) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise cell.error("the settings are not valid YAML; mend them", mark.line + 1 if mark else 1) from None
    if not isinstance(config, dict):
        raise cell.error("the settings must be lines of the form “key: value”")
    return config


def _begin_problem(cell: SourceCell, number: int) -> tuple[Problem, object]:
    """The problem that a `# BEGIN QUESTION` cell opens, and the points it announces."""
    config = _config(cell)
    name = config.get("name")
    if not isinstance(name, str) or not name.isidentifier():
        raise cell.error("the question needs a “name” that is a Python name, such as softmax")
    if not isinstance(config.get("points"), int):
        raise cell.error(f"question {name} needs “points”, a whole number")
    for key in ("difficulty", "importance"):
        if config.get(key) not in SCALE:
            raise cell.error(f"question {name} needs “{key}”: 1, 2 or 3")
    if not isinstance(config.get("minutes"), int) or config["minutes"] < 1:
        raise cell.error(f"question {name} needs “minutes”, a whole number")
    manual = config.get("manual", False)
    if type(manual) is not bool:
        raise cell.error(f"question {name}: “manual” must be true or false")
    answers = config.get("answers", [] if manual else [name])
    forbidden = config.get("forbidden", [])
    if manual and (answers or forbidden):
        raise cell.error(f"question {name} is answered in writing, so it can have no “answers” and no “forbidden”")
    if not (isinstance(answers, list) and (answers or manual) and isinstance(forbidden, list)):
        raise cell.error(f"question {name}: “answers” and “forbidden” must be lists of names")
    scale = {key: config[key] for key in ("difficulty", "importance", "minutes")}
    scale["hand_points"] = config["points"] if manual else 0
    if manual and config["points"] < 1:
        raise cell.error(f"question {name} is answered in writing, so it needs at least 1 point")
    problem = Problem(name, number, **scale, answers=tuple(answers), forbidden=tuple(forbidden), begin=cell)
    return problem, config["points"]


def _end_problem(problem: Problem, announced: object) -> None:
    """Raises ProblemSetError unless the finished problem has text, answer, tests and the announced points."""
    roles = {role for role, _ in problem.parts}
    if "text" not in roles:
        raise problem.begin.error(f"question {problem.name} has no text cell that tells the student what to do")
    if problem.hand_points:
        return _end_written(problem, roles)
    if "answer" not in roles:
        raise problem.begin.error(f"question {problem.name} has no solution; add # BEGIN SOLUTION and # END SOLUTION")
    if not problem.tests:
        raise problem.begin.error(f"question {problem.name} has no tests; add # BEGIN TESTS and # END TESTS")
    names = [test.name for test in problem.tests]
    for name in names:
        if names.count(name) > 1:
            raise problem.begin.error(f"question {problem.name} has two tests called {name}; rename one")
    if problem.public_points == 0:
        raise problem.begin.error(f"question {problem.name} has no public test with points; make one visible")
    if problem.points != announced:
        sentence = f"question {problem.name} announces {announced} points, but its tests give {problem.points}"
        raise problem.begin.error(sentence)


def _end_written(problem: Problem, roles: set[str]) -> None:
    """Raises ProblemSetError unless a question answered in writing has a model answer and no tests."""
    if "written" not in roles:
        raise problem.begin.error(f"question {problem.name} has no model answer; add # BEGIN SOLUTION and a text cell")
    if problem.tests:
        raise problem.begin.error(f"question {problem.name} is answered in writing, so it can have no tests")


class _Reader:
    """Walks over the cells once and keeps the open blocks, outermost first."""

    def __init__(self, path: Path) -> None:
        self.set = ProblemSet(path)
        self.open: list[tuple[str, SourceCell]] = []
        self.problem: Problem | None = None
        self.announced: object = None
        self.configured = False

    def marker(self, cell: SourceCell, edge: str, block: str) -> None:
        """A raw cell that begins or ends a block."""
        inside = [name for name, _ in self.open]
        if block == "PROMPT":
            raise cell.error("prompt blocks are not used here; the blank is made from the solution")
        if edge == "END":
            if not inside or inside[-1] != block:
                what = f"the {inside[-1]} block is still open" if inside else "no block is open"
                raise cell.error(f"# END {block} stands here, but {what}")
            self.open.pop()
            if block == "QUESTION":
                _end_problem(self.problem, self.announced)
                self.problem = None
            return
        if block == "QUESTION" and inside:
            raise cell.error(f"# BEGIN QUESTION stands inside question {self.problem.name}; end that one first")
        if block != "QUESTION" and inside != ["QUESTION"]:
            where = "outside a question" if not inside else f"inside the {inside[-1]} block"
            raise cell.error(f"# BEGIN {block} stands {where}")
        self.open.append((block, cell))
        if block == "QUESTION":
            self.begin_question(cell)

    def begin_question(self, cell: SourceCell) -> None:
        """Opens a problem; its name must be new."""
        self.problem, self.announced = _begin_problem(cell, len(self.set.problems) + 1)
        twin = next((p for p in self.set.problems if p.name == self.problem.name), None)
        if twin:
            sentence = f"a question called {twin.name} already stands in cell {twin.begin.number}; rename one"
            raise cell.error(sentence)
        self.set.parts.append(self.problem)

    def content(self, cell: SourceCell) -> None:
        """A cell that is no marker: it goes where the open block says."""
        block = self.open[-1][0] if self.open else None
        if block == "TESTS":
            self.problem.tests.append(read_test(cell, self.problem.name))
        elif block == "SOLUTION":
            written = bool(self.problem.hand_points)
            if written != (cell.kind == "markdown"):
                why = "text cell, because of" if written else "code cell, or the question needs"
                raise cell.error(f"a solution must be a {why} “manual: true”")
            if written:
                self.problem.parts.append(("written", cell))
                return
            if blanked(cell).rstrip() == cell.source.rstrip():
                raise cell.error("the solution cell hides nothing; mark the answer with # BEGIN SOLUTION lines")
            self.problem.parts.append(("answer", cell))
        else:
            cell.refuse_markers()
            if block == "QUESTION":
                self.problem.parts.append(("text" if cell.kind == "markdown" else "given", cell))
            else:
                self.set.parts.append(cell)

    def read(self, cells: list[SourceCell]) -> ProblemSet:
        """All cells in order; raises ProblemSetError at the first that does not fit."""
        for cell in cells:
            marker = MARKER.match(cell.source) if cell.kind == "raw" else None
            if marker:
                self.marker(cell, marker[1].upper(), marker[2].upper())
            elif cell.kind == "raw" and CONFIG.match(cell.source):
                self.configure(cell)
            elif cell.kind == "raw":
                raise cell.error("a raw cell must be a marker such as # BEGIN QUESTION")
            else:
                self.content(cell)
        if self.open:
            block, cell = self.open[-1]
            raise cell.error(f"# BEGIN {block} is never closed; add a raw cell # END {block}")
        if not self.configured:
            raise ProblemSetError(f"{self.set.path}: the first raw cell must be # ASSIGNMENT CONFIG.")
        if not self.set.problems:
            raise ProblemSetError(f"{self.set.path}: there is no question; add a raw cell # BEGIN QUESTION.")
        return self.set

    def configure(self, cell: SourceCell) -> None:
        """The settings for stock Otter; only the two that its tests need are looked at."""
        tests = _config(cell).get("tests")
        if not isinstance(tests, dict) or tests.get("ok_format") is not False or tests.get("files") is not True:
            raise cell.error("the settings need “tests: {ok_format: false, files: true}”")
        self.configured = True


def read(path: str | Path) -> ProblemSet:
    """The problem set in a solution notebook; ProblemSetError with file, cell and line when it is not written right."""
    path = Path(path)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        cells = [SourceCell.from_json(path, number, cell) for number, cell in enumerate(document["cells"], 1)]
    except FileNotFoundError:
        raise ProblemSetError(f"{path}: there is no such solution notebook.") from None
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError):
        raise ProblemSetError(f"{path}: this is not a notebook in the format 4; save it from JupyterLab.") from None
    return _Reader(path).read(cells)
