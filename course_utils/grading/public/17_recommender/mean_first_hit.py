"""Checks of problem mean_first_hit: made by `course release` from solutions/17_recommender.ipynb."""
# ruff: noqa: E501
# Text digest: 668c1c89d04100a4

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "mean_first_hit"
number = 2
title = "Problem 2 · The first wanted item"
answers = ("mean_first_hit",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_two_readers(env):
    from course_utils.grading.values import close

    got = env["mean_first_hit"]([[3, 1, 2], [2, 3, 5]], [{1, 2}, {7}])
    assert isinstance(got, int | float), "A mean is one number: what do you give back?"
    assert not close(got, 0.5), "Does a reader whose wanted item is not ranked still count in the mean?"
    assert not close(got, (1 / 2 + 1 / 3) / 2), "Do you count every wanted item, or the first one only?"
    assert close(got, 0.25), "First wanted items at place 2 and nowhere: what is the mean of 1/2 and 0?"
