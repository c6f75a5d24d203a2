"""Checks of problem true_shares: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: 4049f34c239d6533

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "true_shares"
number = 7
title = "Problem 7 · Several classes"
answers = ("true_shares",)
forbidden = ()
points = 3
points_in_all = 8


@test_case(points=3, hidden=False)
def test_two_classes(env):
    from course_utils.grading.values import close

    observed, counts = [0.1375, 0.8625], [[85, 15], [20, 180]]
    got = env["true_shares"](observed, counts)
    assert isinstance(got, list), "One share for each class, in a list: what do you give back?"
    assert len(got) == 2, "One share for each class: how many are there?"
    assert not close(got, observed), "This is what was observed: what has the classifier moved from one class to the other?"
    assert not close(got, [0.09523810, 0.90476190]), "One class was read twice as often: is each row divided by its own sum?"
    assert not close(got, [0.0, 1.0]), "Rows are the truth, columns what it was called: is the sum over rows or over columns?"
    assert close(got, [0.05, 0.95]), "Which shares of the two classes give these observed ones?"
