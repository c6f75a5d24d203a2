"""Tables as CSV files that are safe to open in a spreadsheet: no cell of ours is taken for a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from course_utils.grading.judge.verdict import CONTROL

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """A CSV cell that no spreadsheet takes for a formula: one that begins like one gets a leading quote."""
    text = CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value)).replace("\n", " ")
    return "'" + text if text.lstrip().startswith(FORMULA) and len(text.strip()) > 1 else text  # a lone “-” is none


def csv_text(rows: list[list[object]], delimiter: str = ",") -> str:
    """Rows as CSV; cells that are texts are made safe, numbers stay as they are."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows([[one if isinstance(one, int | float) else cell(one) for one in row] for row in rows])
    return out.getvalue()


def delimiter_of(text: str) -> str:
    """Comma, or semicolon where the header line has more of those: spreadsheets of half the world save so."""
    head = text.lstrip("\ufeff").partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def rows_of(path: Path) -> list[list[str]]:
    """All rows of a CSV file that are not empty; a byte-order mark is left out."""
    text = path.read_text(encoding="utf-8-sig")
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)) if row]


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header line, as dictionaries; a missing cell is None."""
    head, *rows = rows_of(path) or [[]]
    return [dict.fromkeys(head) | dict(zip(head, row, strict=False)) for row in rows]
