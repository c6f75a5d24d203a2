"""A simulated class through the real `course grade`: time, CPU, memory, and whether each grade is the expected one.

    python tests/benchmarks/grading_class.py [--students 10000] [--workers 2] [--form namespaces] [--record]

The class is synthetic: right answers as students hand them in, wrong ones, attacks, broken files, and an endless loop
in every thousand. Each comes with the score and status that it must get. Run it on idle cores.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

import grading_page
import honest_code
import hostile_code
import hostile_files
import small_set
from grading_speed import cpu_s, family, measure, pss_mib, small_class

from course_utils import measured
from course_utils.grading.judge import confinement, submission
from course_utils.grading.judge.walls import Limits
from course_utils.grading.judge.worker import Job

ROOT = Path(__file__).parents[2]
ATTACKS = ("tampering", "forging", "reading", "network", "damage", "injection", "exits")
PER_THOUSAND = {"right": 620, "wrong": 200, "attack": 130, "broken": 40, "crash or limit": 9, "endless loop": 1}
CRASHES = ("os._exit in the function", "segmentation fault", "large tensor", "nested deeply", "core file")


@dataclass(frozen=True)
class Kind:
    """One sort of submission: its file's ending and bytes, and what it must get."""

    group: str
    ending: str
    data: bytes
    low: int
    high: int
    statuses: tuple


def kinds():
    """Group → its sorts of submissions. All that wait for a time limit stand in “endless loop”."""
    found = {group: [] for group in PER_THOUSAND}

    def add(group, one, ending=".ipynb"):
        found[group].append(Kind(group, ending, one.text.encode(), one.low, one.high, one.statuses))

    for one in honest_code.honest():
        if one.statuses == ("graded",):
            add("right", one)
    places = {"CANARY": "/nowhere/canary", "FOLDER": "/nowhere", "TCP": 9, "UDP": 9, "ABSTRACT": "x"}
    for one in hostile_code.hostile(places):
        if one.group == "odd values":
            add("wrong", one)
        elif one.name in CRASHES:
            add("crash or limit", one)
        elif one.name == "loop in the function":
            add("endless loop", one)
        elif one.group in ATTACKS and "timeout" not in one.statuses:
            add("attack", one)
    zeros = small_set.notebook(small_set.IMPORTS, small_set.ZEROS)
    add("wrong", hostile_code.Hostile("wrong", "zeros", zeros, small_set.ZEROS_SCORE, small_set.ZEROS_SCORE))
    for name, data, points in hostile_files.FILES.values():
        if points is None and len(data) < 50_000 and name.endswith((".ipynb", ".zip")):
            found["broken"].append(Kind("broken", "." + name.rpartition(".")[2], data, 0, 0, ("refused",)))
    return found


def write_class(folder, students):
    """Writes the class in a fixed order, groups well mixed; returns name → Kind."""
    found, expected, taken = kinds(), {}, dict.fromkeys(PER_THOUSAND, 0)
    turn = []
    for group, share in PER_THOUSAND.items():
        turn += [((2 * place + 1) / (2 * share), group) for place in range(share)]
    turn = [group for _, group in sorted(turn)]
    for number in range(students):
        group = turn[number % len(turn)]
        kind = found[group][taken[group] % len(found[group])]
        taken[group] += 1
        name = f"student{number:05d}"
        (folder / (name + kind.ending)).write_bytes(kind.data)
        expected[name] = kind
    return expected, {group: number for group, number in taken.items() if number}


