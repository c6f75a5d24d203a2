"""Support desk widget: recorded dialogues, one message a step: query, intent, score, passages and decision."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from course_utils.widgets.html_widget import HtmlWidget, WidgetError

if TYPE_CHECKING:
    from course_utils.cases.support_desk import Step


def support_desk(dialogues: Mapping[str, Sequence[Step]], threshold: float) -> HtmlWidget:
    """The recorded dialogues by name, to be stepped through; threshold: the score below which a person takes over.

    Raises WidgetError when there is no dialogue, or one without a message.
    """
    if not dialogues or not all(dialogues.values()):
        raise WidgetError("There is nothing to step through: give at least one dialogue, each with a message.")
    steps = {name: [asdict(step) for step in talk] for name, talk in dialogues.items()}
    for talk in steps.values():
        for step in talk:
            step["score"], step["passages"] = round(step["score"], 2), [list(p) for p in step["passages"]]
    count = sum(map(len, dialogues.values()))
    handed = sum(step.decision != "answer" for talk in dialogues.values() for step in talk)
    said = f"{len(dialogues)} dialogues, {count} messages: {count - handed} answered, {handed} handed over."
    rows = "".join(
        f"<tr><th scope='row'>{html.escape(step.message)}</th><td>{html.escape(step.intent)}</td>"
        f"<td>{step.score:.2f}</td><td>{html.escape(step.answer)}</td></tr>"
        for talk in dialogues.values() for step in talk)
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("Message", "Intent", "Score", "Reply"))
    still = (f'<figure style="margin:0;overflow-x:auto"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>'
             f"</table><figcaption>{said}</figcaption></figure>")
    return HtmlWidget("support_desk", {"dialogues": list(steps.items()), "threshold": threshold}, still, said)
