"""Checks of problem split_in_time: made by `course release` from solutions/17_recommender.ipynb."""
# ruff: noqa: E501
# Text digest: 7276968d583d9335

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "split_in_time"
number = 5
title = "Problem 5 · A split in time, without a leak"
answers = ("split_in_time",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_a_small_log(env):
    log = [(1, 6, 9), (0, 5, 1), (1, 5, 12), (0, 5, 9), (0, 4, 8), (2, 6, 10)]
    got = env["split_in_time"](log, 9)
    assert isinstance(got, tuple) and len(got) == 3, "Three things are asked for: what do you give back?"
    train, test, cold = got
    assert train == [(0, 5, 1), (0, 4, 8)], "Which entries are from days before the given one, in the order of the log?"
    assert (0, 5, 9) not in test, "Reader 0 has item 5 in train already: is it a test to find it again?"
    assert test == [(1, 6, 9), (1, 5, 12), (2, 6, 10)], "Reader 1 never had item 5, and the given day itself is later than train: which entries stay in the test?"
    assert cold == [6], "Which items of the test stand nowhere in train, each once?"
