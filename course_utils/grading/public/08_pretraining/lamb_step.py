"""Checks of problem lamb_step: made by `course release` from solutions/08_pretraining.ipynb."""
# ruff: noqa: E501
# Text digest: 6084ebc9998a4023

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "lamb_step"
number = 5
title = "Problem 5 · A step in proportion"
answers = ("lamb_step",)
forbidden = ()
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_one_layer(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    w, d, lr, decay = torch.randn(4, 3), torch.randn(4, 3), 0.1, 0.2
    got = env["lamb_step"](w, d, lr, decay)
    assert is_tensor(got, (4, 3)), "The new weights of the layer are asked for, in their shape: what do you give back?"
    u = d + decay * w
    ratio = w.norm() / u.norm()
    assert not close(got, w - lr * u), "What makes the step of a short layer shorter than that of a long one?"
    assert not close(got, w - lr * u / ratio), "A layer twice as long should move twice as far: which length stands above the line?"
    assert not close(got, w - lr * d * w.norm() / d.norm()), "Where does the decay come in?"
    assert not close(got, w - lr * d * w.norm() / d.norm() - lr * decay * w), "Is the decay part of what is measured and scaled, or added afterwards?"
    rows = w.norm(dim=1, keepdim=True) / u.norm(dim=1, keepdim=True)
    assert not close(got, w - lr * rows * u), "One length for each row, or one for the whole layer?"
    assert not close(got, w + lr * ratio * u), "Does a step go with the update or against it?"
    assert close(got, w - lr * ratio * u), "For w = (3, 4) and an update of (0, 10) with lr 0.1: how long is the step?"
