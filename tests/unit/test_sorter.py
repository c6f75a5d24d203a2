"""The sorter: a causal decoder, its costs and energy, the exam it passes and the rows it fails, and its interval."""

import math

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from course_utils import assets
from course_utils.machine import Counters
from course_utils.machine.energy import network_energy, program_energy
from course_utils.machine.programs import PROGRAMS
from course_utils.nn.decoder import Decoder, generation_costs, intermediates
from course_utils.training import train_sorter
from course_utils.training.interval import share_interval
from course_utils.training.train_sorter import LETTERS


@pytest.fixture(scope="module")
def sorter():
    return train_sorter.load()


def letters_of(*words):
    return torch.tensor([[LETTERS.index(letter) for letter in word] for word in words])


# ---- decoder ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("V", "C", "H", "layers", "T"), [(27, 32, 2, 2, 12), (50, 16, 4, 1, 9)])
def test_parameters_equal_the_formula_in_the_docstring(V, C, H, layers, T):
    counted = sum(p.numel() for p in Decoder(V, C, H, layers, T).parameters())
    assert counted == V * C + V + T * C + layers * (12 * C * C + 13 * C) + 2 * C


def test_no_position_sees_what_comes_after_it():
    model = Decoder(9, 8, 2, 2, 6, generator=torch.Generator().manual_seed(0))
    ids = torch.randint(9, (1, 6), generator=torch.Generator().manual_seed(1))
    for changed in range(6):
        other = ids.clone()
        other[0, changed] = (other[0, changed] + 1) % 9
        same = (model(ids) - model(other)).abs().amax(dim=-1)[0] < 1e-6
        assert same.tolist() == [t < changed for t in range(6)]


