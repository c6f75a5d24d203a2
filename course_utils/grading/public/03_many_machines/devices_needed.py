"""Checks of problem devices_needed: made by `course release` from solutions/03_many_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 171befab65bb9fc3

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "devices_needed"
number = 6
title = "Problem 6 · Size a cluster"
answers = ("devices_needed",)
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=5, hidden=False)
def test_the_example_and_a_larger_one(env):
    need = env["devices_needed"]
    got = need(1000, 1000, 3)
    assert got is not None, "Everything is divided: is there no number that is enough?"
    assert isinstance(got, int | float), "A number of devices is asked for: what do you give back?"
    assert got != 2, "Weights alone: what else does a training run keep?"
    assert got == 16, "16 bytes a parameter, divided among devices of one byte a parameter: how many?"
    got = need(1000, 4000, 2)
    assert got != 4, "At stage 2, are the weights divided?"
    assert got == 7, "2,000 bytes of weights stay whole and 14,000 are divided: how many devices of 4,000?"
    got = need(1000, 10000, 1)
    assert got == 2, "4,000 bytes stay whole and 12,000 are divided: how many devices of 10,000?"
    assert need(1000, 15999, 0) is None, "Nothing is divided and a byte is missing: does another device help?"
