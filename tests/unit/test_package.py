"""The wheel: what a Colab notebook installs. It holds data and widgets, and leaves torch alone."""

import email
import importlib.metadata
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_every_data_file_and_every_widget_script(wheel, report):
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "course_utils"
    wanted = {f"course_utils/{p.relative_to(package)}" for p in package.rglob("*")
              if p.is_file() and p.suffix in (".js", ".json", ".md", ".py", ".safetensors", ".conll")}
    report(f"files in the wheel: {len(inside)} ({wheel.stat().st_size / 1e3:.0f} kB)")
    assert {name for name in wanted if name.endswith(".js")}
    assert {name for name in wanted if name.endswith(".json")}
    assert wanted <= inside


def test_the_wheel_holds_no_answers(wheel):
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "solution" in name]


def test_the_wheel_asks_for_nothing_that_colab_would_have_to_replace(wheel):
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith("METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    always = sorted(r.split(">")[0] for r in metadata.get_all("Requires-Dist") if "extra ==" not in r)
    assert always == ["bm25s", "matplotlib", "numpy", "usearch"]
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"


def test_installing_the_wheel_changes_nothing_else_that_is_installed(wheel, tmp_path, report):
    plan = tmp_path / "plan.json"
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "--force-reinstall", "--no-deps", "-q"]
    assert subprocess.run([*pip, "--report", str(plan), str(wheel)], capture_output=True, timeout=120).returncode == 0
    with_dependencies = [word for word in pip if word not in ("--no-deps", "--force-reinstall")]
    done = subprocess.run([*with_dependencies, "--report", str(plan), str(wheel)], capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr
    changed = [item["metadata"]["name"] for item in json.loads(plan.read_text())["install"]]
    report(f"what pip would change beside torch {importlib.metadata.version('torch')}: {changed or 'nothing'}")
    assert set(changed) <= {"two-machines"}


def test_an_installed_wheel_runs_without_the_clone(wheel, tmp_path):
    site = str(tmp_path / "site")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", site, str(wheel)]
    assert subprocess.run(pip, capture_output=True, timeout=120).returncode == 0
    code = """
import sys
import course_utils
from course_utils import assets, hardware, widgets
assert course_utils.__file__.startswith(sys.argv[1])
hardware.chip("H100 SXM")
widgets.module_script("attention")
"""
    command = [sys.executable, "-c", code, site]
    done = subprocess.run(command, env={"PYTHONPATH": site}, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
