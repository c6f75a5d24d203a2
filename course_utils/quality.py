"""Quality: what `course check` and `course test` run to hold the course true."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from course_utils import notebooks

MAX_CELL_S = 180


def _step(name: str, command: list[str], environment: dict[str, str] | None = None) -> bool:
    """Runs one step, shows its output, says how long it took; returns whether it passed."""
    print(f"── {name}", flush=True)
    start = time.monotonic()
    passed = subprocess.call(command, env=os.environ | (environment or {})) == 0
    print(f"── {name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - start:.1f} s\n", flush=True)
    return passed


def _cores() -> str:
    return str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def check(args: argparse.Namespace) -> int:
    """`course check`: lint, import layers, notebooks normalised, ledger and problem sets current, website complete.

    Returns 0 when every step passed, 1 otherwise; every step runs, so that one look shows all that is wrong.
    """
    python = [sys.executable, "-m"]
    course = [*python, "course_utils.cli"]
    steps = [
        ("style", [*python, "ruff", "check", "."]),
        ("import layers", [str(Path(sys.executable).parent / "lint-imports")]),
        ("notebooks", [*course, "run", "--check"]),
        ("ledger of claims", [*course, "ledger", "--check"]),
        ("problem sets", [*course, "release", "--check"]),
        ("website", [*course, "site"]),
    ]
    failed = [name for name, command in steps if not _step(name, command)]
    print(f"{len(steps)} checks, {len(failed)} failed" + (f": {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


def test(args: argparse.Namespace) -> int:
    """`course test`: the whole test suite, then every notebook run again and compared with its committed outputs."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-n", _cores()]
    pages = [*map(str, notebooks.chapters()), *map(str, sorted(Path("solutions").glob("*.ipynb")))]
    nbval = [
        *pytest, "--dist", "loadscope", "--nbval", f"--nbval-cell-timeout={MAX_CELL_S}",
        "--nbval-sanitize-with", "tests/notebooks/sanitize.cfg", "-W", "default", *pages,
    ]
    steps = [
        ("tests", [*pytest, "--dist", "loadfile", *args.pytest], {}),
        (f"{len(pages)} notebooks against their outputs", nbval, notebooks.ENVIRONMENT | {"PYTHONPATH": os.getcwd()}),
    ]
    failed = [name for name, command, environment in steps if not _step(name, command, environment)]
    return 1 if failed else 0
