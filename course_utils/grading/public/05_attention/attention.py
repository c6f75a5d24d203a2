"""Checks of problem attention: made by `course release` from solutions/05_attention.ipynb."""
# ruff: noqa: E501
# Text digest: e5370b7bd5f5c0eb

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "attention"
number = 2
title = "Problem 2 · Scaled dot-product attention"
answers = ("attention",)
forbidden = ("scaled_dot_product_attention", "MultiheadAttention", "multi_head_attention_forward")
points = 6
points_in_all = 12


@test_case(points=3, hidden=False)
def test_output_and_weights_without_a_mask(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    B, T, S, D, Dv = 2, 3, 5, 4, 6
    q, k, v = torch.randn(B, T, D), torch.randn(B, S, D), torch.randn(B, S, Dv)
    got = env["attention"](q, k, v)
    assert isinstance(got, tuple | list), "What does your function give back: two things, output and weights?"
    assert len(got) == 2, "Two things are asked for, the output and the weights: what does your return line hold?"
    output, weights = got
    assert not (is_tensor(output, (B, T, S)) and is_tensor(weights, (B, T, Dv))), "In which order do you give back output and weights?"
    assert is_tensor(weights, (B, T, S)), "One weight for each query and each key: which shape is that, and which one do yours have?"
    products = q @ k.transpose(-2, -1)
    assert not close(weights, torch.softmax(products, -1)), "The more coordinates, the larger the products: by what must they be divided before the softmax?"
    assert not close(weights, torch.softmax(products / D, -1)), "The products spread like the square root of their width: do you divide by D, or by its root?"
    assert not close(weights, torch.softmax(products / S**0.5, -1)), "Which width sets the size of the products: the number of keys, or the number of coordinates of one key?"
    assert not close(weights, torch.softmax(products / Dv**0.5, -1)), "Whose width belongs under the root: the values', or the keys'?"
    assert not close(weights, torch.softmax(products / D**0.5, -2)), "Whose weights must add up to one: those that one query gives, or those that one key gets?"
    assert not close(weights, products / D**0.5), "Are these weights yet: are they positive, and does each query's line add up to one?"
    want = torch.nn.functional.scaled_dot_product_attention(q, k, v)
    assert close(weights, torch.softmax(products / D**0.5, -1)), "Take one query and two keys by hand: which two weights come out, and which does your code give?"
    assert close(output, want), "The weights are right: what do you multiply them with, and along which axis is the sum?"


@test_case(points=3, hidden=False)
def test_mask_leaves_out_keys(env):
    import torch

    from course_utils.grading.values import close, has_nan

    q, k, v = torch.randn(2, 4, 8), torch.randn(2, 5, 8), torch.randn(2, 5, 3)
    mask = torch.rand(2, 4, 5) < 0.5
    mask[..., 0], mask[..., 1] = True, False
    output, weights = env["attention"](q, k, v, mask)
    scores = q @ k.transpose(-2, -1) / 8**0.5
    plain = torch.softmax(scores, -1)
    assert not has_nan(weights), "Which score do you give to a key that may not be seen, and can the softmax of its line still be computed?"
    assert not close(weights, plain), "Where in your function does the mask act?"
    assert not close(weights, torch.softmax(scores.masked_fill(mask, -torch.inf), -1)), "Does True mean “may attend” or “may not” in this course, and in your code?"
    assert not close(weights, plain * mask), "A mask after the softmax takes weight away: do the weights that are left still add up to one?"
    assert not close(weights, torch.softmax(scores * mask, -1)), "A score of 0 is an ordinary score: which score makes the exponential 0?"
    assert not close(weights, torch.softmax(scores + mask, -1)), "What does adding True to a score do: how far apart must the scores of seen and unseen keys be?"
    right = torch.softmax(scores.masked_fill(~mask, -torch.inf), -1)
    assert close(weights, right), "For one query with two keys left: which weights should it give, and which does it give?"
    assert close(output, torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)), "The masked weights are right: does your output use them?"
