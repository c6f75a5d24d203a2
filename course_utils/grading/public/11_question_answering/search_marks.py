"""Checks of problem search_marks: made by `course release` from solutions/11_question_answering.ipynb."""
# ruff: noqa: E501
# Text digest: d82fc732c54d85b7

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "search_marks"
number = 6
title = "Problem 6 · How good is the search in front?"
answers = ("search_marks",)
forbidden = ()
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_places_of_two_questions(env):
    from course_utils.grading.values import close

    got = env["search_marks"]([[1, 3, 2], [5, 4, 6]], [2, 2], 1)
    assert isinstance(got, tuple | list), "Two numbers are asked for, in this order, recall first and then the mean reciprocal rank: what do you give back?"
    assert len(got) == 2, "Two numbers are asked for, in this order, recall first and then the mean reciprocal rank: what do you give back?"
    assert not close(got[1], 1.5), "Is mrr the mean of the places, or of one over the place?"
    assert not close(got[1], 2 / 3), "Is mrr one over the mean place, or the mean of one over the place?"
    assert close(got[1], 0.75), "The right passages have the places 2 and 1: what is the mean of 1 / place?"
    assert not close(got[0], 1.0), "Is place k counted from one: does place 2 belong to the first k = 1?"
    assert close(got[0], 0.5), "One of two right passages is in the first place: which recall?"
    assert close(env["search_marks"]([[1, 3, 2], [5, 4, 6]], [0, 1], 2)[0], 0.0), "Places 3 and 3, k = 2: which recall?"
