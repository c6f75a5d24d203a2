"""Checks of problem label_pieces: made by `course release` from solutions/09_ner.ipynb."""
# ruff: noqa: E501
# Text digest: 7366c2514f97a694

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "label_pieces"
number = 1
title = "Problem 1 · One label for each word"
answers = ("label_pieces",)
forbidden = ()
points = 5
points_in_all = 8


@test_case(points=3, hidden=False)
def test_first_pieces_carry_the_labels(env):
    got = env["label_pieces"]([None, 0, 1, 1, 1, 2, None, None], [5, 2, 0])
    assert isinstance(got, list), "A list with one number for each piece is asked for: what do you give back?"
    assert len(got) == 8, "One label for each piece: how many pieces are there here, and how many labels do you give?"
    assert got != [-100, 5, 2, 2, 2, 0, -100, -100], "Should a word of three pieces count three times?"
    assert got != [-100, 5, -100, -100, 2, 0, -100, -100], "Which piece of a word carries its label, the first or the last?"
    assert got[0] == got[-1] == -100, "Position 0 is [CLS] and the last ones are no words: which label says that the loss skips them?"
    assert got[3] == got[4] == -100, "Which label does a word's second piece get, so that nobody learns or scores it?"
    assert got == [-100, 5, 2, -100, -100, 0, -100, -100], "Does each first piece get the label of its own word?"


@test_case(points=2, hidden=False)
def test_a_label_of_zero_is_a_label(env):
    got = env["label_pieces"]([None, 0, 1, 1, None], [0, 0])
    assert got == [-100, 0, 0, -100, -100], "Number 0 is both a word and a label: do you test for None, or for something that is merely not true?"
