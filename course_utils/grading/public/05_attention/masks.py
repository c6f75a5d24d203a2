"""Checks of problem masks: made by `course release` from solutions/05_attention.ipynb."""
# ruff: noqa: E501
# Text digest: 1b38ab5e8d7472fb

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "masks"
number = 3
title = "Problem 3 · Who may look at whom"
answers = ("causal_mask", "padding_mask", "decoder_mask", "masked_weights")
forbidden = ()
points = 6
points_in_all = 12


@test_case(points=2, hidden=False)
def test_causal_mask_shows_the_past(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    got = env["causal_mask"](4)
    assert is_tensor(got, (4, 4)), "One entry for each query and each key: what is the shape of your causal mask?"
    right = torch.tensor([[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]).bool()
    assert not close(got, right.T), "Row by row: which keys does the first query see in your mask, and are they in its past or its future?"
    assert not close(got, ~right), "Does True in your mask mean “may attend”?"
    assert not close(got, right & ~torch.eye(4).bool()), "May a position attend to itself, and what would the first position see if not?"
    assert close(got, right), "Write the mask for T = 4 by hand: in which row does yours differ?"
    assert got.dtype == torch.bool, "Which dtype must a mask have so that ~mask and & mean what you think?"


@test_case(points=2, hidden=False)
def test_padding_mask_shows_real_tokens(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    lengths = torch.tensor([3, 1, 5])
    got = env["padding_mask"](lengths, 5)
    right = torch.tensor([[1, 1, 1, 0, 0], [1, 0, 0, 0, 0], [1, 1, 1, 1, 1]]).bool()
    flat = got.reshape(-1) if is_tensor(got) else None
    assert not close(flat, ~right.reshape(-1)), "Are the places that are True the real tokens, or the padding?"
    assert not close(flat, (torch.arange(5) <= lengths[:, None]).reshape(-1)), "A sequence of 3 tokens has them at positions 0, 1 and 2: is position 3 real?"
    assert not (close(flat, right.reshape(-1)) and got.shape != (3, 1, 1, 5)), "The scores are (B, H, T, T): along which of the four axes does padding differ, and what size have the others?"
    assert is_tensor(got, (3, 1, 1, 5)), "One entry for each sequence and each key: what is the shape of your padding mask?"
    assert close(got, right[:, None, None, :]), "Write the mask for lengths 3, 1 and 5 by hand: in which row does yours differ?"
    assert got.dtype == torch.bool, "Which dtype must a padding mask have so that & joins it with another mask?"


@test_case(points=2, hidden=False)
def test_a_query_without_keys_gets_zero_weights(env):
    import torch

    from course_utils.grading.values import close, has_nan, is_tensor

    scores = torch.randn(3, 4)
    mask = torch.tensor([[True, True, False, True], [False] * 4, [False, True, False, False]])
    got = env["masked_weights"](scores, mask)
    assert is_tensor(got, (3, 4)), "One weight for each score: what is the shape of what masked_weights gives back?"
    assert not has_nan(got), "All scores of a line are -inf: what does exp(-inf) / sum(exp(-inf)) come to, and what does our convention ask for?"
    assert not close(got[1], torch.full((4,), 0.25)), "A query that may attend to nothing spreads its weight evenly in your code: over which keys, and may it?"
    assert not close(got[1], torch.softmax(scores[1], -1)), "Does the query that may attend to nothing still see every key in your code?"
    assert close(got[1], torch.zeros(4)), "What should the weights of a query be when no key is left?"
    right = torch.softmax(torch.stack([scores[0, 0], scores[0, 1], scores[0, 3]]), 0)
    assert close(got[0, [0, 1, 3]], right), "Leave the masked score out and take the softmax of the others by hand: are these your weights?"
    assert close(got[~mask], torch.zeros(8)), "Which weight has a masked key in your result?"
    assert close(got[2, 1], 1.0), "Leave the masked score out and take the softmax of the others by hand: are these your weights?"
