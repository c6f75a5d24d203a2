"""Checks of problem softmax: made by `course release` from solutions/05_attention.ipynb."""
# ruff: noqa: E501
# Text digest: 86422bac021a7dc7

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "softmax"
number = 1
title = "Problem 1 · A softmax that survives large scores"
answers = ("softmax",)
forbidden = ("softmax", "log_softmax", "Softmax", "LogSoftmax", "softmin")
points = 5
points_in_all = 10


@test_case(points=3, hidden=False)
def test_each_line_adds_up_to_one(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    for dim in (0, 1, 2):
        x = torch.randn(3, 4, 5)
        got = env["softmax"](x, dim)
        assert is_tensor(got), "What does your softmax give back: is it a tensor?"
        assert is_tensor(got, (3, 4, 5)), "Softmax gives one weight for each score: why has the shape changed?"
        exponentials = x.exp()
        assert not close(got, exponentials / exponentials.sum()), "Do all weights together add up to one, or those of each line along dim?"
        assert not close(got, torch.log_softmax(x, dim)), "Are these the weights, or their logarithms?"
        assert not close(got, x / x.sum(dim, keepdim=True)), "Weights must be positive even for negative scores: where is the exponential?"
        assert not close(got, exponentials), "These weights are positive, but what do they still have to be divided by?"
        others = [torch.softmax(x, other) for other in (0, 1, 2) if other != dim]
        assert not any(close(got, other) for other in others), "Along which axis do your weights add up to one, and which one was asked for?"
        assert close(got, torch.softmax(x, dim)), "Take two scores, 0 and ln 3: which two weights does the formula give, and which does your code?"


@test_case(points=2, hidden=False)
def test_large_and_small_scores_stay_finite(env):
    import torch

    from course_utils.grading.values import close, has_nan

    large = torch.tensor([[1000.0, 1001.0, 999.0], [-1000.0, -1001.0, -999.0]])
    alone = [env["softmax"](row, 0) for row in large]
    assert not any(has_nan(got) for got in alone), "What is exp(1000) in 32 bits, and what may you subtract from all scores of a line without changing its weights?"
    both = env["softmax"](large, 1)
    assert not has_nan(both), "Is the number that you subtract the largest of its own line, or of the whole tensor?"
    assert close(both, torch.softmax(large, 1)), "Which weights should 1000, 1001 and 999 get: the same as 0, 1 and -1?"
