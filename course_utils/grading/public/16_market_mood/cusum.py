"""Checks of problem cusum: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: 47849f1ef357df7f

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "cusum"
number = 3
title = "Problem 3 · A sum that remembers"
answers = ("cusum",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_without_a_limit(env):
    from course_utils.grading.values import close

    x = [10, 13, 12, 9, 4, 12]
    got = env["cusum"](x, 10, 1, 100)
    assert isinstance(got, list), "A list of levels is asked for: what do you give back?"
    assert len(got) == 6, "One level after each value: how many are there?"
    assert not close(got, [-1, 1, 2, 0, -7, -6]), "Can the sum fall below 0?"
    assert not close(got, [0, 3, 5, 4, 0, 2]), "How much above the mean must a value be before it counts?"
    assert not close(got, [0, 2, 1, 0, 0, 1]), "Does your sum remember the values before?"
    assert close(got, [0, 2, 3, 1, 0, 1]), "Each value adds itself less mean and slack: what is the sum after each?"
