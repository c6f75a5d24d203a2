"""What the judge's tests share: a small problem set, and which forms of walls this machine has."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import small_set
from small_set import LIMITS

from course_utils.grading.judge import confinement
from course_utils.grading.judge.worker import Job, Worker


@pytest.fixture(scope="session")
def solution(tmp_path_factory):
    """The solution notebook of the small set."""
    return small_set.write(tmp_path_factory.mktemp("set") / "01_small.ipynb")


@pytest.fixture(scope="session")
def walls():
    """form → Confinement. A form that is not there skips with its reason; with COURSE_WALLS=required it fails."""
    found = {}

    def get(form):
        if form not in found:
            try:
                found[form] = confinement.choose(form, unsafe=form == "none")
            except confinement.NoConfinement as error:
                found[form] = str(error)
        if isinstance(found[form], str):
            if os.environ.get("COURSE_WALLS") == "required":
                pytest.fail(f"the {form} form is required here, or nothing proves that it holds: {found[form]}")
            pytest.skip(f"this machine has no {form} form: {found[form]}")
        return found[form]

    return get


@pytest.fixture(scope="session")
def worker(solution, walls):
    """form → a Worker in this process; one for each form in all tests."""
    workers = {}

    def get(form):
        if form not in workers:
            workers[form] = Worker(Job.of(solution, walls(form), LIMITS, 0, None))
        return workers[form]

    yield get
    for one in workers.values():
        one.stop()
