"""Checks of problem accumulate: made by `course release` from solutions/08_pretraining.ipynb."""
# ruff: noqa: E501
# Text digest: 935937a644e7d746

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "accumulate"
number = 4
title = "Problem 4 · A large batch from small ones"
answers = ("accumulate",)
forbidden = ()
points = 4
points_in_all = 10


@test_case(points=4, hidden=False)
def test_parts_count_by_their_targets(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    parts, counts = [torch.randn(3, 2) for _ in range(3)], [5, 1, 2]
    got = env["accumulate"](parts, counts)
    assert is_tensor(got, (3, 2)), "One gradient is asked for, of the same shape as each part's: what do you give back?"
    total = sum(n * p for n, p in zip(counts, parts, strict=True))
    assert not close(got, sum(parts) / 3), "Does a part with one target count as much as a part with five?"
    assert not close(got, sum(parts)), "The gradient of a mean is asked for: what must a sum be divided by?"
    assert not close(got, total), "You weigh each part by its targets: what do all weights together add up to?"
    assert not close(got, total / 3), "Do you divide by the number of parts, or by the number of targets?"
    assert close(got, total / 8), "Two parts with gradients 1 and 4 over 2 targets and 1: what is the mean over the three targets?"
