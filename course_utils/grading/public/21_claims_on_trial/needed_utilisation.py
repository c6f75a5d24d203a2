"""Checks of problem needed_utilisation: made by `course release` from solutions/21_claims_on_trial.ipynb."""
# ruff: noqa: E501
# Text digest: cc3c4894c7419f20

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "needed_utilisation"
number = 5
title = "Problem 5 · A run that was too fast"
answers = ("needed_utilisation", "can_be")
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=3, hidden=False)
def test_the_run_of_the_paragraph(env):
    from course_utils.grading.values import close

    got = env["needed_utilisation"](7e9, 2e12, 64, 312e12, 3)
    assert not close(got, 6 * 7e9 * 2e12 / (64 * 312e12 * 3), 1e-6), "A rate is per second: how many of them has a day?"
    assert not close(3 * got, 16.2296, 1e-3), "Two FLOP for each parameter are the way forward: what does the way back cost?"
    assert not close(got, 64 * 16.2296, 1e-3), "There are 64 devices: does more of them make the needed share larger or smaller?"
    assert close(got, 16.2296, 1e-4), "Which FLOP were needed, which could all devices do in three days, and what is the quotient?"


@test_case(points=1, hidden=False)
def test_the_verdict_on_the_paragraph(env):
    got = env["can_be"](7e9, 2e12, 64, 312e12, 3)
    assert got in ("plausible", "hardly", "impossible"), "Which three texts may can_be give back?"
    assert got == "impossible", "The devices would have had to do sixteen times their peak: can that be?"
