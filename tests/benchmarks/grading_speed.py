"""How fast the judge is: submissions a second, CPU and memory, on a simulated class. Run it by hand, on idle cores.

    python tests/benchmarks/grading_speed.py [--students 200] [--workers 1 2] [--form namespaces landlock] [--set 05]

The class is synthetic: it repeats the right variants, wrong answers and null answers kept beside the problem set, and,
for the small one-problem set (the default), hostile answers that end quickly. Nothing here passes or fails by time.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

import honest_code
import hostile_code
import small_set

from course_utils.grading import problem_set, release, release_command, variants
from course_utils.grading.judge import confinement, submission
from course_utils.grading.judge.walls import Limits
from course_utils.grading.judge.worker import Job
from course_utils.grading.judge.worker_pool import WorkerPool

FAST = ("tampering", "odd values", "injection")


def small_class():
    """Notebook texts for the one-problem set: 70 % honest, 30 % wrong or hostile, none that runs into a limit."""
    honest = [one.text for one in honest_code.honest() if one.statuses == ("graded",)]
    hostile = [one.text for one in hostile_code.hostile({}) if one.group in FAST and one.statuses == ("graded",)]
    while True:
        for number in range(10):
            pool = honest if number < 7 else hostile
            yield pool[number % len(pool)]
        honest, hostile = honest[1:] + honest[:1], hostile[3:] + hostile[:3]


def set_class(solution):
    """Notebook texts for a whole problem set: the solution with one problem's answer exchanged for a variant."""
    problems = problem_set.read(solution)
    whole = release.student_notebook(problems, answered=True)
    for variant in variants.read(solution.with_name(solution.stem + "_variants")) * 1000:
        document = json.loads(whole)
        if variant.source:
            source = variant.source.splitlines(keepends=True)
            document["cells"].append({"cell_type": "code", "metadata": {}, "outputs": [], "source": source})
        yield json.dumps(document)


def proc_text(pid, name):
    """A file of a process, empty when it has ended meanwhile: answers come and go."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def pss_mib(pid):
    """Memory of a process in MiB, shared pages counted by share."""
    text = proc_text(pid, "smaps_rollup")
    return int(text.split("Pss:")[1].split()[0]) / 1024 if text else 0.0


def family(pid):
    """A process and all below it."""
    found = [pid]
    for one in found:
        found += map(int, proc_text(one, f"task/{one}/children").split())
    return found


def cpu_s(pids):
    """CPU seconds of processes and of their children that have ended and were waited for."""
    fields = [proc_text(pid, "stat").rpartition(")")[2].split() for pid in pids]
    return sum(sum(map(int, one[11:15])) for one in fields if one) / os.sysconf("SC_CLK_TCK")


def measure(job, entries, workers):
    """(seconds to the first result, submissions a second after it, CPU seconds each after it, MiB a worker)."""
    begun, memory = time.monotonic(), 0.0
    with WorkerPool(job, workers) as pool:

        def everyone():
            return [pid for seat in pool.seats for pid in family(seat.process.pid)]

        for number, _ in enumerate(pool.results(entries), 1):
            if number == 2 * workers:  # all have started
                first, cpu_before = time.monotonic(), cpu_s(everyone())
            if number == 1:
                to_first = time.monotonic() - begun
            if number == len(entries) * 3 // 4:
                memory = sum(map(pss_mib, everyone())) / len(pool.seats)
            if number == len(entries) - workers:  # all still work
                wall, cpu = time.monotonic() - first, cpu_s(everyone()) - cpu_before
        measured = len(entries) - 3 * workers
    return to_first, measured / wall, cpu / measured, memory


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--form", nargs="+", default=["namespaces", "landlock"])
    parser.add_argument("--set", default="small")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = args.set == "small"
        solution = small_set.write(folder / "01_small.ipynb") if small else release_command.find(args.set)
        texts = small_class() if small else set_class(solution)
        (folder / "in").mkdir()
        for number, text in zip(range(args.students), texts, strict=False):
            (folder / "in" / f"student{number:05d}.ipynb").write_text(text)
        entries = submission.find(folder / "in")
        load = Path("/proc/loadavg").read_text().split()[0]
        print(f"{args.students} synthetic submissions, set {solution.stem}, load before {load}")
        print(f"{'form':<12}{'workers':>8}{'first s':>9}{'per s':>8}{'wall ms':>9}{'CPU ms':>8}{'MiB/worker':>12}")
        for form in args.form:
            job = Job.of(solution, confinement.choose(form, form == "none"), Limits(), 0, None)
            for workers in args.workers:
                to_first, rate, each, memory = measure(job, entries, workers)
                row = f"{form:<12}{workers:>8}{to_first:>9.1f}{rate:>8.1f}{1e3 / rate:>9.1f}"
                row += f"{1e3 * each:>8.1f}{memory:>12.0f}"
                print(row, flush=True)


if __name__ == "__main__":
    main()
