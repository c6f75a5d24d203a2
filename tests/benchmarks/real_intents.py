"""Real intents: Banking77 with every layer of MiniLM trained, on the draws of cases.py, to set beside its rows.

Run it with `python tests/benchmarks/real_intents.py FOLDER`; FOLDER holds the publisher's train.csv (packed or not).
Peak rate and epochs are chosen on the dev part of the first draw; each draw's test part is read once. With --record
the figures go into data/measured.json, for chapter 15.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import numpy as np
import torch

from course_utils import measured
from course_utils.cases import intents
from course_utils.cases.intents import Request
from course_utils.cases.whole_encoder import WholeEncoder, fine_tune
from course_utils.training.interval import share_interval

SEEDS = (0, 1, 2)
CHOICES = ((1e-4, 3), (3e-4, 3))  # peak rate, epochs


def parts_of(every: list[Request], seed: int) -> tuple[list[Request], list[Request], list[Request]]:
    """Train, dev and test of a draw: a fifth of the messages, and a tenth of the rest, intent by intent."""
    kept, test = intents.hold_out(every, 0.2, seed)
    return (*intents.hold_out(kept, 0.1, seed), test)


def chances(train: list[Request], others: list[Request], names: list[str], choice: tuple, seed: int) -> np.ndarray:
    """(messages, intents): what a classifier trained on `train` with this rate and these epochs says of the others."""
    torch.manual_seed(seed)
    rate, epochs = choice
    model = WholeEncoder("minilm", len(names))
    fine_tune(model, [r.text for r in train], [names.index(r.intent) for r in train], seed=seed, rate=rate,
              epochs=epochs)
    return model.logits([r.text for r in others]).softmax(dim=1).numpy()


def right(found: np.ndarray, asked: list[Request], names: list[str]) -> np.ndarray:
    """Whether the likeliest intent of each message is its own."""
    return np.array(names)[found.argmax(1)] == np.array([r.intent for r in asked])


def measure(folder: Path) -> dict:
    """Accuracy on test, and among the surest half of it."""
    every = intents.from_folder(folder)["train"]
    names = sorted({r.intent for r in every})
    train, dev, _ = parts_of(every, 0)
    on_dev = {}
    for choice in CHOICES:
        on_dev[choice] = float(right(chances(train, dev, names, choice, 0), dev, names).mean())
        print(f"rate {choice[0]:g}, {choice[1]} epochs: {on_dev[choice]:.4f} on dev", flush=True)
    best = max(on_dev, key=on_dev.get)
    found: dict = {"intents": len(names), "messages": len(every), "seeds": len(SEEDS),
                   "rate": best[0], "epochs": best[1],
                   "dev": {f"{rate:g}, {epochs} epochs": value for (rate, epochs), value in on_dev.items()}}
    rows: dict[str, list[float]] = {"all": [], "surest half": []}
    for seed in SEEDS:
        train, dev, test = parts_of(every, seed)
        said = chances(train, test, names, best, seed)
        hits = right(said, test, names)
        rows["all"].append(float(hits.mean()))
        rows["surest half"].append(float(hits[np.argsort(-said.max(1), kind="stable")[: len(hits) // 2]].mean()))
        print(seed, {name: round(values[-1], 4) for name, values in rows.items()}, flush=True)
    first = round(rows["all"][0] * len(test))
    return found | {"test": len(test), "interval": list(share_interval(first, len(test))),
                    "rows": {name: [statistics.mean(v), statistics.stdev(v)] for name, v in rows.items()}}


def main() -> None:
    """Measures and prints; with --record, keeps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder with Banking77's train.csv")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    start = time.process_time()
    found = measure(args.folder) | {"cpu_s": round(time.process_time() - start)}
    for name, value in found.items():
        print(f"{name}: {value}")
    if args.record:
        measured.add("cases", "cases-banking77-tuned", found, "python tests/benchmarks/real_intents.py FOLDER --record")


if __name__ == "__main__":
    main()
