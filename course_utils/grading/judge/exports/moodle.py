"""Moodle: the offline grading worksheet, filled in place; grade and feedback stand together, or feedback is lost.

Format: Moodle's grading worksheet, columns `Identifier, Full name, Email address, Status, Grade, Maximum grade, Grade
can be changed, Last modified (submission), Last modified (grade), Feedback comments`. Moodle reads back `Identifier`
(“Participant 123”), `Grade`, `Last modified (grade)` and `Feedback comments`, and refuses a file that lacks one of the
first three. The names of columns are in the language of the person who downloads. Downloads are called after name and
participant number.
"""

from __future__ import annotations

from pathlib import Path

from course_utils.grading.judge.exports.roster import ExportError, Roster, rows_of
from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.result_store import write
from course_utils.grading.judge.spreadsheet import csv_text, delimiter_of
from course_utils.grading.judge.verdict import Verdict

NEEDED = ("Identifier", "Grade", "Maximum grade", "Last modified (grade)", "Feedback comments")


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
            "comments” in the assignment, set your language in Moodle to English, and download the worksheet again."
        )
    place = {name: head.index(name) for name in head}
    roster = Roster(book)
    for number, row in enumerate(rows[1:], 2):
        row += [""] * (len(head) - len(row))
        identifier = row[place["Identifier"]]
        keys = [row[place[key]] for key in ("Email address", "ID number", "Username") if key in place]
        keys.append(row[place["Full name"]] if "Full name" in place else "")
        verdict = roster.find(identifier.rpartition(" ")[2], keys)
        if verdict is None:
            continue
        most = book.max(verdict)
        if row[place["Maximum grade"]] and _number(row[place["Maximum grade"]]) != most:
            raise ExportError(
                f"{worksheet}, line {number}: the maximum grade is {row[place['Maximum grade']]}, ours is {most:g}."
            )
        row[place["Grade"]] = f"{book.score(verdict):.2f}"
        row[place["Feedback comments"]] = comment(verdict, book)
    # Moodle goes by the identifier, so a name that looks like a formula may get its quote.
    write(out, csv_text(rows, delimiter_of(worksheet.read_text(encoding="utf-8-sig"))))
    return roster.found, roster.left()


def comment(verdict: Verdict, book: Gradebook) -> str:
    """One line for the student: points of each problem, reason, and what people wrote."""
    written = {one.name: one.max for one in verdict.problems if one.hand_points}
    parts = [f"{one.name} {one.points}/{one.max}" for one in verdict.problems if one.name not in written]
    for one in book.by_hand(verdict):
        most = f"/{written[one.problem]}" if one.problem in written else ""
        parts.append(f"{one.problem} {one.points:g}{most}" + (f": {one.comment}" if one.comment else ""))
    reason = book.reason(verdict)
    return "; ".join([*parts, reason] if reason else parts)


def _number(text: str) -> float:
    """A number as Moodle writes it, with a comma in some languages; NaN for what is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")
