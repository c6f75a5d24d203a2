"""The gradebook: grades.csv with one row a submission, from the verdicts and the points that people gave by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from course_utils.grading.judge import hand_points
from course_utils.grading.judge.hand_points import HandPoint
from course_utils.grading.judge.result_store import write
from course_utils.grading.judge.spreadsheet import csv_text
from course_utils.grading.judge.verdict import ProblemVerdict, Verdict

COLUMNS = ("submission", "score", "max", "status", "reason")
AWAITS = "awaits manual points"


@dataclass
class Gradebook:
    """All verdicts of a run in the order of names, with the points given by hand."""

    folder: Path
    verdicts: list[Verdict]
    manual: list[HandPoint] = field(default_factory=list)

    def read_manual(self) -> None:
        """Reads the table of points given by hand, or begins one; HandPointsError names a line that is wrong."""
        self.manual = hand_points.read(self.folder, self.verdicts)
        self.__dict__.pop("_by_submission", None)
        self.__dict__.pop("_extra", None)

    @cached_property
    def _by_submission(self) -> dict[str, list[HandPoint]]:
        found = defaultdict(list)
        for one in self.manual:
            found[one.submission].append(one)
        return found

    @cached_property
    def _extra(self) -> float:
        """Points beyond the set's own: for each problem that people added, its largest maximum."""
        own = {problem.name for verdict in self.verdicts[:1] for problem in verdict.problems if problem.hand_points}
        extra: dict[str, float] = {}
        for one in self.manual:
            if one.problem not in own:
                extra[one.problem] = max(extra.get(one.problem, 0.0), one.max)
        return sum(extra.values())

    def by_hand(self, verdict: Verdict) -> list[HandPoint]:
        """The points that people gave to one submission."""
        return [one for one in self._by_submission.get(verdict.submission, []) if one.points is not None]

    def awaited(self, verdict: Verdict) -> list[str]:
        """The problems of one submission that wait for a person."""
        return [one.problem for one in self._by_submission.get(verdict.submission, []) if one.points is None]

    def status(self, verdict: Verdict) -> str:
        """How judging ended; a graded submission that waits for a person says so."""
        return AWAITS if verdict.status == "graded" and self.awaited(verdict) else verdict.status

    def reason(self, verdict: Verdict) -> str:
        """Why the status is not “graded”: the judge's sentence, and the problems that wait for a person."""
        waits = self.awaited(verdict)
        sentences = [verdict.reason, f"a person gives the points of {', '.join(waits)}" if waits else ""]
        return "; ".join(one for one in sentences if one)

    def score(self, verdict: Verdict) -> float:
        """Judged points and points given by hand; a whole number where it is one."""
        return _tidy(verdict.score + sum(one.points for one in self.by_hand(verdict)))

    def max(self, verdict: Verdict) -> float:
        """All points that can be had: the tests', the written answers', and those that people added."""
        return _tidy(verdict.max + self._extra)

    def points(self, verdict: Verdict, problem: ProblemVerdict) -> float:
        """The points of one problem, given by its tests or by people."""
        return _tidy(problem.points + sum(one.points for one in self.by_hand(verdict) if one.problem == problem.name))

    def rows(self) -> list[list[object]]:
        """The table: one row a submission, then one column a problem, empty where a person's points are awaited."""
        names = [problem.name for problem in self.verdicts[0].problems] if self.verdicts else []
        rows: list[list[object]] = [[*COLUMNS, *names]]
        for one in self.verdicts:
            first = [one.submission, self.score(one), self.max(one), self.status(one), self.reason(one)]
            waits = self.awaited(one)
            rows.append([*first, *("" if p.name in waits else self.points(one, p) for p in one.problems)])
        return rows

    @property
    def path(self) -> Path:
        """Where the table of grades lies."""
        return self.folder / "grades.csv"

    @property
    def table(self) -> Path:
        """Where people write the points that they give."""
        return self.folder / hand_points.FILE

    def write(self) -> Path:
        """Writes grades.csv and returns its path."""
        write(self.path, csv_text(self.rows()))
        return self.path


def _tidy(number: float) -> float:
    return int(number) if number == int(number) else round(number, 4)
