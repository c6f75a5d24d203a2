"""Checks of problem errors_allowed: made by `course release` from solutions/10_sentiment.ipynb."""
# ruff: noqa: E501
# Text digest: cc2f409c45ba93e4

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "errors_allowed"
number = 5
title = "Problem 5 · What a printed loss leaves room for"
answers = ("errors_allowed",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_room_for_errors(env):
    got = env["errors_allowed"](0.1, 100)
    assert isinstance(got, int | float), "A number of errors is asked for: what do you give back?"
    assert got != 15, "Would fifteen errors still fit into the sum, or did you round up?"
    assert abs(got - 14.42695) > 1e-3, "Can there be 0.4 of an error?"
    assert got != 10, "Does an error add 1 to the sum, or the logarithm of 2?"
    assert got != 0, "The loss is a mean: what is the sum over all n?"
    assert got != 33, "Is the loss in nats: which logarithm belongs to it?"
    assert got == 14, "A sum of 10 nats, and at least ln 2 for each error: how many fit?"
