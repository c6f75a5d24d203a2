"""The attention explorer in JupyterLab itself: run in a cell, it answers mouse and arrow keys; so does the live one."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from widget_page import cell, live

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-browser", "--ServerApp.port=0", "--IdentityProvider.token=course", "--ServerApp.disable_check_xsrf=True"]
START_S = 90


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab of our own on a folder with one notebook, without the user’s settings."""
    home = tmp_path_factory.mktemp("lab")
    cells = [
        "from course_utils.widgets import attention_explorer\nattention_explorer('tired', head='3.1')",
        "from course_utils.widgets.live_attention import live_attention\nlive_attention()",
    ]
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


@pytest.fixture(scope="module")
def notebook(lab, browser):
    """The notebook, open and run; every request to another host is blocked and listed on `tab.foreign`."""
    context = browser.new_context(viewport={"width": 1300, "height": 1400})
    tab = context.new_page()
    foreign = []

    def decide(route):
        if route.request.url.startswith((lab, lab.replace("http", "ws", 1), "data:", "blob:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    tab.route("**/*", decide)
    tab.goto(f"{lab}lab/tree/try.ipynb?token=course&reset")
    tab.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    tab.get_by_text("| Idle").wait_for(timeout=120_000)  # run before the kernel is there, and JupyterLab asks which one
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_text("Run All Cells", exact=True).click()
    tab.locator(".jp-OutputArea .cu-attention").nth(1).wait_for(timeout=120_000)
    tab.foreign = foreign
    yield tab
    context.close()


def test_a_click_and_the_arrow_keys_work_although_jupyterlab_binds_them(notebook):
    first = notebook.locator(".jp-CodeCell").first
    cell(first, 9, 2).click()
    assert "Row “it”: most weight on “animal”, 0.688" in live(first)
    notebook.keyboard.press("ArrowDown")
    notebook.keyboard.press("ArrowRight")
    assert "Row “was”" in live(first)
    slider = first.get_by_label("Temperature", exact=True)
    slider.focus()
    notebook.keyboard.press("ArrowRight")
    assert "Temperature 1.05" in live(first)
    first.get_by_label("Example", exact=True).select_option("typed")
    box = first.get_by_label("Your words", exact=True)
    box.fill("")
    box.press_sequentially("a b dd x")  # letters that are commands outside a text box
    assert ",".join(first.locator('[role="rowheader"]').all_inner_texts()) == "a,b,dd,x"
    assert notebook.locator(".jp-CodeCell").count() == 2


def test_a_live_sentence_is_answered_by_the_kernel(notebook):
    second = notebook.locator(".jp-CodeCell").nth(1)
    box = second.get_by_label("Sentence")
    box.fill("The river froze.")
    box.press("Enter")
    second.locator('[role="rowheader"]', has_text="froze").wait_for(timeout=30_000)
    assert "The river froze." in second.get_by_label("Example", exact=True).inner_text()


def test_jupyterlab_shows_the_explorer_without_another_host(notebook):
    assert [address for address in notebook.foreign if "jupyter" not in address] == []
