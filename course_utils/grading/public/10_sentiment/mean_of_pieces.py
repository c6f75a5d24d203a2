"""Checks of problem mean_of_pieces: made by `course release` from solutions/10_sentiment.ipynb."""
# ruff: noqa: E501
# Text digest: e5c8d258daf2af18

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "mean_of_pieces"
number = 6
title = "Problem 6 · A mean that padding must not touch"
answers = ("mean_of_pieces",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_two_rows(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    x = torch.randn(2, 4, 3)
    mask = torch.tensor([[1, 1, 0, 0], [1, 1, 1, 0]]).bool()
    got = env["mean_of_pieces"](x, mask)
    assert is_tensor(got, (2, 3)), "One row of C numbers for each sentence: which shape is that?"
    want = torch.stack([x[0, :2].mean(0), x[1, :3].mean(0)])
    assert not close(got, x.mean(1)), "Does the padding take part in your mean?"
    total = torch.stack([x[0, :2].sum(0), x[1, :3].sum(0)])
    assert not close(got, total), "A mean is asked for: what is a sum divided by?"
    assert not close(got, total / 4), "Do you divide by the width of the batch, or by each row's real pieces?"
    assert not close(got, x[:, 0]), "The first piece alone: do the others count?"
    assert close(got, want), "Row 1 has two real pieces: is your first row their mean?"
