"""Ledger: every statement of the five articles that a chapter puts on trial, read from the executed chapters.

A row exists only because a cell ran: it is read from that cell's output, and links to that cell. What no chapter tries
stands in `LEFT_OUT` with its reason, so that nothing of the list of findings is lost silently.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from course_utils import manuscript, notebooks

FILE = Path(__file__).parent / "data" / "ledger.json"
# The findings in the five articles: letter of the article, and how many there are. R stands for what they get right.
FINDINGS = {"A": 41, "B": 37, "C": 31, "D": 35, "E": 34}
LEFT_OUT = {
    "B37": "answers that repeat their question hold no statement that a cell could compute",
    "C10": "which tools were removed from a library since stands in its release notes, not in a computation",
    "C29": "a list of fields without a system, data or a measure holds nothing to try",
    "D33": "that a book does not exist cannot be proven; the authors found it in no catalogue",
}
_OUTPUT = re.compile(
    r"Claim (?P<id>\w+) \(article (?P<where>[^)]+)\)\n  says:     (?P<says>.*?)\n  verdict:  (?P<verdict>\w+)\n"
    r"  in truth: (?P<right>.*)", re.DOTALL)


class LedgerError(ValueError):
    """A chapter's trial cannot be read, or is there twice; the sentence says where."""


@dataclass(frozen=True)
class Row:
    """One statement on trial: where the article says it, our paraphrase, the verdict, the truth, and the proof."""

    id: str
    where: str  # article and section, such as “004 §4.3”
    says: str
    verdict: str
    right: str
    chapter: str  # the notebook's stem; the proof is the cell with the anchor claim-ID on its page

    @property
    def article(self) -> str:
        """The article's number, such as “004”."""
        return self.where[:3]

    @property
    def link(self) -> str:
        """The cell that proves it, relative to another chapter's page."""
        return f"{self.chapter}.html#claim-{self.id}"


def findings() -> list[str]:
    """The ids of all findings in the articles, such as A01, in order."""
    return [f"{letter}{number:02}" for letter, many in FINDINGS.items() for number in range(1, many + 1)]


def _outputs(cell: object) -> Iterable[str]:
    """The texts that a code cell left behind: what it returned, without its HTML twin."""
    for output in cell.get("outputs", []):
        text = output.get("data", {}).get("text/plain", "")
        yield "".join(text) if isinstance(text, list) else text


def _tried(cell: object) -> list[str]:
    """The ids that the cell's code puts on trial."""
    return [call.args[0].value for call in manuscript.calls_in(cell, "trial")]


def read(paths: Iterable[Path]) -> list[Row]:
    """The rows of these chapters, sorted by id.

    Raises LedgerError for a trial whose cell was not run, for an id that two cells try, and when there is no trial.
    """
    rows: dict[str, Row] = {}
    for path in paths:
        for index, cell in enumerate(notebooks.read(path).cells):
            if cell.cell_type != "code":
                continue
            found = [match for text in _outputs(cell) if (match := _OUTPUT.match(text))]
            if (tried := _tried(cell)) != [match["id"] for match in found]:
                raise LedgerError(f"{path}, cell {index}: {', '.join(tried)} left no output; “course run” the chapter.")
            for match in found:
                if match["id"] in rows:
                    raise LedgerError(f"{path}, cell {index}: {match['id']} is on trial in "
                                      f"{rows[match['id']].chapter} already; keep one of the two.")
                rows[match["id"]] = Row(**match.groupdict(), chapter=path.stem)
    if not rows:
        raise LedgerError("No chapter holds a trial: there is nothing to put into the ledger.")
    return [rows[key] for key in sorted(rows)]


def missing(rows: Iterable[Row]) -> list[str]:
    """One sentence for each finding that is neither on trial nor left out with a reason, or is both."""
    tried = {row.id for row in rows}
    unknown = [f"{key}: no such finding; take it out of LEFT_OUT." for key in LEFT_OUT if key not in findings()]
    both = [f"{key}: is on trial, and is left out; take it out of LEFT_OUT." for key in LEFT_OUT if key in tried]
    lost = [f"{key}: put it on trial in a chapter, or write into LEFT_OUT why not." for key in findings()
            if key not in tried and key not in LEFT_OUT]
    return [*unknown, *both, *lost]


def text(rows: Iterable[Row]) -> str:
    """The rows as the file holds them, one line each."""
    return "[\n" + ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows) + "\n]\n"


def load() -> list[Row]:
    """The ledger that ships with the course; `course ledger` makes it from the chapters."""
    return [Row(**raw) for raw in json.loads(FILE.read_text(encoding="utf-8"))]


def rows_html(rows: Iterable[Row]) -> str:
    """The rows as an HTML table, each with a link to its proof."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Claim", "Article", "It says", "Verdict", "In truth"))
    body = "".join(
        f'<tr><th scope="row"><a href="{row.link}">{row.id}</a></th><td>{html.escape(row.where)}</td>'
        f"<td>{html.escape(row.says)}</td><td>{row.verdict}</td><td>{html.escape(row.right)}</td></tr>" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `course ledger`."""
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the file is not current")


def main(args: argparse.Namespace) -> int:
    """`course ledger`: makes data/ledger.json from the executed chapters; returns 1 when something is missing."""
    rows = read(notebooks.chapters())
    problems = missing(rows)
    current = FILE.is_file() and FILE.read_text(encoding="utf-8") == text(rows)
    if args.check and not current:
        problems.append(f"{FILE.name} is not what the chapters say; run “course ledger”, then “course run 21”.")
    if not args.check:
        FILE.write_text(text(rows), encoding="utf-8")
    print("\n".join([*problems, f"{len(rows)} statements on trial, {len(LEFT_OUT)} left out with a reason, "
                                f"{len(problems)} to mend."]))
    return 1 if problems else 0
