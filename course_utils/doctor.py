"""Doctor: a table of what this machine has for the course, and what to do about each red line."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from dataclasses import dataclass

from course_utils import assets, environment, runtime, units

MARKS = {True: "ok", False: "!!"}


@dataclass(frozen=True)
class Line:
    """One finding: what was looked at, what was found, whether the course can work with it, and else what to do."""

    topic: str
    found: str
    ok: bool
    advice: str = ""


def _python() -> Line:
    version = platform.python_version()
    advice = "Install Python 3.11, 3.12 or 3.13 and run “make test” again."
    return Line("Python", version, environment.supported(sys.version_info), advice)


def _package(name: str, advice: str) -> Line:
    if importlib.util.find_spec(name) is None:
        return Line(name, "not installed", False, advice)
    return Line(name, importlib.metadata.version(name), True)


def _device() -> Line:
    if importlib.util.find_spec("torch") is None:
        return Line("device", "unknown without torch", False, "Install torch first.")
    try:
        name = runtime.device()
    except ValueError as error:
        return Line("device", "none", False, str(error))
    return Line("device", name, True)


def _memory() -> Line:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return Line("memory", "cannot be read on this system", True)
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    advice = "Chapters need about 4 GB: close other programs, or open the notebook in Colab."
    return Line("memory", units.bytes_text(size), size > 3.5e9, advice)


def _disk() -> Line:
    free = shutil.disk_usage(".").free
    advice = "Make room: the environment and the checkpoints take 3 GB."
    return Line("free disk", units.bytes_text(free), free > 3e9, advice)


def _network() -> Line:
    there = runtime.online()
    found = f"{runtime.hub()} answers" if there else f"{runtime.hub()} does not answer: bundled data is used"
    return Line("network", found, True)


def _checkpoint(name: str) -> Line:
    """Looks and fetches nothing: what only the full size needs may be absent."""
    topic = f"checkpoint {name}"
    if assets.find(name) is None and assets.CHECKPOINTS[name].package is None:
        return Line(topic, "not here: only the full size fetches it", True)
    try:
        asset = assets.checkpoint(name)
    except assets.AssetError as error:
        return Line(topic, "missing or damaged", False, str(error))
    return Line(topic, f"{asset.source}: {asset.path}", True)


def examine() -> list[Line]:
    """All findings in the order in which a person would mend them."""
    install = "Run “make lab” (it installs the notebooks' packages), or pip install “two-machines[course]”."
    packages = [_package(name, install) for name in ("torch", "transformers", "datasets", "jupyterlab", "ipywidgets")]
    data = sorted(p.name for p in assets.DATA.iterdir() if not p.name.startswith(("_", ".")))
    advice = "The installation is damaged: install it again."
    bundled = Line("bundled data", ", ".join(data) or "nothing", bool(data), advice)
    checkpoints = [_checkpoint(name) for name in assets.CHECKPOINTS]
    return [_python(), *packages, _device(), _memory(), _disk(), _network(), bundled, *checkpoints]


def main(args: argparse.Namespace) -> int:
    """`course doctor`: prints the table; returns 1 when a line is red."""
    lines = examine()
    width = max(len(line.topic) for line in lines)
    for line in lines:
        print(f"{MARKS[line.ok]}  {line.topic:<{width}}  {line.found}")
        if not line.ok:
            print(f"    {'':<{width}}  → {line.advice}")
    red = sum(not line.ok for line in lines)
    print(f"\n{len(lines)} lines, {red} to mend." if red else f"\n{len(lines)} lines, nothing to mend.")
    return 1 if red else 0
