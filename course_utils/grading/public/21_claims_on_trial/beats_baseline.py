"""Checks of problem beats_baseline: made by `course release` from solutions/21_claims_on_trial.ipynb."""
# ruff: noqa: E501
# Text digest: bdbe5b3c08506848

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "beats_baseline"
number = 3
title = "Problem 3 · A score without its baseline"
answers = ("beats_baseline",)
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=5, hidden=False)
def test_the_paragraph_s_filter(env):
    from course_utils.grading.values import close

    got = env["beats_baseline"]({"harmless": 31, "spam": 9}, 34)
    assert isinstance(got, tuple) and len(got) == 3, "Three values are asked for: how many do you give back?"
    baseline, low, beats = got
    assert not close(baseline, 0.5), "Two classes of different size: which one would you always name?"
    assert close(baseline, 31 / 40), "31 of 40 are harmless: how often is “harmless” right?"
    assert not close(low, 0.85), "34 of 40 is the accuracy itself: how far down does its interval reach?"
    # The lower end is where 34 of 40 is just z standard deviations too many.
    assert close((0.85 - low) / (low * (1 - low) / 40) ** 0.5, 1.96, 1e-6), "Put 0.85 and 40 into the formula by hand: what is under the root, and what below the line?"
    assert beats is False or (hasattr(beats, "item") and not bool(beats)), "The interval reaches down to 0.71 and the baseline is 0.775: what does that say?"
