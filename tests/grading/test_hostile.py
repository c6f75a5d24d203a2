"""Hostile, odd and broken submissions: no point is forged, nothing hangs, each has a row, nothing outside changes."""

import csv
import hashlib
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import honest_code
import hostile_code
import hostile_files
import ordinary_user
import pytest
from small_set import LIMITS

from course_utils.grading.judge import submission

ROOT = Path(__file__).parents[2]
SECRET = "SECRET-93b1"
ENOUGH = 250  # submissions that are not honest ones
USERS = ("this user", "an ordinary user")
EVERY_ROUND = list(itertools.product(("namespaces", "landlock"), USERS, (1, 2)))
# Each form with each kind of user, one by one and on two workers; COURSE_HOSTILE=all runs all eight rounds.
ROUNDS = [
    ("namespaces", USERS[0], 2),
    ("landlock", USERS[0], 1),
    ("namespaces", USERS[1], 1),
    ("landlock", USERS[1], 2),
]
ROUNDS = EVERY_ROUND if os.environ.get("COURSE_HOSTILE") == "all" else ROUNDS


class Outside:
    """What must not change: a secret file, and listeners that count who reaches them."""

    def __init__(self, folder):
        self.canary = folder / "canary"
        self.canary.write_text(SECRET)
        self.canary.chmod(0o644)
        if os.geteuid() == 0:  # an ordinary user could change it, too, if no wall stood between
            for path in (folder, self.canary):
                os.chown(path, ordinary_user.NOBODY, ordinary_user.NOBODY)
        self.before = self.state()
        self.reached = []
        self.listeners = [socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)]
        self.listeners[1].bind(("127.0.0.1", 0))
        self.abstract = f"course-test-{os.getpid()}"
        self.listeners.append(socket.socket(socket.AF_UNIX))
        self.listeners[2].bind("\0" + self.abstract)
        self.listeners[2].listen()
        self.datagram = folder / "datagram"
        self.listeners.append(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        self.listeners[3].bind(str(self.datagram))
        self.datagram.chmod(0o777)
        for one, take in zip(self.listeners, ("accept", "recv", "accept", "recv"), strict=True):
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
        return {
            "CANARY": self.canary,
            "FOLDER": folder,
            "TCP": tcp,
            "UDP": udp,
            "ABSTRACT": self.abstract,
            "DATAGRAM": self.datagram,
        }


@pytest.fixture(scope="module")
def shared():
    """A folder that every user of this machine may enter, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="course-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def outside(shared):
    (shared / "outside").mkdir()
    os.environ["COURSE_TEST_SECRET"] = SECRET
    yield Outside(shared / "outside")
    del os.environ["COURSE_TEST_SECRET"]


@pytest.fixture(scope="module")
def class_folder(shared, outside):
    """A folder with every submission, and what each must get."""
    folder = shared / "class"
    folder.mkdir()
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


def grade(folder, solution, out, form, user, workers):
    """The finished process of `course grade`, run by this user or by an ordinary one."""
    limits = [f"--{name}-limit={getattr(LIMITS, name + '_s')}" for name in ("cells", "question", "submission")]
    words = ["grade", folder, "--set", solution, "--out", out, "--workers", workers, "--sandbox", form, *limits]
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from course_utils import cli; sys.exit(cli.main(sys.argv[1:]))"
    )
    command = ["-c", code, *map(str, words), f"--memory-limit={LIMITS.memory_mib}"]
    if user != USERS[0] and os.geteuid() == 0:
        return ordinary_user.run(command, folder.parent)
    return subprocess.run([sys.executable, *command], cwd=folder.parent, capture_output=True, text=True, timeout=900)


def table(path):
    """The rows of a CSV file."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
    assert sum(n for group, n in groups.items() if group != "honest") >= ENOUGH
    assert min(groups.values()) >= 6
    assert len(groups) == 13


# Slow (40 to 70 s a round on a free machine): 275 submissions, of which a dozen run into a time limit of 3 s.
@pytest.mark.parametrize(("form", "user", "workers"), ROUNDS)
def test_all_submissions_of_a_class(class_folder, outside, solution, shared, walls, report, form, user, workers):
    walls(form)
    if user != USERS[0] and os.geteuid() == 0 and ordinary_user.why_not():
        pytest.skip(f"no test as an ordinary user: {ordinary_user.why_not()}")
    if user == USERS[0] and os.geteuid() != 0 and (form, USERS[1], workers) in ROUNDS:
        pytest.skip("this user is an ordinary one: the same round stands in the list once more")
    folder, expected = class_folder
    out = shared / f"out {form} {user} {workers}"
    out.mkdir()
    if os.geteuid() == 0 and user != USERS[0]:
        os.chown(out, ordinary_user.NOBODY, ordinary_user.NOBODY)
    own_set = shared / solution.name
    shutil.copy(solution, own_set)
    done = grade(folder, own_set, out, form, user, workers)
    assert done.returncode == 0, done.stdout + done.stderr
    rows, entries = table(out / "grades.csv"), submission.find(folder)
    assert len(rows) == len(entries) == len(expected) > ENOUGH
    got = {
        entry.name: (int(row["score"]), row["status"], row["reason"]) for entry, row in zip(entries, rows, strict=True)
    }
    assert not wrong(expected, got)
    assert all(row["status"] == "graded" or row["reason"] for row in rows)
    slowest = max(float(row["wall_s"]) for row in table(out / "timings.csv"))
    assert slowest < LIMITS.submission_s + 5
    assert outside.state() == outside.before
    assert outside.reached == []
    assert (out / "grades.csv").stat().st_uid in (os.geteuid(), ordinary_user.NOBODY)
    for path in out.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert SECRET not in text
            assert path.suffix != ".html" or "<script" not in text
            assert "SECRET" not in text.replace("SECRET-up", "").replace("etc/SECRET", ""), path
    who = "root" if os.geteuid() == 0 and user == USERS[0] else "an ordinary user"
    report(
        f"{form}, {workers} at a time, as {who}: {len(rows)} of {len(expected)} submissions, 0 forged points, "
        f"0 without a row, 0 effects outside, the slowest {slowest:.1f} s"
    )
    if (form, user, workers) == ROUNDS[0]:  # a second run re-uses what is there; every byte stays
        before = digest(out)
        again = grade(folder, own_set, out, form, user, workers)
        assert digest(out) == before
        assert "results are current" in again.stderr
