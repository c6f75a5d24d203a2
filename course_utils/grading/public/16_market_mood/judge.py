"""Checks of problem judge: made by `course release` from solutions/16_market_mood.ipynb."""
# ruff: noqa: E501
# Text digest: f7ab09a98e83e9dd

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "judge"
number = 6
title = "Problem 6 · What the alarms are worth"
answers = ("judge",)
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=5, hidden=False)
def test_five_alarms(env):
    from course_utils.grading.values import close

    got = env["judge"]([3, 12, 13, 62, 80], [(10, 5), (60, 5), (90, 10)], 120)
    assert isinstance(got, tuple | list), "Four numbers are asked for: what do you give back?"
    assert len(got) == 4, "Precision, recall, delay, false alarms a year: how many numbers do you give back?"
    assert not close(got[0], 2 / 3), "Precision is a share of the alarms: is yours a share of the events?"
    assert close(got[0], 0.6), "Three of five alarms lie in an event: what is the precision?"
    assert not close(got[1], 1.0), "An event that holds two alarms: how many found events is that?"
    assert close(got[1], 2 / 3), "Of three events two hold an alarm: what is the recall?"
    assert not close(got[2], 7 / 3), "Two alarms in one event: which of them ends the wait?"
    assert not close(got[2], 4 / 3), "An event that was never found has no delay: do you count it?"
    assert close(got[2], 2.0), "From the start of each found event to its first alarm: what is the mean?"
    assert not close(got[3], 365 * 2 / 120), "False alarms can only happen on days outside events: how many days are these?"
    assert close(got[3], 7.3), "Two false alarms in 100 days without an event: how many in 365?"
