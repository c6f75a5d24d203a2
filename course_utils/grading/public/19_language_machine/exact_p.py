"""Checks of problem exact_p: made by `course release` from solutions/19_language_machine.ipynb."""
# ruff: noqa: E501
# Text digest: cf54d82743a18f80

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "exact_p"
number = 4
title = "Problem 4 · Is feedback better than asking again?"
answers = ("exact_p",)
forbidden = ()
points = 3
points_in_all = 7


@test_case(points=3, hidden=False)
def test_one_against_seven(env):
    from course_utils.grading.values import close

    first = [True] * 1 + [False] * 7 + [True] * 20 + [False] * 4
    second = [False] * 1 + [True] * 7 + [True] * 20 + [False] * 4
    got = env["exact_p"](first, second)
    assert not close(got, 18 / 512), "Could it also have come out the other way round: one side or two?"
    assert not close(got, 2 * 8 / 256), "Do you count only exactly k, or also everything further out?"
    assert close(got, 18 / 256), "1 against 7: how many of the 256 outcomes of 8 coins are at least as uneven, and do the 24 agreements count?"
    assert close(env["exact_p"](second, first), 18 / 256), "Does it matter which method is called the first?"
