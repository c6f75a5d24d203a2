"""Checks of problem ring_traffic: made by `course release` from solutions/03_many_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 6b8bc474c0e99369

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "ring_traffic"
number = 2
title = "Problem 2 · The bytes of a ring"
answers = ("ring_traffic",)
forbidden = ()
points = 4
points_in_all = 7


@test_case(points=4, hidden=False)
def test_four_processes(env):
    from course_utils.grading.values import close

    got = env["ring_traffic"](840, 4, 2)
    assert isinstance(got, int | float), "A number of bytes is asked for: what do you give back?"
    assert not close(got, 1260), "Half of the bytes: are these numbers, or have the sums not yet gone round?"
    assert not close(got, 10080), "Is this what one process sends, or what all four send?"
    assert not close(got, 10080 / 4 * 4 / 3), "How many turns does a ring of four need in each half?"
    assert close(got, 2520), "A part is 210 numbers of two bytes, and it goes out in 2 · 3 turns: how many bytes?"
