"""Canvas: one column of the instructor's own gradebook export, filled in; no row or column is invented.

Format: Canvas gradebook CSV. The header begins with `Student` (or `LastName, FirstName`), then `ID`, optionally
`SIS User ID, SIS Login ID, Integration ID, Root Account`, then `Section`; after it the instructor's own columns, the
assignments as `<name> (<id>)`, and totals that are “(read only)” in the row of “Points Possible”. Columns may be parted
by semicolons. Students are told apart by `ID`. Canvas asks for changed columns only where a course is large.
"""

from __future__ import annotations

import re
from pathlib import Path

from course_utils.grading.judge.exports.roster import ExportError, Roster, rows_of
from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.result_store import write
from course_utils.grading.judge.spreadsheet import csv_text, delimiter_of

FIXED = (
    "Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account",
    "Section",
)  # fmt: skip
KEYS = ("SIS Login ID", "SIS User ID", "Student")
ASSIGNMENT = re.compile(r"(.+) \((\d+)\)")


def export(book: Gradebook, template: Path, assignment: str, out: Path) -> tuple[int, list[str]]:
    """Writes the file; returns how many students got a score, and submissions that belong to no row of the template.

    ExportError when the template is no gradebook, has no such column or more than one, or one that Canvas fills itself.
    """
    rows = rows_of(template)
    head = rows[0]
    if head[0] not in ("Student", "LastName") or "ID" not in head or "Section" not in head:
        raise ExportError(f"{template}: this is no gradebook of Canvas; choose Grades, then Export, and use that file.")
    titles = [found[1] if (found := ASSIGNMENT.fullmatch(name)) else name for name in head]
    columns = [i for i, name in enumerate(head) if name not in FIXED and assignment in (name, titles[i])]
    if len(columns) != 1:
        have = ", ".join(name for name in head if name not in FIXED) or "none"
        raise ExportError(f"{template}: there is no single column for “{assignment}”; assignments there are {have}.")
    kept = [i for i, name in enumerate(head) if name in FIXED] + columns
    roster = Roster(book)
    for row in rows[1:]:
        row += [""] * (len(head) - len(row))
        if "Points Possible" in row[0]:
            _check_points(row[columns[0]], book, template)
            continue
        verdict = roster.find(row[head.index("ID")], [row[head.index(key)] for key in KEYS if key in head])
        if verdict is not None:
            row[columns[0]] = f"{book.score(verdict):g}"
    mark = delimiter_of(template.read_text(encoding="utf-8-sig"))
    # Canvas goes by the ID, so a name that looks like a formula may get its quote.
    write(out, csv_text([[row[i] for i in kept] for row in rows], mark))
    return roster.found, roster.left()


def _check_points(text: str, book: Gradebook, template: Path) -> None:
    """ExportError when Canvas would not take the column, or counts other points."""
    if "read only" in text:
        raise ExportError(f"{template}: Canvas computes this column itself; choose an assignment.")
    most = book.max(book.verdicts[0]) if book.verdicts else 0
    try:
        possible = float(text.replace(",", ".") or 0)
    except ValueError:
        return
    if possible and possible != most:
        raise ExportError(
            f"{template}: the assignment has {possible:g} points in Canvas, the problem set {most:g}; change one."
        )
