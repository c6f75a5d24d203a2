"""Checks of problem fuse: made by `course release` from solutions/15_support_desk.ipynb."""
# ruff: noqa: E501
# Text digest: cdaeabd45818b68b

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "fuse"
number = 3
title = "Problem 3 · Two rankings made one"
answers = ("fuse",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_two_rankings(env):
    got = env["fuse"]([[0, 1, 2], [1, 2, 0]], 60)
    assert isinstance(got, list), "A list of items is asked for: what do you give back?"
    assert got != [2, 0, 1], "Does the item with the largest sum stand first or last?"
    assert not any(isinstance(x, float | tuple) for x in got), "Are these items, or their sums?"
    assert got == [1, 0, 2], "1/62 + 1/61 for item 1, 1/61 + 1/63 for item 0, 1/63 + 1/62 for item 2: in which order?"
    short = env["fuse"]([[5, 3], [4, 3]], 60)
    assert set(short) == {3, 4, 5}, "An item that stands in one ranking only: does it appear in yours, and once?"
    assert short == [3, 4, 5], "Items 4 and 5 have equal sums: which of the two comes first?"
