"""Span browser: sentences with their gold and their predicted entities, filtered by outcome and by type."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from course_utils.training.conll import Sentence
from course_utils.widgets.html_widget import HtmlWidget, WidgetError
from course_utils.widgets.span_outcomes import OUTCOMES, Outcome, Span, outcome_counts, outcomes

WRONG = ("type", "boundary", "missed", "invented")
SHOWN = 8
"""Errors that the still table lists."""


def span_browser(
    sentences: Sequence[Sentence],
    predicted: Sequence[Sequence[str]],
    *,
    show: Iterable[str] = WRONG,
    kind: str | None = None,
) -> HtmlWidget:
    """The browser over these sentences and one predicted tag for each of their words.

    show: the outcomes to begin with, of "right", "type", "boundary", "missed", "invented". kind: the entity type to
    begin with, or None for all. Sentences without any entity, gold or predicted, are counted and left out.
    Raises WidgetError when tags are missing, when nothing is marked at all, or for an unknown outcome or type.
    """
    if len(sentences) != len(predicted):
        raise WidgetError(f"{len(sentences)} sentences need as many lists of predicted tags, not {len(predicted)}.")
    try:
        found = [outcomes(one.tags, tags) for one, tags in zip(sentences, predicted, strict=True)]
    except ValueError as problem:
        raise WidgetError(str(problem)) from problem
    kinds = sorted({span[0] for row in found for one in row for span in one[1:] if span})
    if not kinds:
        raise WidgetError("Neither the gold nor the predicted tags hold an entity: there is nothing to show.")
    if unknown := sorted(set(show) - set(OUTCOMES)):
        raise WidgetError(f"There is no outcome “{unknown[0]}”; choose of: {', '.join(OUTCOMES)}.")
    if kind not in (None, *kinds):
        raise WidgetError(f"There is no type “{kind}” here; choose one of: {', '.join(kinds)}.")
    names = list(OUTCOMES)
    rows = [
        {"at": at, "words": list(one.words), "spans": [_packed(o, names, kinds) for o in row]}
        for at, (one, row) in enumerate(zip(sentences, found, strict=True)) if row
    ]
    start = {"show": [name for name in names if name in set(show)], "kind": kind or ""}
    props: dict[str, Any] = {"outcomes": [[n, OUTCOMES[n]] for n in names], "kinds": kinds, "sentences": rows,
                             "total": len(sentences), "start": start}
    said = summary(found, len(sentences))
    return HtmlWidget("span_browser", props, figure(sentences, found, said), text(found, said))


def _packed(one: Outcome, names: list[str], kinds: list[str]) -> list:
    """Outcome number, gold span, predicted span; a span is [type number, start, end], or 0 when there is none."""
    gold, predicted = ([kinds.index(s[0]), s[1], s[2]] if s else 0 for s in (one.gold, one.predicted))
    return [names.index(one.kind), gold, predicted]


def summary(found: Sequence[Sequence[Outcome]], total: int) -> str:
    """Entities, sentences and entity F1 in one sentence."""
    counts = outcome_counts(one for row in found for one in row)
    matched = counts["right"] + counts["type"] + counts["boundary"]
    gold, predicted = matched + counts["missed"], matched + counts["invented"]
    return (
        f"{gold} gold and {predicted} predicted entities in {total} sentences, {counts['right']} of them right: "
        f"entity F1 {2 * counts['right'] / (gold + predicted):.2f}."
    )


def _counted(found: Sequence[Sequence[Outcome]]) -> list[tuple[str, str, int]]:
    """Letter, name and count of each outcome."""
    counts = outcome_counts(one for row in found for one in row)
    return [(kind[0].upper(), OUTCOMES[kind], counts[kind]) for kind in OUTCOMES]


def text(found: Sequence[Sequence[Outcome]], said: str) -> str:
    """The counts as a small text table."""
    lines = [f"{letter}  {name:<15}{count:>5}" for letter, name, count in _counted(found)]
    return "\n".join(["Span browser: gold and predicted entities", *lines, said])


def _named(span: Span | None, words: Sequence[str]) -> str:
    return f"{html.escape(' '.join(words[span[1] : span[2]]))} <b>{html.escape(span[0])}</b>" if span else "nothing"


def figure(sentences: Sequence[Sentence], found: Sequence[Sequence[Outcome]], said: str) -> str:
    """The counts and the first errors as two tables with a caption: the still figure."""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Outcome", "Entities"))
    counted = "".join(
        f'<tr><th scope="row">{letter} · {name}</th><td>{n}</td></tr>' for letter, name, n in _counted(found))
    wrong = [(one, s.words) for s, row in zip(sentences, found, strict=True) for one in row if one.kind != "right"]
    errors = "".join(
        f'<tr><th scope="row">{one.kind[0].upper()} · {OUTCOMES[one.kind]}</th><td>{_named(one.gold, words)}</td>'
        f"<td>{_named(one.predicted, words)}</td></tr>" for one, words in wrong[:SHOWN])
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Outcome", "Gold", "Predicted"))
    listed = f"<table><thead><tr>{heads}</tr></thead><tbody>{errors}</tbody></table>" if errors else ""
    more = f" The second table lists the first {min(SHOWN, len(wrong))} of {len(wrong)} errors." if wrong else ""
    return (
        f'<figure style="margin:0;overflow-x:auto"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{counted}</tbody></table>{listed}<figcaption>{html.escape(said)}{more} "
        "This figure stands still until its cell is run or JavaScript is on.</figcaption></figure>"
    )
