"""Report: one machine's ceilings and, for each kernel, the predicted time beside the measured one."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from course_utils import measured
from course_utils.costs import Cost
from course_utils.measure import ceilings as ceiling_room
from course_utils.measure.ceilings import CeilingError, Ceilings
from course_utils.measure.clock import Timing, time_call
from course_utils.measure.kernels import Kernel
from course_utils.measure.prediction import BOUNDS, Prediction, predict
from course_utils.units import bytes_text, flop_text, rate_text, text, time_text

KIND = "measure"
GOOD = 0.2  # an error that the page does not have to explain
BUSY = 0.3  # a spread of the timings above which something else ran on the machine
UNITS = {"int8": "OP/s"}


class ReportError(ValueError):
    """A recorded report is malformed; the sentence says what is wrong in it."""


@dataclass(frozen=True)
class Row:
    """One kernel: its counted work, what was predicted, what was measured, and what the model leaves out."""

    name: str
    cost: Cost
    prediction: Prediction
    timing: Timing
    leaves_out: str

    @property
    def error(self) -> float:
        """Predicted over measured, minus one: −0.2 is a prediction 20 % too short."""
        return self.prediction.time_s / self.timing.median_s - 1

    @property
    def reached(self) -> float:
        """FLOP/s that the kernel reached."""
        return self.cost.flop / self.timing.median_s


@dataclass(frozen=True)
class Report:
    """Ceilings and rows of one machine."""

    ceilings: Ceilings
    rows: tuple[Row, ...]

    @property
    def median_error(self) -> float:
        """Median of the absolute errors of all kernels."""
        return statistics.median(abs(row.error) for row in self.rows)

    @property
    def spread(self) -> float:
        """The spread that nine timings of ten do not exceed, kernels and ladders together: small on a quiet machine."""
        ladders = [step.timing for steps in self.ceilings.ladders.values() for step in steps]
        spreads = [timing.spread for timing in (*ladders, *(row.timing for row in self.rows))]
        return statistics.quantiles(spreads, n=10)[-1]

    def figures(self) -> dict:
        """As plain data for a record; `from_figures` reads it back."""
        rows = [{"name": row.name, "cost": asdict(row.cost), "prediction": asdict(row.prediction),
                 "timing": asdict(row.timing), "leaves_out": row.leaves_out} for row in self.rows]
        return {"ceilings": self.ceilings.figures(), "kernels": rows, "median_error": self.median_error}


def measure_rows(kernels: Sequence[Kernel], ceilings: Ceilings) -> Iterator[Row]:
    """Each kernel, predicted from the ceilings and then run; about half a second each."""
    import torch

    for kernel in kernels:
        prediction = predict(kernel.parts, ceilings)
        with torch.no_grad():
            timing = time_call(kernel.prepare(ceilings.device), ceilings.device, tries=15, budget_s=0.7)
        yield Row(kernel.name, kernel.cost, prediction, timing, kernel.leaves_out)


def from_figures(raw: Mapping) -> Report:
    """The report that a record holds; ReportError, in one sentence, when it is malformed."""
    try:
        ceilings = ceiling_room.from_figures(raw["ceilings"])
        rows = tuple(
            Row(r["name"], Cost(**r["cost"]), Prediction(**r["prediction"]), Timing(**r["timing"]), r["leaves_out"])
            for r in raw["kernels"]
        )
        median_error = raw["median_error"]
    except CeilingError as error:
        raise ReportError(str(error)) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ReportError(f"The record lacks a part or has one of another form: {error}.") from error
    for row in rows:
        if row.timing.median_s <= 0 or row.prediction.time_s <= 0 or row.prediction.bound not in BOUNDS:
            raise ReportError(f"Kernel “{row.name}”: times must be positive, the bound one of {', '.join(BOUNDS)}.")
    report = Report(ceilings, rows)
    if len(rows) < 12:
        raise ReportError(f"A report needs at least 12 kernels, and this one has {len(rows)}.")
    if abs(report.median_error - median_error) > 1e-9:
        raise ReportError(f"The median error is written as {median_error}, but its rows say {report.median_error}.")
    return report


def record_id(processor: str, cores: int, accelerator: str) -> str:
    """Name of a machine's record: "measure-amd-epyc-2-cores", or of its accelerator."""
    words = accelerator or f"{processor} {cores} cores"
    return "measure-" + re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def record(report: Report, accelerator: str = "", file: Path = measured.FILE) -> measured.Record:
    """Adds the report to the recorded figures, or replaces this machine's older one; a malformed one is refused."""
    figures = report.figures()
    from_figures(figures)
    machine = measured.this_machine(accelerator)
    name = record_id(machine["processor"], machine["cores"], accelerator)
    return measured.add(KIND, name, figures, "course measure --record", accelerator, file)


