"""Checks of problem marks: made by `course release` from solutions/11_question_answering.ipynb."""
# ruff: noqa: E501
# Text digest: 31d417481bb545e2

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "marks"
number = 2
title = "Problem 2 · Exact match and F1, as SQuAD does it"
answers = ("marks",)
forbidden = ()
points = 7
points_in_all = 11


@test_case(points=4, hidden=False)
def test_words_in_common(env):
    from course_utils.grading.values import close

    got = env["marks"]("in the year 1871", ["1871"])
    assert isinstance(got, tuple | list), "Two marks are asked for, exact and F1: what do you give back?"
    assert len(got) == 2, "Two marks are asked for, exact and F1: what do you give back?"
    assert not close(got[1], 0.4), "Which three words are taken away before words are counted?"
    assert not close(got[1], 1 / 3), "Is F1 the share of right words among those given, or a mean of two shares?"
    assert not close(got[1], 1.0), "Is F1 the share of the gold words that were found, or a mean of two shares?"
    assert close(got, [0.0, 0.5]), "One word is shared, of three and one: which exact match and which F1?"
    assert close(env["marks"]("old old town", ["old town town"]), [0.0, 2 / 3]), "A word that stands twice on one side and once on the other: how often is it shared?"


@test_case(points=3, hidden=False)
def test_what_is_equal(env):
    from course_utils.grading.values import close

    assert close(env["marks"]("The  Nile!", ["nile"]), [1.0, 1.0]), "Case, punctuation, articles, spaces: what is still in the way?"
    assert close(env["marks"]("old-town", ["oldtown"]), [1.0, 1.0]), "What does a removed hyphen leave behind?"
    assert close(env["marks"]("theatre banana", ["atre bnn"]), [0.0, 0.0]), "Are articles removed as whole words only?"
    assert close(env["marks"]("an old map of a town", ["old map of town"]), [1.0, 1.0]), "Three words are taken away, the and two shorter ones: are both of them gone?"
    assert close(env["marks"]("town old", ["old town"]), [0.0, 1.0]), "Does the order of words count for exact match, and for F1?"
