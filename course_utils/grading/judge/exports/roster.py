"""The roster: which submission belongs to which row of an institution's table."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from course_utils.grading.judge import spreadsheet
from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.verdict import Verdict


class ExportError(ValueError):
    """An institution's file is not as documented; the sentence says what to hand in instead."""


def rows_of(path: Path) -> list[list[str]]:
    """All rows of a CSV file; ExportError when it is empty or no UTF-8 text."""
    try:
        rows = spreadsheet.rows_of(path)
    except UnicodeDecodeError:
        raise ExportError(
            f"{path}: the file is not UTF-8 text; export it again and do not save it elsewhere."
        ) from None
    if not rows:
        raise ExportError(f"{path}: the file is empty; export it again.")
    return rows


def marks(name: str) -> list[str]:
    """The parts of a submission's name that may identify a student: never a part that the student chose.

    Canvas calls a download `lovelaceada_101_98765_file.ipynb`, or `lovelaceada_LATE_101_98765_file.ipynb`; Moodle calls
    a folder `Ada Lovelace_501_assignsubmission_file`. marks of all three end with the number 101, 101, 501.
    """
    parts = name.lower().split("_")
    if "assignsubmission" in parts[2:]:
        place = parts.index("assignsubmission")
        return ["_".join(parts[: place - 1]), parts[place - 1]]
    return [parts[0], *(parts[2:3] if parts[1:2] == ["late"] else parts[1:2])]


class Roster:
    """Finds the verdict for a row by what identifies a student: the whole submission name, or one of its marks."""

    def __init__(self, book: Gradebook) -> None:
        self.verdicts = book.verdicts
        self.used: set[str] = set()
        self.whole: dict[str, list[Verdict]] = defaultdict(list)
        self.marked: dict[str, list[Verdict]] = defaultdict(list)
        for one in self.verdicts:
            self.whole[one.submission.lower()].append(one)
            for mark in dict.fromkeys(marks(one.submission)):
                self.marked[mark].append(one)

    @property
    def found(self) -> int:
        """How many submissions have been matched."""
        return len(self.used)

    def find(self, keys: list[str]) -> Verdict | None:
        """The verdict of the first key that exactly one submission carries, whole or as a mark."""
        for key in (one.strip().lower() for one in keys):
            for fitting in (self.whole.get(key, []), self.marked.get(key, [])) if key else ():
                if len(fitting) == 1:
                    self.used.add(fitting[0].submission)
                    return fitting[0]
        return None

    def left(self) -> list[str]:
        """Submissions that no row asked for."""
        return [one.submission for one in self.verdicts if one.submission not in self.used]