def test_the_decoder_equals_torch_s_layers_under_a_causal_mask():
    C, H, T = 16, 2, 7
    model = Decoder(11, C, H, 1, T, generator=torch.Generator().manual_seed(0))
    theirs = nn.TransformerEncoderLayer(C, H, 4 * C, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
    block = model.blocks[0]
    with torch.no_grad():
        parts = [block.attention.query, block.attention.key, block.attention.value]
        theirs.self_attn.in_proj_weight.copy_(torch.cat([part.weight for part in parts]))
        theirs.self_attn.in_proj_bias.copy_(torch.cat([part.bias for part in parts]))
        for a, b in (
            (theirs.self_attn.out_proj, block.attention.output), (theirs.linear1, block.feed_forward[0]),
            (theirs.linear2, block.feed_forward[2]), (theirs.norm1, block.before_attention),
            (theirs.norm2, block.before_feed_forward),
        ):
            a.load_state_dict(b.state_dict())
    ids = torch.randint(11, (3, T), generator=torch.Generator().manual_seed(1))
    x = model.tokens(ids) + model.positions(torch.arange(T))
    hidden = theirs(x, src_mask=nn.Transformer.generate_square_subsequent_mask(T))
    truth = nn.functional.linear(model.final_norm(hidden), model.tokens.weight, model.bias)
    torch.testing.assert_close(model(ids), truth, rtol=1e-5, atol=1e-5)


def test_generation_chooses_the_best_token_each_time_and_reads_its_own(sorter):
    ids = train_sorter.questions(letters_of("market"))
    written = sorter.generate(ids, 6)
    row = torch.cat([ids, written], dim=1)
    assert written.tolist() == [sorter(row[:, :-1])[0, 6:].argmax(dim=-1).tolist()]
    assert sorter.generate(ids, 0).shape == (1, 0)


def test_a_row_that_is_too_long_is_refused_with_both_numbers(sorter):
    with pytest.raises(ValueError, match="13 tokens, but this model has 12 positions"):
        sorter(torch.zeros(1, 13, dtype=torch.long))


def test_intermediates_hold_every_part_and_leave_no_hook(sorter):
    ids = train_sorter.questions(letters_of("market"))
    found = intermediates(sorter, ids)
    assert torch.equal(found["logits"], sorter(ids))
    weights = found["blocks.1.attention.weights"]
    assert weights.shape == (1, 2, 7, 7)
    torch.testing.assert_close(weights.sum(dim=-1), torch.ones(1, 2, 7))
    again = nn.functional.linear(found["blocks.0.attention.heads"], *sorter.blocks[0].attention.output.parameters())
    torch.testing.assert_close(again, found["blocks.0.attention.output"])
    assert not any(module._forward_hooks for module in sorter.modules())


# ---- costs and energy ------------------------------------------------------------------------------------------

def counted_flop(run):
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        run()
    return counter.get_total_flops()


@pytest.mark.parametrize(("C", "layers", "V", "prompt"), [(32, 2, 27, 7), (16, 3, 40, 5)])
def test_prefill_flop_equal_torch_s_counter(C, layers, V, prompt):
    model = Decoder(V, C, 2, layers, 12)
    counted = counted_flop(lambda: model(torch.zeros(1, prompt, dtype=torch.long)))
    every_head = (prompt - 1) * 2 * C * V  # the model scores every position, generation needs the last alone
    assert generation_costs(C, layers, V, prompt, 1)[0].flop == counted - every_head


def test_a_decode_step_is_one_row_of_products_and_one_row_of_scores():
    C, S, V = 32, 9, 27
    x, keys = torch.randn(1, C), torch.randn(S, C)
    def one_layer():
        for width in (C, C, C, C, 4 * C):
            x @ torch.randn(C, width)
        torch.randn(1, 4 * C) @ torch.randn(4 * C, C)
        (x @ keys.T) @ keys
    counted = 2 * counted_flop(one_layer) + counted_flop(lambda: x @ torch.randn(C, V))
    steps = generation_costs(C, 2, V, prompt=S - 2, new=4)
    assert steps[2].flop == counted
    assert [step.bytes for step in steps] == [4 * (26_747 - 12 * C)] * 4


def test_energy_is_counts_times_the_table():
    processor = PROGRAMS["sort_letters"].run("market")
    energy = program_energy(Counters.of(processor))
    assert energy.total_j == pytest.approx((96 * 70 + 29 * 10) * 1e-12)
    assert network_energy(2, 8).total_j == pytest.approx((3.7 + 0.9 + 100) * 1e-12)


# ---- interval --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("right", "n"), [(10, 10), (0, 10), (3, 10), (81, 263), (9_990, 10_000)])
def test_the_interval_holds_the_shares_that_a_score_test_would_not_reject(right, n):
    for share in share_interval(right, n):
        if 1e-9 < share < 1 - 1e-9:
            z = (right / n - share) / math.sqrt(share * (1 - share) / n)
            assert abs(z) == pytest.approx(1.959964, abs=1e-6)
    low, high = share_interval(right, n)
    assert 0 <= low <= right / n <= high <= 1 or (high, right) == (pytest.approx(1), n)


def test_published_interval_81_of_263():
    # Newcombe 1998, table I: 81/263 has the score interval 0.2553 to 0.3662.
    assert share_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@pytest.mark.parametrize(("right", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_a_count_that_is_none_is_refused(right, n):
    with pytest.raises(ValueError, match="give 0 ≤ right ≤ n"):
        share_interval(right, n)


# ---- the trained sorter ----------------------------------------------------------------------------------------

def test_the_bundle_is_small_and_its_matrices_are_whole_numbers_times_a_scale():
    from safetensors.torch import load_file

    path = assets.bundled("sorter.safetensors")
    packed = load_file(path)
    assert path.stat().st_size < 150_000
    whole = [name for name, value in packed.items() if value.dtype == torch.int8]
    assert len(whole) == 14
    again = train_sorter.quantised(train_sorter.restored(packed))
    assert all(torch.equal(packed[name], again[name]) for name in whole)


def test_rounding_moves_no_weight_by_more_than_half_a_step():
    weights = {"w": torch.randn(5, 7, generator=torch.Generator().manual_seed(0)), "b": torch.randn(5)}
    packed = train_sorter.quantised(weights)
    moved = (train_sorter.restored(packed)["w"] - weights["w"]).abs()
    assert (moved <= packed["w.scale"][:, None] / 2 * 1.0001).all()
    assert torch.equal(train_sorter.restored(packed)["b"], weights["b"])


def test_the_exam_is_closed_under_reordering_and_holds_a_tenth_of_all_rows():
    rows = torch.randint(26, (20_000, 6), generator=torch.Generator().manual_seed(3))
    shuffled = rows[:, torch.randperm(6, generator=torch.Generator().manual_seed(4))]
    assert torch.equal(train_sorter.held_out(rows), train_sorter.held_out(shuffled))
    assert train_sorter.held_out(rows).float().mean() == pytest.approx(0.1, abs=0.01)
    for test in (True, False):
        drawn = train_sorter.problems(500, torch.Generator().manual_seed(5), test=test)
        assert drawn.shape == (500, 6)
        assert (train_sorter.held_out(drawn) == test).all()


def test_at_least_999_of_1000_fresh_exam_rows_are_right(sorter):
    letters = train_sorter.problems(1000, torch.Generator().manual_seed(77), test=True)
    assert int(train_sorter.answers_right(sorter, letters).sum()) >= 999


def test_its_answers_equal_python_s_sorted_and_the_processor_s(sorter):
    for word in ("market", "banana", "zyxwvu", "aabbcc"):
        (answer,) = train_sorter.sort_letters(sorter, [word])
        assert answer == "".join(sorted(word)) == PROGRAMS["sort_letters"].run(word).output


def test_it_fails_where_the_card_says_so(sorter):
    assert train_sorter.sort_letters(sorter, ["aaaaaa"]) != ["aaaaaa"]
    shorter = torch.randint(26, (500, 5), generator=torch.Generator().manual_seed(6))
    assert int(train_sorter.answers_right(sorter, shorter).sum()) == 0


def test_training_lowers_the_loss_and_the_same_seed_repeats_it(capsys):
    losses = []
    for _ in range(2):
        model = train_sorter.new_model(seed=3)
        losses.append(train_sorter.train(model, 40, torch.Generator().manual_seed(3), batch=64))
    assert losses[0] == losses[1] < math.log(27) - 0.5
    assert "nats a letter" in capsys.readouterr().out
