"""The plan of a training run: laws of speed-up, bytes, FLOP, time and money against hand counts and published runs."""

import math
import re
from pathlib import Path

import pytest

from course_utils import costs, hardware
from course_utils.training.published_runs import A100, H100, RUNS


def test_amdahl_and_gustafson_equal_a_simulated_clock():
    for serial_s, parallel_s, p in ((5, 95, 16), (1, 3, 2), (20, 80, 1000)):
        alone, together = serial_s + parallel_s, serial_s + parallel_s / p
        assert costs.amdahl(serial_s / alone, p) == pytest.approx(alone / together, rel=1e-12)
        assert costs.gustafson(serial_s / together, p) == pytest.approx(alone / together, rel=1e-12)
    assert costs.amdahl(0.05, 16) == pytest.approx(9.14, abs=0.005)
    assert costs.amdahl(0.05, 16) / 16 == pytest.approx(0.57, abs=0.005)


def test_ring_bytes_equal_a_count_of_the_parts_sent():
    for p in (1, 2, 3, 4, 5, 6, 7, 8):
        sent = sum(840 // p for _ in range(2 * (p - 1)))
        assert costs.ring_bytes(840, p, 1) == pytest.approx(sent)


def test_the_bubble_equals_a_count_of_empty_boxes_in_the_schedule():
    for p, m in ((1, 5), (2, 1), (4, 4), (4, 16), (4, 64), (8, 3)):
        work = {(stage, turn) for stage in range(p) for turn in range(stage, stage + m)}  # forward; backward mirrors it
        turns = 1 + max(turn for _, turn in work)
        assert costs.bubble(p, m) == pytest.approx(1 - len(work) / (p * turns))


def test_bytes_a_device_equal_the_figure_of_the_zero_paper():
    got = [costs.training_state_bytes(7.5e9, 64, stage) / 1e9 for stage in range(4)]
    assert [round(one, 1) for one in got] == [120.0, 31.4, 16.6, 1.9]
    assert [costs.training_state_bytes(1, 1, stage) for stage in range(4)] == [16] * 4


def test_bytes_of_an_unsharded_run_equal_torch_s_own_tensors():
    import torch

    model = torch.nn.Linear(30, 20)
    step = torch.optim.Adam(model.parameters())
    model(torch.randn(4, 30)).sum().backward()
    step.step()
    tensors = [*model.parameters(), *(p.grad for p in model.parameters())]
    tensors += [v for state in step.state.values() for name, v in state.items() if name != "step"]
    counted = sum(t.numel() * t.element_size() for t in tensors)
    assert costs.training_state_bytes(620) == counted  # in float32 too: 4 + 4 + 8 bytes a parameter


def test_six_flop_a_parameter_and_token_equal_torch_s_count_for_a_stack_of_matrices():
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    layers = torch.nn.Sequential(*(torch.nn.Linear(16, 16, bias=False) for _ in range(3)))
    x = torch.randn(7, 16, requires_grad=True)
    with FlopCounterMode(display=False) as counter:
        layers(x).sum().backward()
    assert counter.get_total_flops() == costs.training_flop(3 * 256, 7)


def test_time_and_money_by_hand():
    assert costs.run_s(100, 2, 10, 0.5) == 10
    assert costs.money(7200, 2, 3) == 12


def test_the_plan_meets_published_runs(report):
    """FLOP within 1 %; hours within 3 % of the reports' own estimates, within 20 % of clocks that ran in real rooms."""
    assert [hardware.chip(name).peak("bf16").value for name in ("A100 80GB SXM", "H100 SXM")] == [A100, H100]
    limits = {"Megatron": 0.03, "BLOOM": 0.2, "LLaMA": 0.02, "Llama 3": 0.2}
    compared = 0
    for run in RUNS:
        for what, error in run.errors.items():
            report(f"{run.name:<28} {what:<13} planned {error:+.1%}")
            limit = 0.01 if what == "flop" else next(v for name, v in limits.items() if run.name.startswith(name))
            assert abs(error) <= limit, (run.name, what, error)
            compared += 1
    assert compared >= 7
    assert len(RUNS) >= 5


def test_where_no_rate_is_reported_the_hours_imply_a_believable_one():
    run = next(run for run in RUNS if run.name == "Llama 2 70B")
    mfu = run.planned_flop / (run.device_hours * 3600 * A100)
    assert mfu == pytest.approx(0.435, abs=0.001)
    assert run.errors == {}


def test_every_run_has_a_source_in_the_list_of_references():
    listed = set(re.findall(r"^@\w+\{(\w+),", Path("book/references.bib").read_text(encoding="utf-8"), re.MULTILINE))
    assert {run.source for run in RUNS} <= listed
    assert all(math.isfinite(run.planned_flop) for run in RUNS)
