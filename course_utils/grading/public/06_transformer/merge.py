"""Checks of problem merge: made by `course release` from solutions/06_transformer.ipynb."""
# ruff: noqa: E501
# Text digest: 961b6cbace5de73b

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "merge"
number = 5
title = "Problem 5 · Two blocks of softmax become one"
answers = ("merge",)
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=5, hidden=False)
def test_two_blocks(env):
    import torch

    from course_utils.grading.values import close

    scores, values = torch.randn(4, 9), torch.randn(9, 3)
    scores[0, 7], scores[1, 1] = 4.0, 4.0

    def summary(a, b):
        m = scores[:, a:b].amax(1, keepdim=True)
        e = (scores[:, a:b] - m).exp()
        return m, e.sum(1, keepdim=True), e @ values[a:b]

    left, right, whole = summary(0, 4), summary(4, 9), summary(0, 9)
    got = env["merge"](left, right)
    assert isinstance(got, tuple | list) and len(got) == 3, "A summary holds three tensors, m, s and o: what do you give back?"
    assert close(got[0], whole[0]), "The largest score of both blocks: for each query, which of the two m is it?"
    assert not close(got[1], left[1] + right[1]), "Each sum was made with its own m: can they be added as they are?"
    turned = left[1] * (whole[0] - left[0]).exp() + right[1] * (whole[0] - right[0]).exp()
    assert not close(got[1], turned), "When the largest score grows, do old exponentials grow or shrink?"
    assert close(got[1], whole[1]), "What is the sum of all exponentials, each after the common m is taken away?"
    assert not close(got[2], whole[2] / whole[1]), "Is o the sum, or the finished mean? Which of them can be merged once more?"
    assert close(got[2], whole[2]), "Which factor belongs to the weighted sum of each block?"
