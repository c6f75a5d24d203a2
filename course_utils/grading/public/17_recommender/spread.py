"""Checks of problem spread: made by `course release` from solutions/17_recommender.ipynb."""
# ruff: noqa: E501
# Text digest: d102c486582198b5

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "spread"
number = 6
title = "Problem 6 · How wide the lists are spread"
answers = ("spread",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_two_lists(env):
    from course_utils.grading.values import close

    got = env["spread"]([[0, 1, 2], [0, 2, 4]], ["a", "b", "a", "c", "c"])
    assert isinstance(got, tuple) and len(got) == 2, "Two numbers are asked for: what do you give back?"
    covered, varied = got
    assert not close(covered, 6 / 5), "Does an item that stands in two lists count twice?"
    assert close(covered, 4 / 5), "Which of the five items stand in a list: what share is that?"
    assert not close(varied, 2 / 6), "Are these the pairs with the same topic, or with different ones?"
    assert not close(varied, 4 / 9), "Is an item a pair with itself?"
    assert close(varied, 4 / 6), "Each list of three has three pairs: how many of the six differ in topic?"
