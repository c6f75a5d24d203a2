"""Team: several real processes on this machine that run a function of a notebook together and send each other tensors.

`team = Team(4)` and `team.run(step, …)`: each process runs `step(rank, size, …)`, joined by torch.distributed over the
machine's own loopback, and the values come back in the order of the ranks. Functions travel as source text, so they may
be told in the notebook. The processes end with `close`, when a run fails or is interrupted, and when the process that
started them ends in any way: their standard input closes, and they stop.
"""

from __future__ import annotations

import inspect
import json
import os
import queue
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PRELUDE = "import math\n\nimport torch\nfrom torch import distributed\nfrom torch.nn import functional as F\n"


class TeamError(RuntimeError):
    """A process of the team failed or took too long; the sentence says which, and why."""


class Team:
    """`size` processes, started at the first run and used again by every later one."""

    def __init__(self, size: int) -> None:
        if size < 1:
            raise TeamError(f"{size} processes cannot compute anything: ask for one or more.")
        self.size = size
        self.members: list[subprocess.Popen] = []
        self.messages: queue.Queue[tuple[int, str]] = queue.Queue()

    def run(
        self, step: Callable, *arguments: object, uses: Sequence[Callable] = (), size: int | None = None,
        limit_s: float = 60.0,
    ) -> list:
        """What `step(rank, size, *arguments)` returns in each of the first `size` processes (all, when left out).

        step, uses: functions and classes that find `math`, `torch`, `distributed`, `F` and each other. arguments, and
        what comes back, are tensors, numbers, texts, and lists, tuples and dictionaries of them. Raises TeamError when
        a process fails or the limit is over; the team is closed then, and starts anew at the next run.
        """
        import torch

        size = self.size if size is None else size
        if not 1 <= size <= self.size:
            raise TeamError(f"The team has {self.size} processes; {size} of them cannot run this.")
        source = PRELUDE + "\n\n".join(textwrap.dedent(inspect.getsource(one)) for one in (*uses, step))
        try:
            self._start()
            with tempfile.TemporaryDirectory() as folder:
                torch.save(list(arguments), Path(folder) / "arguments.pt")
                job = json.dumps({"folder": folder, "source": source, "step": step.__name__, "size": size})
                for member in self.members[:size]:
                    member.stdin.write(job + "\n")
                    member.stdin.flush()
                self._wait(size, limit_s)
                return [torch.load(Path(folder) / f"result_{rank}.pt", weights_only=True) for rank in range(size)]
        except BaseException:  # an interrupt, too, must leave no process waiting for the others
            self.close()
            raise

    def close(self) -> None:
        """Ends all processes; the team may be used again."""
        for member in self.members:
            member.kill()
            member.wait()
            member.stdin.close()
        self.members, self.messages = [], queue.Queue()

    def __enter__(self) -> Team:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _start(self) -> None:
        if self.members:
            return
        root = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        environment = os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        for rank in range(self.size):
            command = [sys.executable, "-m", "course_utils.parallel.member", str(rank)]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            member = subprocess.Popen(command, env=environment, **pipes)
            self.members.append(member)
            threading.Thread(target=_listen, args=(rank, member, self.messages), daemon=True).start()

    def _wait(self, size: int, limit_s: float) -> None:
        """Returns when the first `size` members have said “done”."""
        until, waiting = time.monotonic() + limit_s, set(range(size))
        while waiting:
            try:
                rank, said = self.messages.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                names = ", ".join(map(str, sorted(waiting)))
                raise TeamError(f"After {limit_s:.0f} s process {names} had not ended: does one wait for a message "
                                "that nobody sends?") from None
            if said != "done":
                raise TeamError(f"Process {rank} ended: {said}")
            waiting.discard(rank)


def _listen(rank: int, member: subprocess.Popen, messages: queue.Queue) -> None:
    """Passes on what a member says, and that it is gone."""
    with member.stdout:
        for line in member.stdout:
            messages.put((rank, line.rstrip("\n")))
    messages.put((rank, "it is gone"))
