"""Checks of problem execute: made by `course release` from solutions/19_language_machine.ipynb."""
# ruff: noqa: E501
# Text digest: c7f0043be1a6dbaf

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "execute"
number = 2
title = "Problem 2 · A machine that cannot hang"
answers = ("execute",)
forbidden = ()
points = 4
points_in_all = 12


@test_case(points=4, hidden=False)
def test_straight_programs_and_the_limit(env):
    execute = env["execute"]
    square = [["li", "t0", 6], ["mul", "t0", "t0", "t0"], ["out", "t0"]]
    got = execute(square, 10)
    assert isinstance(got, tuple) and len(got) == 2, "Two things are asked for, a word and what belongs to it: what do you give back?"
    assert got == ("ok", 36), "6 times 6: what is put out, and what stands before it?"
    assert execute(square, 2) == ("fault", "steps"), "Three lines with two steps allowed: who stops the program?"
    assert execute(square, 3) == ("ok", 36), "Three lines with three steps allowed: is the program stopped one step too early?"
    assert execute([["li", "t0", 7], ["li", "t1", 9], ["sub", "t2", "t0", "t1"], ["out", "t2"]], 9) == ("ok", -2), "7 − 9: which operand is taken away from which?"
