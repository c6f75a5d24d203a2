"""The release: a student's notebook and the public test files, made from a solution notebook, always the same bytes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from course_utils.grading import problem_set, tests_file
from course_utils.grading.author_test import AuthorTest
from course_utils.grading.problem_set import Problem, ProblemSet
from course_utils.grading.source_cell import WRITE_HERE, ProblemSetError, SourceCell, blanked

SOLUTIONS = Path("solutions")
EXERCISES = Path("exercises")
PUBLIC = Path("course_utils/grading/public")
MARK = "# Text digest: "
LONG_LINES = "# ruff: noqa: E501"  # a question to the student is one line, however long
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _cell(identity: str, kind: str, source: str, tags: tuple[str, ...] = ()) -> dict:
    """A cell of the student's notebook."""
    cell = {"cell_type": kind, "id": identity, "metadata": {"tags": list(tags)} if tags else {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell | {"source": source.rstrip().splitlines(keepends=True)}


def facts_line(problem: Problem) -> str:
    """What a student wants to know before starting: difficulty, importance, minutes, points."""
    dots = {name: "●" * value + "○" * (3 - value) for name, value in vars(problem).items() if value in (1, 2, 3)}
    later = problem.points - problem.public_points
    given = f"{problem.public_points} checked here, {later} after you hand in"
    if problem.hand_points:
        given = "given by a person after you hand in"
    return (
        f"*Difficulty {dots['difficulty']} · importance {dots['importance']} · about {problem.minutes} minutes · "
        f"{problem.points} points: {given}*"
    )


def _problem_cells(problem: Problem, *, answered: bool) -> list[dict]:
    """Text, given code, blank (or answer) and check cell of one problem; an id says what the cell is for.

    A written answer has a marked text cell in place of the blank, and nothing to check.
    """
    cells: list[dict] = []
    for role, cell in problem.parts:
        identity = f"{problem.name}-{role}-{sum(c['id'].startswith(f'{problem.name}-{role}') for c in cells) + 1}"
        source = cell.source
        if role == "written" and not answered:
            source = WRITE_HERE
        elif role == "answer":
            source = cell.source if answered else blanked(cell)
        elif role == "text" and not any("text" in c["id"] for c in cells):
            heading, _, rest = source.lstrip().partition("\n")
            source = f"{heading}\n\n{facts_line(problem)}\n\n{rest.lstrip()}"
        tags = ("answer", problem.name) if role in ("answer", "written") else cell.tags
        kind = "markdown" if role in ("text", "written") else "code"
        cells.append(_cell(identity.replace("_", "-"), kind, source, tags))
    if problem.hand_points:
        return cells
    cells.append(_cell(f"{problem.name}-check".replace("_", "-"), "code", f'check("{problem.name}")'))
    return cells


def student_notebook(problems: ProblemSet, *, answered: bool = False) -> str:
    """The notebook as a file's text: blanks for answers, a check cell for the tests; answered keeps the answers.

    Ids come from the problems' names and the order of cells; there are no outputs, times or versions in it.
    """
    cells: list[dict] = []
    for part in problems.parts:
        if isinstance(part, SourceCell):
            page = 1 + sum(cell["id"].startswith("page-") for cell in cells)
            cells.append(_cell(f"page-{page}", part.kind, part.source, part.tags))
        else:
            cells += _problem_cells(part, answered=answered)
    made = {"made_from": f"solutions/{problems.path.name}"}
    document = {"cells": cells, "metadata": {"course": made, "kernelspec": KERNEL, "language_info": {"name": "python"}}}
    document |= {"nbformat": 4, "nbformat_minor": 5}
    made["digest"] = _notebook_digest(document)
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _notebook_digest(document: dict) -> str:
    """A hash of all cells, without the place where it is written down itself."""
    return _digest(json.dumps(document["cells"], sort_keys=True))


def _case_text(test: AuthorTest) -> str:
    """One decorated test function."""
    settings = {"points": test.points, "hidden": test.hidden}
    messages = {"success_message": test.success_message, "failure_message": test.failure_message}
    settings |= {key: value for key, value in messages.items() if value is not None}
    arguments = ", ".join(f"{key}={_quoted(value)}" for key, value in settings.items())
    return f"@test_case({arguments})\n{test.source}\n"


def _quoted(value: object) -> str:
    """A literal in double quotes, as the formatter would write it."""
    if isinstance(value, tuple):
        inside = ", ".join(_quoted(item) for item in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def tests_text(problems: ProblemSet, problem: Problem, *, hidden: bool) -> str:
    """The file of tests of one problem; students get it without the hidden ones, a judge with them."""
    shown = [test for test in problem.tests if hidden or not test.hidden]
    header = {key: getattr(problem, key) for key in ("name", "number", "title", "answers", "forbidden")}
    header |= {"points": sum(test.points for test in shown), "points_in_all": problem.points}
    body = "\n".join(
        [
            "from course_utils.grading.tests_file import test_case\n",
            "OK_FORMAT = False",
            *(f"{key} = {_quoted(value)}" for key, value in header.items()),
            "",
            *("\n" + _case_text(test) for test in shown),
        ]
    )
    first = f'"""Checks of problem {problem.name}: made by `course release` from solutions/{problems.path.name}."""'
    return f"{first}\n{LONG_LINES}\n{MARK}{_digest(body)}\n\n{body}"


def load_tests(problems: ProblemSet, problem: Problem) -> tests_file.TestsFile:
    """All tests of a problem, hidden ones too, from the solution notebook; none for a written answer."""
    if problem.hand_points:
        texts = tuple(cell.source for role, cell in problem.parts if role == "text")
        written = {"hand_points": problem.hand_points, "texts": texts}
        return tests_file.TestsFile(problem.name, problem.number, problem.title, (), (), problem.points, **written)
    return tests_file.load(tests_text(problems, problem, hidden=True), f"<tests of {problem.name}>")


def products(solution: Path, exercises: Path, public: Path) -> dict[Path, str]:
    """Path → text of everything that is made from one solution notebook."""
    problems = problem_set.read(solution)
    made = {exercises / f"{problems.name}.ipynb": student_notebook(problems)}
    for problem in (one for one in problems.problems if one.tests):
        made[public / problems.name / f"{problem.name}.py"] = tests_text(problems, problem, hidden=False)
    return made


def release(solution: str | Path, out: str | Path | None = None, public: str | Path | None = None) -> list[Path]:
    """Writes the student's notebook into `out` and the public tests into `public`; returns the files that changed.

    Left out, they go where they are committed: exercises/ beside solutions/, and course_utils/grading/public.
    Test files of problems that no longer exist are removed. ProblemSetError when the notebook is not written right.
    """
    solution = Path(solution)
    exercises = Path(out) if out else solution.parent.parent / EXERCISES
    public = Path(public) if public else solution.parent.parent / PUBLIC
    made = products(solution, exercises, public)
    changed = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8", newline="\n")
    for path in set((public / solution.stem).glob("*.py")) - set(made):
        path.unlink()
        changed.append(path)
    return changed


def _edited_by_hand(path: Path, text: str) -> bool:
    """True when a product's text is not the one whose digest it carries."""
    if path.suffix != ".ipynb":
        head, _, body = text.partition("\n\n")
        return not head.endswith(MARK + _digest(body))
    try:
        document = json.loads(text)
        return document["metadata"]["course"]["digest"] != _notebook_digest(document)
    except (json.JSONDecodeError, KeyError, TypeError):
        return True


def check_release(
    root: str | Path = ".", public: str | Path | None = None, only: str | None = None
) -> tuple[int, list[str]]:
    """How many products were looked at, and one sentence for each that is stale, edited by hand, missing or orphaned.

    Runs nothing. `only` is the name of one set; ProblemSetError when there is no solution notebook at all.
    """
    root = Path(root)
    public = Path(public) if public else root / PUBLIC
    solutions = [path for path in solution_notebooks(root) if only in (None, path.stem)]
    made: dict[Path, str] = {}
    for solution in solutions:
        made |= products(solution, root / EXERCISES, public)
    problems = [sentence for path, text in made.items() if (sentence := _drift(path, text))]
    there = {*(root / EXERCISES).glob("*.ipynb"), *public.glob("*/*.py")}
    orphans = sorted(there - set(made)) if only is None else []
    problems += [f"{path}: no solution notebook makes this file; delete it." for path in orphans]
    return len(made) + len(orphans), problems


def _drift(path: Path, text: str) -> str | None:
    """One sentence when the file at this path is not the text it should be."""
    command = f"course release {(path.stem if path.suffix == '.ipynb' else path.parent.name)[:2]}"
    if not path.exists():
        return f"{path}: is missing; run “{command}”."
    found = path.read_text(encoding="utf-8")
    if found == text:
        return None
    if _edited_by_hand(path, found):
        return f"{path}: was edited by hand; edit the notebook in solutions/ instead and run “{command}”."
    return f"{path}: is older than its solution notebook; run “{command}”."


def solution_notebooks(root: str | Path = ".") -> list[Path]:
    """All solution notebooks in order; ProblemSetError when there is none."""
    found = sorted((Path(root) / SOLUTIONS).glob("[0-9][0-9]_*.ipynb"))
    if not found:
        raise ProblemSetError(f"{Path(root) / SOLUTIONS}: no solution notebook here; go to the course's root folder.")
    return found
