"""The cluster: the same job on Dask workers, each of which owns one fork-server; no answer runs in a Dask worker.

All machines must see the submissions and the solution notebook under the same paths (a shared file system).
"""

from __future__ import annotations

import base64
import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

from course_utils.grading.judge.submission import Submission
from course_utils.grading.judge.worker import Job
from course_utils.grading.judge.worker_pool import WorkerPool

BATCH = 20  # a task of Dask costs about 2 ms, a submission about 25 ms of CPU
_POOLS: dict[str, WorkerPool] = {}
_LOCK = threading.Lock()


def judge_batch(job: dict, named: list[tuple[str, str]]) -> list[tuple[str, str | None, dict]]:
    """On a Dask worker: (name, result text, cost) of each submission, by the one worker process that belongs to it."""
    with _LOCK:  # one at a time, whatever number of threads the Dask worker has
        key = str(sorted(job.items(), key=str))
        if key not in _POOLS:
            for pool in _POOLS.values():
                pool.__exit__()
            _POOLS.clear()
            _POOLS[key] = WorkerPool(_local(Job(**job)), 1)
        submissions = [Submission(name, Path(path)) for name, path in named]
        return [(one.name, text, cost) for one, text, cost in _POOLS[key].results(submissions)]


def _local(job: Job) -> Job:
    """The job with walls tried out on this machine: the form is the same everywhere, the filter is this kernel's."""
    from course_utils.grading.judge import confinement

    chosen = confinement.choose(None if job.form == "none" else job.form, unsafe=job.form == "none")
    return dataclasses.replace(job, program=base64.b64encode(chosen.program).decode())


def cluster_results(
    job: Job, submissions: list[Submission], scheduler: str
) -> Iterator[tuple[Submission, str | None, dict]]:
    """(submission, result text, cost) of each, in any order. A dead Dask worker costs nothing: its batch is redone.

    RuntimeError with what to install when Dask is missing. A batch that kills two workers is judged here, one by one.
    """
    try:
        from distributed import Client, KilledWorker, as_completed
    except ImportError:
        raise RuntimeError("--scheduler needs Dask: pip install “two-machines[grading]”.") from None
    by_name = {one.name: one for one in submissions}
    batches = [
        [(one.name, str(one.path.resolve())) for one in submissions[start : start + BATCH]]
        for start in range(0, len(submissions), BATCH)
    ]
    with Client(scheduler) as client:
        settings = dataclasses.asdict(job)
        futures = {client.submit(judge_batch, settings, batch, pure=False): batch for batch in batches}
        again: list[Submission] = []
        for future in as_completed(futures):
            try:
                for name, text, cost in future.result():
                    yield by_name[name], text, cost
            except KilledWorker:
                again += [by_name[name] for name, _ in futures[future]]
    if again:
        with WorkerPool(job, 1) as pool:
            yield from pool.results(again)
