"""Checks of problem right_units: made by `course release` from solutions/01_two_machines.ipynb."""
# ruff: noqa: E501
# Text digest: c931c02b32be5a0d

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "right_units"
number = 7
title = "Problem 7 · What the brochure meant"
answers = ("right_units",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_three_sentences(env):
    got = env["right_units"]()
    assert isinstance(got, dict), "A dict is asked for: what do you give back?"
    assert set(got) == set("abcdef"), "Six sentences, six letters: which of them are the keys of your dict?"
    assert got["a"] != "Gb", "A small b is a bit: how many of them are 7 billion weights of 2 bytes?"
    assert got["a"] == "GB", "7 billion times 2 bytes: how many bytes, and which unit makes that 14?"
    assert got["b"] != "TB", "A memory that holds 2 TB, or one that hands over 2 TB in some time: which of them is “without a break”?"
    assert got["b"] == "TB/s", "What does a memory deliver, and in which time?"
    assert got["c"] != "TFLOP", "Is this an amount of work, or a rate?"
    assert got["c"] == "TFLOP/s", "How fast a processor calculates: which unit has a rate of 4 · 10¹⁴?"
