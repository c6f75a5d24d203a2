"""Checks of problem mean_reciprocal_rank: made by `course release` from solutions/15_support_desk.ipynb."""
# ruff: noqa: E501
# Text digest: 312c4dc2ab147fea

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "mean_reciprocal_rank"
number = 2
title = "Problem 2 · How far down"
answers = ("mean_reciprocal_rank",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_three_places(env):
    from course_utils.grading.values import close

    got = env["mean_reciprocal_rank"]([[3, 1, 2], [1, 2, 3], [2, 3, 1]], [1, 1, 1])
    assert isinstance(got, int | float), "A mean is one number: what do you give back?"
    assert not close(got, 2.0), "Is this the mean place, or the mean of 1 / place?"
    assert not close(got, 0.5), "Do you turn the mean place over, or take the mean of what is turned over?"
    assert not close(got, (1 / 3 + 1 / 2 + 1 / 4) / 3), "The first place is 1: what does an item that stands first count?"
    assert close(got, 11 / 18), "Places 2, 1 and 3: what is the mean of 1/2, 1 and 1/3?"
