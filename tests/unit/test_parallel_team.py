"""A team of processes: it computes what one process does, tells what went wrong, and leaves nothing running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import torch
from torch import distributed

from course_utils.parallel.team import Team, TeamError

ROOT = Path(__file__).parents[2]


def total(rank, size, values, factor):
    """Sum over the processes of factor · rank · values, and what came in besides."""
    mine = factor * rank * values["x"]
    distributed.all_reduce(mine)
    return {"sum": mine, "rank": rank, "text": [values["name"], size]}


def fails(rank, size):
    if rank == 1:
        raise ValueError("no\nsuch thing")
    distributed.barrier()


def waits(rank, size):
    distributed.recv(torch.zeros(1), 1 - rank)


@pytest.fixture(scope="module")
def team():
    with Team(3) as made:
        yield made
    assert not made.members


def test_values_go_in_and_come_back_in_the_order_of_the_ranks(team, report):
    x = torch.arange(4.0)
    for size in (3, 2, 1):
        found = team.run(total, {"x": x, "name": "a"}, 2.0, size=size)
        want = 2.0 * sum(range(size)) * x
        assert [one["rank"] for one in found] == list(range(size))
        assert all(torch.equal(one["sum"], want) for one in found)
        assert found[0]["text"] == ["a", size]
    report(f"processes in a team: {team.size}, started once for 3 runs")
    assert len({member.pid for member in team.members}) == 3


def test_a_failing_process_is_named_with_its_reason_and_all_end(team):
    team.run(total, {"x": torch.zeros(1), "name": ""}, 1.0)
    pids = [member.pid for member in team.members]
    with pytest.raises(TeamError, match=r"Process 1 ended: ValueError: no such thing"):
        team.run(fails)
    assert not [pid for pid in pids if psutil.pid_exists(pid)]
    assert len(team.run(total, {"x": torch.zeros(1), "name": ""}, 1.0)) == 3  # it starts anew


def test_a_message_that_nobody_sends_is_not_waited_for_for_ever(team):
    team.run(total, {"x": torch.zeros(1), "name": ""}, 1.0)
    with pytest.raises(TeamError, match=r"After 1 s process 0, 1 had not ended: does one wait for a message"):
        team.run(waits, size=2, limit_s=1)
    assert team.members == []


def test_a_team_of_nobody_and_a_run_of_too_many_are_refused(team):
    with pytest.raises(TeamError, match="0 processes cannot compute"):
        Team(0)
    with pytest.raises(TeamError, match="has 3 processes; 4 of them"):
        team.run(total, size=4)


OWNER = """
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job inherits that it is ignored
sys.path.insert(0, "tests/unit")
from test_parallel_team import total, waits
from course_utils.parallel.team import Team
import torch
team = Team(2)
team.run(total, {"x": torch.zeros(1), "name": ""}, 1.0)
print(*[member.pid for member in team.members], flush=True)
team.run(waits)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_the_processes_end_with_the_one_that_started_them(number):
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", OWNER]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    owner = subprocess.Popen(command, cwd=ROOT, env=environment, **quiet)
    pids = [int(word) for word in owner.stdout.readline().split()]
    assert len(pids) == 2
    time.sleep(0.5)  # they wait for each other now
    owner.send_signal(number)
    owner.wait(timeout=30)
    owner.stdout.close()
    left = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    alive = psutil.wait_procs(left, timeout=20)[1]
    assert not alive
