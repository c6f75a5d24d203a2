"""The adder: its rows, the exam, and every one of the sums that it can be asked."""

import math

import pytest
import torch

from course_utils import assets
from course_utils.machine.programs import PROGRAMS
from course_utils.training import train_adder


@pytest.fixture(scope="module")
def adder():
    return train_adder.load()


def test_a_row_is_the_sum_as_text_and_its_digits_from_the_last_on():
    pairs = torch.tensor([[957, 168], [100, 203]])
    text = ["".join(train_adder.SYMBOLS[token] for token in row) for row in train_adder.questions(pairs).tolist()]
    assert text == ["957+168=", "100+203="]
    assert train_adder.answers(pairs).tolist() == [[5, 2, 1, 1], [3, 0, 3, 0]]
    assert train_adder.digits_of(torch.tensor([1005]), 4).tolist() == [[1, 0, 0, 5]]


def test_all_pairs_are_810_000_and_a_seventh_of_them_is_the_exam():
    pairs = train_adder.all_pairs()
    assert pairs.shape == (810_000, 2)
    assert (int(pairs.min()), int(pairs.max())) == (100, 999)
    assert train_adder.held_out(pairs).float().mean() == pytest.approx(1 / 7, abs=1e-4)


def test_one_pass_judges_as_writing_digit_by_digit_does(adder):
    damaged = train_adder.new_model()
    damaged.load_state_dict(adder.state_dict())
    with torch.no_grad():
        damaged.blocks[0].feed_forward[0].weight += 0.2 * torch.randn(
            96, 24, generator=torch.Generator().manual_seed(0))
    pairs = train_adder.all_pairs()[::431]
    judged = train_adder.answers_right(damaged, pairs)
    assert torch.equal(judged, train_adder.add(damaged, pairs) == pairs.sum(dim=1))
    assert 0 < judged.float().mean() < 1


def test_every_hundredth_sum_is_right_and_so_is_the_processor_s(adder):
    pairs = train_adder.all_pairs()[::101]
    assert bool(train_adder.answers_right(adder, pairs).all())
    for first, second in pairs[::400].tolist():
        assert PROGRAMS["add_decimal"].run(str(first), str(second)).output == str(first + second)


def test_the_bundle_is_small():
    assert assets.bundled("adder.safetensors").stat().st_size < 20_000


def test_training_lowers_the_loss_and_the_same_seed_repeats_it(capsys):
    losses = []
    for _ in range(2):
        model = train_adder.new_model(seed=3)
        losses.append(train_adder.train(model, 60, torch.Generator().manual_seed(3), batch=64))
    assert losses[0] == losses[1] < math.log(12) - 0.3
    assert "nats a digit" in capsys.readouterr().out
