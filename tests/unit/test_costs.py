"""Costs: formulas against torch's own counter, published sizes and hand arithmetic."""

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from course_utils import costs
from course_utils.nn import attention as library


def counted(run):
    with FlopCounterMode(display=False) as counter:
        run()
    return counter.get_total_flops()


@pytest.mark.parametrize("seed", range(10))
def test_attention_flop_equal_torch_s_count_on_random_shapes(seed):
    B, H, T, S, D = torch.randint(1, 20, (5,), generator=torch.Generator().manual_seed(seed)).tolist()
    q, k = torch.randn(B, H, T, D), torch.randn(B, H, S, D)
    assert counted(lambda: library.attention(q, k, k)) == costs.attention(B, H, T, S, D).flop


def test_a_multi_head_layer_s_flop_equal_torch_s_count():
    layer, x = library.MultiHeadAttention(48, 4), torch.randn(3, 10, 48)
    expected = costs.attention(3, 4, 10, 10, 12).flop + costs.attention_projections(3, 10, 48).flop
    assert counted(lambda: layer(x)) == expected


def test_multi_head_parameters_equal_torch_s_own_layer():
    for C, H, bias in ((768, 12, True), (64, 4, False)):
        layer = torch.nn.MultiheadAttention(C, H, bias=bias)
        assert sum(p.numel() for p in layer.parameters()) == costs.multi_head_parameters(C, bias=bias)


def test_a_matrix_product_by_hand():
    cost = costs.matmul(2, 3, 4)
    assert (cost.flop, cost.bytes) == (48, 104)
    assert cost.intensity == pytest.approx(48 / 104)


def test_the_kv_cache_of_gpt2_small_takes_36864_bytes_a_token():
    assert costs.kv_cache_bytes(L=12, B=1, S=1, C_kv=768) == 36_864


def test_fused_attention_does_the_same_flop_and_moves_fewer_bytes():
    plain, fused = (costs.attention(1, 8, 1024, 1024, 64, fused=f) for f in (False, True))
    assert plain.flop == fused.flop
    assert plain.bytes - fused.bytes == 4 * 4 * 8 * 1024**2


def test_the_quadratic_part_dominates_beyond_six_widths():
    for C in (512, 768):
        assert costs.layer_flop(6 * C, C) / 2 == 4 * (6 * C) ** 2 * C


def test_the_roofline_takes_the_longer_wait():
    cost = costs.Cost(flop=48, bytes=104)
    assert costs.roofline_time_s(cost, 1e9, 1e9) == pytest.approx(104e-9)
    assert costs.roofline_time_s(cost, 1e8, 1e9) == pytest.approx(480e-9)


def test_costs_add_and_multiply():
    total = 2 * costs.Cost(3, 4) + costs.Cost(1, 1)
    assert (total.flop, total.bytes) == (7, 9)
