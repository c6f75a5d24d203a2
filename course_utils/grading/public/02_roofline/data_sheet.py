"""Checks of problem data_sheet: made by `course release` from solutions/02_roofline.ipynb."""
# ruff: noqa: E501
# Text digest: 0c5bf8ba399069cd

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "data_sheet"
number = 4
title = "Problem 4 · What a data sheet does not say"
answers = ("data_sheet",)
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=5, hidden=False)
def test_a_sparse_and_two_way_page(env):
    from course_utils.grading.values import close_at

    got = env["data_sheet"](1979.0, True, 900.0, True, 80.0)
    assert isinstance(got, dict), "A dict is asked for: what do you give back?"
    assert {"dense", "one_way", "gib"} <= set(got), "Three entries are asked for: which of their names is missing?"
    right = close_at(got, {"dense": 989.5e12, "one_way": 450e9, "gib": 74.50580596923828})
    assert not close_at(got, {"dense": 1979e12})["dense"], "Multiplications by zero that are skipped: does an ordinary matrix have them?"
    assert not close_at(got, {"dense": 989.5})["dense"], "Is your peak in FLOP/s, or in millions of millions of them?"
    assert right["dense"], "Half of 1,979 teraFLOP/s: how many FLOP/s are they?"
    assert not close_at(got, {"one_way": 900e9})["one_way"], "Both directions added: how much goes your way?"
    assert not close_at(got, {"one_way": 450 * 2.0**30})["one_way"], "Rates are decimal: how many bytes are a gigabyte?"
    assert right["one_way"], "Half of 900 GB/s: how many bytes a second?"
    assert not close_at(got, {"gib": 80.0})["gib"], "Is a GB the same as a GiB?"
    assert not close_at(got, {"gib": 80 * 2.0**30 / 1e9})["gib"], "A GiB is larger than a GB: are there more of them in the same memory, or fewer?"
    assert right["gib"], "80 · 10⁹ bytes: how often do 2³⁰ go into them?"
