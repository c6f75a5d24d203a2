"""Checks of problem words_of: made by `course release` from solutions/04_text_to_tensors.ipynb."""
# ruff: noqa: E501
# Text digest: e4cc181f4e5c7462

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "words_of"
number = 6
title = "Problem 6 · Pieces and their words"
answers = ("words_of", "labels_of")
forbidden = ()
points = 6
points_in_all = 8


@test_case(points=3, hidden=False)
def test_words_by_hand(env):
    got = env["words_of"](["[CLS]", "in", "##grid", "left", "par", "##is", "##es", "[SEP]", "[PAD]"])
    assert isinstance(got, list), "A list with one entry for each piece is asked for: how many do you give?"
    assert len(got) == 9, "A list with one entry for each piece is asked for: how many do you give?"
    assert got[0] is None, "The special pieces belong to no word: what stands at their places?"
    assert got[-2:] == [None, None], "The special pieces belong to no word: what stands at their places?"
    assert got != [None, 1, 1, 2, 3, 3, 3, None, None], "Are words counted from 0 or from 1?"
    assert got != [None, 0, 1, 2, 3, 4, 5, None, None], "Is a piece with ## a word of its own?"
    assert got == [None, 0, 0, 1, 2, 2, 2, None, None], "Which pieces make the third word?"


@test_case(points=3, hidden=False)
def test_labels_by_hand(env):
    got = env["labels_of"](["[CLS]", "in", "##grid", "left", "par", "##is", "[SEP]"], [5, 0, 7])
    assert isinstance(got, list), "One label for each piece: how many do you give?"
    assert len(got) == 7, "One label for each piece: how many do you give?"
    assert got[:3] != [5, 0, 7], "Position 0 is [CLS]: do you put labels on positions or on words?"
    assert got != [-100, 5, 5, 0, 7, 7, -100], "Should a word of two pieces count twice?"
    assert got == [-100, 5, -100, 0, 7, -100, -100], "Does each first piece have the label of its own word, and every other piece -100?"
