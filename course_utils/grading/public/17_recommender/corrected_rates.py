"""Checks of problem corrected_rates: made by `course release` from solutions/17_recommender.ipynb."""
# ruff: noqa: E501
# Text digest: d3901ede50854252

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "corrected_rates"
number = 4
title = "Problem 4 · Clicks set right for their place"
answers = ("corrected_rates",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_two_items(env):
    from course_utils.grading.values import close

    log = [(7, 2, True), (7, 2, False), (7, 2, False), (7, 2, False), (3, 1, True), (3, 1, False)]
    got = env["corrected_rates"](log, [1.0, 0.4, 0.2])
    assert isinstance(got, dict), "A dictionary is asked for: what do you give back?"
    assert set(got) == {3, 7}, "Is there one number for each item that was shown?"
    assert not close(got[7], 0.25), "Is this the plain click rate: what of the readers who did not look?"
    assert not close(got[7], 2.5), "Is the sum divided by how often the item was shown, or by its clicks, or by nothing?"
    assert not close(got[7], 2.5 / 6), "Is item 7's sum divided by its own entries, or by all entries of the log?"
    assert close(got[7], 0.625) and close(got[3], 0.5), "One click of four at a place that 0.4 look at; one of two at a place that all look at: what are the rates?"
