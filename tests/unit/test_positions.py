"""Positions and online softmax: identities in 64 bits, and equality with torch's own attention."""

import functools

import pytest
import torch
import torch.nn.functional as F

from course_utils.nn.online_softmax import merge_summaries, summary_of
from course_utils.nn.positions import rotate, sinusoidal, speeds


@pytest.mark.parametrize("C", [2, 16, 64])
def test_moving_on_turns_every_sinusoidal_row_alike(C):
    table = sinusoidal(400, C)
    for k in (1, 7, 250):
        moved = rotate(table[:-k], torch.full((400 - k,), -k))
        assert (moved - table[k:]).abs().max() < 1e-12


def test_rotary_scores_know_the_distance_only_and_lengths_stay():
    g = torch.Generator().manual_seed(0)
    q, k = torch.randn(2, 9, 32, generator=g, dtype=torch.float64)
    at = torch.arange(9)
    here, far = (rotate(q, at + n) @ rotate(k, at + n).T for n in (0, 1000))
    assert torch.allclose(here, far, atol=1e-10)
    assert torch.allclose(rotate(q, at).norm(dim=-1), q.norm(dim=-1))
    assert torch.allclose(here.diagonal(), (q * k).sum(dim=-1))


def test_a_rotation_is_a_product_of_complex_numbers():
    x, at = torch.randn(5, 8, dtype=torch.float64), torch.tensor([0, 3, 1, 50, 7])
    turns = torch.polar(torch.ones(5, 4, dtype=torch.float64), at[:, None] * speeds(8))
    want = torch.view_as_real(torch.view_as_complex(x.view(5, 4, 2)) * turns).flatten(1)
    assert torch.allclose(rotate(x, at), want)


def test_an_odd_width_is_refused_in_one_sentence():
    with pytest.raises(ValueError, match=r"in pairs: a width of 5 is odd\."):
        sinusoidal(3, 5)


@pytest.mark.parametrize("size", [1, 3, 40])
def test_merged_blocks_equal_attention_over_all_keys_in_any_order(size):
    g = torch.Generator().manual_seed(1)
    q, k, v = torch.randn(3, 40, 16, generator=g, dtype=torch.float64)
    want = F.scaled_dot_product_attention(q, 50 * k, v)
    parts = [summary_of(q, 50 * a, b) for a, b in zip(k.split(size), v.split(size), strict=True)]
    for order in (parts, parts[::-1]):
        m, s, o = functools.reduce(merge_summaries, order)
        assert (o / s - want).abs().max() < 1e-12
        assert torch.allclose(m, (q @ (50 * k).T / 4).amax(dim=-1, keepdim=True))
