"""Checks of problem safe_digits: made by `course release` from solutions/19_language_machine.ipynb."""
# ruff: noqa: E501
# Text digest: f1aa2c1edb3bdf69

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "safe_digits"
number = 6
title = "Problem 6 · Where the processor is silently wrong"
answers = ("safe_digits",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_eight_and_thirty_two_bits(env):
    safe = env["safe_digits"]
    assert safe("mul", 8) == 1, "9 · 9 = 81 and 99 · 99 = 9,801: which fits into 8 bits with a sign?"
    got = safe("mul", 32)
    assert got != 5, "99,999 squared is about 10¹⁰: does that lie below 2³¹?"
    assert got == 4, "9,999 squared is about 10⁸: does that lie below 2³¹?"
    assert safe("add", 32) == 9, "Twice 999,999,999: is that below 2³¹, which is 2,147,483,648?"
