"""Checks of problem neighbour_score: made by `course release` from solutions/17_recommender.ipynb."""
# ruff: noqa: E501
# Text digest: 6cbe59e9d9222e36

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "neighbour_score"
number = 3
title = "Problem 3 · Who clicked this also clicked that"
answers = ("neighbour_score",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_two_readers_and_two_items(env):
    from course_utils.grading.values import close

    got = env["neighbour_score"]([{0, 1}, {0}], 1, 1)
    assert isinstance(got, int | float), "One score is asked for: what do you give back?"
    assert not close(got, 1.0), "Is this the number of readers who clicked both: by what is it divided?"
    assert not close(got, 0.5), "Is the product divided by, or its root?"
    assert close(got, 0.7071068), "One reader clicked both, two clicked item 0 and one clicked item 1: what is the nearness?"
