"""Checks of problem strict_scores: made by `course release` from solutions/09_ner.ipynb."""
# ruff: noqa: E501
# Text digest: 3dcda5f497263a55

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "strict_scores"
number = 3
title = "Problem 3 · Score entities as the shared task did"
answers = ("strict_scores",)
forbidden = ()
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_counts_over_all_sentences(env):
    from course_utils.grading.values import close

    gold = [[("PER", 0, 2), ("LOC", 3, 4)], [("ORG", 0, 1), ("LOC", 2, 3), ("PER", 4, 6)]]
    predicted = [[("PER", 0, 2)], [("ORG", 0, 1), ("LOC", 2, 4), ("MISC", 4, 6), ("PER", 7, 8)]]
    got = env["strict_scores"](gold, predicted)
    assert isinstance(got, tuple | list), "Three numbers are asked for, P, R and F1: what do you give back?"
    assert len(got) == 3, "Three numbers are asked for, P, R and F1: what do you give back?"
    assert not close(got[:2], [0.6, 0.6]), "The words agree but the type does not, or a border: is such an entity right in the strict sense?"
    assert not close(got[:2], [0.625, 0.4166667]), "Do you take the mean of the sentences' scores, or count over all sentences first?"
    assert close(got[0], 0.4), "P: how many of the five predicted entities are right?"
    assert close(got[1], 0.4), "R: how many of the five gold entities were found?"
    assert close(got[2], 0.4), "F1 lies between P and R: where must it lie when they are equal?"
