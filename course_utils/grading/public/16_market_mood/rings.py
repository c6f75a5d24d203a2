"""Checks of problem rings: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: 8730a41c6d8e1b46

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "rings"
number = 5
title = "Problem 5 · The days on which it rings"
answers = ("rings",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_days(env):
    levels = [9, 0, 5, 6, 7, 4, 8]
    got = env["rings"](levels, 4, 1)
    assert isinstance(got, list), "A list of days is asked for: what do you give back?"
    assert got != [9, 5, 7, 8], "Are these days, or the levels on these days?"
    assert got != [1, 3, 5, 7], "Are days counted from 0?"
    assert got != [0, 2, 3, 4, 6], "Which days are quiet because of a ring before?"
    assert got == [0, 2, 4, 6], "Above 4 on days 0, 2, 3, 4 and 6, and one quiet day after each ring: which days ring?"
