"""Checks of problem ewma_limit: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: 1f1c8e30af72dafd

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "ewma_limit"
number = 8
title = "Problem 8 · How far a weighted mean may go"
answers = ("ewma_limit",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_the_first_day_and_a_late_one(env):
    from course_utils.grading.values import close

    first, late = env["ewma_limit"](10, 2, 0.2, 3, 1), env["ewma_limit"](10, 2, 0.2, 3, 1000)
    assert isinstance(first, int | float), "A limit is one number: what do you give back?"
    assert not close(first, 16), "This is the limit of a single value: how much less does the weighted mean vary?"
    assert not close(first, 12), "After one value Z has hardly moved: is the limit as wide as after many?"
    assert not close(first, 1.2), "Around which value does Z move?"
    assert not close(first, 10.24), "Do you take the root of the whole factor?"
    assert close(first, 11.2), "After one value, Z − mean = weight · (x − mean): what is its standard deviation?"
    assert close(late, 12), "After many values only weight / (2 − weight) is left: what is its root here?"
