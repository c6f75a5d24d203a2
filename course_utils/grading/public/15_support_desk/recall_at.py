"""Checks of problem recall_at: made by `course release` from solutions/15_support_desk.ipynb."""
# ruff: noqa: E501
# Text digest: 2cda12efbf939809

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "recall_at"
number = 1
title = "Problem 1 · Found among the first k"
answers = ("recall_at",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_four_questions(env):
    from course_utils.grading.values import close

    rankings, wanted = [[3, 1, 2], [2, 3, 1], [1, 2, 3], [2, 1, 3]], [1, 1, 1, 3]
    got = env["recall_at"](rankings, wanted, 2)
    assert isinstance(got, int | float), "A share is one number: what do you give back?"
    assert not close(got, 2), "Two are found: out of how many?"
    assert not close(got, 0.25), "Must the item stand first, or anywhere among the first k?"
    assert not close(got, 1.0), "Is an item in the third place among the first two?"
    assert close(got, 0.5), "Which of the four wanted items stand in the first or second place?"
