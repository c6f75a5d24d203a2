"""Checks of problem false_alarms: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: 4957c7f24dbc05c0

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "false_alarms"
number = 9
title = "Problem 9 · How often it rings for nothing"
answers = ("false_alarms",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_twenty_topics_a_year(env):
    from statistics import NormalDist

    from course_utils.grading.values import close

    below = NormalDist().cdf(2)
    got = env["false_alarms"](20, 365, 2, 1)
    assert isinstance(got, int | float), "A number of rings is asked for: what do you give back?"
    assert not close(got, 7300 * below), "Does the rule ring below the limit or beyond it?"
    assert not close(got, 365 * (1 - below)), "How many topics does the rule look at each day?"
    assert not close(got, 1 - below), "This is the chance of one look: how many looks are there?"
    assert not close(got, 14600 * (1 - below)), "One side: does a day far below the mean ring?"
    assert close(got, 7300 * (1 - below)), "Topics times days looks, each beyond the limit with the same chance: how many ring?"
