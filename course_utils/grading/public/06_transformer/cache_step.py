"""Checks of problem cache_step: made by `course release` from solutions/06_transformer.ipynb."""
# ruff: noqa: E501
# Text digest: d1ab53fbd8555d1d

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "cache_step"
number = 6
title = "Problem 6 · One token with a cache"
answers = ("cache_step",)
forbidden = ("scaled_dot_product_attention",)
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_one_more_token(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    H, S, D = 3, 4, 5
    q, k, v = torch.randn(3, H, D)
    old = (torch.randn(H, S, D), torch.randn(H, S, D))
    got = env["cache_step"](q, k, v, old)
    assert isinstance(got, tuple | list) and len(got) == 2 and isinstance(got[1], tuple | list) and len(got[1]) == 2, "An output and a cache of two tensors: what does your return line hold?"
    output, (keys, values) = got
    assert is_tensor(keys, (H, S + 1, D)) and is_tensor(values, (H, S + 1, D)), "One token more: along which axis does the cache grow?"
    assert close(keys[:, :S], old[0]) and close(values[:, :S], old[1]), "Oldest first: where do the tokens so far stand in the new cache?"
    assert close(keys[:, S], k) and close(values[:, S], v), "What of the new token is remembered, and in which of the two?"
    assert is_tensor(output, (H, D)), "One output vector for each head: which shape is that?"
    K, V = torch.cat([old[0], k[:, None]], 1), torch.cat([old[1], v[:, None]], 1)
    raw = (K @ q[:, :, None])[..., 0]
    mix = lambda s, W: (torch.softmax(s, 1)[:, None] @ W)[:, 0]
    assert not close(output, mix(raw[:, :S] / D**0.5, old[1])), "Does the new token see itself?"
    assert not close(output, mix(raw, V)), "By what are the scores divided?"
    assert close(output, mix(raw / D**0.5, V)), "Each head by itself, a softmax over all keys: what is mixed with these weights?"
