"""Checks of problem cut_out: made by `course release` from solutions/11_question_answering.ipynb."""
# ruff: noqa: E501
# Text digest: a9120fcc06a3c96e

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "cut_out"
number = 3
title = "Problem 3 · From offsets to the answer"
answers = ("cut_out",)
forbidden = ()
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_an_answer_of_whole_pieces(env):
    passage = "Ada Brin wound it"
    offsets = [None, (0, 3), (4, 8), (9, 14), (15, 17), None]
    got = env["cut_out"](passage, offsets, 4, 14)
    assert isinstance(got, tuple | list), "Three things are asked for, in this order: the first piece, the last piece and the text: what do you give back?"
    assert len(got) == 3, "Three things are asked for, in this order: the first piece, the last piece and the text: what do you give back?"
    assert list(got)[:2] != [1, 2], "The list of offsets begins with [CLS]: do you count from there?"
    assert list(got)[:2] != [2, 4], "The characters end before `end`: does the next piece still touch them?"
    assert list(got)[:2] == [2, 3], "Which pieces share a character with the answer?"
    assert got[2] != "Brinwound", "The space between two pieces: do you cut out of the passage in one go?"
    assert got[2] == "Brin wound", "Which characters do your two pieces cover?"
