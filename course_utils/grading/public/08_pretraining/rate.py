"""Checks of problem rate: made by `course release` from solutions/08_pretraining.ipynb."""
# ruff: noqa: E501
# Text digest: 2e548fe4a7f72375

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "rate"
number = 3
title = "Problem 3 · Up quickly, down slowly"
answers = ("rate",)
forbidden = ()
points = 5
points_in_all = 8


@test_case(points=3, hidden=False)
def test_climb_and_straight_fall(env):
    from course_utils.grading.values import close

    got = [env["rate"](s, 10, 2.0, 4, "linear") for s in range(10)]
    assert all(isinstance(x, int | float) for x in got), "A number is asked for at each step: what do you give back?"
    assert not close(got[:4], [0.0, 0.5, 1.0, 1.5]), "At step 0 nothing would be learned with a rate of 0: where does your climb begin, and where does it reach the peak?"
    assert not close(got[:4], [0.25, 0.5, 0.75, 1.0]), "The climb should end at the peak: do you multiply by it?"
    assert close(got[:4], [0.5, 1.0, 1.5, 2.0]), "Four steps up to 2.0 in a straight line: which four rates are these?"
    assert not close(got[4:], [2 * (10 - s) / 10 for s in range(4, 10)]), "From where do you count the fall: from the first step of all, or from the end of the climb?"
    assert close(got[4:], [2 * (1 - (s - 4) / 6) for s in range(4, 10)]), "Six steps down from 2.0: which rate comes first, and which last?"


@test_case(points=2, hidden=False)
def test_half_a_cosine(env):
    import math

    from course_utils.grading.values import close

    got = [env["rate"](s, 11, 1.0, 3, "cosine") for s in range(3, 11)]
    assert not close(got, [math.cos(math.pi * s / 8) for s in range(8)]), "A cosine goes from 1 to -1: what makes it go from 1 to 0?"
    assert not close(got, [(1 + math.cos(2 * math.pi * s / 8)) / 2 for s in range(8)]), "Does your cosine come up again: how much of a full turn is one half?"
    assert close(got, [(1 + math.cos(math.pi * s / 8)) / 2 for s in range(8)]), "Halfway down the rate is half the peak: what is it at the first step of the fall, and is math.cos given an angle in radians?"
