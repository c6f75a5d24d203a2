"""Checks of problem tries_needed: made by `course release` from solutions/19_language_machine.ipynb."""
# ruff: noqa: E501
# Text digest: 93ddc8a4e86ae233

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "tries_needed"
number = 5
title = "Problem 5 · What more tries are worth"
answers = ("tries_needed",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_two_tries(env):
    from course_utils.grading.values import close

    got = env["tries_needed"](0.5, 2)
    assert isinstance(got, tuple | list) and len(got) == 2, "Two numbers are asked for, a share and a mean: what do you give back?"
    assert not close(got[0], 0.25), "Is that the share that is solved, or the one that is not?"
    assert not close(got[0], 1.0), "Two chances of one half: can both succeed on the same question, and is it then solved twice?"
    assert close(got[0], 0.75), "In one case of four no try succeeds: how many are solved?"
    assert not close(got[1], 2.0), "Does everyone need all tries, and is the mean cut off at n?"
    assert not close(got[1], 1.0), "Those that are never solved: how many tries have they cost?"
    assert close(got[1], 1.5), "Half stop after one try: how many tries do the others need?"
