"""Checks of problem batch_at_ridge: made by `course release` from solutions/02_roofline.ipynb."""
# ruff: noqa: E501
# Text digest: f73f7ffbb4fa1005

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "batch_at_ridge"
number = 6
title = "Problem 6 · The batch that ends the wait"
answers = ("batch_at_ridge",)
forbidden = ()
points = 9
points_in_all = 12


@test_case(points=5, hidden=False)
def test_with_and_without_a_cache(env):
    batch = env["batch_at_ridge"]
    got = batch(100, 100, 0, 5)
    assert got is not None, "Without a cache a larger batch always helps: why is there none?"
    assert isinstance(got, int | float), "A number of sequences is asked for: what do you give back?"
    assert got == 5, "100 FLOP a sequence and 100 bytes for all: at which batch are there 5 FLOP for each byte?"
    got = batch(100, 100, 10, 5)
    assert got != 5, "Each sequence brings its cache: does the batch not notice?"
    assert got != 6, "Is the cache read once for all, or once for each sequence?"
    assert got == 10, "B · 100 FLOP and 100 + B · 10 bytes: for which B is the quotient 5?"


@test_case(points=4, hidden=False)
def test_where_no_batch_is_large_enough(env):
    batch = env["batch_at_ridge"]
    assert batch(100, 100, 0, 5) is not None, "Without a cache a larger batch always helps: why is there none?"
    assert batch(100, 100, 25, 5) is None, "A cache of 25 bytes for 100 FLOP: can any batch reach 5 FLOP/byte?"
    assert batch(100, 100, 20, 5) is None, "As the batch grows the intensity comes ever closer to 5: does it ever get there?"
