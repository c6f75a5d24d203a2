"""Checks of problem product_intensity: made by `course release` from solutions/02_roofline.ipynb."""
# ruff: noqa: E501
# Text digest: 18c35609200649d1

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "product_intensity"
number = 1
title = "Problem 1 · The intensity of a product"
answers = ("product_intensity",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_a_small_product(env):
    from course_utils.grading.values import close

    got = env["product_intensity"](5, 7, 3, 4)
    assert isinstance(got, tuple | list), "Three numbers are asked for: what do you give back?"
    assert len(got) == 3, "FLOP, bytes, FLOP/byte: how many numbers does your return line hold?"
    flop, moved, intensity = got
    assert not close(flop, 105), "How many FLOP are one multiply and one add?"
    assert close(flop, 210), "15 sums of 7 products: how many FLOP are they?"
    assert not close(moved, 71), "Are these numbers or bytes?"
    assert not close(moved, 4 * 56), "The two inputs are read: is nothing written?"
    assert close(moved, 284), "35 numbers and 21 numbers come in, 15 go out, and each has four bytes: how many bytes are they all together?"
    assert not close(intensity, 284 / 210), "FLOP for each byte: which of the two stands above the line?"
    assert close(intensity, 210 / 284), "What is the quotient of your first two numbers?"
