"""Positions: five schemes on one small attention; what a place says by distance, and what a new order changes."""

from __future__ import annotations

import html
import math

from course_utils.widgets.html_widget import HtmlWidget, WidgetError

SCHEMES = {
    "none": "No positions",
    "sinusoidal": "Sinusoidal vectors, added",
    "learned": "A table of vectors, added",
    "relative bias": "A number for each distance, added to the scores",
    "rotary": "Queries and keys turned",
}
WORDS = ("the", "old", "dog", "bites", "a", "man")
WIDTH = 16
Vector = list[float]


def positions(scheme: str = "sinusoidal", *, place: int = 0) -> HtmlWidget:
    """A scheme's effect by distance, seen from a place, and six words to reorder and shift.

    scheme: a key of SCHEMES. place: 0 to 40, where the distances are counted from. The vectors are made by formulas and
    mean nothing; which scheme sees what does not depend on them. Raises WidgetError with what there is.
    """
    if scheme not in SCHEMES:
        raise WidgetError(f"There is no scheme “{scheme}”; choose one of: {', '.join(SCHEMES)}.")
    if not 0 <= place <= 40:
        raise WidgetError(f"The place is one of 0 to 40, not {place}.")
    props = {"schemes": SCHEMES, "words": list(WORDS), "start": {"scheme": scheme, "place": place}}
    rows = table_rows()
    return HtmlWidget("positions", props, figure(rows), text_table(rows))


def _dot(a: Vector, b: Vector) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def _speed(i: int) -> float:
    return 100 ** (-2 * i / WIDTH)


def word_vector(word: int) -> Vector:
    """The vector of a word, by a formula."""
    return [math.cos(1.7 * (word + 1) * (c + 1) + 0.3 * c) for c in range(WIDTH)]


def _learnt(place: int) -> Vector:
    return [math.sin(2.3 * (place + 1) * (c + 2) + 0.9 * c) for c in range(WIDTH)]


def _sinusoidal(place: int) -> Vector:
    return [(math.cos if c % 2 else math.sin)(place * _speed(c // 2)) for c in range(WIDTH)]


def bias(distance: int) -> float:
    """The number added to a score at a distance: lower further away, lower still for what came before."""
    return -(0.3 if distance < 0 else 0.15) * min(abs(distance), 16)


def rotate(x: Vector, place: int) -> Vector:
    """x with each pair of components turned by its speed times the place."""
    turned = []
    for i in range(WIDTH // 2):
        (a, b), angle = x[2 * i : 2 * i + 2], place * _speed(i)
        turned += [a * math.cos(angle) - b * math.sin(angle), a * math.sin(angle) + b * math.cos(angle)]
    return turned


def by_distance(scheme: str, p: int, d: int) -> float:
    """What a query at place p says to a key at place p + d because of the places alone, scaled as a score."""
    if scheme in ("sinusoidal", "learned"):
        table = {"sinusoidal": _sinusoidal, "learned": _learnt}[scheme]
        return _dot(table(p), table(p + d)) / math.sqrt(WIDTH)
    if scheme == "rotary":
        return _dot(rotate([1.0] * WIDTH, p), rotate([1.0] * WIDTH, p + d)) / math.sqrt(WIDTH)
    return bias(d) if scheme == "relative bias" else 0.0


def outputs(scheme: str, order: list[int], first: int) -> list[Vector]:
    """Attention outputs, one for each place; order[i] is the word at place first + i."""
    table = {"sinusoidal": _sinusoidal, "learned": _learnt}.get(scheme, lambda place: [0.0] * WIDTH)
    x = [[a + b for a, b in zip(word_vector(w), table(first + i), strict=True)] for i, w in enumerate(order)]
    q = [rotate(one, first + i) for i, one in enumerate(x)] if scheme == "rotary" else x
    found = []
    for i, one in enumerate(q):
        extra = [bias(j - i) if scheme == "relative bias" else 0.0 for j in range(len(q))]
        e = [math.exp(_dot(one, other) / math.sqrt(WIDTH) + b) for other, b in zip(q, extra, strict=True)]
        found.append([sum(w * v[c] for w, v in zip(e, x, strict=True)) / sum(e) for c in range(WIDTH)])
    return found


def changes(scheme: str, order: list[int], first: int) -> list[float]:
    """For each word the largest change of its output against the plain order at place 0."""
    plain, now = outputs(scheme, list(range(len(order))), 0), outputs(scheme, order, first)
    return [
        max(abs(a - b) for a, b in zip(now[order.index(word)], plain[word], strict=True)) for word in range(len(order))
    ]


def table_rows() -> list[tuple[str, str, str]]:
    """Each scheme, and whether turning the sentence round, or moving it five places on, changes an output."""
    n = len(WORDS)
    answers = []
    for scheme, words in SCHEMES.items():
        turned = max(changes(scheme, list(range(n))[::-1], 0)) > 1e-9
        moved = max(changes(scheme, list(range(n)), 5)) > 1e-9
        answers.append((words, "yes" if turned else "no", "yes" if moved else "no"))
    return answers


HEAD = ("Scheme", "Sees the order", "Sees the absolute place")


def text_table(rows: list[tuple[str, str, str]]) -> str:
    """The rows as text."""
    return "\n".join(f"{a:<50}{b:<18}{c}" for a, b, c in (HEAD, *rows))


def figure(rows: list[tuple[str, str, str]]) -> str:
    """The same rows as an HTML table with a caption: the still figure."""
    head = "".join(f'<th scope="col">{name}</th>' for name in HEAD)
    body = "".join(
        f'<tr><th scope="row">{html.escape(a)}</th><td>{b}</td><td>{c}</td></tr>' for a, b, c in rows
    )
    return (
        f'<figure style="margin:0;overflow-x:auto"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        "<figcaption>What each scheme lets one attention layer see. "
        "This table stands still until its cell is run or JavaScript is on.</figcaption></figure>"
    )
