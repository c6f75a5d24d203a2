"""Checks of problem rotary_scores: made by `course release` from solutions/06_transformer.ipynb."""
# ruff: noqa: E501
# Text digest: 6d1973a83c57ffa0

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "rotary_scores"
number = 2
title = "Problem 2 · Scores that know only the distance"
answers = ("rotary_scores",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_both_are_turned(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    T, S, D = 3, 4, 8
    q, k = torch.randn(T, D), torch.randn(S, D)
    q_at, k_at = torch.tensor([2, 9, 4]), torch.tensor([0, 5, 1, 30])

    def matrix(p):
        turns = [p * 10_000 ** (-2 * i / D) for i in range(D // 2)]
        return torch.block_diag(*(torch.tensor([[torch.tensor(t).cos(), -torch.tensor(t).sin()], [torch.tensor(t).sin(), torch.tensor(t).cos()]]) for t in turns))

    def scores(sign_q, sign_k):
        return torch.stack([torch.stack([(matrix(sign_q * m) @ a) @ (matrix(sign_k * n) @ b) for n, b in zip(k_at.tolist(), k, strict=True)]) for m, a in zip(q_at.tolist(), q, strict=True)])

    got = env["rotary_scores"](q, k, q_at, k_at)
    assert is_tensor(got, (T, S)), "One row for each query, one column for each key: which shape is that?"
    assert not close(got, q @ k.T / D**0.5), "Where do the places enter your scores?"
    assert not close(got, scores(1, 1)), "Scores of wide heads are large: by what are they divided?"
    assert not close(got, scores(1, 0) / D**0.5) and not close(got, scores(0, 1) / D**0.5), "Which are turned: queries, keys, or both?"
    assert not close(got, scores(1, -1) / D**0.5), "If a query and a key stand at the same place, should their turns cancel or add up?"
    assert not close(got, scores(-1, -1) / D**0.5), "With the clock or against it: which sign stands at b sin θ?"
    assert close(got, scores(1, 1) / D**0.5), "Which two components make a pair, and how fast does each pair turn?"
