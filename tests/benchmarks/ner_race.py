"""The race of chapter 09: how long the plain recipe and the course's take to the same entity F1, and in what memory.

Run it with `python tests/benchmarks/ner_race.py`; it prints a table and passes or fails nothing. Each run is a process
of its own, so that its peak memory is its own, and is scored on dev after each epoch; times are CPU seconds of training
and scoring. The goal is what the plain recipe reaches at its best, seed by seed. With --record the figures go into
data/measured.json.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import torch

from course_utils import assets, measured, runtime
from course_utils.training import conll, ner_command
from course_utils.training.recipe import RECIPES
from course_utils.training.tagging_run import TaggingRun

RACERS = ("plain", "course")


def run(data: Path, name: str, seed: int, epochs: int) -> dict:
    """One run in this process: dev F1 and seconds so far after each epoch, and the peak memory."""
    where = runtime.device()
    recipe = RECIPES[name].but(seed=seed, epochs=epochs, autocast=runtime.half(where) if name == "course" else None)
    splits = conll.read_splits(data)
    clock = time.process_time if where == "cpu" else time.perf_counter
    tagging, times = TaggingRun({part: splits[part] for part in ("train", "dev")}, recipe, device=where), []
    start = clock()

    def say(line: str) -> None:
        if ": loss " in line:  # the line of a finished epoch
            times.append(clock() - start)

    curve = [record["dev"] for record in tagging.train(say=say)]
    return {"f1": curve, "seconds": times, "peak_memory_bytes": ner_command.peak_memory_bytes(where)}


def child(data: Path, name: str, seed: int, epochs: int) -> dict:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--data", str(data), "--one", name, str(seed), str(epochs)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def seconds_to(goal: float, one: dict) -> float | None:
    """When a run first scored at least the goal; None if never."""
    return next((s for f1, s in zip(one["f1"], one["seconds"], strict=True) if f1 >= goal), None)


def figures(runs: dict[str, list[dict]]) -> dict:
    """Medians and, seed by seed, how many times longer the plain recipe took to its own best F1 than the course's."""
    goals = [max(one["f1"]) for one in runs["plain"]]
    to_goal = {name: [seconds_to(goal, one) for goal, one in zip(goals, ones, strict=True)]
               for name, ones in runs.items()}
    ratios = [plain / course if course else None for plain, course in zip(*(to_goal[n] for n in RACERS), strict=True)]
    return {
        "goals": goals, "seconds_to_goal": to_goal, "times_plain": ratios, "runs": runs,
        "best_f1": {name: [max(one["f1"]) for one in ones] for name, ones in runs.items()},
        "peak_memory_bytes": {name: statistics.median(one["peak_memory_bytes"] for one in ones)
                              for name, ones in runs.items()},
    }


def main() -> None:
    """Measures and prints the race."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of CoNLL files (default: the corpus of the course)")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--record", metavar="ID", help="also write the figures into data/measured.json under this id")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    data = args.data or assets.bundled("ner")
    if args.one:
        print(json.dumps(run(data, args.one[0], *map(int, args.one[1:]))))
        return
    runs: dict[str, list[dict]] = {name: [] for name in RACERS}
    for seed in range(args.seeds):
        for name in RACERS:
            runs[name].append(one := child(data, name, seed, args.epochs))
            print(f"{name:8} seed {seed}  F1 {[round(f1, 3) for f1 in one['f1']]}  seconds "
                  f"{[round(s) for s in one['seconds']]}  {one['peak_memory_bytes'] / 2**20:,.0f} MiB", flush=True)
    found = figures(runs)
    print("to the plain recipe's best F1, plain / course, seed by seed:", found["times_plain"])
    if args.record:
        about = {"epochs": args.epochs, "threads": torch.get_num_threads(), "device": runtime.device()}
        gpu = torch.cuda.get_device_name() if runtime.device() == "cuda" else ""
        command = f"python tests/benchmarks/ner_race.py --seeds {args.seeds} --epochs {args.epochs}"
        measured.add("ner-race", args.record, about | found, command + " --data FOLDER" * bool(args.data), gpu)


if __name__ == "__main__":
    main()
