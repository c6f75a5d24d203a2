"""The room `measure`: timings, ceilings, predictions and their record, held against arithmetic done by hand."""

import dataclasses
import json
import math
import time

import pytest
import torch

from course_utils import measured
from course_utils.costs import Cost
from course_utils.measure import ceilings, clock, kernels, measure_command, report
from course_utils.measure.ceilings import Ceilings, Rate, Step
from course_utils.measure.clock import Timing
from course_utils.measure.prediction import Part, predict


def exactly(seconds: float) -> Timing:
    return Timing(seconds, seconds, seconds, 9)


def machine(device: str = "cpu") -> Ceilings:
    """10 GB/s from main memory, 100 GB/s below 1 MB, 1e11 FLOP/s, 1e9 exponentials a second, 2 µs a call."""
    def ladder(factor):
        waits = 2e-6 if device == "cpu" else 0.0
        return tuple(Step(size, exactly(size / (rate * factor) + waits)) for size, rate in
                     ((1e5, 1e11), (1e6, 1e11), (1e8, 1e10), (1e9, 1e10)))
    ladders = {name: ladder(2 if name == "read" else 1) for name in ceilings.LADDERS}
    matrix = {"float32": Rate(1e9, exactly(0.01)), "bfloat16": Rate(1e9, exactly(0.005))}
    return Ceilings(device, 1, ladders, matrix, Rate(1e6, exactly(1e-3)), exactly(2e-6))


# ---- the clock -------------------------------------------------------------------------------------------------

def test_a_timing_is_the_median_and_the_quartiles():
    timing = Timing.of([1, 2, 3, 4, 9])
    assert (timing.median_s, timing.low_s, timing.high_s, timing.tries) == (3, 2, 4, 5)
    assert timing.spread == pytest.approx(2 / 3)


def test_a_call_of_five_milliseconds_is_timed_as_such():
    timing = clock.time_call(lambda: time.sleep(0.005), tries=5)
    assert 0.005 <= timing.low_s < 0.02
    assert timing.tries >= 3


# ---- predictions -----------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("part", "bound", "time_s"), [
    (Part(Cost(1e9, 1e5)), "arithmetic", 0.01 + 2e-6),
    (Part(Cost(1e9, 1e5), dtype="bfloat16"), "arithmetic", 0.005 + 2e-6),
    (Part(Cost(1e3, 1e8)), "memory", 0.01 + 2e-6),
    (Part(Cost(1e3, 1e8), ladder="read"), "memory", 0.005 + 2e-6),
    (Part(Cost(1e3, 1e6)), "memory", 1e-5 + 2e-6),
    (Part(Cost(1e3, 1e6), working_set=1e9), "memory", 1e-4 + 2e-6),
    (Part(Cost(1e3, 1e6), exponentials=1e6), "exponentials", 1e-3 + 2e-6),
    (Part(Cost(1, 1), calls=3), "overhead", 6e-6),
])
def test_a_part_waits_for_the_slowest_thing_and_pays_for_its_calls(part, bound, time_s):
    told = predict([part], machine())
    assert told.bound == bound
    assert told.time_s == pytest.approx(time_s, rel=1e-3)


def test_parts_add_up_and_an_accelerator_hides_the_smaller_of_work_and_overhead():
    part = Part(Cost(1e9, 1e5))
    assert predict([part, part], machine()).time_s == pytest.approx(0.02 + 4e-6, rel=1e-6)
    assert predict([part], machine("cuda")).time_s == pytest.approx(0.01)
    assert predict([Part(Cost(1, 1))], machine("cuda")).time_s == pytest.approx(2e-6)


def test_between_two_steps_of_a_ladder_the_bandwidth_is_their_geometric_mean():
    have = machine()
    assert have.bandwidth(1e7) == pytest.approx(math.sqrt(1e11 * 1e10), rel=1e-3)
    assert have.bandwidth(1) == pytest.approx(1e11, rel=1e-3)
    assert have.bandwidth(1e12) == pytest.approx(1e10, rel=1e-3)
    assert have.balance() == pytest.approx(10, rel=1e-3)


