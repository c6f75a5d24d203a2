"""Checks of problem serial_share: made by `course release` from solutions/03_many_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 11fbeb145b4ff122

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "serial_share"
number = 5
title = "Problem 5 · Fit Amdahl's law"
answers = ("serial_share",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_one_measurement(env):
    from course_utils.grading.values import close

    got = env["serial_share"](100.0, 40.0, 4)
    assert isinstance(got, int | float), "A share is asked for: what do you give back?"
    assert not close(got, 20.0), "Is this a share, or seconds?"
    assert not close(got, 0.8), "Is this the share that cannot be divided, or the other one?"
    assert not close(got, 0.625), "This is the efficiency: which serial share does it come from?"
    assert not close(got, 0.15), "The serial part needs its time on four processors too: is it in both terms?"
    assert close(got, 0.2), "100·(s + (1 − s)/4) is 40: for which s?"
