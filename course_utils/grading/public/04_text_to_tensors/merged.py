"""Checks of problem merged: made by `course release` from solutions/04_text_to_tensors.ipynb."""
# ruff: noqa: E501
# Text digest: bdb345804c66f16f

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "merged"
number = 2
title = "Problem 2 · One merge"
answers = ("merged",)
forbidden = ()
points = 4
points_in_all = 7


@test_case(points=4, hidden=False)
def test_one_merge(env):
    got = env["merged"](("t", "e", "n", "e", "t"), ("t", "e"))
    assert isinstance(got, tuple), "A word is a tuple of symbols, before a merge and after it: what kind of value does your function give back here?"
    assert got != ("te", "n", "te"), "Is (e, t) the pair (t, e)?"
    assert got == ("te", "n", "e", "t"), "Only the first two symbols are the pair: which four symbols are left?"
    got = env["merged"](("t", "e", "t", "e"), ("t", "e"))
    assert got != ("te", "t", "e"), "Does the pair stand there once only?"
    assert got == ("te", "te"), "The pair stands there twice: which two symbols are left?"
