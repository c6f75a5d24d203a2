"""The verb `course measure`: this machine's ceilings, then predictions, and only then the measured times."""

from __future__ import annotations

import argparse
import time

from course_utils import runtime
from course_utils.measure import ceilings, kernels, report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `course measure`."""
    parser.add_argument("--record", action="store_true", help="add the figures to course_utils/data/measured.json")
    parser.add_argument("--threads", type=int, help="threads of the CPU; all that this process may use when left out")


def accelerator_name(device: str) -> str:
    """The accelerator's name as its driver gives it; empty on a CPU."""
    import torch

    return torch.cuda.get_device_name() if device == "cuda" else "Apple GPU" if device == "mps" else ""


def measure_report(device: str, say=print, chosen: tuple[kernels.Kernel, ...] | None = None) -> report.Report:
    """Finds the ceilings, says the predictions, measures, says the errors; the report of it all."""
    chosen = kernels.dozen() if chosen is None else chosen
    say("1. Ceilings")
    found = ceilings.measure(device)
    for line in report.ceiling_lines(found):
        say(line)
    say("\n2. Predictions, before anything below is run")
    for line in report.prediction_lines(chosen, found):
        say(line)
    say(f"\n3. Measured\n{report.ROW_HEAD}")
    rows = []
    for row in report.measure_rows(chosen, found):
        rows.append(row)
        say(report.row_line(row))
    whole = report.Report(found, tuple(rows))
    for line in report.verdict_lines(whole):
        say(line)
    return whole


def main(args: argparse.Namespace) -> int:
    """Measures this machine, prints, and with --record adds the figures to the recorded ones."""
    import torch

    start = time.monotonic()
    if args.threads:
        torch.set_num_threads(args.threads)
    device = runtime.device()
    name = accelerator_name(device)
    print(f"Measuring {name or 'the CPU'} with {torch.get_num_threads()} threads.\n")
    whole = measure_report(device)
    print(f"\nMeasured in {time.monotonic() - start:.0f} s.")
    if args.record:
        print(f"Recorded as “{report.record(whole, name).id}”.")
    return 0
