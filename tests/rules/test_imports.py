"""Who may import whom, and what an import may do."""

import pkgutil
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import course_utils

SCRIPTS = Path(sysconfig.get_path("scripts"))
TORCH_FREE = ("units", "hardware", "costs", "claims", "measured", "machine", "environment", "notebooks", "manuscript",
              "site", "grading", "widgets", "plotting", "cli", "doctor", "quality", "assets", "pinned", "runtime")


def python(code):
    """Runs code in a fresh interpreter; returns what it printed on both streams."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def rooms():
    return [name for _, name, _ in pkgutil.iter_modules(course_utils.__path__)]


def test_the_import_contracts_hold(report):
    done = subprocess.run([shutil.which("lint-imports", path=SCRIPTS)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
    assert "Contracts: 2 kept, 0 broken." in done.stdout
    report("import contracts: 2 kept")


def test_importing_the_package_prints_nothing_and_loads_no_torch():
    assert python("import sys, course_utils; assert 'torch' not in sys.modules and 'numpy' not in sys.modules") == ""


def test_importing_the_package_takes_under_150_ms(report):
    code = "import time; start = time.perf_counter(); import course_utils; print(time.perf_counter() - start)"
    least = min(float(python(code)) for _ in range(5))
    report(f"import course_utils: {least * 1e3:.1f} ms (least of 5)")
    assert least < 0.150


@pytest.mark.parametrize("room", rooms())
def test_each_room_imports_quietly(room):
    heavy = "" if room not in TORCH_FREE else "assert not {'torch', 'transformers', 'datasets'} & set(sys.modules)"
    assert python(f"import sys, importlib; importlib.import_module('course_utils.{room}'); {heavy}") == ""


def test_the_list_of_rooms_is_not_empty(report):
    assert len(rooms()) >= 15
    report(f"rooms imported quietly: {len(rooms())}, of which torch-free: {len(TORCH_FREE)}")
