"""Checks of problem corrected_share: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: fcaa8ce8d5a33cab

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "corrected_share"
number = 2
title = "Problem 2 · Undone"
answers = ("corrected_share",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_back_to_the_truth(env):
    from course_utils.grading.values import close

    got = env["corrected_share"](0.26, 0.9, 0.1)
    assert isinstance(got, int | float), "A share is one number: what do you give back?"
    assert not close(got, 0.16), "What remains after the false positives is still too small: by what is it divided?"
    assert not close(got, 0.16 / 0.9), "If everything were positive, tpr would be observed: does your answer give 1 then?"
    assert not close(got, 0.26 / 0.8), "What would be observed if nothing were positive, and do you take it away?"
    assert close(got, 0.2), "0.26 is observed where 0.1 would be with none and 0.9 with all: how far along is that?"
