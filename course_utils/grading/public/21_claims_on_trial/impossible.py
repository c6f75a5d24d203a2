"""Checks of problem impossible: made by `course release` from solutions/21_claims_on_trial.ipynb."""
# ruff: noqa: E501
# Text digest: f8afea8dab6643c2

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "impossible"
number = 1
title = "Problem 1 · Numbers that cannot be"
answers = ("impossible", "named_quantities")
forbidden = ()
points = 5
points_in_all = 8


@test_case(points=4, hidden=False)
def test_single_numbers(env):
    impossible = env["impossible"]
    assert isinstance(impossible("share", 0.5), bool), "True or False is asked for: what does your function give back?"
    assert not impossible("share", 0.5), "A precision of one half is nothing strange: when does your function object?"
    assert impossible("share", 1.04), "Of all found entities 104 per cent are right: can that be?"
    assert impossible("share", -0.1), "How small can a share become?"
    assert impossible("perplexity", 0.87), "Somebody who knows every next word chooses among one word: can a perplexity be smaller than that?"
    assert not impossible("perplexity", 350.0), "A perplexity counts choices: must it stay below some number?"
    assert impossible("cross-entropy", -0.2), "A probability is at most 1: which sign has minus its logarithm?"
    assert not impossible("cross-entropy", 6.9), "ln 1000 is 6.9: which model has that cross-entropy?"
    assert not impossible("cross-entropy", 0.35), "A cross-entropy of 0.35 nats belongs to a perplexity of 1.42: what is impossible about it?"


@test_case(points=1, hidden=False)
def test_the_paragraph(env):
    got = env["named_quantities"]()
    assert isinstance(got, list), "A list of names is asked for: what do you give back?"
    assert set(got) <= {"precision", "recall", "perplexity", "cross-entropy", "attention"}, "Is each of your names one of the five bold words?"
    assert "attention" in got, "What do 0.50, 0.30 and 0.30 add up to?"