def test_a_record_older_than_a_ladder_is_read_by_the_ladder_that_stands_in(measured_here):
    figures = json.loads(json.dumps(measured_here[0].figures()))
    del figures["ceilings"]["ladders"]["update"]
    old = report.from_figures(figures).ceilings
    assert set(ceilings.LADDERS) - set(old.ladders) == {"update"}
    assert old.bandwidth(2**15, "update") == old.bandwidth(2**15, "triad")


def test_a_matrix_rate_is_the_best_among_the_sizes_tried(monkeypatch):
    seconds = {128: 1e-3, 256: 2e-3, 512: 1.0}  # 512 falls out of step: a rate that others disturbed is no ceiling
    monkeypatch.setattr(ceilings, "_matrix_product", lambda dtype, n, device: n)
    monkeypatch.setattr(ceilings, "time_call", lambda n, device, **budget: exactly(seconds[n]))
    monkeypatch.setitem(ceilings.LARGEST_MATRIX, "cpu", 512)
    assert ceilings._matrix_rate("float32", "cpu").per_s == pytest.approx(2 * 256**3 / 2e-3)


# ---- kernels ---------------------------------------------------------------------------------------------------

def test_there_are_at_least_twelve_kernels_and_each_runs_and_says_what_is_left_out(report):
    small = (kernels.product("p", 8, 16, 4), kernels.product("row", 1, 16, 4), kernels.attention_prefill(2, 8, 4),
             kernels.product("bf16", 8, 16, 4, "bfloat16"), kernels.attention_fused(2, 8, 4),
             kernels.attention_decode(2, 8, 4), kernels.softmax_rows(4, 8), kernels.layer_norm(4, 8), kernels.gelu(64),
             kernels.residual_add(64), kernels.mean_over_tokens(2, 4, 8), kernels.embedding_gather(50, 8, 6),
             kernels.transpose(8, 4), kernels.cross_entropy(4, 50), kernels.adamw_step(100))
    with torch.no_grad():
        for kernel in small:
            kernel.prepare("cpu")()
    whole = kernels.dozen()
    assert len({k.name for k in whole}) == len(whole) >= 12
    assert all(k.leaves_out and k.cost.bytes > 0 for k in whole)
    report(f"kernels of course measure: {len(whole)}, small ones run: {len(small)}")


def test_counted_work_equals_what_torch_counts():
    from torch.utils.flop_counter import FlopCounterMode

    products = kernels.product("p", 8, 16, 4), kernels.product("row", 1, 16, 4)
    for kernel in (*products, kernels.attention_prefill(2, 8, 4)):
        call = kernel.prepare("cpu")
        with FlopCounterMode(display=False) as counter, torch.no_grad():
            call()
        assert sum(part.cost.flop for part in kernel.parts if not part.exponentials) == counter.get_total_flops()


def test_attention_in_steps_and_fused_give_the_same_output():
    """The two kernels time the same mathematics: their inputs are drawn alike, so torch's answers agree."""
    H, T, D = 2, 8, 4
    q, k, v = kernels._randn(3, H, T, D, device="cpu")
    steps = torch.softmax(q @ k.transpose(1, 2), -1) @ v
    fused = torch.nn.functional.scaled_dot_product_attention(q, k, v, scale=1.0)
    torch.testing.assert_close(steps, fused)


# ---- ceilings and the record -----------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def measured_here():
    """A real, small measurement: ladders up to 64 KiB and tiny kernels; and what it printed."""
    said, largest = [], dict(ceilings.LARGEST_MATRIX)
    ceilings.LARGEST_MATRIX["cpu"], ceilings.LARGEST_BYTES["cpu"] = 128, 2**16
    few = tuple(kernels.product(f"p{n}", n, 16, 16) for n in range(2, 15))
    try:
        return measure_command.measure_report("cpu", said.append, few), said
    finally:
        ceilings.LARGEST_MATRIX["cpu"], ceilings.LARGEST_BYTES["cpu"] = largest["cpu"], 2**28


