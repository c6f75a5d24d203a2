"""Checks of problem masked_gradient: made by `course release` from solutions/07_objectives.ipynb."""
# ruff: noqa: E501
# Text digest: d90cfb8700ae3a4e

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "masked_gradient"
number = 3
title = "Problem 3 · The gradient of the masked loss"
answers = ("masked_gradient",)
forbidden = ("cross_entropy", "nll_loss", "autograd", "backward", "grad", "vjp", "jacobian", "jacrev", "vmap")
points = 6
points_in_all = 12


@test_case(points=4, hidden=False)
def test_equal_to_automatic_differentiation(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    logits = torch.randn(2, 4, 5)
    labels = torch.tensor([[3, -100, -100, 0], [-100, 2, -100, -100]])
    got = env["masked_gradient"](logits, labels)
    assert is_tensor(got), "What does your function give back: is it a tensor?"
    assert is_tensor(got, (2, 4, 5)), "One derivative for each logit is asked for: which shape does yours have?"
    leaf = logits.clone().requires_grad_()
    torch.nn.functional.cross_entropy(leaf.flatten(0, 1), labels.flatten()).backward()
    want, chosen = leaf.grad, (labels != -100)[..., None]
    assert not close(got, -want), "When the right word's logit rises, does the loss rise or fall, and what does your sign say?"
    assert not close(got, 3 * want), "The loss is a mean over the labels: what does that do to its derivatives?"
    assert not close(got, want * 3 / 8), "By how many positions is the loss divided: by all, or by those with a label?"
    assert close(got * ~chosen, torch.zeros(2, 4, 5)), "A position without a label: does its logit change the loss?"
    assert not close(got, want * (want < 0)), "When a wrong word's logit rises, what happens to the right word's probability?"
    assert not close(got, logits.softmax(-1) * chosen / 3), "For the right word itself there is one more term: which one?"
    assert close(got, want), "One label, two words with the probabilities 1/4 and 3/4: what are the two derivatives?"


@test_case(points=2, hidden=False)
def test_each_position_adds_up_to_zero(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    logits, labels = torch.randn(3, 4, 6), torch.randint(6, (3, 4))
    labels[0, 1], labels[2, 3] = -100, -100
    got = env["masked_gradient"](logits, labels)
    assert is_tensor(got, (3, 4, 6)), "A gradient has the shape of what you differentiate by: which shape has yours?"
    assert close(got.sum(-1), torch.zeros(3, 4)), "Adding the same number to all logits of a position changes no probability: what must its derivatives add up to?"
    assert (got.abs().sum(-1) > 0).sum() == 10, "Ten positions have a label: at how many is your gradient not zero?"
