"""Canvas: one column of the instructor's own gradebook export, filled in; no row or column is invented.

Format: Canvas gradebook CSV, columns `Student, ID, SIS User ID, SIS Login ID, Section`, then `<assignment> (<id>)`; the
first or second row after the header is “Points Possible”. Canvas asks for changed columns only.
"""

from __future__ import annotations

import csv
from pathlib import Path

from course_utils.grading.judge.exports.roster import ExportError, Roster, rows_of
from course_utils.grading.judge.gradebook import Gradebook

FIXED = ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section")
KEYS = ("SIS Login ID", "SIS User ID", "ID", "Student")


def export(book: Gradebook, template: Path, assignment: str, out: Path) -> tuple[int, list[str]]:
    """Writes the file; returns how many students got a score, and submissions that belong to no row of the template.

    ExportError when the template has no such column, or more than one.
    """
    rows = rows_of(template)
    head = rows[0]
    columns = [i for i, name in enumerate(head) if name == assignment or name.rpartition(" (")[0] == assignment]
    if len(columns) != 1 or "Student" not in head:
        have = ", ".join(name for name in head if name not in FIXED) or "none"
        raise ExportError(f"{template}: there is no single column for “{assignment}”; assignments there are {have}.")
    kept = [i for i, name in enumerate(head) if name in FIXED] + columns
    roster = Roster(book)
    for row in rows[1:]:
        row += [""] * (len(head) - len(row))
        if row[head.index("Student")].strip() == "Points Possible":
            _check_points(row[columns[0]], book, template)
            continue
        verdict = roster.find([row[head.index(key)] for key in KEYS if key in head])
        if verdict is not None:
            row[columns[0]] = f"{book.score(verdict):g}"
    with open(out, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[row[i] for i in kept] for row in rows])
    return roster.found, roster.left()


def _check_points(text: str, book: Gradebook, template: Path) -> None:
    most = book.max(book.verdicts[0]) if book.verdicts else 0
    try:
        possible = float(text or 0)
    except ValueError:
        return
    if possible and possible != most:
        raise ExportError(
            f"{template}: the assignment has {possible:g} points in Canvas, the problem set {most:g}; change one."
        )
