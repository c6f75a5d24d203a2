"""Checks of problem calibration_error: made by `course release` from solutions/10_sentiment.ipynb."""
# ruff: noqa: E501
# Text digest: fa0a39939c6ce271

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "calibration_error"
number = 3
title = "Problem 3 · How sure, how right"
answers = ("calibration_error",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_four_answers(env):
    import torch

    from course_utils.grading.values import close

    c, r = torch.tensor([0.125, 0.25, 0.5, 0.75, 0.875, 1.0]), torch.tensor([0, 1, 1, 0, 1, 0])
    got = env["calibration_error"](c, r, 2)
    assert isinstance(got, int | float | torch.Tensor), "One number is asked for: what do you give back?"
    low, high = abs(0.375 - 1), abs(3.125 - 2)
    assert not close(got, (low / 2 + high / 4) / 2), "Does a part with two answers weigh as much as one with four?"
    assert not close(got, low + high), "Each gap is weighted by its share of all answers: what do you divide by?"
    assert not close(got, (high - low) / 6), "Can a part that is too sure make up for one that is not sure enough?"
    assert not close(got, (low + abs(2.125 - 2)) / 6), "Where does an answer with confidence 1 go?"
    assert close(got, (low + high) / 6), "In the lower half the confidences add up to 0.375 and one is right: what is that part's gap, and its weight?"
