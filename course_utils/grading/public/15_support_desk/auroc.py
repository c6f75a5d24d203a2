"""Checks of problem auroc: made by `course release` from solutions/15_support_desk.ipynb."""
# ruff: noqa: E501
# Text digest: 6b3fd0821c69214b

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "auroc"
number = 4
title = "Problem 4 · Two kinds told apart"
answers = ("auroc",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_four_pairs(env):
    from course_utils.grading.values import close

    got = env["auroc"]([0.9, 0.4], [0.4, 0.1])
    assert isinstance(got, int | float), "A share is one number: what do you give back?"
    assert not close(got, 3.5), "Out of how many pairs?"
    assert not close(got, 0.125), "Which of the two scores should be the larger one?"
    assert not close(got, 0.75), "There is a tie: what does it count?"
    assert not close(got, 1.0), "Does a tie count as much as a pair that was won?"
    assert close(got, 0.875), "Four pairs: which of them are won, and which is tied?"
