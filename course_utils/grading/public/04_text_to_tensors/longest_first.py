"""Checks of problem longest_first: made by `course release` from solutions/04_text_to_tensors.ipynb."""
# ruff: noqa: E501
# Text digest: f680f5235b052c89

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "longest_first"
number = 4
title = "Problem 4 · The longest piece that fits"
answers = ("longest_first",)
forbidden = ()
points = 6
points_in_all = 8


@test_case(points=4, hidden=False)
def test_pieces_by_hand(env):
    vocabulary = {"t", "te", "ten", "tent", "##s", "##ts", "##et", "##n", "##e", "s", "ts"}
    got = env["longest_first"]("tents", vocabulary)
    assert isinstance(got, list), "A list of pieces is asked for: what do you give back?"
    assert got != ["ten", "##ts"], "Which is the longest piece that the word begins with?"
    assert got[0] != "t", "Which is the longest piece that the word begins with?"
    assert got != ["tent", "s"], "A piece within a word begins with ##: is it looked up and written with it?"
    assert got == ["tent", "##s"], "After tent, what is left of the word, and how is it written?"
    assert env["longest_first"]("tenets", vocabulary) == ["ten", "##et", "##s"], "Three pieces: where does the next one begin?"


@test_case(points=2, hidden=False)
def test_nothing_fits(env):
    got = env["longest_first"]("tenx", {"ten", "##s"})
    assert got != ["ten", "[UNK]"], "Nothing fits for x: is a part of the word lost, or the whole word?"
    assert got != ["ten"], "Nothing fits for x: is a part of the word lost, or the whole word?"
    assert got == ["[UNK]"], "Once nothing fits: what is the answer for the whole word?"
