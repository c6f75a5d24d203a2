"""Desk chat: what a reader types into the support desk widget, answered by the desk in the kernel, turn after turn.

Page and kernel talk through two hidden ipywidgets: a text area brings the message, an HTML widget carries the dialogue
back as JSON. Both are core widgets, so JupyterLab and Colab need nothing further, and nothing is fetched.
"""

from __future__ import annotations

import html
import json
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

from course_utils.widgets.html_widget import WidgetError

if TYPE_CHECKING:
    from course_utils.cases.support_desk import Passage, Step

LONGEST = 500
"""Characters of a message that are read."""
TURNS = 40
"""Messages of one dialogue."""


class Answers(Protocol):
    """What a desk must be able to do: answer a message that follows the customer's messages before it."""

    passages: Sequence[Passage]

    def step(self, message: str, before: Sequence[str] = ()) -> Step:
        """What the desk did with the message."""


def plain_step(step: Step) -> dict[str, Any]:
    """A step as plain data for the page, its numbers rounded to two places."""
    rounded = {"score": round(step.score, 2), "chance": round(step.chance, 2)}
    return {**asdict(step), **rounded, "passages": [[name, round(score, 2)] for name, score in step.passages]}


def readable(text: str) -> str:
    """The message on one line, without control characters. Raises WidgetError when the desk cannot read it.

    >>> readable("Where is\\x00 my\\n bike? ")
    'Where is my bike?'
    """
    if len(text) > LONGEST:
        raise WidgetError(f"The message has more than {LONGEST} characters: ask it in fewer words.")
    # Unicode's categories C: control and format characters, halves of surrogate pairs, and what has no meaning yet.
    clean = " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in text).split())
    letters = [c for c in clean if c.isalpha()]
    if not clean:
        raise WidgetError("The message is empty: write what a customer would ask.")
    if not letters:
        raise WidgetError("The message has no word in it: write what a customer would ask.")
    if sum("LATIN" in unicodedata.name(c, "") for c in letters) < len(letters) / 2:
        raise WidgetError("The desk reads English only: write the message in English.")
    return clean


class DeskChat:
    """One dialogue with a desk: each message is answered with the customer's messages before it in mind."""

    def __init__(self, desk: Answers) -> None:
        self.desk = desk
        self.steps: list[dict[str, Any]] = []

    def reply(self, asked: str) -> dict[str, Any]:
        """The dialogue after what the page asked: JSON {"n": number, "text": message} or {"n": number, "again": true}.

        Comes back as {"n": the same number, "steps": all steps so far, "problem": one sentence or ""}; the newest step
        has "ms", the milliseconds that the desk took. A message with a problem does not become part of the dialogue.
        """
        number, problem = 0, ""
        try:
            question = json.loads(asked)
            number = int(question["n"])
            if question.get("again"):
                self.steps = []
            else:
                self._answer(str(question["text"]))
        except WidgetError as error:
            problem = str(error)
        except Exception as error:  # the page must say so, whatever a desk of one's own raises
            problem = f"The desk could not answer ({type(error).__name__}: {error})."
        return {"n": number, "steps": self.steps, "problem": problem}

    def _answer(self, text: str) -> None:
        message = readable(text)
        if len(self.steps) >= TURNS:
            raise WidgetError(f"This dialogue has {TURNS} messages: start again.")
        before = [step["message"] for step in self.steps]
        start = time.perf_counter()
        step = self.desk.step(message, before)
        milliseconds = 1000 * (time.perf_counter() - start)
        self.steps = [*self.steps, {**plain_step(step), "ms": round(milliseconds)}]

    def wires(self, token: str) -> Any:
        """A hidden box of two ipywidgets, found on the page by their classes cu-question-token and cu-reply-token."""
        import ipywidgets

        question = ipywidgets.Textarea(layout={"display": "none"}, continuous_update=False)
        reply = ipywidgets.HTML(layout={"display": "none"})
        question.add_class(f"cu-question-{token}")
        reply.add_class(f"cu-reply-{token}")

        def answer(change: Any) -> None:
            reply.value = html.escape(json.dumps(self.reply(change["new"])))

        question.observe(answer, "value")
        reply.value = html.escape(json.dumps({"n": 0, "steps": self.steps, "problem": ""}))
        return ipywidgets.Box([question, reply], layout={"display": "none"})
