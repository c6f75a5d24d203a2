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


def test_published_models_have_the_published_number_of_parameters():
    block = torch.nn.TransformerEncoderLayer(24, 3, 70)
    assert costs.block_parameters(24, 70) == sum(p.numel() for p in block.parameters())
    assert costs.bert_parameters(12, 768, 3072, 28_996) == 108_310_272
    assert costs.bert_parameters(12, 768, 3072, 30_522) == 109_482_240
    assert costs.bert_parameters(24, 1024, 4096, 30_522) == 335_141_888
    assert costs.bert_parameters(6, 768, 3072, 30_522, segments=0, pooler=False) == 66_362_880
    assert costs.gpt2_parameters(12, 768) == 124_439_808
    assert costs.gpt2_parameters(48, 1600) == 1_557_611_200
    assert costs.t5_parameters(12, 768, 3072, 12, 64) == 222_903_552
    assert costs.t5_parameters(24, 1024, 65_536, 128, 128) == 11_307_321_344


def test_the_roofline_takes_the_longer_wait():
    cost = costs.Cost(flop=48, bytes=104)
    assert costs.roofline_time_s(cost, 1e9, 1e9) == pytest.approx(104e-9)
    assert costs.roofline_time_s(cost, 1e8, 1e9) == pytest.approx(480e-9)


def test_costs_add_and_multiply():
    total = 2 * costs.Cost(3, 4) + costs.Cost(1, 1)
    assert (total.flop, total.bytes) == (7, 9)


def test_a_decode_step_of_gpt2_small_costs_twice_its_weights_and_reads_each_once():
    assert costs.model_weights(12, 768, 50257) == 123_532_032 == 124_439_808 - 1024 * 768 - 12 * 13 * 768 - 2 * 768
    step = costs.decode_step(12, 768, 50257, B=1, S=0)
    assert step.flop == 2 * 123_532_032
    assert step.intensity == 1.0


def test_decode_and_prefill_agree_with_the_costs_of_the_small_decoder_s_steps():
    from course_utils.nn.decoder import generation_costs

    steps = generation_costs(32, 2, 27, prompt=7, new=3)
    assert costs.prefill(2, 32, 27, B=1, T=7).flop == steps[0].flop
    assert [costs.decode_step(2, 32, 27, B=1, S=S).flop for S in (8, 9)] == [s.flop for s in steps[1:]]


@pytest.mark.parametrize("S", [0, 10, 20])
def test_at_the_critical_batch_a_decode_step_has_exactly_the_machine_s_balance(S):
    B = costs.critical_batch(12, 768, 50257, S, balance=295)
    assert costs.decode_step(12, 768, 50257, B=B, S=S).intensity == pytest.approx(295)


def test_a_long_cache_keeps_every_batch_waiting_for_memory():
    assert costs.critical_batch(12, 768, 50257, 64, balance=295) == float("inf")
    assert costs.decode_step(12, 768, 50257, B=10**9, S=64).intensity < 295


def test_a_training_step_does_three_forward_passes_and_passes_28_bytes_a_trained_parameter():
    step = costs.training_step(2, 16, 4, 8, 1000)
    assert step.flop == 3 * 4 * 2 * (24 * 8 * 16**2 + 4 * 8**2 * 16)
    assert step.bytes == 28_000
    minilm = costs.training_step(6, 384, 8, 128, 10_851_081)
    assert (minilm.flop, minilm.bytes) == (68_853_694_464, 303_830_268)
