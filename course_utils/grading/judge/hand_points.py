"""Points given by hand: a table that people fill in, begun by the grader, added to and never overwritten by it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading.judge.result_store import write
from course_utils.grading.judge.spreadsheet import cell, csv_text, delimiter_of, read_csv
from course_utils.grading.judge.verdict import ProblemVerdict, Verdict

FILE = "manual_points.csv"
COLUMNS = ("submission", "problem", "points", "max", "comment")


class HandPointsError(ValueError):
    """The table cannot be used; the sentence says which line and why."""


@dataclass(frozen=True)
class HandPoint:
    """What a person gave for one problem of one submission; points are None while nobody has given any."""

    submission: str
    problem: str
    points: float | None
    max: float
    comment: str


def read(folder: Path, verdicts: list[Verdict]) -> list[HandPoint]:
    """The table of a graded folder, with a row added for every written answer that has none yet.

    A row may also name any other problem, as after an appeal: its points are added, its max counts for everybody.
    HandPointsError names a line that is wrong.
    """
    path = folder / FILE
    if not path.exists():
        write(path, ",".join(COLUMNS) + "\n")
    known = {cell(one.submission): one for one in verdicts} | {one.submission: one for one in verdicts}
    found: dict[tuple[str, str], HandPoint] = {}
    points: list[HandPoint] = []
    for line, row in enumerate(read_csv(path), 2):
        one = _row(row, known, f"{path}, line {line}")
        if (one.submission, one.problem) in found and _written(known[one.submission], one.problem):
            raise HandPointsError(f"{path}, line {line}: {one.submission} has points for {one.problem} already.")
        found[one.submission, one.problem] = one
        points.append(one)
    new = [
        HandPoint(verdict.submission, problem.name, None, problem.hand_points, "")
        for verdict in verdicts
        for problem in verdict.problems
        if problem.written and (verdict.submission, problem.name) not in found
    ]
    _append(path, new)
    return points + new


def _row(row: dict[str, str], known: dict[str, Verdict], where: str) -> HandPoint:
    """One line of the table, checked."""
    missing = [name for name in COLUMNS if row.get(name) is None]
    if missing:
        raise HandPointsError(f"{where}: there is no “{missing[0]}”; columns are {', '.join(COLUMNS)}.")
    if row["submission"] not in known:
        raise HandPointsError(f"{where}: there is no submission “{row['submission']}”.")
    verdict = known[row["submission"]]
    try:
        points = float(row["points"].replace(",", ".")) if row["points"].strip() else None
        most = float(row["max"].replace(",", ".") or 0)
    except ValueError:
        raise HandPointsError(f"{where}: points and max must be numbers.") from None
    written = _written(verdict, row["problem"])
    if written:
        most = float(written.hand_points)
        if points is not None and not 0 <= points <= most:
            raise HandPointsError(f"{where}: {points:g} points of {most:g} cannot be.")
    return HandPoint(
        verdict.submission, row["problem"], points if written or points is not None else 0.0, most, row["comment"]
    )


def _written(verdict: Verdict, name: str) -> ProblemVerdict | None:
    """The problem of this name, if its answer is a written one."""
    return next((one for one in verdict.problems if one.name == name and one.hand_points), None)


def _append(path: Path, points: list[HandPoint]) -> None:
    """Adds rows at the end of the table, in the form that the person who edits it uses; what is there stays."""
    if not points:
        return
    text = path.read_text(encoding="utf-8")
    mark = delimiter_of(text)
    head = next(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=mark))
    rows = [
        [{"submission": p.submission, "problem": p.problem, "max": f"{p.max:g}"}.get(n, "") for n in head]
        for p in points
    ]
    end = "" if text.endswith("\n") else "\n"
    write(path, text + end + csv_text(rows, mark))
