"""Checks of problem early_stop: made by `course release` from solutions/09_ner.ipynb."""
# ruff: noqa: E501
# Text digest: 5d542b7d9e702e2d

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "early_stop"
number = 7
title = "Problem 7 · When to stop, and which epoch to keep"
answers = ("early_stop",)
forbidden = ()
points = 6
points_in_all = 9


@test_case(points=4, hidden=False)
def test_stops_and_keeps_the_best(env):
    got = env["early_stop"]([0.70, 0.80, 0.79, 0.78, 0.90], 2)
    assert isinstance(got, tuple | list), "Two numbers are asked for, the epoch kept and the epochs trained: what do you give back?"
    assert len(got) == 2, "Two numbers are asked for, the epoch kept and the epochs trained: what do you give back?"
    assert got[1] != 5, "Two epochs in a row brought nothing better: does your run stop?"
    assert got[1] != 3, "The first epoch that is not better: is the patience of 2 used up already?"
    assert got[0] != 4, "The run stopped at the fourth epoch: are its weights the best ones?"
    assert got[0] != 1, "Are epochs counted from 1, as the text wants it?"
    assert tuple(got) == (2, 4), "The best of those that were trained is 0.80: which epoch was that, and after how many did the run stop?"


@test_case(points=2, hidden=False)
def test_progress_starts_the_count_anew(env):
    got = tuple(env["early_stop"]([0.5, 0.4, 0.6, 0.5, 0.7, 0.6], 2))
    assert got != (3, 4), "A better epoch between two worse ones: does the count of epochs without progress begin anew?"
    assert got == (5, 6), "Never two worse epochs in a row: how many epochs are trained, and which is kept?"
