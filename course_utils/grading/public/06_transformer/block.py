"""Checks of problem block: made by `course release` from solutions/06_transformer.ipynb."""
# ruff: noqa: E501
# Text digest: e79c1f150b0519b7

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "block"
number = 3
title = "Problem 3 · A block"
answers = ("normalise", "block")
forbidden = ("LayerNorm", "layer_norm", "native_layer_norm")
points = 6
points_in_all = 9


@test_case(points=3, hidden=False)
def test_normalise(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    x, gain, shift = torch.randn(5, 4) + torch.tensor([0.0, 10.0, -10.0, 5.0]), torch.randn(4), torch.randn(4)
    got = env["normalise"](x, gain, shift)
    assert is_tensor(got, (5, 4)), "Normalising changes numbers and not their arrangement: which shape comes back?"
    centred = x - x.mean(-1, keepdim=True)
    v = (centred**2).mean(-1, keepdim=True)
    z = centred / (v + 1e-5).sqrt()
    assert not close(got, z), "The mean is 0 and the variance 1: where do gain and shift enter?"
    assert not close(got, gain * centred / (v * 4 / 3 + 1e-5).sqrt() + shift), "Is the sum of squares divided by C, or by C - 1?"
    assert not close(got, gain * centred / (v + 1e-5) + shift), "By what is a vector divided, its variance or the root of it?"
    assert not close(got, gain * (x - x.mean(0)) / ((x - x.mean(0)).square().mean(0) + 1e-5).sqrt() + shift), "Over what are mean and variance taken: the components of one position, or all positions?"
    assert close(got, gain * z + shift), "Each row by itself: what is its mean, its variance, and what is done to it in which order?"


@test_case(points=3, hidden=False)
def test_block(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    T, C = 5, 6
    x, A, M, W = 10 * torch.randn(T, C), torch.softmax(torch.randn(T, T), 1), torch.randn(C, C), torch.randn(C, C)
    norms = [(torch.randn(C), torch.randn(C)), (torch.randn(C), torch.randn(C))]
    attend, feed = (lambda y: A @ y @ M), (lambda y: torch.tanh(y @ W))
    ln = lambda y, n: torch.nn.functional.layer_norm(y, (C,), *norms[n])
    got = env["block"](x, attend, feed, norms)
    assert is_tensor(got, (T, C)), "What comes out of a block goes into the next: which shape is that?"
    mid = x + attend(ln(x, 0))
    after = ln(x + attend(x), 0)
    assert not close(got, ln(after + feed(after), 1)), "Do you normalise before each part, or after adding?"
    assert not close(got, attend(ln(x, 0)) + feed(ln(attend(ln(x, 0)), 1))) and not close(got, feed(ln(mid, 1))), "What goes around each part?"
    assert not close(got, ln(x, 0) + attend(ln(x, 0)) + feed(ln(ln(x, 0) + attend(ln(x, 0)), 1))), "Does the bypass carry x as it came, or x after the norm?"
    assert not close(got, mid + feed(ln(x, 1))), "Does the feed-forward layer see what attention added?"
    assert not close(got, x + feed(ln(x, 1)) + attend(ln(x + feed(ln(x, 1)), 0))), "Which part comes first?"
    assert close(got, mid + feed(ln(mid, 1))), "Two parts, each with its own norm before it: which pair of gain and shift belongs to which?"
