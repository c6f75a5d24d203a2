"""Checks of problem log_likelihood: made by `course release` from solutions/07_objectives.ipynb."""
# ruff: noqa: E501
# Text digest: f355ab63ccf8a5e0

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "log_likelihood"
number = 1
title = "Problem 1 · How probable is a text?"
answers = ("log_likelihood",)
forbidden = ("cross_entropy", "nll_loss", "CrossEntropyLoss", "NLLLoss")
points = 5
points_in_all = 10


@test_case(points=3, hidden=False)
def test_each_position_guesses_the_next_token(env):
    import math

    import torch

    from course_utils.grading.values import close, is_tensor

    logits, ids = torch.randn(2, 5, 7), torch.randint(7, (2, 5))
    ids[:, 0], ids[:, 1], ids[:, 4] = 1, 2, 6
    got = env["log_likelihood"](logits, ids)
    assert is_tensor(got), "What does your function give back: is it a tensor?"
    assert is_tensor(got, (2,)), "One number for each text of the batch is asked for: which shape does yours have?"
    log_p = torch.log_softmax(logits, -1)
    own = log_p.gather(-1, ids[..., None])[..., 0]
    want = log_p[:, :-1].gather(-1, ids[:, 1:, None])[..., 0].sum(-1)
    assert not any(close(got, wrong) for wrong in (own.sum(-1), own[:, 1:].sum(-1), own[:, :-1].sum(-1))), "Position t has already read token t: of which token are its logits a guess?"
    assert not close(got, log_p[:, 1:].gather(-1, ids[:, :-1, None])[..., 0].sum(-1)), "Do your positions guess the token after them, or the one before?"
    assert not close(got, -want), "The logarithm of a number below one: which sign has it?"
    assert not close(got, want / 4), "The whole text is asked for: do you add up its logarithms, or take their mean?"
    assert not close(got, logits[:, :-1].gather(-1, ids[:, 1:, None])[..., 0].sum(-1)), "Are these logarithms of probabilities yet: what do the exponentials of one position's logits add up to?"
    assert not close(got, want.exp()), "The probability or its logarithm: which one is asked for?"
    assert not close(got, want / math.log(2)), "In which unit is your answer: is it the natural logarithm?"
    assert close(got, want), "Take a text of two tokens: which row of logits and which token decide its probability?"


@test_case(points=2, hidden=False)
def test_all_continuations_add_up_to_one(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    logits = torch.randn(1, 3, 3)
    ids = torch.tensor([[0, a, b] for a in range(3) for b in range(3)])
    got = env["log_likelihood"](logits.expand(9, 3, 3), ids)
    assert is_tensor(got, (9,)), "Nine texts at once: does your function give back nine numbers?"
    assert close(got.exp().sum(), 1.0), "Write down all texts that begin with token 0: to what must their probabilities add up?"
