"""Hostile, odd and broken submissions: no point is forged, nothing hangs, each has a row, nothing outside changes."""

import argparse
import csv
import hashlib
import os
import shutil
import socket
import tempfile
import threading
from pathlib import Path

import honest_code
import hostile_code
import hostile_files
import ordinary_user
import pytest
from small_set import LIMITS

from course_utils.grading.judge import grade_command, submission
from course_utils.grading.judge.verdict import plain_text

ROOT = Path(__file__).parents[2]
SECRET = "SECRET-93b1"


class Outside:
    """What must not change: a secret file, and listeners that count who reaches them."""

    def __init__(self, folder):
        self.canary = folder / "canary"
        self.canary.write_text(SECRET)
        self.canary.chmod(0o644)
        self.before = self.state()
        self.reached = []
        self.listeners = [socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)]
        self.listeners[1].bind(("127.0.0.1", 0))
        self.abstract = f"course-test-{os.getpid()}"
        self.listeners.append(socket.socket(socket.AF_UNIX))
        self.listeners[2].bind("\0" + self.abstract)
        self.listeners[2].listen()
        for one, take in zip(self.listeners, ("accept", "recv", "accept"), strict=True):
            threading.Thread(target=self._listen, args=(one, take), daemon=True).start()

    def _listen(self, one, take):
        while True:
            try:
                getattr(one, take)(*([100] if take == "recv" else []))
            except OSError:
                return
            self.reached.append(take)

    def state(self):
        status = self.canary.stat()
        return self.canary.read_text(), status.st_mode, status.st_mtime_ns

    def places(self, folder):
        tcp, udp = (one.getsockname()[1] for one in self.listeners[:2])
        return {"CANARY": self.canary, "FOLDER": folder, "TCP": tcp, "UDP": udp, "ABSTRACT": self.abstract}


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    os.environ["COURSE_TEST_SECRET"] = SECRET
    yield Outside(tmp_path_factory.mktemp("outside"))
    del os.environ["COURSE_TEST_SECRET"]


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory, outside):
    """A folder with every submission, and what each must get."""
    folder = tmp_path_factory.mktemp("class")
    cases = hostile_code.hostile(outside.places(folder)) + honest_code.honest()
    expected = hostile_files.write_code(folder, cases)
    expected += hostile_files.write_files(folder) + hostile_files.write_odd_entries(folder, outside.canary.parent)
    return folder, {one.name: one for one in expected}


def wrong(expected, got):
    """A sentence for each submission that did not get what it must."""
    found = []
    for name, (score, status, reason) in got.items():
        one = expected[name]
        if not one.low <= score <= one.high or status not in one.statuses:
            found.append(f"{name!r}: {score} of {one.low} to {one.high}, {status} of {one.statuses}: {reason}")
    return found


def arguments(*words):
    parser = argparse.ArgumentParser()
    grade_command.add_arguments(parser)
    limits = [f"--{name}-limit={getattr(LIMITS, name + '_s')}" for name in ("cells", "question", "submission")]
    return parser.parse_args([*map(str, words), *limits, f"--memory-limit={LIMITS.memory_mib}"])


def digest(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "timings.csv"
    }


def test_there_are_enough_submissions_of_every_class(class_folder, report):
    groups = {}
    for one in class_folder[1].values():
        groups[one.group] = groups.get(one.group, 0) + 1
    report(f"submissions by class: {groups}")
    assert sum(n for group, n in groups.items() if group != "honest") >= 230
    assert min(groups.values()) >= 6
    assert len(groups) == 13


# Slow (about 40 s on a free machine): 260 submissions, of which a dozen run into a time limit of 3 s.
@pytest.mark.parametrize("form", ["namespaces"])
def test_a_batch_of_all_on_two_workers(class_folder, outside, solution, walls, tmp_path, capsys, report, form):
    walls(form)
    folder, expected = class_folder
    out = tmp_path / "out"
    words = (folder, "--set", solution, "--out", out, "--workers", 2, "--sandbox", form)
    assert grade_command.main(arguments(*words)) == 0
    with open(out / "grades.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    entries = submission.find(folder)
    assert len(rows) == len(entries) == len(expected)
    got = {
        entry.name: (int(row["score"]), row["status"], row["reason"])
        for entry, row in zip(entries, rows, strict=True)
    }
    assert not wrong(expected, got)
    assert all(row["status"] == "graded" or row["reason"] for row in rows)
    report(f"{form}, batch on two workers: {len(rows)} rows, 0 forged points")
    assert outside.state() == outside.before
    assert outside.reached == []
    for path in out.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert SECRET not in text
            assert path.suffix != ".html" or "<script" not in text
            assert "SECRET" not in text.replace("SECRET-up", "").replace("etc/SECRET", ""), path
    # A second run re-uses what is there; every byte stays.
    before = digest(out)
    assert grade_command.main(arguments(*words)) == 0
    assert digest(out) == before
    assert "results are current" in capsys.readouterr().err


# Slow (about 70 s on a free machine) for the same reason: one worker, one submission after the other.
def test_one_by_one_behind_landlock(class_folder, outside, worker, report):
    folder, expected = class_folder
    judge = worker("landlock")
    got, slowest = {}, 0.0
    for one in submission.find(folder):
        verdict, cost = judge.judge(one)
        assert verdict.submission == plain_text(one.name)
        got[one.name] = (verdict.score, verdict.status, verdict.reason)
        slowest = max(slowest, cost["wall_s"])
    assert len(got) == len(expected)
    assert not wrong(expected, got)
    assert slowest < LIMITS.submission_s + 5
    assert outside.state() == outside.before
    assert outside.reached == []
    report(f"landlock, one by one: {len(got)} submissions, 0 forged points, the slowest {slowest:.1f} s")


@pytest.mark.skipif(bool(ordinary_user.why_not()), reason=ordinary_user.why_not() or "-")
@pytest.mark.parametrize("form", ["namespaces", "landlock"])
def test_an_ordinary_user_can_grade(class_folder, outside, solution, report, form):
    folder, expected = class_folder
    here = Path(tempfile.mkdtemp(prefix="course-"))
    try:
        os.chmod(here, 0o755)
        chosen = [one for one in submission.find(folder) if expected[one.name].group in QUICK]
        (here / "in").mkdir()
        for one in chosen:
            shutil.copy(one.path, here / "in" / one.path.name)
        shutil.copy(solution, here / solution.name)
        (here / "out").mkdir()
        os.chown(here / "out", ordinary_user.NOBODY, ordinary_user.NOBODY)
        words = ["in", "--set", solution.name, "--out", "out", "--workers", "1", "--sandbox", form]
        code = (
            f"import sys, argparse; sys.path.insert(0, {str(ROOT)!r}); "
            f"from course_utils.grading.judge import grade_command as g; "
            f"p = argparse.ArgumentParser(); g.add_arguments(p); sys.exit(g.main(p.parse_args({words!r})))"
        )
        done = ordinary_user.run(["-c", code], here)
        assert done.returncode == 0, done.stdout + done.stderr
        with open(here / "out" / "grades.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        got = {
            one.name: (int(row["score"]), row["status"], row["reason"]) for one, row in zip(chosen, rows, strict=True)
        }
        assert not wrong(expected, got)
        assert (here / "out" / "grades.csv").stat().st_uid == ordinary_user.NOBODY
        assert outside.state() == outside.before
        assert outside.reached == []
        report(f"{form} as an ordinary user: {len(rows)} submissions, 0 forged points")
    finally:
        shutil.rmtree(here)


QUICK = ("exits", "network", "damage", "forging")
