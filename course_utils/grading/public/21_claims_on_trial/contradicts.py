"""Checks of problem contradicts: made by `course release` from solutions/21_claims_on_trial.ipynb."""
# ruff: noqa: E501
# Text digest: 91d0506116a71c92

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "contradicts"
number = 6
title = "Problem 6 · Sentences that cannot all be true"
answers = ("contradicts",)
forbidden = ()
points = 6
points_in_all = 10


@test_case(points=4, hidden=False)
def test_small_circles(env):
    contradicts = env["contradicts"]
    assert isinstance(contradicts([("a", "b")]), bool), "True or False is asked for: what do you give back?"
    assert not contradicts([("a", "b")]), "One comparison of two names: what could it contradict?"
    assert contradicts([("a", "b"), ("b", "a")]), "Each is faster than the other: can both be?"
    paragraph = [("small", "distilled"), ("large with cache", "small"), ("distilled", "large with cache")]
    assert contradicts(paragraph), "Follow the paragraph from the small model on: where do you arrive after three sentences?"
    assert not contradicts(paragraph[:2]), "Without the last sentence, who is the fastest: is anything wrong with that?"


@test_case(points=2, hidden=False)
def test_two_ways_to_the_same_place(env):
    assert env["contradicts"]([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]) is False, "Two ways lead from a to d: is meeting a name twice the same as coming back?"
