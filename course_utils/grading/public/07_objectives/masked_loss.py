"""Checks of problem masked_loss: made by `course release` from solutions/07_objectives.ipynb."""
# ruff: noqa: E501
# Text digest: 4f3946aaa318fbd1

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "masked_loss"
number = 2
title = "Problem 2 · Only the hidden words count"
answers = ("masked_loss",)
forbidden = ("cross_entropy", "nll_loss", "CrossEntropyLoss", "NLLLoss")
points = 5
points_in_all = 10


@test_case(points=3, hidden=False)
def test_the_mean_over_labelled_positions(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    logits, tokens = torch.randn(3, 6, 5), torch.randint(5, (3, 6))
    chosen = torch.zeros(3, 6, dtype=torch.bool)
    chosen[0, 1], chosen[1, [0, 2, 3, 4]], chosen[2, [2, 5]] = True, True, True
    labels = tokens.masked_fill(~chosen, -100)
    got = env["masked_loss"](logits, labels)
    assert is_tensor(got), "What does your function give back: is it a tensor?"
    assert is_tensor(got, ()), "One number for the whole batch is asked for: which shape does yours have?"
    each = -torch.log_softmax(logits, -1).gather(-1, tokens[..., None])[..., 0]
    want = each[chosen].mean()
    assert not close(got, -want), "Is a loss smaller when the model is right, and which sign does a logarithm of a probability have?"
    assert not close(got, each[chosen].sum() / 18), "By how many positions do you divide: by all, or by those that have a label?"
    assert not close(got, each[chosen].sum()), "The sum grows with the batch: what is missing to make it a mean?"
    assert not close(got, -torch.log_softmax(logits, -1).gather(-1, labels.clamp(min=0)[..., None]).mean()), "A label of -100 is no token: what does your code take it for?"
    assert not close(got, torch.stack([each[b][chosen[b]].mean() for b in range(3)]).mean()), "One text has one label and another has four: does each label count the same in your mean?"
    shifted, moved = each.new_zeros(()), labels[:, 1:]
    log_p = torch.log_softmax(logits[:, :-1], -1)
    shifted = -log_p.gather(-1, moved.clamp(min=0)[..., None])[..., 0][moved != -100].mean()
    assert not close(got, shifted), "A hidden word is guessed in its own place: why do you shift?"
    assert close(got, want), "Take one labelled position: what is the negative logarithm of its label's probability?"


@test_case(points=2, hidden=False)
def test_a_batch_without_labels_costs_nothing(env):
    import torch

    from course_utils.grading.values import close, has_nan

    got = env["masked_loss"](torch.randn(2, 3, 4), torch.full((2, 3), -100))
    assert not has_nan(got), "A batch without any label: by what do you divide?"
    assert close(got, 0.0), "Nothing was asked in this batch: which loss should it have?"
