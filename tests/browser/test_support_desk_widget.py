"""The support desk in Chromium: a dialogue is stepped by keyboard and by mouse, and each step says what was decided."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, document, live, page_opener  # noqa: F401

from course_utils.cases.support_desk import Step
from course_utils.widgets import HtmlWidget, WidgetError, support_desk
from course_utils.widgets.desk_chat import LONGEST, DeskChat


def step(message, score, decision="answer"):
    answer = "Halt <b>here</b>. [P01]" if decision == "answer" else "I pass you on."
    intent = "prices" if decision == "answer" else "out of scope"
    passages = (("P01", score), ("P02", 0.1))
    return Step(message, f"{message} in full", intent, score, passages, decision, answer, "prices", 0.63)


def turns(tab):
    return tab.get_by_role("log").get_by_role("listitem").count()


TALKS = {"A price": [step("How much?", 0.8), step("And then?", 0.25, "hand over")], "A lock": [step("It blinks", 0.7)]}


class Echo:
    """A desk that answers every message but those about the weather."""

    passages = ()

    def step(self, message, before=()):
        if "weather" in message:
            raise ValueError("no window")
        return step(message, 0.8)


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def test_a_reader_steps_through_a_dialogue_and_chooses_another(open_page):
    tab = open_page(document(support_desk(TALKS, 0.5).html()))
    assert live(tab) == "Message 1 of 2. Score 0.80, not below the threshold 0.50: the desk answers from P01."
    tab.get_by_role("button", name="Next message").press("Enter")
    assert live(tab).endswith("Score 0.25, below the threshold 0.50: the desk hands over to a person.")
    assert turns(tab) == 2
    assert "<b>here</b>" in tab.get_by_role("log").inner_text()
    assert tab.locator("dl li").all_inner_texts() == ["P01 0.25", "P02 0.10"]
    assert "out of scope; else prices, probability 0.63" in tab.locator("dl").inner_text()
    assert tab.get_by_role("button", name="Next message").is_disabled()
    tab.get_by_role("button", name="Step back").click()
    assert turns(tab) == 1
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


def wired(theme="light", already=(), wires=True):
    """A page with a live desk whose hidden wires lead nowhere: the test plays the kernel."""
    still = support_desk(TALKS, 0.5)
    live_desk = HtmlWidget("support_desk", {**still.props, "wire": "t", "longest": LONGEST}, still.fallback, "")
    first = json.dumps({"n": len(already), "steps": list(already), "problem": ""})
    box = "<div class='cu-question-t' hidden><textarea></textarea></div>"
    hidden = f"{box}<div class='cu-reply-t' hidden>{first}</div>" if wires else ""
    return document(live_desk.html(), hidden, theme=theme)


def kernel_answers(tab, chat):
    """Passes what the page asked to the kernel's side, and its reply to the page; returns the status line."""
    asked = tab.locator(".cu-question-t textarea").input_value()
    tab.evaluate("x => { document.querySelector('.cu-reply-t').textContent = x; }", json.dumps(chat.reply(asked)))
    tab.wait_for_function("!document.querySelector('.cu-typing button').disabled")
    return live(tab)


def test_with_a_kernel_a_typed_message_is_answered_and_a_refused_one_stays_in_the_box(open_page):
    tab, chat = open_page(wired()), DeskChat(Echo())
    box = tab.get_by_label("Your message", exact=True)
    assert live(tab) == "Type a message, as a customer would."
    box.fill("<b>How</b> much?")
    box.press("Enter")
    assert live(tab) == "Sent to the kernel …"
    assert tab.get_by_role("button", name="Send").is_disabled()
    assert kernel_answers(tab, chat).startswith("Message 1. Score 0.80, not below the threshold 0.50")
    assert "<b>How</b> much?" in tab.get_by_role("log").inner_text()
    assert "prices, probability 0.63" in tab.locator("dl").inner_text()
    assert box.input_value() == ""
    for text, says in (("", "The message is empty"), ("y" * 10_000, f"more than {LONGEST} characters"),
                       ("weather", "The desk could not answer (ValueError: no window).")):
        box.fill(text)
        tab.get_by_role("button", name="Send").click()
        assert says in kernel_answers(tab, chat)
        assert box.input_value() == text
        assert box.get_attribute("aria-invalid") == "true"
        assert turns(tab) == 1
    tab.get_by_role("button", name="Start again").click()
    assert kernel_answers(tab, chat) == "Type a message, as a customer would."
    assert turns(tab) == 0
    assert tab.locator("dl").inner_text() == ""


def test_a_page_loaded_again_shows_the_dialogue_that_the_kernel_remembers(open_page):
    chat = DeskChat(Echo())
    steps = chat.reply(json.dumps({"n": 1, "text": "How much?"}))["steps"]
    tab = open_page(wired(already=steps))
    assert live(tab).startswith("Message 1. Score 0.80")
    assert turns(tab) == 1


def test_a_kernel_that_does_not_answer_is_named_and_may_answer_later(open_page):
    tab, chat = open_page(wired()), DeskChat(Echo())
    tab.get_by_label("Your message", exact=True).fill("How much?")
    tab.get_by_role("button", name="Send").click()
    tab.get_by_text("No answer yet: the kernel is busy").wait_for(timeout=10_000)
    assert kernel_answers(tab, chat).startswith("Message 1.")


def test_while_it_looks_for_the_kernel_recorded_dialogues_can_be_stepped(open_page):
    tab = open_page(wired(wires=False))
    assert live(tab) == "Connecting to the kernel …"
    assert tab.get_by_role("button", name="Send").is_disabled()
    tab.get_by_label("Dialogue", exact=True).select_option("A price")
    tab.get_by_role("button", name="Next message").click()
    assert live(tab).startswith("Message 2 of 2.")


def test_saved_with_its_wires_and_shown_without_a_kernel_it_goes_back_to_the_recorded_dialogues(open_page):
    tab = open_page(wired(wires=False).replace("LOOKS = 240", "LOOKS = 2"))
    tab.locator(".cu-live", has_text="Message 1 of 2.").wait_for(timeout=5_000)
    assert tab.locator(".cu-note").is_visible()
    assert tab.get_by_label("Dialogue", exact=True).locator("option").all_inner_texts() == list(TALKS)
    assert tab.get_by_label("Your message", exact=True).is_hidden()


def test_without_a_kernel_there_is_no_box_and_one_sentence_says_what_typing_needs(open_page):
    tab = open_page(document(support_desk(TALKS, 0.5, Echo()).html()))
    assert tab.get_by_label("Your message", exact=True).is_hidden()
    says = "Typing a message of your own needs a kernel: open this page as a notebook and run the cell."
    assert tab.locator(".cu-note").inner_text() == says


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_live_desk_passes_axe_has_contrast_and_fits_a_phone(open_page, theme):
    chat = DeskChat(Echo())
    tab = open_page(wired(theme, chat.reply(json.dumps({"n": 1, "text": "x" * LONGEST}))["steps"]), width=360)
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    assert min(tab.evaluate(CONTRAST).values()) >= 4.5
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
