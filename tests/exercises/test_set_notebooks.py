"""The notebooks of each problem set in a real kernel: blanks are met kindly, answers pass every check."""

import os
from pathlib import Path

import nbclient
import nbformat
import pytest

from course_utils import notebooks
from course_utils.grading import problem_set, release

ROOT = Path(__file__).parents[2]
SETS = release.solution_notebooks(ROOT)


def run(text, folder):
    """The notebook executed from top to bottom; a cell that raises fails the test."""
    nb = nbformat.reads(text, as_version=4)
    nbformat.validate(nb)
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    client = nbclient.NotebookClient(nb, timeout=120, resources={"metadata": {"path": str(folder)}})
    client.execute(env=os.environ | notebooks.ENVIRONMENT | {"PYTHONPATH": paths})
    return {cell.id: cell for cell in nb.cells}


def shown(cell):
    return "".join(output.get("data", {}).get("text/plain", output.get("text", "")) for output in cell.outputs)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_notebook_of_blanks_runs_and_every_check_asks_kindly(path, tmp_path):
    problems = problem_set.read(path)
    cells = run((ROOT / "exercises" / path.name).read_text(encoding="utf-8"), tmp_path)
    for problem in problems.problems:
        cell = cells[f"{problem.name}-check".replace("_", "-")]
        assert "Not written yet" in shown(cell), shown(cell)
        assert "0 of" in shown(cell)
        html = cell.outputs[0]["data"]["text/html"]
        assert html.startswith("<div>")


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_notebook_with_the_answers_passes_every_check(path, tmp_path):
    problems = problem_set.read(path)
    cells = run(release.student_notebook(problems, answered=True), tmp_path)
    last = cells[f"{problems.problems[-1].name}-check".replace("_", "-")]
    here = sum(problem.public_points for problem in problems.problems)
    n = len(problems.problems)
    assert f"{n} of {n} problems pass the checks here, {here} of {here} points" in shown(last)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_students_notebook_holds_no_answer_and_no_hidden_test(path, report):
    problems = problem_set.read(path)
    public = sorted((ROOT / release.PUBLIC / path.stem).glob("*.py"))
    given_away = "".join(p.read_text(encoding="utf-8") for p in [ROOT / "exercises" / path.name, *public])
    hidden = [test for problem in problems.problems for test in problem.tests if test.hidden]
    assert hidden
    for test in hidden:
        assert test.name not in given_away
    answers = [p for p in problems.problems if p.answer_source.strip() in given_away]
    assert not answers
    report(f"{path.stem}: {len(hidden)} hidden tests, none in the {1 + len(public)} files that students get")
