"""Checks of problem ndcg: made by `course release` from solutions/17_recommender.ipynb."""
# ruff: noqa: E501
# Text digest: 680900ef6bc8708d

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "ndcg"
number = 1
title = "Problem 1 · What a ranking gains"
answers = ("ndcg",)
forbidden = ()
points = 3
points_in_all = 6


@test_case(points=3, hidden=False)
def test_two_wanted_items(env):
    from course_utils.grading.values import close

    got = env["ndcg"]([5, 3, 8], {3, 8}, 10)
    assert isinstance(got, int | float), "One number is asked for: what do you give back?"
    assert not close(got, 1.1309298), "By what is the sum divided, so that the best order gives 1?"
    assert not close(got, 0.6309298), "How many wanted items can the best order place: all ten, or only those that are wanted?"
    assert close(got, 0.6934264), "Places 2 and 3 gain 0.631 and 0.5, places 1 and 2 would gain 1 and 0.631: what is the quotient?"
