"""Checks of problem repaired: made by `course release` from solutions/03_many_machines.ipynb."""
# ruff: noqa: E501
# Text digest: d74db89e0f02d869

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "repaired"
number = 7
title = "Problem 7 · A plan with wrong units"
answers = ("repaired",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_which_two(env):
    got = env["repaired"]()
    assert isinstance(got, dict), "A dict is asked for: what do you give back?"
    assert "c" not in got, "8.4e23 over 512 · 150e12 FLOP/s, in seconds: how many days are they?"
    assert "a" not in got, "Six times 70 · 10⁹ times 2 · 10¹²: is it not what (a) says?"
    assert "e" not in got, "8.4e23 over 150e12 FLOP/s, in hours: what do they cost at 2 dollars each?"
    assert set(got) == {"b", "d"}, "Two letters are asked for: where do a number of bytes and its unit not belong together?"
