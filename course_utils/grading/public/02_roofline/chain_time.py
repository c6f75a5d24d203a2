"""Checks of problem chain_time: made by `course release` from solutions/02_roofline.ipynb."""
# ruff: noqa: E501
# Text digest: 01f320af68e6a704

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "chain_time"
number = 3
title = "Problem 3 · Predict a chain of calls"
answers = ("chain_time",)
forbidden = ()
points = 5
points_in_all = 12


@test_case(points=5, hidden=False)
def test_one_call_and_two(env):
    from course_utils.grading.values import close

    memories = [(4, 8.0), (16, 2.0)]
    chain = env["chain_time"]
    got = chain([(10.0, 8.0, 8)], 10.0, memories, 1.0)
    assert isinstance(got, int | float), "A number of seconds is asked for: what do you give back?"
    assert not close(got, 4.0), "The call itself costs time: where is the overhead?"
    assert not close(got, 2.0), "A working set of 8 does not fit into the first memory: at which bandwidth do its bytes come?"
    assert not close(got, 6.0), "Within one call, does the arithmetic begin when the last byte has come?"
    assert close(got, 5.0), "Ten FLOP at 10 FLOP/s, 8 bytes at 2 bytes a second, one second of overhead: how long?"
    two = chain([(10.0, 8.0, 8), (60.0, 8.0, 2)], 10.0, memories, 1.0)
    assert not close(two, 11.0), "Two calls: how often is the overhead paid?"
    assert not close(two, 8.0), "Calls do not overlap: is each wait taken from its own call?"
    assert close(two, 12.0), "The first call takes 5 s, the second 6 s and its overhead: what is the sum?"