def grade(folder, solution, out, workers, form):
    """(total seconds, seconds to the first result, CPU seconds, largest MiB a worker) of `course grade`."""
    words = ["grade", folder, "--set", solution, "--out", out, "--workers", workers, "--sandbox", form]
    begun = time.monotonic()
    with open(out.parent / "log.txt", "wb") as log:
        command = [sys.executable, "-m", "course_utils.cli", *map(str, words)]
        process = subprocess.Popen(command, cwd=ROOT, stderr=log, stdout=log)
    first = cpu = memory = 0.0
    sampled = time.monotonic()
    while process.poll() is None:
        if not first and any((out / "results").glob("*.json")):
            first = time.monotonic() - begun
        if first and time.monotonic() - sampled > 1.0:
            sampled = time.monotonic()
            everyone = family(process.pid)
            cpu = max(cpu, cpu_s(everyone))
            memory = max(memory, sum(map(pss_mib, everyone[1:])) / workers)
        time.sleep(0.05 if not first else 0.2)
    if process.returncode:
        raise SystemExit((out.parent / "log.txt").read_text())
    return time.monotonic() - begun, first, cpu, memory


def not_as_expected(out, expected):
    """How many rows there are, and a sentence for each that is not what its kind must get."""
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        rows = {row["submission"]: row for row in csv.DictReader(file)}
    wrong = [f"{name}: no row" for name in expected if name not in rows]
    for name, row in rows.items():
        kind = expected[name]
        if not kind.low <= int(row["score"]) <= kind.high or row["status"] not in kind.statuses:
            wrong.append(f"{name} ({kind.group}): {row['score']} of {kind.low} to {kind.high}, {row['status']}")
    return len(rows), wrong


def speed(folder, solution, form):
    """Submissions a second, without loops, once the workers stand, under three settings.

    A worker is a judge and its sandbox, which overlap: alone on two cores it keeps more than one busy. So what a second
    core brings is two workers against one worker held to one core; what a second worker brings on this machine is less.
    """
    (folder / "speed").mkdir()
    for number, text in zip(range(400), small_class(), strict=False):
        (folder / "speed" / f"student{number:05d}.ipynb").write_text(text)
    entries = submission.find(folder / "speed")
    job = Job.of(solution, confinement.choose(form), Limits(), 0, None)
    cores = sorted(os.sched_getaffinity(0))
    found = {}
    for name, allowed, workers in (("one_on_one_core", cores[:1], 1), ("one_worker", cores[:2], 1),
                                   ("two_workers", cores[:2], 2)):  # fmt: skip
        os.sched_setaffinity(0, allowed)  # the workers inherit it
        found[f"{name}_per_s"] = round(measure(job, entries, workers)[1], 1)
    os.sched_setaffinity(0, cores)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--students", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--form", default="namespaces")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        solution = small_set.write(folder / "01_small.ipynb")
        (folder / "in").mkdir()
        expected, groups = write_class(folder / "in", args.students)
        load = float(Path("/proc/loadavg").read_text().split()[0])
        total, first, cpu, memory = grade(folder / "in", solution, folder / "out", args.workers, args.form)
        rows, wrong = not_as_expected(folder / "out", expected)
        rates = speed(folder, solution, args.form)
    figures = {
        "students": args.students, "workers": args.workers, "form": args.form, "load_before": load, "groups": groups,
        "total_s": round(total, 1), "per_s": round(args.students / total, 1), "first_result_s": round(first, 1),
        "cpu_ms_each": round(1e3 * cpu / args.students, 1), "memory_mib_a_worker": round(memory), "rows": rows,
        "not_as_expected": len(wrong), **rates,
        "speed_up": round(rates["two_workers_per_s"] / rates["one_worker_per_s"], 2),
        "speed_up_by_a_core": round(rates["two_workers_per_s"] / rates["one_on_one_core_per_s"], 2),
    }  # fmt: skip
    for key, value in figures.items():
        print(f"{key:>20}  {value}")
    print("\n".join(wrong[:20]))
    if args.record:
        words = f"--students {args.students} --workers {args.workers}"
        command = f"python tests/benchmarks/grading_class.py {words} --record"
        measured.add("grading-class", f"grading-class-{args.students}", figures, command)
        grading_page.write()
    return bool(wrong) or rows != args.students


if __name__ == "__main__":
    sys.exit(main())
