"""Checks of problem ewma: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: 78bce6195d2fd9b4

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "ewma"
number = 4
title = "Problem 4 · A mean that forgets"
answers = ("ewma",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_three_values(env):
    from course_utils.grading.values import close

    got = env["ewma"]([14, 10, 20], 10, 0.25)
    assert isinstance(got, list), "A list of means is asked for: what do you give back?"
    assert len(got) == 3, "One mean after each value: how many are there?"
    assert not close(got[0], 3.5), "From where does the running mean begin?"
    assert not close(got[0], 13), "How much of the new value enters, weight or what is left of one?"
    assert not close(got[0], 14), "Does the first value enter with its weight, too?"
    assert close(got, [11.0, 10.75, 13.0625]), "A quarter of the new value and three quarters of the mean before: what comes out?"
