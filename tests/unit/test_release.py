"""The release of a problem set: the same bytes each time, and every kind of drift reported in a sentence."""

import argparse
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from course_utils.grading import distribution, problem_set, release, release_command, tests_file
from course_utils.grading.source_cell import ProblemSetError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tree(tmp_path):
    """A small course with one solution notebook, released."""
    solution = tmp_path / "solutions" / "05_attention.ipynb"
    solution.parent.mkdir()
    solution.write_bytes((ROOT / "solutions" / "05_attention.ipynb").read_bytes())
    release.release(solution)
    return tmp_path


def only_problem(tree):
    count, problems = release.check_release(tree)
    assert count >= 9
    assert len(problems) == 1, problems
    return problems[0]


def test_a_fresh_release_is_current_and_a_second_one_changes_nothing(tree):
    count, problems = release.check_release(tree)
    assert (count, problems) == (9, [])
    assert release.release(tree / "solutions" / "05_attention.ipynb") == []


def test_a_changed_solution_makes_its_product_stale(tree):
    path = tree / "solutions" / "05_attention.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Eight problems", "Nine problems"), encoding="utf-8")
    assert "05_attention.ipynb: is older than its solution notebook; run “course release 05”." in only_problem(tree)


def test_a_changed_hidden_test_changes_no_product(tree):
    path = tree / "solutions" / "05_attention.ipynb"
    text = path.read_text(encoding="utf-8")
    assert "for shape in ((6,), (2, 3)" in text
    path.write_text(text.replace("for shape in ((6,), (2, 3)", "for shape in ((5,), (2, 3)"), encoding="utf-8")
    assert release.check_release(tree)[1] == []


def test_a_students_notebook_edited_by_hand_is_reported(tree):
    path = tree / "exercises" / "05_attention.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Eight problems", "Nine problems"), encoding="utf-8")
    assert "exercises/05_attention.ipynb: was edited by hand; edit the notebook in solutions/" in only_problem(tree)


def test_a_test_file_edited_by_hand_is_reported(tree):
    path = tree / release.PUBLIC / "05_attention" / "softmax.py"
    path.write_text(path.read_text(encoding="utf-8").replace("points=3", "points=4"), encoding="utf-8")
    assert "softmax.py: was edited by hand" in only_problem(tree)


def test_a_missing_product_is_reported(tree):
    (tree / release.PUBLIC / "05_attention" / "masks.py").unlink()
    assert "masks.py: is missing; run “course release 05”." in only_problem(tree)


@pytest.mark.parametrize("orphan", ["exercises/04_gone.ipynb", f"{release.PUBLIC}/05_attention/gone.py"])
def test_an_orphaned_product_is_reported(tree, orphan):
    (tree / orphan).write_text("{}")
    assert f"{Path(orphan).name}: no solution notebook makes this file; delete it." in only_problem(tree)


def test_a_release_removes_test_files_of_problems_that_are_gone(tree):
    gone = tree / release.PUBLIC / "05_attention" / "gone.py"
    gone.write_text("")
    assert release.release(tree / "solutions" / "05_attention.ipynb") == [gone]
    assert not gone.exists()


def test_a_folder_without_solutions_is_refused(tmp_path):
    with pytest.raises(ProblemSetError, match=r"no solution notebook here; go to the course's root folder\."):
        release.check_release(tmp_path)


def test_the_students_notebook_has_stable_ids_no_outputs_and_blanks(tree):
    document = json.loads((tree / "exercises" / "05_attention.ipynb").read_text(encoding="utf-8"))
    ids = [cell["id"] for cell in document["cells"]]
    assert len(ids) == len(set(ids)) > 30
    assert {"softmax-text-1", "softmax-answer-1", "softmax-check"} <= set(ids)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in document["cells"])
    answers = [cell for cell in document["cells"] if "answer" in cell["metadata"].get("tags", [])]
    assert len(answers) == 8
    assert all("..." in "".join(cell["source"]) for cell in answers)
    assert not any(cell["cell_type"] == "raw" for cell in document["cells"])


def test_public_tests_stand_in_the_file_as_their_author_wrote_them(tree):
    problems = problem_set.read(tree / "solutions" / "05_attention.ipynb")
    looked_at = 0
    for problem in problems.problems:
        text = (tree / release.PUBLIC / "05_attention" / f"{problem.name}.py").read_text(encoding="utf-8")
        for test in problem.tests:
            assert (test.source in text) != test.hidden
            looked_at += 1
    assert looked_at > 30


def test_public_files_load_without_the_solutions(tree):
    files = tests_file.load_public("05_attention", tree / release.PUBLIC)
    assert [file.number for file in files] == list(range(1, len(files) + 1))
    assert all(file.points < file.points_in_all for file in files)
    with pytest.raises(FileNotFoundError, match=r"no problem set “06_none” in this installation; there is: 05_att"):
        tests_file.load_public("06_none", tree / release.PUBLIC)


def call(*words):
    parser = argparse.ArgumentParser()
    release_command.add_arguments(parser)
    return release_command.main(parser.parse_args(words))


def test_the_command_releases_and_checks(tree, monkeypatch, capsys):
    monkeypatch.chdir(tree)
    assert call("05") == 0
    assert call("--check") == 0
    assert "9 products of problem sets looked at, 0 not current." in capsys.readouterr().out
    (tree / "exercises" / "05_attention.ipynb").unlink()
    assert call("05", "--check") == 1
    assert "is missing" in capsys.readouterr().out
    with pytest.raises(ProblemSetError, match=r"no single problem set “09” in solutions/; there is: 05\."):
        call("09")


def test_a_student_distribution_holds_public_tests_only_and_is_always_the_same(tree, monkeypatch):
    monkeypatch.chdir(tree)
    for name in ("a", "b"):
        assert call("05", "--out", name) == 0
    archives = [tree / name / distribution.NAME for name in ("a", "b")]
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with zipfile.ZipFile(archives[0]) as archive:
        names = archive.namelist()
        archive.extractall(tree / "student")
    text = b"".join(path.read_bytes() for path in (tree / "student").rglob("*.py"))
    problems = problem_set.read(tree / "solutions" / "05_attention.ipynb")
    hidden = [test.name for problem in problems.problems for test in problem.tests if test.hidden]
    assert hidden
    assert not [name for name in hidden if name.encode() in text]
    assert not [name for name in names if "solutions" in name or "variants/" in name or name.endswith(".ipynb")]
    code = "from course_utils.grading import tests_file as t; print(t.__file__, len(t.load_public('05_attention')))"
    folder = tree / "student" / distribution.FOLDER
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True)
    assert done.stdout.split() == [str(folder / "course_utils" / "grading" / "tests_file.py"), "8"], done.stderr


def test_out_puts_the_students_notebook_elsewhere(tree, monkeypatch):
    monkeypatch.chdir(tree)
    assert call("05", "--out", "handout") == 0
    assert (tree / "handout" / "05_attention.ipynb").read_bytes() == (
        tree / "exercises" / "05_attention.ipynb"
    ).read_bytes()
