"""The worker pool: N workers on this machine, each watched from outside, so that none can hang or end the run."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from course_utils.grading.judge.fork_server import START_S, ServerLost
from course_utils.grading.judge.submission import Submission
from course_utils.grading.judge.worker import Job

PATIENCE_S = 60.0  # beyond a submission's own limit, for a slow machine; then the worker is replaced
TRIES = 2


@dataclass
class Seat:
    """One worker process and what it is busy with."""

    process: subprocess.Popen
    ready: bool = False
    core: int | None = None  # the one that judge and sandbox share
    task: Submission | None = None
    since: float = field(default_factory=time.monotonic)
    text: bytes = b""


class WorkerPool:
    """Judges submissions on several workers. Use as a context; `results` gives them as they come, in any order."""

    def __init__(self, job: Job, workers: int) -> None:
        self.job, self.workers = job, max(1, workers)
        self.seats: list[Seat] = []
        self.selector = selectors.DefaultSelector()
        self.tries: dict[str, int] = {}

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *exception: object) -> None:
        for seat in list(self.seats):
            self._dismiss(seat)
        self.selector.close()

    def _hire(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "course_utils.grading.judge.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
        )
        os.set_blocking(process.stdout.fileno(), False)
        seat = Seat(process, core=self._free_core())
        if seat.core is not None:
            with contextlib.suppress(OSError):  # it has ended already, which `_listen` finds out
                os.sched_setaffinity(process.pid, {seat.core})
        self.seats.append(seat)
        self.selector.register(process.stdout, selectors.EVENT_READ, seat)
        self._say(seat, asdict(self.job))

    def _free_core(self) -> int | None:
        """A core that no other worker is held to; None unless the workers, two or more, fill all cores of this process.

        Judge and sandbox take turns and never run at the same time, so on one core they lose nothing and need not wake
        another one up for each message: two workers do 1.9 times the work of one that way, 1.5 times without. With
        cores to spare the system chooses: two runs on one machine must not hold their workers to the same cores.
        """
        cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()  # Linux only
        if self.workers < 2 or self.workers != len(cores):
            return None
        return min(cores - {seat.core for seat in self.seats})

    def _say(self, seat: Seat, value: object) -> None:
        with contextlib.suppress(BrokenPipeError):  # it is dead: its end of the other pipe tells
            seat.process.stdin.write(json.dumps(value).encode() + b"\n")
            seat.process.stdin.flush()

    def _dismiss(self, seat: Seat) -> None:
        self.selector.unregister(seat.process.stdout)
        self.seats.remove(seat)
        seat.process.kill()  # its fork-server and all behind it see the closed socket, or die with their parent
        seat.process.communicate()

    def results(self, submissions: list[Submission]) -> Iterator[tuple[Submission, str | None, dict]]:
        """(submission, result text, cost) of each; the text is None for one that ended two workers.

        ServerLost when a worker cannot be started at all.
        """
        waiting = deque(submissions)
        left = len(waiting)
        while left:
            while len(self.seats) < min(self.workers, left):
                self._hire()
            self._hand_out(waiting)
            for key, _ in self.selector.select(timeout=1.0):
                for done in self._listen(key.data, waiting):
                    left -= 1
                    yield done
            for seat in [one for one in self.seats if self._overdue(one)]:
                for done in self._lost(seat, waiting):
                    left -= 1
                    yield done

    def _hand_out(self, waiting: deque) -> None:
        """Gives each free worker a submission."""
        for seat in self.seats:
            if seat.ready and seat.task is None and waiting:
                seat.task, seat.since = waiting.popleft(), time.monotonic()
                self._say(seat, [seat.task.name, os.fspath(seat.task.path)])

    def _overdue(self, seat: Seat) -> bool:
        limit = self.job.limits["submission_s"] + PATIENCE_S if seat.ready else 2 * START_S
        return time.monotonic() - seat.since > limit and (seat.task is not None or not seat.ready)

    def _listen(self, seat: Seat, waiting: deque) -> Iterator[tuple[Submission, str | None, dict]]:
        data = seat.process.stdout.read()
        if not data:
            yield from self._lost(seat, waiting)
            return
        seat.text += data
        *lines, seat.text = seat.text.split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "error" in message:
                raise ServerLost(message["error"])
            if "ready" in message:
                seat.ready = True
                continue
            task, seat.task = seat.task, None
            self._hand_out(waiting)  # before the result is written: no worker waits for that
            yield task, message["verdict"], message["cost"]

    def _lost(self, seat: Seat, waiting: deque) -> Iterator[tuple[Submission, str | None, dict]]:
        """A worker that is dead or hangs: its submission goes to another one, once."""
        task, ready = seat.task, seat.ready
        self._dismiss(seat)
        if task is None:
            if not ready:
                raise ServerLost("a worker ended before it was ready; run “course doctor”")
            return
        self.tries[task.name] = self.tries.get(task.name, 0) + 1
        if self.tries[task.name] < TRIES:
            waiting.append(task)
        else:
            yield task, None, {}
