"""Checks of problem multi_head: made by `course release` from solutions/05_attention.ipynb."""
# ruff: noqa: E501
# Text digest: e7144fb9f15f5886

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "multi_head"
number = 4
title = "Problem 4 · Several heads from four matrices"
answers = ("multi_head_attention",)
forbidden = ("scaled_dot_product_attention", "MultiheadAttention", "multi_head_attention_forward")
points = 6
points_in_all = 12


@test_case(points=2, hidden=False)
def test_one_head_is_plain_attention(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    B, T, C = 2, 3, 4
    x, w_q, w_k, w_v, w_o = torch.randn(B, T, C), *(torch.randn(C, C) for _ in range(4))
    got = env["multi_head_attention"](x, w_q, w_k, w_v, w_o, 1)
    assert is_tensor(got, (B, T, C)), "Which shape should the output have, and which one does yours have?"
    heads = torch.nn.functional.scaled_dot_product_attention(x @ w_q, x @ w_k, x @ w_v)
    flipped = torch.nn.functional.scaled_dot_product_attention(x @ w_q.T, x @ w_k.T, x @ w_v.T)
    assert not close(got, heads), "The heads are mixed by a last matrix: where is w_o in your function?"
    assert not close(got, flipped @ w_o.T), "nn.Linear stores its matrix the other way round: on which side do the matrices stand here, and are they transposed?"
    assert not close(got, heads @ w_o.T), "Is w_o used as it stands, or transposed?"
    swapped = torch.nn.functional.scaled_dot_product_attention(x @ w_k, x @ w_q, x @ w_v)
    assert not close(got, swapped @ w_o), "Which of x @ w_q and x @ w_k asks, and which one is asked?"
    assert close(got, heads @ w_o), "With one head the answer is attention(x @ w_q, x @ w_k, x @ w_v) times w_o: where do you leave that path?"


@test_case(points=4, hidden=False)
def test_heads_take_their_own_columns(env):
    import torch

    from course_utils.grading.values import close

    B, T, H, D = 2, 5, 3, 4
    C = H * D
    x, *matrices = torch.randn(B, T, C), *(torch.randn(C, C) / C**0.5 for _ in range(4))
    w_q, w_k, w_v, w_o = matrices
    got = env["multi_head_attention"](x, *matrices, H)
    attend = torch.nn.functional.scaled_dot_product_attention
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    cut = [[p.view(B, T, H, D).transpose(1, 2) for p in (q, k, v)], [p.view(B, T, D, H).permute(0, 3, 1, 2) for p in (q, k, v)]]
    torn = [p.reshape(B, H, T, D) for p in (q, k, v)]
    right = attend(*cut[0])
    assert not close(got, attend(q, k, v) @ w_o), "How many softmaxes does a query take part in: one, or one in each head?"
    assert not close(got, attend(*torn).reshape(B, T, C) @ w_o), "A view from (B, T, C) straight to (B, H, T, D): do the numbers of one position stay together?"
    assert not close(got, attend(*torn).transpose(1, 2).reshape(B, T, C) @ w_o), "The view to (B, H, T, D) has the right shape: which numbers of x @ w_q does the first head get from it?"
    assert not close(got, right.reshape(B, T, C) @ w_o), "Before the heads stand side by side again: which axis must move back behind the positions?"
    assert not close(got, attend(*cut[1]).permute(0, 2, 3, 1).reshape(B, T, C) @ w_o), "Does head 0 take the first D columns, or every H-th one?"
    assert not close(got, attend(*cut[0], scale=C**-0.5).transpose(1, 2).reshape(B, T, C) @ w_o), "How wide is a key inside one head, and which width do you take the root of?"
    assert not close(got, right.mean(1).repeat(1, 1, H) @ w_o), "Are the heads put side by side, or averaged?"
    want = torch.cat([attend(q[..., h * D : h * D + D], k[..., h * D : h * D + D], v[..., h * D : h * D + D]) for h in range(H)], -1)
    assert close(got, want @ w_o), "Compute head 0 alone, from the first D columns: is it the first slice of your result before w_o?"
