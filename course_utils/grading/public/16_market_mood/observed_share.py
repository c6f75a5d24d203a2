"""Checks of problem observed_share: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: 59e30525d3bfb0a6

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "observed_share"
number = 1
title = "Problem 1 · What the classifier shows"
answers = ("observed_share",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_one_share(env):
    from course_utils.grading.values import close

    got = env["observed_share"](0.2, 0.9, 0.1)
    assert isinstance(got, int | float), "A share is one number: what do you give back?"
    assert not close(got, 0.18), "Which cases besides the true ones does the classifier call positive?"
    assert not close(got, 0.28), "How many cases are there in which a false positive can happen?"
    assert not close(got, 0.74), "Of which cases is tpr a share, and of which fpr?"
    assert close(got, 0.26), "Of 100 cases 20 are positive: how many of these, and of the other 80, are called so?"
