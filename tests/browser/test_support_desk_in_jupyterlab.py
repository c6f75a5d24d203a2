"""The support desk in JupyterLab itself: what is typed is answered by the desk in the kernel, several turns long."""

import pytest
from jupyterlab_page import run_notebook, running_lab

DESK = """from course_utils.cases import support_desk as room
from course_utils.widgets import support_desk
passages = room.read_passages()
train = room.split(passages, room.read_outside(), seed=0)["train"]
desk = room.Desk(passages, train, threshold=0.56)
support_desk({"A pass": desk.talk(["What does a day pass cost?", "And the weather?"])}, 0.56, desk)"""


@pytest.fixture(scope="module")
def notebook(tmp_path_factory, browser):
    """A notebook with a live desk, open and run."""
    home = tmp_path_factory.mktemp("lab")
    with running_lab(home, [DESK]) as lab, run_notebook(lab, browser, ".cu-typing", 1) as tab:
        yield tab


def ask(tab, text, says):
    """Types a message, sends it with Enter, and waits until the status line says so."""
    box = tab.get_by_label("Your message", exact=True)
    box.fill(text)
    box.press("Enter")
    tab.locator('.cu-live[role="status"]', has_text=says).wait_for(timeout=30_000)
    return tab.locator("dl").inner_text()


def test_typed_messages_are_answered_with_the_dialogue_in_mind(notebook):
    notebook.locator(".cu-live", has_text="Type a message").wait_for(timeout=60_000)
    ask(notebook, "Do you have electric bikes?", "Message 1.")
    inside = ask(notebook, "And how fast do they go?", "Message 2. Score 0.77, not below the threshold 0.56")
    assert "Do you have electric bikes? And how fast do they go?" in inside
    assert "ms in the kernel" in inside
    height = notebook.locator("dl > dt").first.evaluate("one => one.getBoundingClientRect().height")
    assert height < 40, "JupyterLab's own style of lists breaks the words"
    assert "25 kilometres an hour. [P28]" in notebook.get_by_role("log").inner_text()
    assert "out of scope; else" in ask(notebook, "Who painted the Mona Lisa?", "hands over to a person")
    assert notebook.get_by_label("Your message", exact=True).input_value() == ""
    assert notebook.evaluate("document.activeElement.placeholder").startswith("Where can I park")


def test_bad_input_gets_one_sentence_and_the_dialogue_stays(notebook):
    before = notebook.get_by_role("log").inner_text()
    for text, says in (("", "is empty"), ("x" * 10_000, "more than 500 characters"), ("车在哪里？", "English only")):
        ask(notebook, text, says)
        assert notebook.get_by_role("log").inner_text() == before
    ask(notebook, "<img src=x onerror=alert(1)> Where can I park?", "Score")
    assert "<img src=x" in notebook.get_by_role("log").inner_text()
    assert notebook.locator(".cu-desk-talk img").count() == 0


def test_start_again_forgets_and_a_recorded_dialogue_can_still_be_stepped(notebook):
    notebook.get_by_role("button", name="Start again").click()
    notebook.locator(".cu-live", has_text="Type a message").wait_for(timeout=30_000)
    assert notebook.get_by_role("log").get_by_role("listitem").count() == 0
    assert ask(notebook, "And how fast do they go?", "Message 1.").startswith("Looked up\nAnd how fast do they go?")
    notebook.get_by_label("Dialogue", exact=True).select_option("A pass")
    notebook.get_by_role("button", name="Next message").click()
    assert notebook.get_by_role("log").get_by_role("listitem").count() == 2
    notebook.get_by_label("Dialogue", exact=True).select_option("Your own messages")
    assert notebook.get_by_role("log").get_by_role("listitem").count() == 1


def test_jupyterlab_shows_the_desk_without_another_host(notebook):
    assert [address for address in notebook.foreign if "jupyter" not in address] == []
