"""The attention explorer in JupyterLab itself: run in a cell, it answers mouse and arrow keys; so does the live one."""

import pytest
from jupyterlab_page import run_notebook, running_lab
from widget_page import cell, live

CELLS = [
    "from course_utils.widgets import attention_explorer\nattention_explorer('tired', head='3.1')",
    "from course_utils.widgets.live_attention import live_attention\nlive_attention()",
]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory, browser):
    """The notebook with both explorers, open and run."""
    home = tmp_path_factory.mktemp("lab")
    with running_lab(home, CELLS) as lab, run_notebook(lab, browser, ".cu-attention", 2) as tab:
        yield tab


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
