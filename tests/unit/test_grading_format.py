"""The format of solution notebooks: what is read, and the one sentence for each way to write it badly."""
# ruff: noqa: E501 — one way to write badly, its place and its sentence stand on one line

import json

import pytest

from course_utils.grading import problem_set
from course_utils.grading.source_cell import ProblemSetError, SourceCell, blanked

CONFIG = ("raw", "# ASSIGNMENT CONFIG\ntests:\n    ok_format: false\n    files: true")
QUESTION = "# BEGIN QUESTION\nname: double\npoints: 3\ndifficulty: 1\nimportance: 2\nminutes: 5"
TEXT = ("markdown", "## Twice\n\nWrite `double(x)`.")
ANSWER = "def double(x):\n    # BEGIN SOLUTION\n    return 2 * x\n    # END SOLUTION"
BODY = '    assert env["double"](2) == 4, "What is two and two?"'


def a_test(name="test_two", points=1, extra="", body=BODY):
    settings = f'""" # BEGIN TEST CONFIG\npoints: {points}\n{extra}""" # END TEST CONFIG\n'
    return ("code", f"{settings}def {name}(env):\n{body}")


def good():
    """A whole set with one problem, as a list of cells to spoil."""
    return [
        CONFIG, ("markdown", "# A set"), ("code", "import math"), ("raw", QUESTION), TEXT,
        ("raw", "# BEGIN SOLUTION"), ("code", ANSWER), ("raw", "# END SOLUTION"), ("raw", "# BEGIN TESTS"),
        a_test(), a_test("test_half", 2, "hidden: true\n"), ("raw", "# END TESTS"), ("raw", "# END QUESTION"),
    ]  # fmt: skip


def read(tmp_path, cells):
    path = tmp_path / "07_small.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": kind, "source": text} for kind, text in cells]}))
    return problem_set.read(path)


def test_a_good_set_is_read(tmp_path):
    problems = read(tmp_path, good())
    (problem,) = problems.problems
    assert (problems.name, problem.name, problem.title, problem.number) == ("07_small", "double", "Twice", 1)
    assert (problem.points, problem.public_points, problem.answers) == (3, 1, ("double",))
    assert problem.blank_source == "def double(x):\n    ...\n"
    assert problem.tests[0].hints == ("What is two and two?",)


def put(index, cell):
    return lambda cells: [*cells[:index], cell, *cells[index + 1 :]]


def drop(*indexes):
    return lambda cells: [cell for index, cell in enumerate(cells) if index not in indexes]


def insert(index, *new):
    return lambda cells: [*cells[:index], *new, *cells[index:]]


def question(old, new):
    return put(3, ("raw", QUESTION.replace(old, new)))


