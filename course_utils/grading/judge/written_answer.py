"""The written answer to a problem, found among the text cells of a notebook, also where tags and ids are lost."""

from __future__ import annotations

import re

from course_utils.grading.source_cell import WRITE_HERE

HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def _heading(text: str) -> str:
    """The first heading of a text cell, or ""."""
    found = HEADING.search(text)
    return found[1].strip() if found else ""


def headings(texts: list[str]) -> list[str]:
    """The first heading of each text that has one."""
    return [heading for heading in map(_heading, texts) if heading]


def answers_in(cells: list[tuple[str, list[str]]], problems: list[dict]) -> dict[str, str]:
    """Problem → what is written for it. problems: name, the author's text cells, and all headings of the set.

    A cell with the problem's tag or id belongs to it, and every other cell between the problem's heading and the next
    heading of the set. The author's own words, where they are still there, and the line to be replaced are taken out.
    """
    return {one["name"]: _answer(cells, one["name"], one["texts"], one["headings"]) for one in problems}


def _answer(cells: list[tuple[str, list[str]]], name: str, texts: list[str], every: list[str]) -> str:
    mark = f"{name}-written".replace("_", "-")
    own = headings(texts)
    parts, here = [], False
    for text, marks in cells:
        heading = _heading(text)
        if heading in own:
            here = True
        elif heading in every:
            here = False
        if here or _is_answer(marks, name, mark):
            parts.append(_without(text, texts))
    return "\n\n".join(part for part in parts if part)


def _is_answer(marks: list[str], name: str, identity: str) -> bool:
    return ("answer" in marks and name in marks) or any(mark.startswith(identity) for mark in marks)


def _without(text: str, texts: list[str]) -> str:
    """The cell's text without the author's words; the release puts a line of facts below a heading."""
    text = text.replace(WRITE_HERE, "")
    for one in texts:
        heading, _, rest = one.strip().partition("\n")
        for words in (heading, rest.strip()):
            if words and words in text:
                text = text.replace(words, "", 1)
    return re.sub(r"^\*Difficulty [●○]+ .*\*$", "", text, flags=re.MULTILINE).strip()
