"""Checks of problem windows: made by `course release` from solutions/11_question_answering.ipynb."""
# ruff: noqa: E501
# Text digest: 756bf1b4c9c992a5

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "windows"
number = 4
title = "Problem 4 · Windows that overlap"
answers = ("windows",)
forbidden = ()
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_two_windows_and_three(env):
    got = env["windows"](10, 6, 2)
    assert isinstance(got, list), "A list of pairs is asked for: what do you give back?"
    got = [tuple(pair) for pair in got]
    assert got != [(0, 6), (6, 10)], "How many pieces do your neighbours share?"
    assert got != [(0, 6), (2, 8), (4, 10)], "Is `overlap` what two windows share, or how far the next one moves on?"
    assert got != [(0, 6), (4, 10), (8, 10)], "The second window reaches the end: is a third one needed?"
    assert got != [(0, 6), (4, 6)], "Is the second pair a begin and a stop?"
    assert got == [(0, 6), (4, 10)], "Where does the second window begin, and where does it stop?"
    got = [tuple(pair) for pair in env["windows"](11, 6, 2)]
    assert got != [(0, 6), (4, 10)], "In which window is the last piece?"
    assert got == [(0, 6), (4, 10), (8, 11)], "The last window may be shorter: do you move it back, or let it stick out?"
