"""Checks of problem first_unset: made by `course release` from solutions/19_language_machine.ipynb."""
# ruff: noqa: E501
# Text digest: 50dd196723a96413

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "first_unset"
number = 1
title = "Problem 1 · Refused before it runs"
answers = ("first_unset",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_a_line_that_reads_too_early(env):
    first = env["first_unset"]
    assert first([["li", "t0", 5], ["add", "t1", "t0", "t1"], ["out", "t1"]]) == 2, "Line 2 reads t1 and writes it: which of the two happens first, and from what do you count lines?"
    assert first([["li", "t0", 1], ["li", "t1", 2], ["sub", "t2", "t0", "t1"], ["out", "t2"]]) is None, "Every register is written before it is read: what is to be given back then?"
    assert first([["li", "t0", 1], ["out", "t2"]]) == 2, "Does an out read its register?"
