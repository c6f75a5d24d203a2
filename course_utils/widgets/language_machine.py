"""Language machine widget: a question, the model's programs, their runs and the answer, recorded, to be stepped."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from course_utils.widgets.html_widget import HtmlWidget, WidgetError

STAGES = ("question", "program", "run", "fault", "answer")


def language_machine(stories: Sequence[Mapping]) -> HtmlWidget:
    """Recorded stories to step through: each {"question": text, "events": [{"stage": …, "text": …}, …]}.

    A stage is one of STAGES. Raises WidgetError without a story, for one without events, or for an unknown stage.
    """
    if not stories:
        raise WidgetError("There is no story to show: give at least one record of the loop.")
    for story in stories:
        if not story["events"]:
            raise WidgetError(f"The story “{story['question']}” has no events.")
        for event in story["events"]:
            if event["stage"] not in STAGES:
                raise WidgetError(f"No stage “{event['stage']}”; there is: {', '.join(STAGES)}.")
    still = "".join(_still(story) for story in stories)
    said = f"{len(stories)} recorded questions, each with its programs, their runs and the answer."
    return HtmlWidget("language_machine", {"stories": [dict(story) for story in stories]},
                      f'<figure style="margin:0;overflow-x:auto">{still}<figcaption>{said}</figcaption></figure>', said)


def _still(story: Mapping) -> str:
    """One whole story as a table, for pages without JavaScript."""
    rows = "".join(f"<tr><th scope='row'>{one['stage']}</th><td style='white-space:pre-wrap'>{html.escape(one['text'])}"
                   "</td></tr>" for one in story["events"])
    return f"<table><caption>{html.escape(story['question'])}</caption>{rows}</table>"
