"""Checks of problem wilson: made by `course release` from solutions/10_sentiment.ipynb."""
# ruff: noqa: E501
# Text digest: 3e8c992a84f41700

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "wilson"
number = 1
title = "Problem 1 · An interval around a share"
answers = ("wilson",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_one_interval(env):
    import math

    from course_utils.grading.values import close

    got = env["wilson"](8, 10, 2.0)
    assert isinstance(got, tuple | list), "Two numbers are asked for, the lower end and the upper end: what do you give back?"
    assert len(got) == 2, "An interval has two ends: how many numbers does your return line hold?"
    plain = 2 * math.sqrt(0.8 * 0.2 / 10)
    assert not close(list(got), [0.8 - plain, 0.8 + plain]), "This one can leave the range from 0 to 1: which terms with z does the formula add?"
    root = 2 * math.sqrt(0.016 + 0.01)
    assert not close(list(got), [1.0 - root, 1.0 + root]), "What is everything divided by at the end?"
    assert not close(list(got), [(1.0 + root) / 1.4, (1.0 - root) / 1.4]), "Which of the two ends comes first?"
    assert not close(list(got), [(0.8 - root) / 1.4, (0.8 + root) / 1.4]), "The middle moves towards one half: which term does that?"
    assert close(list(got), [(1.0 - root) / 1.4, (1.0 + root) / 1.4]), "With p = 0.8, n = 10 and z = 2: what stands under the root?"
