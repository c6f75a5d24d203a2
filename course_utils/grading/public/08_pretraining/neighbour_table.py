"""Checks of problem neighbour_table: made by `course release` from solutions/08_pretraining.ipynb."""
# ruff: noqa: E501
# Text digest: f8edd1cdbedac1af

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "neighbour_table"
number = 1
title = "Problem 1 · A reader that only counts"
answers = ("neighbour_table",)
forbidden = ()
points = 4
points_in_all = 9


@test_case(points=4, hidden=False)
def test_counts_become_probabilities(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    rows = torch.tensor([[0, 1, 2, 1], [2, 1, 0, 0]])
    got = env["neighbour_table"](rows, 3, 1.0)
    assert is_tensor(got, (3, 3)), "One row for each token, and in it one number for each token that may follow: which shape is that?"
    counts = torch.tensor([[1.0, 1, 0], [1, 0, 1], [0, 2, 0]])
    smooth = counts + 1
    assert not close(got, smooth), "These are counts: what must each row be divided by?"
    assert not close(got, smooth / smooth.sum()), "Do all numbers together add up to one, or those of each row?"
    assert not close(got, smooth / smooth.sum(0)), "Given the token on the left, what comes next: do your rows add up to one, or your columns?"
    right = smooth / smooth.sum(1, keepdim=True)
    assert not close(got, (smooth.T / smooth.T.sum(1, keepdim=True))), "Which of the two tokens of a pair chooses the row of your table?"
    across = counts + torch.tensor([[0.0, 0, 0], [0, 0, 1], [0, 0, 0]]) + 1
    assert not close(got, across / across.sum(1, keepdim=True)), "The last token of one row and the first of the next: are they neighbours?"
    assert close(got, right), "After token 0 comes 1 once and 0 once: what stands in the first row with 1 added to each count?"