def test_predictions_are_said_before_anything_is_measured(measured_here):
    whole, said = measured_here
    predictions = next(n for n, line in enumerate(said) if "Predictions" in line)
    results = next(n for n, line in enumerate(said) if "Measured" in line)
    assert said.index("1. Ceilings") < predictions < results
    assert results - predictions == len(whole.rows) + 2
    assert sum(line.startswith("p2 ") for line in said[results:]) == 1


def test_every_ceiling_has_seconds_and_the_float32_rate_is_there(measured_here):
    found = measured_here[0].ceilings
    assert {"float32"} <= set(found.matrix)
    assert set(found.ladders) == set(ceilings.LADDERS)
    assert all(step.timing.median_s > 0 for steps in found.ladders.values() for step in steps)
    assert 1e6 < found.main_memory < 1e13


def test_a_recorded_report_comes_back_equal(measured_here, tmp_path):
    whole, file = measured_here[0], tmp_path / "measured.json"
    added = report.record(whole, file=file)
    ((one, again),) = report.recorded(file)
    assert one == added
    assert again.rows == whole.rows
    assert again.ceilings == whole.ceilings
    assert one.kind == "measure"
    assert one.command == "course measure --record"


def test_a_busy_machine_is_told_to_measure_again(measured_here):
    def whole(spread):
        timing = Timing(1e-3, 1e-3, (1 + spread) * 1e-3, 9)
        have = measured_here[0].ceilings
        rows = tuple(dataclasses.replace(row, timing=timing) for row in measured_here[0].rows)
        ladders = {name: tuple(Step(step.bytes, timing) for step in steps) for name, steps in have.ladders.items()}
        return report.Report(dataclasses.replace(have, ladders=ladders), rows)

    assert whole(0.05).spread == pytest.approx(0.05)
    assert not any("measure again" in line for line in report.verdict_lines(whole(0.05)))
    assert any("measure again" in line for line in report.verdict_lines(whole(0.5)))


SPOILT = {
    "no ceilings": lambda f: f.pop("ceilings"),
    "no kernels": lambda f: f.update(kernels=[]),
    "a kernel without a time": lambda f: f["kernels"][0].pop("timing"),
    "a negative time": lambda f: f["kernels"][0]["timing"].update(median_s=-1.0),
    "an unknown bound": lambda f: f["kernels"][0]["prediction"].update(bound="luck"),
    "a wrong median error": lambda f: f.update(median_error=0.0),
    "no float32 rate": lambda f: f["ceilings"]["matrix"].pop("float32"),
    "a ladder of one step": lambda f: f["ceilings"]["ladders"].update(triad=f["ceilings"]["ladders"]["triad"][:1]),
    "a ladder upside down": lambda f: f["ceilings"]["ladders"]["read"].reverse(),
    "a median outside its quartiles": lambda f: f["ceilings"]["overhead"].update(low_s=1.0),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_malformed_report_is_refused_in_one_sentence(measured_here, spoil):
    figures = json.loads(json.dumps(measured_here[0].figures()))
    report.from_figures(figures)
    spoil(figures)
    with pytest.raises(report.ReportError) as error:
        report.from_figures(figures)
    assert "\n" not in str(error.value)


def test_a_malformed_report_never_reaches_the_file(measured_here, tmp_path):
    whole, file = measured_here[0], tmp_path / "measured.json"
    with pytest.raises(report.ReportError, match="at least 12"):
        report.record(report.Report(whole.ceilings, whole.rows[:3]), file=file)
    assert not file.exists()


def test_each_bundled_report_reads_back():
    machines = report.recorded()
    assert len(machines) == len(measured.load("measure"))
