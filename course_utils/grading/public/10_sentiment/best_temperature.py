"""Checks of problem best_temperature: made by `course release` from solutions/10_sentiment.ipynb."""
# ruff: noqa: E501
# Text digest: 775d943e8e31fc68

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "best_temperature"
number = 4
title = "Problem 4 · One number that repairs"
answers = ("best_temperature",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_too_sure_and_not_sure_enough(env):
    import torch

    choose = env["best_temperature"]
    m, g = torch.tensor([4.0, 4.0, 4.0, -4.0]), torch.tensor([1, 1, 0, 0])
    got = choose(m, g, [0.1, 1.0, 3.5, 50.0])
    assert isinstance(got, int | float), "One of the candidates is asked for, a number: what do you give back?"
    assert got in (0.1, 1.0, 3.5, 50.0), "Do you give back a candidate, or its place or its loss?"
    assert got != 50.0, "Three of four are right: does your temperature make every answer a coin, or are gold's zeros counted as they are?"
    assert got != 0.1, "One of four is wrong and would be very sure: is it the least loss that you take, and are margins divided by t?"
    assert got == 3.5, "Three of four are right, so p should be near 3/4: which t makes 4 / t about ln 3?"
    easy = choose(torch.tensor([1.0, -1.0]), torch.tensor([1, 0]), [0.1, 1.0, 10.0])
    assert easy == 0.1, "Everything is right: should the answers become surer or less sure?"
