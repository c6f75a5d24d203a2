"""JupyterLab: a chapter opened as it is committed shows its numbers; run, its explorer answers to the keyboard."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT

CHAPTER = ROOT / "notebooks/05_attention.ipynb"
TOKEN = "course"
SETTINGS = {
    "notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},     # every cell is in the page
    "apputils-extension/notification.jupyterlab-settings": {"fetchNews": "false", "checkForUpdates": False},
}


def shortened(chapter: dict) -> dict:
    """The chapter's two opening code cells and its explorer, without outputs: what "run all" needs, and no more."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    code = [dict(cell, outputs=[], execution_count=None) for cell in chapter["cells"] if cell["cell_type"] == "code"]
    explorer = [cell for cell in code if "attention_explorer()" in "".join(cell["source"])]
    return {**chapter, "metadata": kernel, "cells": [*code[:2], *explorer[:1]]}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab of its own: own folders, own settings, own token, and no way to the network."""
    home = tmp_path_factory.mktemp("lab")
    work = home / "work"
    work.mkdir()
    chapter = json.loads(CHAPTER.read_text("utf-8"))
    (work / "chapter.ipynb").write_text(json.dumps(chapter), "utf-8")
    (work / "short.ipynb").write_text(json.dumps(shortened(chapter)), "utf-8")
    for name, content in SETTINGS.items():
        path = home / "settings/@jupyterlab" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COURSE_OFFLINE": "1", "OMP_NUM_THREADS": "1", "COURSE_SIZE": "small",
           "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
           "IPYTHONDIR": str(home / "ipython"), "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
           "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    env.pop("COURSE_WIDGETS", None)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
               "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={work}",
               "--LabApp.extension_manager=readonly", "--LabApp.news_url="]
    with (home / "log.txt").open("w") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as process:
        try:
            yield wait_for(f"http://127.0.0.1:{port}/", process, home / "log.txt")
        finally:
            process.terminate()
            process.wait(20)


def wait_for(address: str, process, log: Path, seconds: float = 60) -> str:
    """The address, once it answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}api?token={TOKEN}", timeout=2).close()
            return address
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start: {log.read_text('utf-8')[-1500:]}")


@pytest.fixture
def open_notebook(browser, lab):
    """A function that opens a notebook in JupyterLab; at the end nothing was asked of another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    foreign: list[str] = []

    def decide(route):
        if route.request.url.startswith((lab, "data:", "blob:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    def open_it(name: str):
        tab = context.new_page()
        tab.route("**/*", decide)
        tab.goto(f"{lab}lab/tree/{name}?token={TOKEN}&reset")
        tab.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        return tab

    yield open_it
    context.close()
    assert foreign == []


def test_a_chapter_that_was_not_run_still_says_what_the_explorer_shows(open_notebook):
    tab = open_notebook("chapter.ipynb")
    still = tab.locator(".jp-OutputArea figure", has_text="Attention weights").first
    still.wait_for(timeout=60_000)
    assert "0.9858" in still.inner_text()
    assert tab.locator('.jp-OutputArea [role="grid"]').count() == 0, "the notebook was not run, yet its script was"


def test_run_all_brings_the_explorer_to_life_and_the_arrow_keys_reach_it(open_notebook):
    tab = open_notebook("short.ipynb")
    tab.get_by_text("| Idle").first.wait_for(timeout=60_000)      # what is run before the kernel is there, is lost
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    grid = tab.locator('[data-cu-view] [role="grid"]').first
    grid.wait_for(timeout=90_000)
    status = tab.locator('[data-cu-view] [role="status"]').first
    before = status.inner_text()
    tab.keyboard.press("Escape")
    grid.locator('[role="gridcell"][tabindex="0"]').first.focus()
    focused = "document.activeElement.getAttribute('aria-label')"
    here = tab.evaluate(focused)
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate(focused) != here, "JupyterLab took the arrow key away from the explorer"
    assert status.inner_text() != before
    slider = tab.get_by_label("Temperature", exact=True).first
    slider.focus()
    value = slider.input_value()
    tab.keyboard.press("ArrowRight")
    assert slider.input_value() != value
