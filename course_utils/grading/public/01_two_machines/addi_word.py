"""Checks of problem addi_word: made by `course release` from solutions/01_two_machines.ipynb."""
# ruff: noqa: E501
# Text digest: c230b8dc4522154d

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "addi_word"
number = 1
title = "Problem 1 · An instruction is its bits"
answers = ("addi_word", "addi_parts")
forbidden = ("encode", "decode", "assemble", "disassemble")
points = 6
points_in_all = 10


@test_case(points=3, hidden=False)
def test_a_word(env):
    got = env["addi_word"](10, 3, 1)
    assert isinstance(got, int), "A word is one whole number: what do you give back?"
    assert got & 127 == 19, "The lowest seven bits name the family: which number are they?"
    assert got >> 20 == 1, "From which bit on does the constant stand?"
    assert (got >> 7 & 31, got >> 15 & 31) != (3, 10), "Which of the two registers is written, and in which bits does its number stand?"
    assert got == 1148179, "Constant 1, source register 3, target register 10: which 32 bits are they?"


@test_case(points=3, hidden=False)
def test_the_parts(env):
    got = env["addi_parts"](1148179)
    assert isinstance(got, tuple | list), "Three numbers are asked for: what do you give back?"
    assert len(got) == 3, "Target, source, constant: how many numbers does your return line hold?"
    got = list(got)
    assert got != [3, 10, 1], "Which five bits hold the target, and which the source?"
    assert got == [10, 3, 1], "Constant 1, source register 3, target register 10 were put in: what do you read out?"
