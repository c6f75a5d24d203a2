"""Many workers give what one gives, byte for byte; a worker that dies loses nothing; an interrupted run goes on."""

import argparse
import contextlib
import dataclasses
import functools
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import honest_code
import hostile_code
import hostile_files
import pytest
from small_set import IMPORTS, LIMITS, RIGHT, ZEROS, notebook

from course_utils.grading.judge import grade_command, submission
from course_utils.grading.judge.result_store import ResultStore
from course_utils.grading.judge.walls import Limits
from course_utils.grading.judge.worker import Job
from course_utils.grading.judge.worker_pool import WorkerPool

ROOT = Path(__file__).parents[2]
WRONG = {
    "zeros": notebook(IMPORTS, ZEROS),
    "raises": notebook(IMPORTS, "def attention(*a): return 1 / 0"),
    "none": notebook(),
}


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A folder with some honest, wrong and broken submissions, none of them slow."""
    folder = tmp_path_factory.mktemp("few")
    for name in ("plain", "magics", "module", "colab"):
        (folder / f"{name}.ipynb").write_text(honest_code.HONEST[name])
    for name, text in WRONG.items():
        (folder / f"{name}.ipynb").write_text(text)
    for name in ("empty", "zip", "pdf", "nested"):
        file_name, data, _ = hostile_files.FILES[name]
        (folder / file_name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def job(solution, walls):
    return Job.of(solution, walls("namespaces"), LIMITS, 0, None)


def products(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "timings.csv"
    }


def graded(job, folder, out, **more):
    grade_command.finish(out, grade_command.grade(job, submission.find(folder), out, **more))
    return products(out)


@pytest.fixture(scope="module")
def alone(job, few, tmp_path_factory):
    """What one worker gives."""
    return graded(job, few, tmp_path_factory.mktemp("alone") / "out")


def test_three_workers_give_the_same_bytes_as_one(job, few, alone, tmp_path, report):
    assert graded(job, few, tmp_path / "out", workers=3) == alone
    assert sum(name.startswith("results/") for name in alone) == len(submission.find(few)) == 11
    report(f"products equal byte for byte with 1 and 3 workers: {len(alone)}")


@pytest.mark.filterwarnings("ignore")  # Dask's announcements about its dashboard and ports
def test_a_dask_cluster_gives_the_same_bytes(job, few, alone, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="Dask is an optional extra (two-machines[grading])")
    from course_utils.grading.judge import cluster

    monkeypatch.setattr(cluster, "BATCH", 3)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        assert graded(job, few, tmp_path / "out", scheduler=local.scheduler_address) == alone


def test_an_interrupted_run_goes_on_where_it_stopped(job, few, alone, tmp_path):
    out = tmp_path / "out"
    some = _stored_one_by_one(job, few, out)
    for _ in range(5):
        next(some)
    some.close()  # as an interrupt does: the pool is left in mid-run
    kept = {path.name: path.stat().st_mtime_ns for path in (out / "results").glob("*.json")}
    assert 0 < len(kept) < 11
    assert graded(job, few, out) == alone
    for name, written_at in kept.items():
        text = (out / "results" / name).read_text()
        assert '"input_sha256": ""' in text or (out / "results" / name).stat().st_mtime_ns == written_at


def _stored_one_by_one(job, folder, out):
    store = ResultStore(out)
    with WorkerPool(job, 1) as pool:
        for one, text, _ in pool.results(submission.find(folder)):
            store.write(one, grade_command.Verdict.from_json(text))
            yield one


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_the_command_is_stopped_and_typed_again(job, solution, few, tmp_path, number):
    """Nothing is lost, nothing is left running, and the products are the same bytes as without the interruption."""
    out, folder = tmp_path / "out", shutil.copytree(few, tmp_path / "in")
    (folder / "zz.ipynb").write_text(hostile_code.TIME["loop in the function"])  # so that there is time to stop it
    limits = [f"--{name}-limit={getattr(LIMITS, name + '_s')}" for name in ("cells", "question", "submission")]
    words = ["grade", folder, "--set", solution, "--sandbox", "namespaces", *limits]
    command = [sys.executable, "-m", "course_utils.cli", *map(str, words), f"--memory-limit={LIMITS.memory_mib}"]
    whole, command = [*command, "--out", str(tmp_path / "whole")], [*command, "--out", str(out)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run(whole, env=environment, capture_output=True, timeout=120).returncode == 0
    # A test that runs in the background of a shell would hand down that interrupts are ignored.
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, env=environment, preexec_fn=heed, **pipes)
    while process.poll() is None and len(list((out / "results").glob("*.json"))) < 3:
        time.sleep(0.005)
    below = family(process.pid)[1:]
    process.send_signal(number)
    said = process.communicate(timeout=60)[1]
    kept = len(list((out / "results").glob("*.json")))
    assert 3 <= kept < 12
    if number == signal.SIGINT:
        assert process.returncode == 130
        assert said.endswith("Stopped.\n")
    (out / "results" / ".half.part").write_text("{")  # what a kill in mid-write leaves
    until = time.monotonic() + 20
    while (left := [pid for pid in below if os.path.exists(f"/proc/{pid}/exe")]) and time.monotonic() < until:
        time.sleep(0.05)
    assert not left
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "results are current and stay" in done.stderr
    assert products(out) == products(tmp_path / "whole")


def family(pid):
    """A process and all below it."""
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return found


def test_a_worker_that_is_killed_loses_nothing(job, few, report):
    seen, killed = {}, 0
    with WorkerPool(job, 1) as pool:
        for one, text, _ in pool.results(submission.find(few)):
            seen[one.name] = text
            if len(seen) in (2, 6):
                os.kill(pool.seats[0].process.pid, signal.SIGKILL)
                killed += 1
    assert len(seen) == 11
    assert all(seen.values())
    report(f"workers killed in mid-run: {killed}, submissions lost: 0")


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux holds a process to a core")
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_each_worker_has_a_core_of_its_own_only_where_they_fill_the_machine(job, workers):
    all_cores = os.sched_getaffinity(0)
    if len(all_cores) < 2:
        pytest.skip("one core cannot be shared out")
    cores = set(sorted(all_cores)[:2])
    os.sched_setaffinity(0, cores)
    try:
        held_where_they_should_be(job, workers, cores)
    finally:
        os.sched_setaffinity(0, all_cores)


def held_where_they_should_be(job, workers, cores):
    with WorkerPool(job, workers) as pool:
        for _ in range(min(workers, 2)):
            pool._hire()
        held = [os.sched_getaffinity(seat.process.pid) for seat in pool.seats]
        assert held
        if workers == len(cores):
            assert [len(some) for some in held] == [1, 1]
            assert held[0] != held[1]
            pool._dismiss(pool.seats[0])  # the one that follows takes its place
            pool._hire()
            assert os.sched_getaffinity(pool.seats[-1].process.pid) == held[0]
        else:
            assert all(some == cores for some in held)


def test_a_submission_that_ends_two_workers_gets_its_row(job, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.ipynb").write_text(notebook(IMPORTS, RIGHT))
    say = WorkerPool._say

    def deadly(self, seat, value):
        if isinstance(value, list) and value[0] == "b":
            seat.process.kill()
        say(self, seat, value)

    monkeypatch.setattr(WorkerPool, "_say", deadly)
    verdicts = grade_command.grade(job, submission.find(tmp_path / "in"), tmp_path / "out")
    assert [(one.score, one.status) for one in verdicts] == [(10, "graded"), (0, "crashed")]
    assert "look at it by hand" in verdicts[1].reason


def test_other_limits_are_other_results(job, few, tmp_path):
    out = tmp_path / "out"
    graded(job, few, out)
    longer = dataclasses.replace(job, limits=Limits(question_s=4).as_dict())
    verdicts = grade_command.grade(longer, submission.find(few), out)
    assert all(one.limits["question_s"] == 4 for one in verdicts)


def test_a_folder_without_submissions_is_one_sentence(tmp_path):
    (tmp_path / "in").mkdir()
    with pytest.raises(ValueError, match="holds no submissions"):
        command(tmp_path / "in", tmp_path / "out")


def command(folder, out):
    """`course grade` with these folders and a set that is never looked for."""
    parser = argparse.ArgumentParser()
    grade_command.add_arguments(parser)
    grade_command.main(parser.parse_args([str(folder), "--set", "x.ipynb", "--out", str(out)]))


@pytest.mark.parametrize("out", ["in", "in/", "in/grades", "in/a/b", "apart/../in", "link", "link/grades", "."])
def test_results_never_lie_among_the_submissions(tmp_path, monkeypatch, out):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "results" if out == "." else tmp_path / "in"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    (folder / "ada.ipynb").write_text(WRONG["zeros"])
    with pytest.raises(ValueError, match=r"lies in the folder of submissions .*; choose a folder outside it\.$"):
        command(folder, out)
    assert [path.name for path in tmp_path.rglob("*.*")] == ["ada.ipynb"]  # nothing was graded or written


def test_results_beside_the_submissions_are_welcome(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="file is a file; --out names a folder"):
        command(tmp_path / "in", tmp_path / "file")
    for out in (tmp_path, tmp_path / "in_2", tmp_path / "in" / ".." / "out"):
        with pytest.raises(ValueError, match="holds no submissions"):  # the next thing that is looked at
            command(tmp_path / "in", out)