def recorded(file: Path = measured.FILE) -> list[tuple[measured.Record, Report]]:
    """Every recorded machine with its report, in the file's order."""
    return [(one, from_figures(one.figures)) for one in measured.load(KIND, file)]


def ceiling_lines(ceilings: Ceilings) -> list[str]:
    """The ceilings as lines of text: rate, the seconds behind it, their spread."""
    def line(name: str, rate: str, timing: Timing) -> str:
        return f"{name:<38} {rate:>14}   {time_text(timing.median_s):>8} a call, spread {timing.spread:4.0%}"

    lines = [line("empty call", "", ceilings.overhead)]
    for name, steps in ceilings.ladders.items():
        best = max(steps, key=lambda step: step.bandwidth)
        for where, step in (("cache", best), ("main memory", steps[-1])):
            lines.append(line(f"{name}, {where}, {bytes_text(step.bytes)}", text(step.bandwidth, "B/s"), step.timing))
    for dtype, rate in ceilings.matrix.items():
        lines.append(line(f"matrix product, {dtype}", text(rate.per_s, UNITS.get(dtype, "FLOP/s")), rate.timing))
    exponentials = ceilings.exponentials
    return [*lines, line("exponentials", f"{exponentials.per_s / 1e6:,.0f} million/s", exponentials.timing)]


def prediction_lines(kernels: Sequence[Kernel], ceilings: Ceilings) -> list[str]:
    """What each kernel must take, before it is run."""
    lines = [f"{'kernel':<58} {'work':>11} {'bytes':>8} {'predicted':>9}  waits for"]
    for kernel in kernels:
        told = predict(kernel.parts, ceilings)
        lines.append(f"{kernel.name:<58} {flop_text(kernel.cost.flop):>11} {bytes_text(kernel.cost.bytes):>8} "
                     f"{time_text(told.time_s):>9}  {told.bound}")
    return lines


def row_line(row: Row) -> str:
    """One kernel: predicted, measured, spread, error."""
    return (f"{row.name:<58} {time_text(row.prediction.time_s):>8} {time_text(row.timing.median_s):>8} "
            f"{row.timing.spread:>6.0%} {row.error:>+7.0%}")


ROW_HEAD = f"{'kernel':<58} {'told':>8} {'took':>8} {'spread':>6} {'error':>7}"


def verdict_lines(report: Report) -> list[str]:
    """The median error, and for each prediction that misses by more than 20 % what the model leaves out."""
    wrong = [row for row in report.rows if abs(row.error) > GOOD]
    held = len(report.rows) - len(wrong)
    lines = [f"Median error {report.median_error:.0%} over {len(report.rows)} kernels; {held} within {GOOD:.0%}.",
             f"Nine timings of ten spread by at most {report.spread:.0%}."]
    if report.spread > BUSY:
        lines += ["Something else ran on this machine meanwhile: measure again when it is quiet."]
    if wrong:
        lines += ["What the model leaves out where it is wrong:"]
        lines += [f"  {row.error:+.0%}  {row.name}: {row.leaves_out}." for row in wrong]
    return lines


def peak_text(ceilings: Ceilings, dtype: str) -> str:
    """A matrix rate with its unit, such as “87.9 GFLOP/s”."""
    rate = ceilings.matrix[dtype].per_s
    return text(rate, "OP/s") if dtype == "int8" else rate_text(rate)
