"""The judge beside stock Otter and nbgrader, in one run: speed, CPU, memory, and which attacks each engine survives.

    python tests/benchmarks/grading_rivals.py --python RIVALS/bin/python [--submissions 10] [--record]

RIVALS is a virtual environment of its own: `pip install otter-grader nbgrader ipykernel` and torch. All three grade the
same one-problem set with the same test functions. The attacks touch only what this program made; nothing passes or
fails by time. Otter's own container mode needs Docker and is not run here.
"""

import argparse
import csv
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

import grading_page
import small_set
from grading_speed import cpu_s, family, measure, pss_mib
from hostile_code import inside, top

from course_utils import measured
from course_utils.grading.judge import confinement, submission
from course_utils.grading.judge.walls import Limits
from course_utils.grading.judge.worker import Job

ROOT = Path(__file__).parents[2]
TESTS = (("shape", small_set.SHAPE, 2), ("values", small_set.VALUES, 3), ("mask", small_set.MASK, 5))
LIMIT_S = 130.0  # for one attack; nbgrader's own limit is 30 s a cell, Otter has none
RAISES = "def attention(*a, **k): return 1 / 0"
# name → (cells, what it would do): each carries an answer that earns 2 points at most
ATTACKS = {
    "comparison patched": top(
        "import course_utils.grading.values as v\nv.close = v.is_tensor = lambda *a, **k: True"
    ),
    "reference patched": top(
        "torch.nn.functional.scaled_dot_product_attention = "
        "lambda q, k, v, **m: torch.zeros(*q.shape[:-1], v.shape[-1])"
    ),
    "random numbers patched": top("torch.randn = lambda *s, **k: torch.zeros(*s)"),
    "loop in a cell": top("while True: pass"),
    "loop in the function": inside("while True: pass"),
    "process ended": top("import os\nos._exit(0)"),
    "file overwritten": inside("open('@CANARY@', 'w').write('gone')"),
    "network used": inside("import socket\nsocket.create_connection(('127.0.0.1', @PORT@), 2).send(b'x')"),
    "file cut off": None,
}


@dataclass
class Watched:
    """What a command took, with all processes below it."""

    wall_s: float
    cpu_s: float
    memory_mib: float
    ended: bool


