"""A cell whose line fails, or cannot stand where it stands, keeps everything else that it defines."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from course_utils.grading.judge.cell_run import run_cell

DOUBLE = "def double(x):\n    return 2 * x\n"
LINES = ("return", "return double(3)", "break", "yield 3", "nonlocal x", "if True:\n    return", "1 / 0", "await 3")


def run_alone(*arguments):
    """run_cell as in the sandbox, where no event loop runs: a browser test leaves one in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run_cell, *arguments).result()


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_cannot_stand_at_top_level_loses_only_itself(line):
    for source in (f"{DOUBLE}{line}\nafter = 7", f"{line}\n{DOUBLE}after = 7", f"{DOUBLE}{line}\n{line}\nafter = 7"):
        names = {}
        assert not run_alone(source, "<cell 1>", names)
        assert (names["double"](4), names["after"]) == (8, 7), source


def test_a_stray_return_behind_a_semicolon_loses_nothing_before_it():
    names = {}
    assert not run_cell("before = 1; return\nafter = 2", "<cell 2>", names)
    assert (names["before"], names["after"]) == (1, 2)


def test_nothing_runs_twice_when_lines_fail():
    names = {"seen": []}
    assert not run_cell("seen.append(1)\n1 / 0\nseen.append(2)\nreturn\nseen.append(3)", "<cell 3>", names)
    assert names["seen"] == [1, 2, 3]


def test_a_cell_without_a_failing_line_is_clean():
    assert run_cell(DOUBLE + "assert double(2) == 4", "<cell 4>", {})
