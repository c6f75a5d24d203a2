"""Checks of problem bm25: made by `course release` from solutions/15_support_desk.ipynb."""
# ruff: noqa: E501
# Text digest: a95cd87fb261d788

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "bm25"
number = 6
title = "Problem 6 · The word search"
answers = ("bm25",)
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=5, hidden=False)
def test_words_and_lengths(env):
    import math

    from course_utils.grading.values import close

    documents = [["lock", "the", "lock"], ["open", "the", "door", "of", "the", "shop"], ["the", "key", "card"]]
    got = env["bm25"](["lock"], documents, 1.5, 0.75)
    assert isinstance(got, list), "One score for each document, in a list: what do you give back?"
    assert len(got) == 3, "One score for each document: how many are there?"
    rare, room = math.log(1 + 2.5 / 1.5), 2 + 1.5 * (0.25 + 0.75 * 3 / 4)
    assert not close(got[0], rare * 2), "Does a word that stands twice count twice as much, or less than that?"
    assert not close(got[0], 5 / room), "A rare word says more than a common one: where does that enter?"
    assert not close(got[0], rare * 5 / 3.5), "The first document is shorter than the mean: where does its length enter?"
    assert close(got, [rare * 5 / room, 0.0, 0.0]), "With f = 2, a length of 3 and a mean length of 4: what are both factors?"