BAD = {
    "unclosed solution line": (put(6, ("code", ANSWER.replace("    # END SOLUTION", ""))), "cell 7, line 2", "never closed"),
    "end without begin": (put(6, ("code", "# END SOLUTION")), "cell 7, line 1", "no # BEGIN SOLUTION before it"),
    "begin twice": (put(6, ("code", "# BEGIN SOLUTION\n" * 2)), "cell 7, line 2", "the one in line 1 is still open"),
    "unclosed solution block": (drop(7), "cell 8, line 1", "inside the SOLUTION block"),
    "unclosed question": (drop(12), "cell 4, line 1", "# BEGIN QUESTION is never closed"),
    "end of nothing": (insert(1, ("raw", "# END TESTS")), "cell 2, line 1", "no block is open"),
    "block outside": (insert(1, ("raw", "# BEGIN SOLUTION")), "cell 2, line 1", "outside a question"),
    "question inside": (insert(5, ("raw", QUESTION)), "cell 6, line 1", "stands inside question double"),
    "marker outside a solution": (put(2, ("code", "x = 1\ny = 2  # SOLUTION")), "cell 3, line 2", "outside a solution"),
    "marker in the text": (put(4, ("markdown", "## A\n# BEGIN SOLUTION")), "cell 5, line 2", "outside a solution"),
    "nothing hidden": (put(6, ("code", "def double(x):\n    return 2")), "cell 7, line 1", "hides nothing"),
    "no solution": (drop(5, 6, 7), "cell 4, line 1", "has no solution"),
    "no tests": (drop(8, 9, 10, 11), "cell 4, line 1", "has no tests"),
    "no text": (drop(4), "cell 4, line 1", "has no text cell"),
    "points missing": (question("points: 3\n", ""), "cell 4, line 1", "needs “points”"),
    "points differ": (question("points: 3", "points: 4"), "cell 4, line 1", "announces 4 points, but its tests give 3"),
    "name missing": (question("name: double\n", ""), "cell 4, line 1", "needs a “name”"),
    "difficulty out of range": (question("difficulty: 1", "difficulty: 4"), "cell 4, line 1", "“difficulty”: 1, 2 or 3"),
    "minutes missing": (question("\nminutes: 5", ""), "cell 4, line 1", "needs “minutes”"),
    "settings not YAML": (question("points: 3", "points: [3"), "cell 4, line", "not valid YAML"),
    "duplicate question": (lambda cells: [*cells, *cells[3:]], "cell 14, line 1", "already stands in cell 4"),
    "duplicate test": (put(10, a_test(points=2, extra="hidden: true\n")), "cell 4, line 1", "two tests called test_two"),
    "everything hidden": (put(9, a_test(extra="hidden: true\n")), "cell 4, line 1", "no public test with points"),
    "test without settings": (put(9, ("code", "def test_two(env):\n    pass")), "cell 10, line 1", "must begin with the line"),
    "test settings unclosed": (put(9, ("code", '""" # BEGIN TEST CONFIG\npoints: 1')), "cell 10, line 1", "never closed"),
    "test without points": (put(9, a_test(points="")), "cell 10, line 2", "needs “points”"),
    "unknown test key": (put(9, a_test(extra="pionts: 1\n")), "cell 10, line 2", "know no key “pionts”"),
    "test not Python": (put(9, a_test(body="    assert (")), "cell 10, line 5", "not Python"),
    "assert without question": (put(9, a_test(body="    assert env")), "cell 10, line 5", "needs a question"),
    "assert with a verdict": (put(9, a_test(body='    assert env, "Wrong."')), "cell 10, line 5", "needs a question"),
    "computed question": (put(9, a_test(body='    assert env, f"Is it {env}?"')), "cell 10, line 5", "needs a question"),
    "test that asserts nothing": (put(9, a_test(body="    pass")), "cell 10, line 4", "asserts nothing"),
    "test with another name": (put(9, a_test("check_two")), "cell 10, line 4", "begins with test_"),
    "test in Markdown": (put(9, ("markdown", "a test")), "cell 10, line 1", "must be code cells"),
    "solution in Markdown": (put(6, ("markdown", "an answer")), "cell 7, line 1", "must be a code cell"),
    "manual is no truth": (question("points: 3", "points: 3\nmanual: maybe"), "cell 4, line 1", "true or false"),
    "manual with answers": (question("points: 3", "points: 3\nmanual: true\nanswers: [a]"), "cell 4, line 1", "no “answers”"),
    "manual without points": (question("points: 3", "points: 0\nmanual: true"), "cell 4, line 1", "at least 1 point"),
    "manual with code": (question("points: 3", "points: 3\nmanual: true"), "cell 7, line 1", "must be a text cell"),
    "manual with tests": (
        lambda cells: put(6, ("markdown", "Because."))(question("points: 3", "points: 3\nmanual: true")(cells)),
        "cell 4, line 1", "can have no tests"),
    "manual without answer": (
        lambda cells: drop(5, 6, 7)(question("points: 3", "points: 3\nmanual: true")(cells)),
        "cell 4, line 1", "has no model answer"),
    "other raw cell": (insert(1, ("raw", "hello")), "cell 2, line 1", "must be a marker"),
    "prompt block": (insert(5, ("raw", "# BEGIN PROMPT")), "cell 6, line 1", "prompt blocks are not used"),
    "unused marker": (put(6, ("code", "x = 1  # SEED")), "cell 7, line 1", "is not used here"),
    "doctest format": (put(0, ("raw", "# ASSIGNMENT CONFIG")), "cell 1, line 1", "ok_format: false"),
}  # fmt: skip


@pytest.mark.parametrize("spoil", BAD)
def test_a_badly_written_set_is_refused_in_one_sentence_with_its_place(spoil, tmp_path):
    change, place, words = BAD[spoil]
    with pytest.raises(ProblemSetError) as refusal:
        read(tmp_path, change(good()))
    sentence = str(refusal.value)
    assert f"07_small.ipynb, {place}" in sentence, sentence
    assert words in sentence, sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_files_that_are_no_set_are_refused_in_one_sentence(tmp_path):
    with pytest.raises(ProblemSetError, match=r"there is no such solution notebook\.$"):
        problem_set.read(tmp_path / "08_none.ipynb")
    (tmp_path / "broken.ipynb").write_text('{"cells": ')
    with pytest.raises(ProblemSetError, match=r"not a notebook in the format 4"):
        problem_set.read(tmp_path / "broken.ipynb")
    with pytest.raises(ProblemSetError, match=r"the first raw cell must be # ASSIGNMENT CONFIG"):
        read(tmp_path, good()[1:])
    with pytest.raises(ProblemSetError, match=r"there is no question"):
        read(tmp_path, good()[:3])


@pytest.mark.parametrize(
    ("source", "blank"),
    [
        ("x = 3  # SOLUTION", "x = ..."),
        ("    total += 3 # SOLUTION", "    ..."),
        ("    self.x[0] = f(a=3)  # SOLUTION", "    self.x[0] = ..."),
        ("f(a=3)  # SOLUTION", "..."),
        ("a, b = f(x)  # SOLUTION", "a, b = ..."),
        ("print(x)  # SOLUTION", "..."),
        ("if x == 3:  # SOLUTION", "..."),
        ("import math  # SOLUTION NO PROMPT\nx = 1", "x = 1"),
        ("def f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION", "def f():\n    ..."),
        ("# BEGIN SOLUTION NO PROMPT\nx = 1\n# END SOLUTION\ny = 2", "y = 2"),
    ],
)
def test_solution_lines_become_blanks(source, blank, tmp_path):
    assert blanked(SourceCell(tmp_path, 1, "code", source)) == blank
