"""Checks of problem margin_loss: made by `course release` from solutions/10_sentiment.ipynb."""
# ruff: noqa: E501
# Text digest: 5717f2bb12a86b90

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "margin_loss"
number = 2
title = "Problem 2 · A loss from two logits"
answers = ("margin_loss",)
forbidden = ("cross_entropy", "binary_cross_entropy_with_logits", "binary_cross_entropy", "CrossEntropyLoss", "BCEWithLogitsLoss", "BCELoss", "nll_loss", "soft_margin_loss")
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_mean_of_two_rows(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    z, y = torch.tensor([[0.5, 1.5], [2.0, -1.0], [0.3, 1.1]]), torch.tensor([1, 1, 0])
    got = env["margin_loss"](z, y)
    assert is_tensor(got), "A tensor is asked for: what do you give back?"
    want = torch.nn.functional.cross_entropy(z, y, reduction="none")
    assert not close(got, want), "One loss for each row: what is asked for over all of them?"
    assert not close(got, want.sum()), "The mean is asked for: do you add up only?"
    other = torch.nn.functional.cross_entropy(z, 1 - y)
    assert not close(got, other), "Which of the two logits belongs to y = 1?"
    alone = torch.nn.functional.binary_cross_entropy_with_logits(z[:, 1], y.float())
    assert not close(got, alone), "Does the other logit, of the negative class, have no say?"
    assert is_tensor(got, ()), "One number for all rows: which shape has it?"
    assert close(got, want.mean()), "Row 1 has margin 1 and y = 1: is its loss ln(1 + 1/e)?"
