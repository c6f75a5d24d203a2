"""Checks of problem adamw_step: made by `course release` from solutions/08_pretraining.ipynb."""
# ruff: noqa: E501
# Text digest: 072b52791953004e

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "adamw_step"
number = 2
title = "Problem 2 · One step of AdamW"
answers = ("adamw_step",)
forbidden = ("AdamW", "Adam", "NAdam", "adamw", "adam")
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_one_step(env):
    import torch

    from course_utils.grading.values import close

    w, g, m, v = torch.randn(4, 3), torch.randn(4, 3), torch.randn(4, 3), torch.rand(4, 3) + 0.5
    lr, decay, step = 0.1, 0.5, 3
    got = env["adamw_step"](w, g, m, v, step, lr, decay)
    assert isinstance(got, tuple | list), "Three tensors are asked for, w, m and v: what do you give back?"
    assert len(got) == 3, "Three tensors are asked for, in the order w, m, v: how many does your return line hold?"
    m1, v1 = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    assert not close(got[1], 0.1 * m + 0.9 * g), "How much of the old mean is kept: beta, or what is left of one?"
    assert close(got[1], m1), "m is a running mean of the gradient: how much of the old one stays, and how much of g comes in?"
    assert not close(got[2], 0.999 * v + 0.001 * g), "v is a running mean of what, g or its square?"
    assert close(got[2], v1), "v is a running mean of the squared gradient: with which of the two betas?"
    size = (v1 / (1 - 0.999**step)).sqrt() + 1e-8
    m_hat = m1 / (1 - 0.9**step)
    shrunk = w - lr * decay * w
    assert not close(got[0], shrunk - lr * m1 / (v1.sqrt() + 1e-8)), "Both means began at 0: by what are they divided to make up for it?"
    assert not close(got[0], w - lr * m_hat / size), "Where does the decay act in your step?"
    assert not close(got[0], w - decay * w - lr * m_hat / size), "By which factor does a weight shrink in one step: decay, or lr times decay?"
    assert not close(got[0], w + lr * decay * w + lr * m_hat / size), "Does a step go with the gradient or against it?"
    assert close(got[0], shrunk - lr * m_hat / size), "With m and v right: what is divided by what, which correction goes with which beta, and what is taken away from w?"
