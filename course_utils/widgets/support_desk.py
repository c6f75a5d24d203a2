"""Support desk widget: recorded dialogues, one message a step, and, with a kernel behind it, messages of one's own."""

from __future__ import annotations

import html
import os
import secrets
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from course_utils.widgets.desk_chat import LONGEST, Answers, DeskChat, plain_step
from course_utils.widgets.html_widget import HtmlWidget, WidgetError

if TYPE_CHECKING:
    from course_utils.cases.support_desk import Step


class SupportDesk(HtmlWidget):
    """The widget; with a desk and a kernel, what the reader types is answered by that desk."""

    desk: Answers | None = None

    def _ipython_display_(self) -> None:
        """In a running notebook: the widget, and beside it the hidden wires to the desk. Else the widget alone."""
        wires = self._wires(token := secrets.token_hex(4))
        if wires is None:
            raise NotImplementedError  # so IPython shows what _repr_mimebundle_ gives
        from IPython.display import display

        live = HtmlWidget(self.name, {**self.props, "wire": token, "longest": LONGEST}, self.fallback, self.text)
        display(live._repr_mimebundle_(), raw=True)
        display(wires)

    def _wires(self, token: str) -> Any:
        """The hidden widgets, or None where nobody could use them: no desk, no kernel, no ipywidgets, lean output."""
        if self.desk is None or os.environ.get("COURSE_WIDGETS") == "lean":
            return None
        try:
            from IPython import get_ipython

            if not hasattr(get_ipython(), "kernel"):
                return None
            return DeskChat(self.desk).wires(token)
        except ImportError:
            return None


def support_desk(
    dialogues: Mapping[str, Sequence[Step]], threshold: float, desk: Answers | None = None
) -> SupportDesk:
    """The recorded dialogues by name, to be stepped through; threshold: the score below which a person takes over.

    desk: who answers what the reader types, such as cases.support_desk.Desk; shown in a running notebook only.
    Raises WidgetError when there is no dialogue, or one without a message.
    """
    if not dialogues or not all(dialogues.values()):
        raise WidgetError("There is nothing to step through: give at least one dialogue, each with a message.")
    steps = {name: [plain_step(step) for step in talk] for name, talk in dialogues.items()}
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
    titles = {passage.id: passage.title for passage in desk.passages} if desk else {}
    widget = SupportDesk(
        "support_desk", {"dialogues": list(steps.items()), "threshold": threshold, "titles": titles}, still, said)
    widget.desk = desk
    return widget
