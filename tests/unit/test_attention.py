"""Attention against torch's own functions and autograd, on random shapes."""

import math

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.nn.attention import MultiHeadAttention, attention, causal_mask, padding_mask, softmax

sizes = st.integers(1, 7)


@settings(deadline=None, max_examples=60)
@given(B=sizes, H=sizes, T=sizes, S=sizes, D=sizes, Dv=sizes, masked=st.booleans(), seed=st.integers(0, 999))
def test_equal_to_scaled_dot_product_attention(B, H, T, S, D, Dv, masked, seed):
    g = torch.Generator().manual_seed(seed)
    q, k, v = (torch.randn(B, H, n, d, generator=g, dtype=torch.float64) for n, d in ((T, D), (S, D), (S, Dv)))
    mask = torch.rand(B, 1, T, S, generator=g) < 0.6 if masked else None
    ours = attention(q, k, v, mask)[0]
    assert torch.allclose(ours, F.scaled_dot_product_attention(q, k, v, attn_mask=mask), atol=1e-12)


@settings(deadline=None, max_examples=60)
@given(shape=st.lists(sizes, min_size=1, max_size=4), scale=st.sampled_from([1, 100, 1e4]), data=st.data())
def test_softmax_equals_torch_s_along_every_axis(shape, scale, data):
    x = scale * torch.randn(shape)
    dim = data.draw(st.integers(-len(shape), len(shape) - 1))
    assert torch.allclose(softmax(x, dim), torch.softmax(x, dim), atol=1e-6)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16])
def test_softmax_keeps_the_dtype(dtype):
    assert softmax(torch.randn(3, dtype=dtype), 0).dtype == dtype


def test_the_two_by_two_example_to_four_decimals():
    q, k, v = (torch.tensor(m, dtype=torch.float64) for m in ([[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]))
    out, weights = attention(q, k, v)
    # By hand: 1 / (1 + exp(√2·3)) = 0.014167; the output is 9·w + 11·(1 − w).
    w = 1 / (1 + math.exp(6 / math.sqrt(2)))
    assert weights[0, 0].item() == pytest.approx(w)
    assert out[0, 0].item() == pytest.approx(9 * w + 11 * (1 - w))


def test_a_query_without_any_key_gets_zero_and_a_finite_gradient():
    q, k, v = (torch.randn(2, 3, requires_grad=True) for _ in range(3))
    out, _ = attention(q, k, v, torch.tensor([[True, True], [False, False]]))
    assert torch.equal(out[1], torch.zeros(3))
    out.sum().backward()
    assert all(torch.isfinite(m.grad).all() for m in (k, v))


def test_causal_masks_hide_the_future():
    assert causal_mask(3).tolist() == [[True, False, False], [True, True, False], [True, True, True]]


def test_padding_masks_show_the_real_tokens():
    assert padding_mask(torch.tensor([1, 3]), 3)[:, 0, 0].tolist() == [[True, False, False], [True, True, True]]


@pytest.mark.parametrize(("C", "H"), [(8, 1), (8, 2), (24, 3), (64, 8)])
def test_heads_equal_torch_s_multi_head_attention(C, H):
    ours, theirs = MultiHeadAttention(C, H).double(), torch.nn.MultiheadAttention(C, H, batch_first=True).double()
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.cat([ours.query.weight, ours.key.weight, ours.value.weight]))
        theirs.in_proj_bias.copy_(torch.cat([ours.query.bias, ours.key.bias, ours.value.bias]))
        theirs.out_proj.load_state_dict(ours.output.state_dict())
    x = torch.randn(2, 5, C, dtype=torch.float64)
    lengths = torch.tensor([5, 3])
    padding = padding_mask(lengths, 5)
    theirs_out, theirs_weights = theirs(x, x, x, key_padding_mask=~padding[:, 0, 0], average_attn_weights=False)
    out, weights = ours(x, padding)
    assert torch.allclose(out, theirs_out, atol=1e-12)
    assert torch.allclose(weights, theirs_weights, atol=1e-12)


def test_a_width_that_heads_do_not_divide_is_refused():
    with pytest.raises(ValueError, match="cannot be split into 3 heads"):
        MultiHeadAttention(8, 3)
