"""The language machine in Chromium: a story is stepped by mouse and keyboard, and stands whole without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, document, live, page_opener  # noqa: F401

from course_utils.widgets import WidgetError, language_machine

STORIES = [
    {"question": "Ann has 12 coins. How many?", "events": [
        {"stage": "question", "text": "Ann has 12 coins. How many?"}, {"stage": "program", "text": "li t0 1\nout t0"},
        {"stage": "fault", "text": "Line 1: 1 is not a number of the question."},
        {"stage": "program", "text": "li t0 12\nout t0"}, {"stage": "run", "text": "1 00001000 addi t0, zero, 12"},
        {"stage": "answer", "text": "12 <b>right</b>"}]},
    {"question": "Second?", "events": [{"stage": "question", "text": "Second?"}, {"stage": "answer", "text": "none"}]},
]


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def test_a_story_is_stepped_forwards_back_and_to_its_end(open_page):
    tab = open_page(document(language_machine(STORIES).html()))
    assert live(tab) == "1 of 6, question: Ann has 12 coins. How many?"
    step = tab.get_by_role("button", name="Step")
    step.press("Enter")
    step.click()
    assert live(tab) == "3 of 6, fault: Line 1: 1 is not a number of the question."
    assert tab.locator("ol li").count() == 3
    tab.get_by_role("button", name="Back").click()
    assert live(tab) == "2 of 6, program: li t0 1"
    tab.get_by_role("button", name="End").click()
    assert "12 <b>right</b>" in tab.locator("ol li").last.inner_text()
    assert step.is_disabled()
    tab.get_by_label("Question").select_option("1")
    assert live(tab) == "1 of 2, question: Second?"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast(open_page, theme):
    tab = open_page(document(language_machine(STORIES).html(), theme=theme))
    tab.get_by_role("button", name="End").click()
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) > 5
    assert min(worst.values()) >= 4.5


def test_it_fits_a_phone_and_without_javascript_the_stories_stay(open_page):
    tab = open_page(document(language_machine(STORIES).html()), width=360)
    tab.get_by_role("button", name="End").click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(language_machine(STORIES).html()), width=360, java_script_enabled=False)
    assert still.locator("figure tr").count() == 8
    assert still.locator("figcaption").inner_text().startswith("2 recorded questions")


def test_a_bad_story_is_refused():
    with pytest.raises(WidgetError, match="no story"):
        language_machine([])
    with pytest.raises(WidgetError, match="has no events"):
        language_machine([{"question": "q", "events": []}])
    with pytest.raises(WidgetError, match="No stage “magic”"):
        language_machine([{"question": "q", "events": [{"stage": "magic", "text": ""}]}])
