"""Checks of problem charges: made by `course release` from solutions/04_text_to_tensors.ipynb."""
# ruff: noqa: E501
# Text digest: fc3bae60ac05aa83

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "charges"
number = 7
title = "Problem 7 · What a tokenizer charges, and a paragraph that gets it wrong"
answers = ("charges", "wrong_sentences")
forbidden = ()
points = 6
points_in_all = 10


@test_case(points=4, hidden=False)
def test_charges_by_hand(env):
    from course_utils.grading.values import close, close_at

    got = env["charges"]({"English": (60, 50, 0), "Greek": (240, 40, 12)})
    assert isinstance(got, dict), "One entry for each language: which keys has your dictionary?"
    assert set(got) == {"English", "Greek"}, "One entry for each language: which keys has your dictionary?"
    assert all(isinstance(one, dict) for one in got.values()), "Three numbers under three names for each language: what stands there?"
    greek = close_at(got["Greek"], {"fertility": 6, "factor": 4, "unknown": 0.05}, 1e-9)
    assert not close(got["Greek"].get("fertility"), 1 / 6, 1e-9), "Is fertility words a token or tokens a word?"
    assert greek["fertility"], "240 tokens for 40 words: how many for one word?"
    assert greek["factor"], "240 tokens against 60 for the same text: how many times as many?"
    assert greek["unknown"], "12 of 240 tokens are unknown: which share of the tokens is that?"


@test_case(points=2, hidden=False)
def test_the_paragraph_so_far(env):
    got = env["wrong_sentences"]()
    assert isinstance(got, list), "A list of numbers is asked for: what do you give back?"
    assert 1 not in got, "What does a byte-level tokenizer know about every text, whatever its script?"
    assert 2 in got, "How would you get a word back of which only [UNK] is left?"
