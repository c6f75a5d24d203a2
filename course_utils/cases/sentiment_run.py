"""Sentiment run: what takes minutes in chapter 10, done once with three seeds and written to a file.

`python -m course_utils.cases.sentiment_run` makes course_utils/data/sentiment/runs.json anew.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import torch

from course_utils import assets
from course_utils.cases import reviews
from course_utils.cases.reviews import ADJECTIVES, DOMAINS, Review
from course_utils.cases.sentence_classifier import UpperLayers, logits_of, lower_states, train_upper

LAYER, SEEDS, SIZES = 4, (0, 1, 2), (50, 100, 200, 600)
FILE = "sentiment/runs.json"
PARTS = ("dev", "test", "written")


def sample(rows: Sequence[Review], size: int, seed: int) -> list[Review]:
    """`size` of the reviews without repetition, half of them of each label."""
    draw = random.Random(seed)
    halves = [[row for row in rows if row.label == label] for label in (0, 1)]
    return [row for half in halves for row in draw.sample(half, size // 2)]


def hold_out_words(rows: Sequence[Review], words: int, seed: int) -> tuple[list[Review], list[Review]]:
    """The reviews without `words` adjectives of each label, drawn by lot, and the reviews with at least one of them."""
    draw = random.Random(seed)
    out = {word for known, _ in ADJECTIVES.values() for word in draw.sample(known, words)}
    with_one = [bool(out & set(re.findall(r"\w+", row.text.lower()))) for row in rows]
    return ([row for row, one in zip(rows, with_one, strict=True) if not one],
            [row for row, one in zip(rows, with_one, strict=True) if one])


def targets(rows: Sequence[Review], tasks: Sequence[str]) -> dict[str, torch.Tensor]:
    """The labels of each task: sentiment (2 classes) or domain (4)."""
    columns = {"sentiment": [r.label for r in rows], "domain": [list(DOMAINS).index(r.domain) for r in rows]}
    return {task: torch.tensor(columns[task]) for task in tasks}


class Bench:
    """Encoder and kept lower states of the parts that are scored, so that each training costs only its own steps."""

    def __init__(self, parts: dict[str, list[Review]]) -> None:
        self.parts = parts
        self.tokenizer, self.encoder = assets.encoder("minilm", attn_implementation="eager")
        self.states = {name: self.lower([row.text for row in parts[name]]) for name in PARTS}

    def lower(self, texts: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
        """States and mask of some texts below the layers that are trained."""
        return lower_states(self.tokenizer, self.encoder, texts, LAYER)

    def train(
        self, rows: Sequence[Review], seed: int, tasks: Sequence[str] = ("sentiment",), epochs: int = 3
    ) -> UpperLayers:
        """The upper layers, fine-tuned on these rows."""
        torch.manual_seed(seed)
        model = UpperLayers(self.encoder, LAYER, {"sentiment": 2, "domain": len(DOMAINS)})
        for unused in set(model.heads) - set(tasks):
            del model.heads[unused]
        x, mask = self.lower([row.text for row in rows])
        return train_upper(model, x, mask, targets(rows, tasks), seed=seed, epochs=epochs)

    def right(self, model: UpperLayers, part: str, task: str = "sentiment") -> int:
        """How many of a part's rows the model answers rightly."""
        answer = logits_of(model, *self.states[part])[task].argmax(dim=1)
        return int((answer == targets(self.parts[part], [task])[task]).sum())

    def margins(self, model: UpperLayers, part: str) -> list[float]:
        """The difference of the two logits, positive minus negative, of each row; to three decimals."""
        z = logits_of(model, *self.states[part])["sentiment"]
        return [round(value, 3) for value in (z[:, 1] - z[:, 0]).tolist()]


def main() -> None:
    """Trains what the file does not hold yet, and writes it after each part, so that a run that was stopped goes on."""
    torch.set_num_threads(1)
    path = Path(assets.DATA / FILE)
    found = json.loads(path.read_text("utf-8")) if path.exists() else {"margins": {}, "curve": {}, "tasks": {}}
    parts = reviews.bundled()
    bench = Bench(parts)

    def keep(part: str, name: str, value: object) -> None:
        found[part][name] = value
        path.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
        print(part, name, flush=True)

    for seed in map(str, SEEDS):
        if seed not in found["margins"]:
            model = bench.train(parts["train"], int(seed))
            keep("margins", seed, {part: bench.margins(model, part) for part in PARTS})
    for seed in map(str, SEEDS):
        if seed not in found.setdefault("new_words", {}):
            kept, left = hold_out_words(parts["train"], 3, int(seed))
            bench.parts["left"], bench.states["left"] = left, bench.lower([row.text for row in left])
            margins = bench.margins(bench.train(kept, int(seed)), "left")
            labels = [row.label for row in left]
            keep("new_words", seed, {"trained_on": len(kept), "margins": margins, "labels": labels})
    for seed in map(str, SEEDS):
        if seed not in found["tasks"]:
            margins = found["margins"][seed]["test"]
            alone = {"sentiment": sum((m > 0) == r.label for m, r in zip(margins, parts["test"], strict=True))}
            alone["domain"] = bench.right(bench.train(parts["train"], int(seed), ["domain"]), "test", "domain")
            shared = bench.train(parts["train"], int(seed), ["sentiment", "domain"])
            together = {task: bench.right(shared, "test", task) for task in alone}
            keep("tasks", seed, {"alone": alone, "together": together})
    for size in SIZES:
        if str(size) not in found["curve"]:
            epochs = max(3, min(12, 600 // size * 3))
            drawn = [bench.train(sample(parts["train"], size, seed), seed, epochs=epochs) for seed in SEEDS]
            keep("curve", str(size), [bench.right(model, "test") for model in drawn])


if __name__ == "__main__":
    main()
