"""Span outcomes: each gold and each predicted entity called right, wrong type, wrong boundary, missed or invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from course_utils.training.conll import spans

OUTCOMES = {"right": "right", "type": "wrong type", "boundary": "wrong boundary", "missed": "missed",
            "invented": "invented"}
"""The five outcomes, and what each is called."""

Span = tuple[str, int, int]  # type, first word, word after the last


class Outcome(NamedTuple):
    """What became of one entity: `gold` is None when it was invented, `predicted` when it was missed."""

    kind: str
    gold: Span | None
    predicted: Span | None


def outcomes(gold_tags: Sequence[str], predicted_tags: Sequence[str]) -> list[Outcome]:
    """Every entity of one sentence, gold or predicted, in exactly one outcome, from left to right.

    Equal spans are right. Of the others, pairs that overlap are matched one to one, same borders first ("type"), then
    same type, then the longer overlap ("boundary", whatever the types); what is left is "missed" or "invented".
    So right + type + boundary + missed counts the gold entities, right + type + boundary + invented the found ones.
    Raises ValueError when the lengths differ.

    >>> [one.kind for one in outcomes(["B-PER", "I-PER", "B-LOC"], ["B-PER", "O", "B-LOC"])]    # half a name
    ['boundary', 'right']
    """
    if len(gold_tags) != len(predicted_tags):
        raise ValueError(f"{len(gold_tags)} gold tags and {len(predicted_tags)} predicted ones: give one each a word.")
    here, there = set(spans(gold_tags)), set(spans(predicted_tags))
    found = [Outcome("right", span, span) for span in here & there]
    missed, invented = here - there, there - here
    pairs = [(g, p) for g in missed for p in invented if g[1] < p[2] and p[1] < g[2]]
    for g, p in sorted(pairs, key=_likeness):
        if g in missed and p in invented:
            found.append(Outcome("type" if g[1:] == p[1:] else "boundary", g, p))
            missed.remove(g)
            invented.remove(p)
    found += [Outcome("missed", g, None) for g in missed] + [Outcome("invented", None, p) for p in invented]
    return sorted(found, key=lambda one: ((one.gold or one.predicted)[1:], one.kind))


def _likeness(pair: tuple[Span, Span]) -> tuple:
    """Sorts the pair that belongs together most to the front; ties go to the left."""
    g, p = pair
    return g[1:] != p[1:], g[0] != p[0], max(g[1], p[1]) - min(g[2], p[2]), g[1], p[1], g, p


def outcome_counts(all_outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How often each of the five outcomes occurs, those at 0 included."""
    counted = Counter(one.kind for one in all_outcomes)
    return {kind: counted[kind] for kind in OUTCOMES}
