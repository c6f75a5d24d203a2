"""Moodle: the offline grading worksheet, filled in place; grade and feedback stand together, or feedback is lost.

Format: Moodle's grading worksheet, columns `Identifier, Full name, Email address, Status, Grade, Maximum grade, …,
Feedback comments`. The identifier is “Participant 123”; downloads are called after name and participant number.
"""

from __future__ import annotations

import csv
from pathlib import Path

from course_utils.grading.judge.exports.roster import ExportError, Roster, rows_of
from course_utils.grading.judge.gradebook import Gradebook, cell
from course_utils.grading.judge.verdict import Verdict

NEEDED = ("Identifier", "Grade", "Maximum grade", "Feedback comments")


def export(book: Gradebook, worksheet: Path, out: Path) -> tuple[int, list[str]]:
    """Writes the filled worksheet; returns how many students got a grade, and submissions that belong to no row.

    ExportError when a column is missing, or the maximum differs from the problem set's.
    """
    rows = rows_of(worksheet)
    head = rows[0]
    missing = [name for name in NEEDED if name not in head]
    if missing:
        raise ExportError(
            f"{worksheet}: there is no column “{missing[0]}”; switch on “Offline grading worksheet” and “Feedback "
            "comments” in the assignment and download the worksheet again."
        )
    place = {name: head.index(name) for name in head}
    roster = Roster(book)
    for number, row in enumerate(rows[1:], 2):
        row += [""] * (len(head) - len(row))
        identifier = row[place["Identifier"]]
        keys = [row[place[key]] for key in ("Email address", "ID number", "Username") if key in place]
        keys += [identifier.removeprefix("Participant "), row[place["Full name"]] if "Full name" in place else ""]
        verdict = roster.find(keys)
        if verdict is None:
            continue
        most = book.max(verdict)
        if row[place["Maximum grade"]] and float(row[place["Maximum grade"]]) != most:
            raise ExportError(
                f"{worksheet}, line {number}: the maximum grade is {row[place['Maximum grade']]}, ours is {most:g}."
            )
        row[place["Grade"]] = f"{book.score(verdict):.2f}"
        row[place["Feedback comments"]] = cell(comment(verdict, book))
    with open(out, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return roster.found, roster.left()


def comment(verdict: Verdict, book: Gradebook) -> str:
    """One line for the student: points of each problem, reason, and what people wrote."""
    parts = [f"{one.name} {one.points}/{one.max}" for one in verdict.problems]
    parts += [f"{one.problem} {one.points:g}: {one.comment}" for one in book.by_hand(verdict)]
    return "; ".join([*parts, verdict.reason] if verdict.reason else parts)
