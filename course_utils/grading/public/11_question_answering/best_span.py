"""Checks of problem best_span: made by `course release` from solutions/11_question_answering.ipynb."""
# ruff: noqa: E501
# Text digest: 142880f0233cf6b6

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "best_span"
number = 1
title = "Problem 1 · The best legal span"
answers = ("best_span",)
forbidden = ()
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_a_span_and_its_score(env):
    got = env["best_span"]([1, 4], [5, 3], [True, True], 2)
    assert isinstance(got, tuple | list), "Three things are asked for, first, last and score: what do you give back?"
    assert len(got) == 3, "Three things are asked for, in the order first, last, score: how many does your return line hold?"
    assert list(got)[:2] != [1, 0], "May a span end before it begins?"
    assert list(got) == [1, 1, 7], "Which legal span has the largest sum, and is your score that sum?"
    got = env["best_span"]([9, 0, 1, 0], [0, 1, 0, 9], [True] * 4, 2)
    assert list(got) != [0, 3, 18], "Is your span longer than it may be?"
    assert list(got) == [0, 1, 10], "A span of `longest` pieces is still legal: which last piece is the furthest?"
