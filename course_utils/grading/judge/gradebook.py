"""The gradebook: grades.csv with one row a submission, and the points that people gave by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.grading.judge.result_store import write
from course_utils.grading.judge.verdict import CONTROL, Verdict

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
MANUAL = "manual_points.csv"
MANUAL_COLUMNS = ("submission", "problem", "points", "max", "comment")
COLUMNS = ("submission", "score", "max", "status", "reason")


class GradebookError(ValueError):
    """A table that people wrote cannot be used; the sentence says which line and why."""


def cell(value: object) -> str:
    """A CSV cell that no spreadsheet takes for a formula: one that begins like one gets a leading quote."""
    text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value)).replace("\n", " ")
    return "'" + text if text.lstrip().startswith(FORMULA) else text


def csv_text(rows: list[list[object]]) -> str:
    """Rows as CSV; cells that are texts are made safe, numbers stay as they are."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[one if isinstance(one, int | float) else cell(one) for one in row] for row in rows])
    return out.getvalue()


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header line, as dictionaries; a byte-order mark is left out."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class ManualPoint:
    """Points that a person gave for one problem of one submission, with a comment for the student."""

    submission: str
    problem: str
    points: float
    max: float
    comment: str


@dataclass
class Gradebook:
    """All verdicts of a run in the order of names, with the points given by hand."""

    folder: Path
    verdicts: list[Verdict]
    manual: list[ManualPoint] = field(default_factory=list)

    def read_manual(self) -> None:
        """Reads the table of points given by hand, or begins one; GradebookError names a line that is wrong."""
        path = self.folder / MANUAL
        if not path.exists():
            write(path, ",".join(MANUAL_COLUMNS) + "\n")
            return
        known = {verdict.submission for verdict in self.verdicts}
        for line, row in enumerate(read_csv(path), 2):
            missing = [name for name in MANUAL_COLUMNS if row.get(name) is None]
            if missing:
                raise GradebookError(
                    f"{path}, line {line}: there is no “{missing[0]}”; columns are {', '.join(MANUAL_COLUMNS)}."
                )
            try:
                points, most = float(row["points"]), float(row["max"] or 0)
            except ValueError:
                raise GradebookError(f"{path}, line {line}: points and max must be numbers.") from None
            name = row["submission"]
            if name not in known:
                raise GradebookError(f"{path}, line {line}: there is no submission “{name}”.")
            self.manual.append(ManualPoint(name, row["problem"], points, most, row["comment"]))

    def by_hand(self, verdict: Verdict) -> list[ManualPoint]:
        """The points that people gave to one submission."""
        return [one for one in self.manual if one.submission == verdict.submission]

    def score(self, verdict: Verdict) -> float:
        """Judged points and points given by hand; a whole number where it is one."""
        return _tidy(verdict.score + sum(one.points for one in self.by_hand(verdict)))

    def max(self, verdict: Verdict) -> float:
        """All points that can be had: the tests' and, for each problem judged by hand, its largest maximum."""
        extra: dict[str, float] = {}
        for one in self.manual:
            extra[one.problem] = max(extra.get(one.problem, 0.0), one.max)
        return _tidy(verdict.max + sum(extra.values()))

    def rows(self) -> list[list[object]]:
        """The table: one row a submission, then one column a problem."""
        names = [problem.name for problem in self.verdicts[0].problems] if self.verdicts else []
        rows: list[list[object]] = [[*COLUMNS, *names]]
        for one in self.verdicts:
            first = [one.submission, self.score(one), self.max(one), one.status, one.reason]
            rows.append([*first, *(problem.points for problem in one.problems)])
        return rows

    def write(self) -> Path:
        """Writes grades.csv and returns its path."""
        path = self.folder / "grades.csv"
        write(path, csv_text(self.rows()))
        return path


def _tidy(number: float) -> float:
    return int(number) if number == int(number) else round(number, 4)
