"""The roster: which submission belongs to which row of an institution's table."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from course_utils.grading.judge import spreadsheet
from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.verdict import Verdict


class ExportError(ValueError):
    """An institution's file is not as documented; the sentence says what to hand in instead."""


def rows_of(path: Path) -> list[list[str]]:
    """All rows of a CSV file; ExportError when it is not there, empty or no UTF-8 text."""
    try:
        rows = spreadsheet.rows_of(path)
    except FileNotFoundError:
        raise ExportError(f"There is no file {path}.") from None
    except UnicodeDecodeError:
        raise ExportError(
            f"{path}: the file is not UTF-8 text; export it again and do not save it elsewhere."
        ) from None
    if not rows:
        raise ExportError(f"{path}: the file is empty; export it again.")
    return rows


CANVAS = re.compile(r"([^_]*)_(?:late_)?(\d+)_")
MOODLE = re.compile(r"(.*?)_(\d+)_assignsubmission")


def plain(text: str) -> str:
    """A key or name as it is compared: without case, blanks around it, and two ways to write one umlaut."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def marks(name: str) -> tuple[str, str]:
    """(name, number) of the student, as the platform wrote them before the file's own name; "" where there is none.

    Canvas calls a download `lovelaceada_101_98765_file.ipynb`, or `lovelaceada_LATE_101_98765_file.ipynb`; Moodle calls
    a folder `Ada Lovelace_501_assignsubmission_file`. The numbers are 101, 101 and 501. A student chooses the file's
    name, so Canvas's form, which no name of Moodle's has, is tried first and nothing after its number is looked at.
    """
    text = plain(name)
    found = CANVAS.match(text + "_")
    if found and text[found.end() :].startswith("assignsubmission"):
        found = None
    found = found or MOODLE.match(text)
    return (found[1], found[2]) if found else (text.partition("_")[0], "")


class Roster:
    """Finds the verdict for a row by what identifies a student: the platform's number, the whole name, the user's name.

    A number in a file's name is the platform's own and is compared with that number only: a student's number at the
    institution may well be the platform's number of somebody else. No submission belongs to two rows.
    """

    def __init__(self, book: Gradebook) -> None:
        self.verdicts = book.verdicts
        self.used: set[str] = set()
        self.fitting: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
        for one in self.verdicts:
            name, number = marks(one.submission)
            for kind, key in (("number", number), ("whole", plain(one.submission)), ("name", name)):
                self.fitting[kind, key].append(one)

    @property
    def found(self) -> int:
        """How many submissions have been matched."""
        return len(self.used)

    def find(self, number: str, keys: list[str]) -> Verdict | None:
        """The one verdict of this number, else of the first key that exactly one submission carries.

        A submission with a number is known by that alone; several of one student, as two versions, are nobody's.
        ExportError when the submission belongs to another row already.
        """
        looked = [("number", number), *((kind, key) for key in keys for kind in ("whole", "name"))]
        for kind, key in ((kind, plain(key)) for kind, key in looked if key.strip()):
            fitting = self.fitting.get((kind, key), [])
            if kind == "name" and any(marks(one.submission)[1] not in ("", plain(number)) for one in fitting):
                continue
            if len(fitting) > 1:
                return None
            if fitting:
                return self._take(fitting[0])
        return None

    def _take(self, verdict: Verdict) -> Verdict:
        if verdict.submission in self.used:
            raise ExportError(f"The submission “{verdict.submission}” fits two rows of the table; rename it.")
        self.used.add(verdict.submission)
        return verdict

    def left(self) -> list[str]:
        """Submissions that no row asked for."""
        return [one.submission for one in self.verdicts if one.submission not in self.used]
