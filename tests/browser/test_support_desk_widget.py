"""The support desk in Chromium: a dialogue is stepped by keyboard and by mouse, and each step says what was decided."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, document, live, page_opener  # noqa: F401

from course_utils.cases.support_desk import Step
from course_utils.widgets import WidgetError, support_desk


def step(message, score, decision="answer"):
    answer = "Halt <b>here</b>. [P01]" if decision == "answer" else "I pass you on."
    return Step(message, f"{message} in full", "prices", score, (("P01", score), ("P02", 0.1)), decision, answer)


TALKS = {"A price": [step("How much?", 0.8), step("And then?", 0.25, "hand over")], "A lock": [step("It blinks", 0.7)]}


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def test_a_reader_steps_through_a_dialogue_and_chooses_another(open_page):
    tab = open_page(document(support_desk(TALKS, 0.5).html()))
    assert live(tab) == "Message 1 of 2. Score 0.80, not below the threshold 0.50: the desk answers from P01."
    tab.get_by_role("button", name="Next message").press("Enter")
    assert live(tab).endswith("Score 0.25, below the threshold 0.50: the desk hands over to a person.")
    assert tab.locator("ol li").count() == 2
    assert "<b>here</b>" in tab.locator("ol li").first.inner_text()
    assert "P01 0.25 · P02 0.10" in tab.locator("dl").inner_text()
    assert tab.get_by_role("button", name="Next message").is_disabled()
    tab.get_by_role("button", name="Step back").click()
    assert tab.locator("ol li").count() == 1
    tab.locator("select").select_option("A lock")
    assert live(tab).startswith("Message 1 of 1.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast(open_page, theme):
    tab = open_page(document(support_desk(TALKS, 0.5).html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    assert min(tab.evaluate(CONTRAST).values()) >= 4.5




def test_it_fits_a_phone_and_without_javascript_all_messages_stay(open_page):
    tab = open_page(document(support_desk(TALKS, 0.5).html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(support_desk(TALKS, 0.5).html()), width=360, java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == 3
    assert still.locator("figcaption").inner_text() == "2 dialogues, 3 messages: 2 answered, 1 handed over."


def test_an_empty_desk_is_refused():
    with pytest.raises(WidgetError, match="nothing to step"):
        support_desk({}, 0.5)