def watch(command, cwd, limit_s, python):
    """Runs a command, sampling its processes; ends them all when it takes too long."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PATH"] = f"{Path(python).parent}:{os.environ['PATH']}"
    with open(cwd / "log.txt", "ab") as log:
        begun = time.monotonic()
        process = subprocess.Popen(
            list(map(str, command)), cwd=cwd, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    memory = used = 0.0
    while time.monotonic() - begun < limit_s:
        everyone = family(process.pid)
        memory = max(memory, sum(map(pss_mib, everyone)))
        used = max(used, cpu_s(everyone))
        found, _, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            process.returncode = 0
            return Watched(time.monotonic() - begun, max(used, usage.ru_utime + usage.ru_stime), memory, True)
        time.sleep(0.05)
    for pid in reversed(everyone):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()
    return Watched(time.monotonic() - begun, used, memory, False)


class Otter:
    """`otter run`, one submission after the other: the way without containers."""

    name = "otter"

    def __init__(self, folder, python):
        self.folder, self.python = folder, python
        (folder / "tests").mkdir(parents=True)
        head = 'from otter.test_files import test_case\n\nOK_FORMAT = False\nname = "attention"\npoints = None\n'
        cases = "".join(f"\n\n@test_case(points={points}, hidden=False)\n{text}" for _, text, points in TESTS)
        (folder / "tests" / "attention.py").write_text(head + cases)
        words = ["-m", "otter", "generate", "-t", "tests", "-o", folder / "autograder.zip", "--no-environment"]
        watch([python, *words], folder, LIMIT_S, python)
        if not (folder / "autograder.zip").exists():
            raise SystemExit(f"otter generate made nothing; see {folder / 'log.txt'}")

    def grade(self, texts):
        """({name: score or None}, total) of these notebooks."""
        total, scores = Watched(0, 0, 0, True), {}
        for name, text in texts.items():
            out = self.folder / name
            out.mkdir()
            (out / "set.ipynb").write_text(text)
            words = ["-m", "otter", "run", "set.ipynb", "-a", self.folder / "autograder.zip", "-o", out]
            one = watch([self.python, *words], out, LIMIT_S, self.python)
            total = Watched(total.wall_s + one.wall_s, total.cpu_s + one.cpu_s, max(total.memory_mib, one.memory_mib),
                            total.ended and one.ended)  # fmt: skip
            try:
                tests = json.loads((out / "results.json").read_text())["tests"]
                scores[name] = sum(test.get("score", 0) for test in tests)
            except (OSError, ValueError, KeyError):
                scores[name] = None
        return scores, total


class Nbgrader:
    """`nbgrader autograde` of a whole class: its tests are cells that run after the student's."""

    name = "nbgrader"

    def __init__(self, folder, python):
        self.folder, self.python = folder, python
        folder.mkdir(parents=True)
        (folder / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.root = {str(folder)!r}\n")

    @staticmethod
    def _cell(source, identity, points=None):
        meta = {"grade": points is not None, "solution": points is None, "locked": points is not None, "task": False}
        meta |= {"grade_id": identity, "schema_version": 3} | ({"points": points} if points is not None else {})
        return {"cell_type": "code", "id": identity, "execution_count": None, "outputs": [], "source": source,
                "metadata": {"nbgrader": meta}}  # fmt: skip

    def _notebook(self, cells):
        made = [self._cell("\n\n".join(cells), "answer")]
        made += [self._cell(f"{text}\n\ntest_{name}(globals())", name, points) for name, text, points in TESTS]
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        return {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}

    def grade(self, texts):
        """({name: score or None}, total) of these notebooks; a class of its own each time."""
        folder = self.folder / next(iter(texts))
        (folder / "source" / "ps").mkdir(parents=True)
        (folder / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.root = {str(folder)!r}\n")
        (folder / "source" / "ps" / "set.ipynb").write_text(json.dumps(self._notebook([small_set.RIGHT])))
        nbgrader = [self.python, "-m", "nbgrader"]
        watch([*nbgrader, "generate_assignment", "ps", "--force"], folder, LIMIT_S, self.python)
        for name, text in texts.items():
            place = folder / "submitted" / name / "ps"
            place.mkdir(parents=True)
            try:
                cells = ["".join(cell["source"]) for cell in json.loads(text)["cells"]]
                text = json.dumps(self._notebook(cells))
            except ValueError:
                pass  # handed in broken
            (place / "set.ipynb").write_text(text)
        total = watch([*nbgrader, "autograde", "ps"], folder, LIMIT_S * max(1, len(texts) / 5), self.python)
        watch([*nbgrader, "export"], folder, LIMIT_S, self.python)
        graded = {path.parent.name for path in (folder / "autograded").glob("*/ps")}
        scores = dict.fromkeys(texts)
        if (folder / "grades.csv").exists():
            with open(folder / "grades.csv", newline="") as file:
                found = {row["student_id"]: row["score"] for row in csv.DictReader(file)}
            scores |= {name: float(found[name] or 0) for name in texts if name in found and name in graded}
        return scores, total


class Judge:
    """`course grade` of a whole class, one worker, in namespaces."""

    name = "course"

    def __init__(self, folder, python):
        self.folder = folder
        folder.mkdir(parents=True)
        self.solution = small_set.write(folder / "01_small.ipynb")

    def grade(self, texts):
        """({name: score or None}, total) of these notebooks."""
        place = self.folder / next(iter(texts))
        (place / "in").mkdir(parents=True)
        for name, text in texts.items():
            (place / "in" / f"{name}.ipynb").write_text(text)
        words = ["-m", "course_utils.cli", "grade", "in", "--set", self.solution, "--out", "out"]
        total = watch([sys.executable, *words, "--sandbox", "namespaces"], place, LIMIT_S * 4, sys.executable)
        with open(place / "out" / "grades.csv", newline="", encoding="utf-8") as file:
            found = {row["submission"]: float(row["score"]) for row in csv.DictReader(file)}
        return {name: found.get(name) for name in texts}, total

    def steady(self, texts):
        """Submissions a second and CPU seconds each once the worker stands, on twenty times as many."""
        place = self.folder / "steady"
        place.mkdir()
        for number in range(20):
            for name, text in texts.items():
                (place / f"{name}-{number}.ipynb").write_text(text)
        job = Job.of(self.solution, confinement.choose("namespaces"), Limits(), 0, None)
        _, rate, each, _ = measure(job, submission.find(place), 1)
        return rate, each


class Outside:
    """A file and a listener that no submission may reach."""

    def __init__(self, folder):
        self.canary, self.reached = folder / "canary.txt", []
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            self.listener.accept()
            self.reached.append(1)

    def attack(self, text):
        """The attack with its places filled in; a file cut off where there is no text."""
        if text is None:
            return small_set.notebook(small_set.IMPORTS, small_set.RIGHT)[:200]
        port = str(self.listener.getsockname()[1])
        return text.replace("@CANARY@", str(self.canary)).replace("@PORT@", port)

    def reset(self):
        self.canary.write_text("untouched")
        self.reached.clear()

    def touched(self):
        return self.canary.read_text() != "untouched" or bool(self.reached)


def verdict(score, run, touched):
    """One word for what became of an attack: survived, or what it did."""
    if touched:
        return "effect outside"
    if not run.ended:
        return "never ended"
    if score is None:
        return "no grade"
    return "survived" if score <= small_set.ZEROS_SCORE else f"forged {score:g} of {small_set.FULL}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--python", required=True, help="interpreter of the environment with otter-grader and nbgrader")
    parser.add_argument("--submissions", type=int, default=10)
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    answers = (small_set.RIGHT, small_set.RIGHT, small_set.ZEROS, RAISES)
    points = (small_set.FULL, small_set.FULL, small_set.ZEROS_SCORE, 0)
    texts = {f"s{n:03d}": small_set.notebook(small_set.IMPORTS, answers[n % 4]) for n in range(args.submissions)}
    figures = {"submissions": args.submissions, "attacks": list(ATTACKS), "engines": {}}
    with tempfile.TemporaryDirectory() as name:
        outside = Outside(Path(name))
        for engine in (kind(Path(name) / kind.name, args.python) for kind in (Judge, Nbgrader, Otter)):
            scores, run = engine.grade(texts)
            right = sum(score == points[n % 4] for n, score in enumerate(scores.values()))
            row = {"right_grades": right, "per_s": round(len(texts) / run.wall_s, 3),
                   "cpu_ms_each": round(1e3 * run.cpu_s / len(texts)), "memory_mib": round(run.memory_mib)}  # fmt: skip
            if engine.name == "course":
                rate, each = engine.steady(texts)
                row |= {"steady_per_s": round(rate, 1), "steady_cpu_ms_each": round(1e3 * each, 1)}
            row["attacks"] = {}
            for number, (attack, text) in enumerate(ATTACKS.items()):
                outside.reset()
                scores, run = engine.grade({f"attack{number}": outside.attack(text)})
                row["attacks"][attack] = verdict(scores[f"attack{number}"], run, outside.touched())
            row["survived"] = sum(one == "survived" for one in row["attacks"].values())
            figures["engines"][engine.name] = row
            print(engine.name, json.dumps(row, indent=1), flush=True)
    if args.record:
        command = "python tests/benchmarks/grading_rivals.py --python RIVALS/bin/python --record"
        code = "import importlib.metadata as m; print(m.version('otter-grader'), m.version('nbgrader'))"
        asked = subprocess.run([args.python, "-c", code], capture_output=True, text=True, check=True)
        otter, nbgrader = asked.stdout.split()
        measured.add("grading-rivals", "grading-rivals", figures | {"otter": otter, "nbgrader": nbgrader}, command)
        grading_page.write()


if __name__ == "__main__":
    main()
