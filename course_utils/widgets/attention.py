"""Attention explorer: one query row followed from scores to weights to output, by hand or in a real encoder's heads."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Sequence
from typing import Any

from course_utils import assets
from course_utils.widgets.html_widget import HtmlWidget, WidgetError
from course_utils.widgets.recorded_heads import ALPHABET

HAND = {"Q": [[1, 2], [3, 4]], "K": [[5, 6], [7, 8]], "V": [[9, 10], [11, 12]]}
OWN = {"Q": [[1, 0], [0, 1], [1, 1]], "K": [[1, 0], [0, 1], [1, -1]], "V": [[1, 0], [0, 1], [-1, 2]]}
TYPED = "the cat saw the dog and the dog saw the cat"
MASKS = ("none", "causal", "padding")
SMALLEST, LARGEST = 0.1, 10.0
"""Ends of the temperature slider."""

Matrix = Sequence[Sequence[float]]


def recorded_heads() -> dict[str, Any]:
    """The recorded heads that ship with the course; data/attention_heads.md is their card."""
    return json.loads(assets.bundled("attention_heads.json").read_text(encoding="utf-8"))


def attention_explorer(
    example: str = "hand",
    *,
    Q: Matrix | None = None,
    K: Matrix | None = None,
    V: Matrix | None = None,
    text: str = TYPED,
    head: str | None = None,
    row: int | None = None,
    temperature: float = 1.0,
    mask: str = "none",
    padding: int = 1,
    scale: bool = True,
    recorded: dict[str, Any] | None = None,
) -> HtmlWidget:
    """The explorer, opened at an example: "hand", "own", "typed", or a recorded sentence such as "tired".

    Q, K, V: numbers for "own", given together (2 to 5 rows, 1 to 4 columns). text: the words for "typed". head: a
    recorded head such as "3.1", layer and head counted from 0. row: the query to follow first, from 0. temperature:
    0.1 to 10. mask: "none", "causal", or "padding", which hides the last `padding` keys. scale: divide by √d_k.
    recorded: other heads than the bundled ones. Raises WidgetError with what is allowed.
    Row 0 of "hand" gives the weights 0.0142 and 0.9858.
    """
    recorded = recorded_heads() if recorded is None else recorded
    own = OWN if Q is K is V is None else _own(Q, K, V)
    example = "own" if own is not OWN and example == "hand" else example
    keys = [sentence["key"] for sentence in recorded["sentences"]]
    if example not in (examples := ["hand", "own", "typed", *keys]):
        raise WidgetError(f"There is no example “{example}”; choose one of: {', '.join(examples)}.")
    if mask not in MASKS:
        raise WidgetError(f"There is no mask “{mask}”; choose one of: {', '.join(MASKS)}.")
    if not SMALLEST <= temperature <= LARGEST:
        raise WidgetError(f"The temperature must lie between {SMALLEST} and {LARGEST}, not {temperature}.")
    if row is None:
        row = next((one["row"] for one in recorded["sentences"] if one["key"] == example), 0)
    start = {"example": example, "row": row, "head": _head_index(recorded, head), "temperature": float(temperature)}
    start |= {"mask": mask, "padding": padding, "scale": scale, "text": text}
    props = {"start": start, "hand": HAND, "own": own, "recorded": recorded}
    # Typed words become tokens and toy vectors in the browser; until then the still figure shows the 2×2 example.
    typed = example == "typed"
    still = Still({**props, "start": {**start, "example": "hand", "row": 0, "padding": 0}} if typed else props)
    if not typed and not (0 <= row < len(still.tokens) and 0 <= padding <= len(still.tokens)):
        raise WidgetError(f"Row {row} or padding {padding} does not fit {len(still.tokens)} tokens.")
    return HtmlWidget("attention", props, still.figure(), still.table())


def _own(Q: Matrix | None, K: Matrix | None, V: Matrix | None) -> dict[str, list[list[float]]]:
    """The three matrices as lists of equal shape; tensors and arrays are welcome."""
    if Q is None or K is None or V is None:
        raise WidgetError("Give Q, K and V together.")
    lists = {name: [[float(x) for x in row] for row in matrix] for name, matrix in zip("QKV", (Q, K, V), strict=True)}
    shapes = {(len(rows), len(row)) for rows in lists.values() for row in rows}
    T, D = next(iter(shapes), (0, 0))
    if len(shapes) != 1 or not (2 <= T <= 5 and 1 <= D <= 4):
        raise WidgetError("Q, K and V must have the same shape, 2 to 5 rows and 1 to 4 columns.")
    if any(not abs(x) <= 1000 for rows in lists.values() for row in rows for x in row):
        raise WidgetError("Q, K and V must hold numbers from -1000 to 1000.")
    return lists


def _head_index(recorded: dict[str, Any], head: str | None) -> int:
    names = [f"{one['layer']}.{one['head']}" for one in recorded["heads"]]
    if head is not None and head not in names:
        raise WidgetError(f"Head “{head}” was not recorded; there are: {', '.join(names)}.")
    return 0 if head is None else names.index(head)


def _unpack(packed: dict[str, Any], columns: int, digits: int) -> list[list[float]]:
    """Rows of numbers from base-64 digits, spread evenly from lo to hi (see recorded_heads.pack)."""
    codes = [0] * (len(packed["text"]) // digits)
    for at, letter in enumerate(packed["text"]):
        codes[at // digits] = codes[at // digits] * 64 + ALPHABET.index(letter)
    step = (packed["hi"] - packed["lo"]) / (64**digits - 1)
    numbers = [packed["lo"] + step * code for code in codes]
    return [numbers[i : i + columns] for i in range(0, len(numbers), columns)]


class Still:
    """The explorer's first view without JavaScript: weights and output of the starting example."""

    def __init__(self, props: dict[str, Any]) -> None:
        self.start, recorded = props["start"], props["recorded"]
        example = self.start["example"]
        numbers = props[example] if example in ("hand", "own") else None
        if numbers:
            self.tokens = [str(i + 1) for i in range(len(numbers["Q"]))]
            self.title = "the 2×2 example" if numbers is props["hand"] else "your own numbers"
            d, self.values = len(numbers["Q"][0]), numbers["V"]
            scores = [[sum(a * b for a, b in zip(q, k, strict=True)) for k in numbers["K"]] for q in numbers["Q"]]
        else:
            sentence = next(one for one in recorded["sentences"] if one["key"] == example)
            head, self.tokens = sentence["heads"][self.start["head"]], sentence["tokens"]
            which = recorded["heads"][self.start["head"]]
            self.title = f"“{sentence['text']}”, layer {which['layer']}, head {which['head']} of {recorded['model']}"
            d, scores = recorded["d_k"], _unpack(head["scores"], len(self.tokens), 2)
            self.values = _unpack(head["values"], recorded["channels"], 1)
        divisor = (math.sqrt(d) if self.start["scale"] else 1.0) * self.start["temperature"]
        self.weights = [self._weights([s / divisor for s in row], i) for i, row in enumerate(scores)]

    def _weights(self, row: list[float], i: int) -> list[float]:
        """Softmax over the keys that query i may see; zeros when it may see none."""
        T, mask, padding = len(row), self.start["mask"], self.start["padding"]
        last = {"none": T, "causal": i + 1, "padding": T - padding}[mask]
        powers = [math.exp(s - max(row[:last])) if j < last else 0.0 for j, s in enumerate(row)] if last else [0.0] * T
        return [p / (sum(powers) or 1.0) for p in powers]

    def output(self, i: int) -> list[float]:
        """Row i of the output: the weighted sum of the values."""
        columns = zip(*self.values, strict=True)
        return [sum(w * x for w, x in zip(self.weights[i], c, strict=True)) for c in columns]

    def _sentence(self) -> str:
        """The row in words: what it looks at most, and its output."""
        i = self.start["row"]
        best = max(range(len(self.tokens)), key=self.weights[i].__getitem__)
        output = ", ".join(f"{x:.4f}".replace("-", "−") for x in self.output(i)[:4])
        more = ", …" if len(self.output(i)) > 4 else ""
        return (
            f"Query “{self.tokens[i]}” puts most weight, {self.weights[i][best]:.4f}, on key “{self.tokens[best]}”; "
            f"its output is [{output}{more}]."
        )

    def table(self) -> str:
        """The weights as a small text table, with the starting row's output."""
        width = max(6, *(len(token) for token in self.tokens)) + 1
        rows = [
            f"{token:>{width}}" + "".join(f"{w:>{width}.4f}" for w in row)
            for token, row in zip(self.tokens, self.weights, strict=True)
        ]
        title = f"Attention weights, {self.title} (rows: queries, columns: keys)"
        return "\n".join([title, " " * width + "".join(f"{t:>{width}}" for t in self.tokens), *rows, self._sentence()])

    def figure(self) -> str:
        """The same weights as a picture with a caption: the area of a square is the weight."""
        T, few = len(self.tokens), len(self.tokens) <= 5
        cell, left, top = (72, 60, 30) if few else (28, 84, 84)
        parts = []
        for i, token in enumerate(self.tokens):
            x, y, name = left + (i + 0.5) * cell, top + (i + 0.5) * cell, html.escape(token)
            turn = 'text-anchor="middle"' if few else f'transform="rotate(-60 {x:g} {top - 8})"'
            parts.append(f'<text x="{x:g}" y="{top - 8}" {turn}>{name}</text>')
            parts.append(f'<text x="{left - 8}" y="{y + 5:g}" text-anchor="end">{name}</text>')
            parts += [_square(w, left + j * cell, top + i * cell, cell, few) for j, w in enumerate(self.weights[i])]
        width, height = left + T * cell + (2 if few else 50), top + T * cell + 2
        words = html.escape(f"Attention weights, {self.title}. {self._sentence()}")
        return (
            f'<figure style="margin:0"><svg role="img" aria-label="{words}" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" fill="currentColor" '
            f'style="max-width:100%;height:auto;font:13px system-ui,sans-serif">{"".join(parts)}</svg>'
            f"<figcaption>{words} Rows are queries, columns are keys, and a square’s area is its weight. "
            "This picture stands still until its cell is run or JavaScript is on.</figcaption></figure>"
        )


def _square(weight: float, x: float, y: float, cell: int, numbered: bool) -> str:
    """One cell at its upper left corner: a frame, a square whose area is the weight, and perhaps the number."""
    side = math.sqrt(weight) * cell * (0.6 if numbered else 0.92)
    middle = y + cell / 2 - (8 if numbered else 0)
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{cell}" height="{cell}" fill="none" stroke="currentColor" '
        f'stroke-opacity=".25"/><rect x="{x + cell / 2 - side / 2:.1f}" y="{middle - side / 2:.1f}" width="{side:.1f}" '
        f'height="{side:.1f}" fill="#2476f2"/>'
        + (f'<text x="{x + cell / 2:g}" y="{y + cell - 5:g}" text-anchor="middle">{weight:.4f}</text>' * numbered)
    )
