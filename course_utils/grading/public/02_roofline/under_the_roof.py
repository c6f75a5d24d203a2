"""Checks of problem under_the_roof: made by `course release` from solutions/02_roofline.ipynb."""
# ruff: noqa: E501
# Text digest: 197bc9eb5b5c5aa8

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "under_the_roof"
number = 2
title = "Problem 2 · Under the roof"
answers = ("under_the_roof",)
forbidden = ()
points = 4
points_in_all = 9


@test_case(points=4, hidden=False)
def test_a_kernel_that_waits_for_memory(env):
    from course_utils.grading.values import close_at

    got = env["under_the_roof"](100.0, 50.0, 8.0, 2.0)
    assert isinstance(got, dict), "A dict is asked for: what do you give back?"
    assert {"ridge", "time_s", "share"} <= set(got), "Three entries are asked for: which of their names is missing?"
    assert not close_at(got, {"ridge": 0.25})["ridge"], "FLOP for each byte: which of the two rates stands above the line?"
    assert not close_at(got, {"ridge": 2.0})["ridge"], "Does the ridge belong to the kernel or to the machine?"
    assert close_at(got, {"ridge": 4.0})["ridge"], "At which intensity do both waits take equally long?"
    assert not close_at(got, {"time_s": 37.5})["time_s"], "Does one wait begin when the other has ended?"
    assert not close_at(got, {"time_s": 12.5})["time_s"], "This is the shorter wait: can the kernel be done before the other one is over?"
    assert close_at(got, {"time_s": 25.0})["time_s"], "50 bytes at 2 bytes a second, 100 FLOP at 8 FLOP/s: when are both over?"
    assert close_at(got, {"share": 0.5})["share"], "100 FLOP in that time: which share of 8 FLOP/s is it?"
