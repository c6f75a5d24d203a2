"""The desk chat: a message sent by hidden widgets comes back answered; what cannot be read gets one sentence."""

import html
import json
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell

from course_utils.cases import support_desk as room
from course_utils.widgets import WidgetError, support_desk
from course_utils.widgets.desk_chat import LONGEST, TURNS, DeskChat, readable


@pytest.fixture(scope="module")
def desk():
    passages = room.read_passages()
    return room.Desk(passages, room.split(passages, room.read_outside(), seed=0)["train"], threshold=0.56)


def send(box, n, **what):
    """What the page does with the hidden text area, and what it then reads in the hidden HTML."""
    question, reply = box.children
    question.value = json.dumps({"n": n, **what})
    return json.loads(html.unescape(reply.value))


def test_a_message_set_on_the_question_trait_is_answered_on_the_reply_trait(desk):
    box = DeskChat(desk).wires("t")
    assert [child._dom_classes for child in box.children] == [("cu-question-t",), ("cu-reply-t",)]
    first = send(box, 1, text="Do you have electric bikes?")
    assert (first["n"], first["problem"], len(first["steps"])) == (1, "", 1)
    step = first["steps"][0]
    assert step["decision"] == "answer"
    assert step["answer"].endswith("[P28]")
    assert step["passages"][0][0] == "P28"
    assert step["passages"][0][1] == step["score"] >= 0.56
    assert (step["guess"], 0 < step["chance"] <= 1, step["ms"] >= 0) == ("bikes", True, True)
    follow = send(box, 2, text="And how fast do they go?")["steps"][1]
    assert follow["query"] == "Do you have electric bikes? And how fast do they go?"
    assert send(box, 3, again=True)["steps"] == []
    assert send(box, 4, text="And how fast do they go?")["steps"][0]["query"] == "And how fast do they go?"


def test_the_chat_gives_the_same_steps_as_the_desk_itself(desk, report):
    compared = 0
    for talk in room.read_dialogues().values():
        chat, texts = DeskChat(desk), [message.text for message in talk]
        for n, text in enumerate(texts):
            steps = chat.reply(json.dumps({"n": n, "text": text}))["steps"]
        for step, want in zip(steps, desk.talk(texts), strict=True):
            assert (step["query"], step["answer"], step["intent"]) == (want.query, want.answer, want.intent)
            assert step["chance"] == round(want.chance, 2)
            compared += 1
    report(f"desk chat: {compared} steps equal to the desk's own")


@pytest.mark.parametrize(("text", "says"), [
    ("", "is empty"), (" \n\t ", "is empty"), ("\x00\u202e", "is empty"), ("x" * 10_000, "more than 500 characters"),
    ("12 ?!", "no word"), ("\N{BICYCLE}", "no word"), ("车在哪里？", "English only"), ("Где он?", "English only"),
])
def test_what_cannot_be_read_gets_one_sentence_and_leaves_the_dialogue_alone(desk, text, says):
    box = DeskChat(desk).wires("t")
    before = send(box, 1, text="How much is it?")["steps"]
    answer = send(box, 2, text=text)
    assert says in answer["problem"]
    assert answer["problem"].count(". ") == 0
    assert answer["steps"] == before


def test_control_characters_and_half_characters_are_left_out_and_html_is_left_as_it_is():
    assert readable("a\x00b\ud800 park \u202e my\n bike") == "a b park my bike"
    assert readable("<b>Where</b> & why?") == "<b>Where</b> & why?"
    assert readable("x" * LONGEST) == "x" * LONGEST


def test_html_reaches_the_page_as_text_only(desk):
    box = DeskChat(desk).wires("t")
    steps = send(box, 1, text="<img src=x onerror=alert(1)> Where can I park?")["steps"]
    assert "<" not in box.children[1].value
    assert steps[0]["message"].startswith("<img src=x")


@pytest.mark.parametrize("asked", ["", "no JSON", "[]", '{"n": 1}', '{"n": "x", "text": "a"}'])
def test_what_no_page_sends_is_answered_with_a_problem_too(desk, asked):
    assert DeskChat(desk).reply(asked)["problem"].startswith("The desk could not answer (")


def test_a_dialogue_has_an_end(desk):
    chat = DeskChat(desk)
    chat.steps = [{"message": "x"}] * TURNS
    assert chat.reply('{"n": 1, "text": "One more?"}')["problem"] == f"This dialogue has {TURNS} messages: start again."


@pytest.fixture
def shell(monkeypatch):
    """An IPython that says it has a kernel; what it displays comes back as a list of bundles."""
    one, shown = InteractiveShell.instance(), []
    monkeypatch.setattr(one, "kernel", object(), raising=False)
    monkeypatch.setattr("IPython.display.display", lambda what, **how: shown.append(what))
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)
    yield shown
    InteractiveShell.clear_instance()


def test_with_a_kernel_the_widget_comes_with_its_wires_and_without_one_alone(desk, shell, monkeypatch):
    talks = {"A pass": desk.talk(["What does a day pass cost?"])}
    live = support_desk(talks, 0.56, desk)
    live._ipython_display_()
    page, wires = shell
    token = json.loads(page["text/html"].split('application/json">')[1].split("</script>")[0])["wire"]
    assert wires.children[0]._dom_classes == (f"cu-question-{token}",)
    assert "wire" not in live.props
    monkeypatch.setenv("COURSE_WIDGETS", "lean")
    for alone in (live, support_desk(talks, 0.56)):
        with pytest.raises(NotImplementedError):
            alone._ipython_display_()
    monkeypatch.delenv("COURSE_WIDGETS")
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(NotImplementedError):
        live._ipython_display_()
    assert live._repr_mimebundle_() == support_desk(talks, 0.56, desk)._repr_mimebundle_()
    assert len(shell) == 2


def test_an_empty_widget_is_refused_with_a_desk_too(desk):
    with pytest.raises(WidgetError, match="nothing to step"):
        support_desk({"A": []}, 0.5, desk)
