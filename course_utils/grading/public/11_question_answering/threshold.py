"""Checks of problem threshold: made by `course release` from solutions/11_question_answering.ipynb."""
# ruff: noqa: E501
# Text digest: bde9f5ddecccdfe1

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "threshold"
number = 5
title = "Problem 5 · When to say nothing"
answers = ("threshold",)
forbidden = ()
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_a_threshold_and_its_mean(env):
    import math

    from course_utils.grading.values import close

    got = env["threshold"]([2.0, 1.0, -1.0, -2.0], [1.0, 1.0, 0.0, 0.0], [False, False, True, True])
    assert isinstance(got, tuple | list), "Two numbers are asked for, a threshold and a mean: what do you give back?"
    assert len(got) == 2, "Two numbers are asked for, a threshold and a mean: what do you give back?"
    assert got[0] != 1.0, "An answer is given when its margin is above t: at t = 1, what happens to the margin 1?"
    assert got[0] != 0, "Only margins and -inf are tried: is 0 among them?"
    assert got[0] == -1.0, "Which threshold answers the first two and leaves out the last two?"
    assert not close(got[1], 4.0), "The best total is 4: what is the mean?"
    assert not close(got[1], 0.5), "What does silence earn where the passage says nothing?"
    assert close(got[1], 1.0), "All four are right at the best threshold: what is the mean?"
    got = env["threshold"]([3.0, 1.0, -1.0], [1.0, 0.0, 1.0], [False, True, False])
    assert got[0] == -math.inf, "Always answering is as good as any: is it among what you try, and which of equal thresholds wins?"
    assert close(got[1], 2 / 3), "Two of three are right: which mean is that?"
