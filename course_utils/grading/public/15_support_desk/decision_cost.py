"""Checks of problem decision_cost: made by `course release` from solutions/15_support_desk.ipynb."""
# ruff: noqa: E501
# Text digest: 20ef0d7f9193a823

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "decision_cost"
number = 5
title = "Problem 5 · A threshold paid in money"
answers = ("decision_cost",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_four_messages(env):
    from course_utils.grading.values import close

    scores, right = [0.9, 0.8, 0.2, 0.1], [True, False, True, False]
    got = env["decision_cost"](scores, right, 0.5, 8.0, 3.0, 0.5)
    assert isinstance(got, int | float), "One price is asked for: what do you give back?"
    assert not close(got, 15.0), "The mean price of a message is asked for: is this the price of all together?"
    assert not close(got, 3.5), "What does an answer cost, besides what a wrong one costs?"
    assert not close(got, 3.625), "Does a wrong answer cost the answer as well?"
    assert not close(got, 5.75), "A message that goes to a person: can it be wrong too?"
    assert close(got, 3.75), "0.5, 8.5, 3 and 3: which message costs which of these, and what is the mean?"
