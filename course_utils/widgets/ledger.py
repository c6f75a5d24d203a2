"""Ledger widget: every statement on trial in one table that a reader can search and filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from course_utils.claims import ARTICLES
from course_utils.ledger import Row, load, rows_html
from course_utils.widgets.html_widget import HtmlWidget, WidgetError


def ledger(rows: Sequence[Row] | None = None, *, article: str = "", verdict: str = "", find: str = "") -> HtmlWidget:
    """The ledger of all claims, to begin with filtered by article ("004"), verdict ("wrong") and words to find.

    rows: those of `course_utils.ledger.load()` when left out. Raises WidgetError when there is no row, or for an
    article or a verdict that no row has.
    """
    rows = load() if rows is None else rows
    if not rows:
        raise WidgetError("The ledger is empty: run “course ledger”.")
    articles, verdicts = sorted({row.article for row in rows}), sorted({row.verdict for row in rows})
    for name, value, allowed in (("article", article, articles), ("verdict", verdict, verdicts)):
        if value and value not in allowed:
            raise WidgetError(f"No statement with {name} “{value}”; there is: {', '.join(allowed)}.")
    props = {
        "rows": [list(asdict(row).values()) for row in rows],
        "articles": [[number, ARTICLES[number]] for number in articles],
        "verdicts": verdicts,
        "start": {"article": article, "verdict": verdict, "find": find},
    }
    said = summary(rows)
    still = f'<figure style="margin:0;overflow-x:auto">{rows_html(rows)}<figcaption>{said}</figcaption></figure>'
    return HtmlWidget("ledger", props, still, said)


def summary(rows: Sequence[Row]) -> str:
    """How many statements, and how many of each verdict, in one sentence."""
    counts = Counter(row.verdict for row in rows)
    told = ", ".join(f"{number} {verdict}" for verdict, number in counts.most_common())
    return f"{len(rows)} statements on trial: {told}."
