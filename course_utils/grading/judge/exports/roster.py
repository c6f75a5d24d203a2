"""The roster: which submission belongs to which row of an institution's table."""

from __future__ import annotations

import csv
from pathlib import Path

from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.verdict import Verdict


class ExportError(ValueError):
    """An institution's file is not as documented; the sentence says what to hand in instead."""


def rows_of(path: Path) -> list[list[str]]:
    """All rows of a CSV file; ExportError when it is empty."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if row]
    if not rows:
        raise ExportError(f"{path}: the file is empty; export it again.")
    return rows


class Roster:
    """Finds the verdict for a row by what identifies a student: the whole submission name, or its part before “_”.

    Canvas downloads are called `name_123_456_file.ipynb`, Moodle's folders `Name_123_assignsubmission_file`.
    """

    def __init__(self, book: Gradebook) -> None:
        self.verdicts = book.verdicts
        self.used: set[str] = set()

    @property
    def found(self) -> int:
        """How many submissions have been matched."""
        return len(self.used)

    def find(self, keys: list[str]) -> Verdict | None:
        """The verdict of the first key that exactly one submission carries, whole or as one of its parts."""
        for key in (one.strip().lower() for one in keys):
            if not key:
                continue
            whole = [one for one in self.verdicts if one.submission.lower() == key]
            part = [one for one in self.verdicts if key in one.submission.lower().split("_")]
            for fitting in (whole, part):
                if len(fitting) == 1:
                    self.used.add(fitting[0].submission)
                    return fitting[0]
        return None

    def left(self) -> list[str]:
        """Submissions that no row asked for."""
        return [one.submission for one in self.verdicts if one.submission not in self.used]
