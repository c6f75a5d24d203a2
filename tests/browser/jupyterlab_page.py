"""JupyterLab of our own, on a folder with one notebook, open and run in Chromium without any other host."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-browser", "--ServerApp.port=0", "--IdentityProvider.token=course", "--ServerApp.disable_check_xsrf=True"]
START_S = 90


@contextmanager
def running_lab(home: Path, cells: list[str]):
    """The address of a JupyterLab without the user’s settings; its folder holds try.ipynb with these code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, home / "try.ipynb")
    places = {f"JUPYTER_{name}_DIR": str(home / ".jupyter" / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **places, "PYTHONPATH": str(ROOT), "HOME": str(home), "OMP_NUM_THREADS": "1"}
    environment |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "s"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "w")}
    environment.pop("COURSE_WIDGETS", None)
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *FLAGS, *root], cwd=home, env=environment, stdout=log, stderr=log
        )
        try:
            yield _address(home, server)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _address(home: Path, server: subprocess.Popen) -> str:
    """Waits until the server answers; fails with the end of its log when it does not."""
    until = time.monotonic() + START_S
    while time.monotonic() < until and server.poll() is None:
        for record in (home / ".jupyter" / "runtime").glob("jpserver-*.json"):
            address = json.loads(record.read_text())["url"]
            with urllib.request.urlopen(f"{address}api?token=course", timeout=30):
                return address
        time.sleep(0.3)
    pytest.fail(f"JupyterLab did not start within {START_S} s:\n{(home / 'log').read_text()[-1500:]}")


@contextmanager
def run_notebook(lab: str, browser, shown: str, count: int):
    """The notebook, run until `count` elements `shown` stand in its outputs; `tab.foreign` lists blocked addresses."""
    context = browser.new_context(viewport={"width": 1300, "height": 1400})
    tab = context.new_page()
    tab.foreign = []

    def decide(route):
        if route.request.url.startswith((lab, lab.replace("http", "ws", 1), "data:", "blob:")):
            route.continue_()
        else:
            tab.foreign.append(route.request.url)
            route.abort()

    tab.route("**/*", decide)
    tab.goto(f"{lab}lab/tree/try.ipynb?token=course&reset")
    tab.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    tab.get_by_text("| Idle").wait_for(timeout=120_000)  # run before the kernel is there, and JupyterLab asks which one
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_text("Run All Cells", exact=True).click()
    tab.locator(f".jp-OutputArea {shown}").nth(count - 1).wait_for(timeout=120_000)
    yield tab
    context.close()
