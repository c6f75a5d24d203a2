"""Checks of problem cost_of_a_run: made by `course release` from solutions/08_pretraining.ipynb."""
# ruff: noqa: E501
# Text digest: f7a351c2a4a4c155

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "cost_of_a_run"
number = 6
title = "Problem 6 · What will it cost?"
answers = ("training_flop", "gpu_days", "state_bytes")
forbidden = ()
points = 7
points_in_all = 12


@test_case(points=3, hidden=False)
def test_operations(env):
    from course_utils.grading.values import close

    got = env["training_flop"](7, 11)
    assert isinstance(got, int | float), "A number of FLOP is asked for: what do you give back?"
    assert not close(got, 2 * 77), "Forward alone trains nothing: what does the way back cost?"
    assert not close(got, 3 * 77), "How many FLOP are one multiply and one add?"
    assert close(got, 6 * 77), "2 FLOP forward for each parameter and token, twice as much backward: what is the sum?"


@test_case(points=2, hidden=False)
def test_days(env):
    from course_utils.grading.values import close

    got = env["gpu_days"](8.64e18, 1e14, 0.5)
    assert isinstance(got, int | float), "A number of days is asked for: what do you give back?"
    assert not close(got, 172800.0), "Are these seconds or days?"
    assert not close(got, 1.0), "The chip reaches only a share of its peak: does the run get longer or shorter?"
    assert not close(got, 0.5), "Half the rate: does the run take half as long, or twice as long?"
    assert close(got, 2.0, 1e-6), "8.64e18 FLOP at 1e14 FLOP/s, of which half is used: how many seconds, and how many days?"


@test_case(points=2, hidden=False)
def test_bytes(env):
    from course_utils.grading.values import close

    got = env["state_bytes"](10, True)
    assert isinstance(got, int | float), "A number of bytes is asked for: what do you give back?"
    assert not close(got, 20), "Those are the 16-bit weights: what else must be there to make a step?"
    assert not close(got, 120), "Weights, gradients, master copy and two means: which of the five is missing?"
    assert not close(got, 1280), "Are these bits or bytes?"
    assert close(got, 160), "Two tensors of 2 bytes and three of 4 for each parameter: what is the sum?"
