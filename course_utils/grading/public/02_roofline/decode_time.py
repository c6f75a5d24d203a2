"""Checks of problem decode_time: made by `course release` from solutions/02_roofline.ipynb."""
# ruff: noqa: E501
# Text digest: 58fe703e837fe780

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "decode_time"
number = 5
title = "Problem 5 · The cache, and how fast a model can write"
answers = ("cache_bytes", "decode_time")
forbidden = ()
points = 8
points_in_all = 12


@test_case(points=4, hidden=False)
def test_the_cache(env):
    from course_utils.grading.values import close

    got = env["cache_bytes"](3, 16, 5, 7, 2)
    assert isinstance(got, int | float), "A number of bytes is asked for: what do you give back?"
    assert not close(got, 3360), "Keys only, or keys and values? Numbers, or bytes?"
    assert not close(got, 480 * 2), "Seven sequences: do they share one cache?"
    assert not close(got, 6720 / 3), "Does one layer keep keys and values for all of them?"
    assert close(got, 6720), "Two vectors of 16 numbers, 3 layers, 5 tokens, 7 sequences, 2 bytes a number: how many bytes?"


@test_case(points=4, hidden=False)
def test_the_time(env):
    from course_utils.grading.values import close

    got = env["decode_time"](100, 40.0, 2, 20.0)
    assert isinstance(got, int | float), "A number of seconds is asked for: what do you give back?"
    assert not close(got, 7.0), "How many bytes are 100 weights of 2 bytes?"
    assert not close(got, 14.0), "The cache is already in bytes: what happened to it?"
    assert not close(got, 10.0), "Weights are read, and what else?"
    assert not close(got, 1 / 12), "Is this a time, or how many steps fit into a second?"
    assert close(got, 12.0), "200 bytes of weights and 40 of cache at 20 bytes a second: how long?"
