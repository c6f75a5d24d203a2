"""Checks of problem pair_counts: made by `course release` from solutions/04_text_to_tensors.ipynb."""
# ruff: noqa: E501
# Text digest: 19cae62a8fca4f4b

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "pair_counts"
number = 1
title = "Problem 1 · Count the pairs"
answers = ("pair_counts",)
forbidden = ()
points = 4
points_in_all = 7


@test_case(points=4, hidden=False)
def test_pairs_within_words(env):
    got = env["pair_counts"]({("t", "e", "n"): 3, ("n", "e", "t"): 2, ("t", "e"): 1})
    assert isinstance(got, dict), "From pairs to counts: what kind of value do you give back?"
    assert ("n", "n") not in got, "The last symbol of one word and the first of the next: are they neighbours within a word?"
    assert all(isinstance(pair, tuple) for pair in got), "A pair is a tuple of two symbols: what are your keys?"
    assert got.get(("t", "e")) != 2, "One word occurs 3 times in the text: how often does its pair stand there?"
    assert got.get(("t", "e")) != 6, "Is (t, e) the same pair as (e, t)?"
    assert got.get(("t", "e")) == 4, "te stands in a word that occurs 3 times and in one that occurs once: how often is that?"
    assert ("e", "n") in got, "Does the last pair of a word count?"
    assert ("e", "t") in got, "Does the last pair of a word count?"
    assert got == {("t", "e"): 4, ("e", "n"): 3, ("n", "e"): 2, ("e", "t"): 2}, "Four different pairs stand in these words: which are they, and how often does each?"
