"""Real sentences: the three methods of chapter 10 on SST-2 and on the UCI sentences, three draws, with intervals.

Run it with `python tests/benchmarks/real_sentiment.py sst2 --data FOLDER` (or COURSE_TEST_DATA=FOLDER). Beside sst2:
uci, each source by itself; pooled, the three together: learning curve, augmentation and a second task; whole, SST-2
with every layer of the encoder trained, its peak rate chosen on the dev part. FOLDER holds
sst2/{train,dev}.tsv.gz and uci_sentiment/*_labelled.txt.gz; none of it comes with the course. Each seed draws its
own training and dev part, from sentences that stand there once and never in the test part. Word runs and regularisation
are chosen by cross-validation on the training part; rate and epochs of the fine-tuning are chapter 10's, not tuned; the
temperature is fitted on the dev part; the test part (the 872 sentences of SST-2's published dev file; 300 of each UCI
source) is read once by each method and draw. With --record the figures go into data/measured.json, for chapter 10.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline

from course_utils import assets, measured
from course_utils.cases import augmentation, reviews
from course_utils.cases.reviews import Review
from course_utils.cases.sentence_classifier import (
    UpperLayers,
    best_temperature,
    logits_of,
    lower_states,
    train_upper,
)
from course_utils.cases.sentiment_run import sample
from course_utils.cases.whole_encoder import WholeEncoder, fine_tune
from course_utils.training.interval import share_interval
from course_utils.training.metrics import calibration

LAYER = 4
METHODS = ("bag of words", "frozen", "fine-tuned")
SIZES = {"sst2": (2000, 500), "uci": (500, 150), "pooled": (1800, 300), "whole": (2000, 500)}  # of --train and --dev
UCI = {"amazon": "amazon_cells", "imdb": "imdb", "yelp": "yelp"}


@dataclass(frozen=True)
class Encoded:
    """Some reviews: their labels, the states below the trained layers, and the vectors of the frozen encoder."""

    rows: Sequence[Review]
    labels: torch.Tensor
    x: torch.Tensor
    mask: torch.Tensor
    vectors: torch.Tensor

    def part(self, places: Sequence[int]) -> Encoded:
        """The reviews at these places."""
        at = torch.tensor(places)
        return Encoded([self.rows[i] for i in places], self.labels[at], self.x[at], self.mask[at], self.vectors[at])


class Bench:
    """The encoder, and what the methods say."""

    def __init__(self) -> None:
        self.tokenizer, self.encoder = assets.encoder("minilm", attn_implementation="eager")

    def encode(self, rows: Sequence[Review]) -> Encoded:
        """States after four layers, and from there the mean state after six, both by the untouched encoder.

        Sentences of like length share a batch, so that little of the work is padding.
        """
        frozen = UpperLayers(self.encoder, LAYER, {"same": 2}).eval()
        frozen.heads["same"] = torch.nn.Identity()
        order, pieces = sorted(range(len(rows)), key=lambda i: len(rows[i].text)), []
        for start in range(0, len(order), 64):
            texts = [rows[i].text for i in order[start : start + 64]]
            x, mask = lower_states(self.tokenizer, self.encoder, texts, LAYER)
            pieces.append((x, mask, logits_of(frozen, x, mask)["same"]))
        width, back = max(mask.shape[1] for _, mask, _ in pieces), torch.tensor(order).argsort()
        x = torch.cat([F.pad(x, (0, 0, 0, width - x.shape[1])) for x, _, _ in pieces])[back]
        mask = torch.cat([F.pad(mask, (0, width - mask.shape[1])) for _, mask, _ in pieces])[back]
        vectors = torch.cat([vectors for _, _, vectors in pieces])[back]
        return Encoded(rows, torch.tensor([row.label for row in rows]), x, mask, vectors)

    def tuned(self, train: Encoded, seed: int) -> UpperLayers:
        """The upper two layers and a head, fine-tuned for three epochs as in chapter 10."""
        torch.manual_seed(seed)
        model = UpperLayers(self.encoder, LAYER, {"sentiment": 2})
        return train_upper(model, train.x, train.mask, {"sentiment": train.labels}, seed=seed)


def bag(train: Encoded) -> GridSearchCV:
    """Bag of words and logistic regression, word runs and regularisation by five-fold cross-validation."""
    chain = Pipeline([("words", CountVectorizer(token_pattern=r"\w+")), ("weights", LogisticRegression(max_iter=2000))])
    choices = {"words__ngram_range": [(1, 1), (1, 2), (1, 3)], "weights__C": [0.1, 0.3, 1, 3, 10, 30]}
    return GridSearchCV(chain, choices, cv=5).fit([r.text for r in train.rows], train.labels.numpy())


def linear(train: Encoded) -> GridSearchCV:
    """Logistic regression on the frozen vectors, regularisation by five-fold cross-validation."""
    grid = GridSearchCV(LogisticRegression(max_iter=2000), {"C": [0.1, 1, 10, 100]}, cv=5)
    return grid.fit(train.vectors.numpy(), train.labels.numpy())


def margins(method: str, model: object, part: Encoded) -> torch.Tensor:
    """The log-odds of "positive" that a method gives each review."""
    if method == "bag of words":
        return torch.tensor(model.decision_function([r.text for r in part.rows]))
    if method == "frozen":
        return torch.tensor(model.decision_function(part.vectors.numpy()))
    z = logits_of(model, part.x, part.mask)["sentiment"].double()
    return z[:, 1] - z[:, 0]


def two(margin: torch.Tensor) -> torch.Tensor:
    """Logits (N, 2) with this margin."""
    return torch.stack([torch.zeros_like(margin), margin], dim=1)


def ece(margin: torch.Tensor, labels: torch.Tensor, temperature: float = 1.0) -> float:
    """The expected calibration error in ten bins."""
    right = ((margin > 0).long() == labels).tolist()
    return calibration(torch.sigmoid(margin.abs() / temperature).tolist(), right)[1]


def one(bench: Bench, method: str, seed: int, train: Encoded, dev: Encoded, others: dict[str, Encoded]) -> dict:
    """One method on one draw: rights on each part, temperature from dev, calibration error before and after."""
    model = {"bag of words": bag, "frozen": linear}.get(method, lambda part: bench.tuned(part, seed))(train)
    t, found = best_temperature(two(margins(method, model, dev)), dev.labels), {}
    for name, part in others.items():
        margin = margins(method, model, part)
        found[name] = {"right": int(((margin > 0).long() == part.labels).sum()), "n": len(part.rows),
                       "ece": round(ece(margin, part.labels), 4), "ece_t": round(ece(margin, part.labels, t), 4)}
    print(f"{method:14} seed {seed}: t {t:.2f}", found, flush=True)
    return found | {"temperature": round(t, 3)}


def read(path: Path, apart_from: Sequence[Review] = ()) -> list[Review]:
    """The reviews of a compressed file of text, tab, label; each text once, and none of `apart_from`."""
    if not path.is_file():
        sys.exit(f"{path} is not there: --data (or COURSE_TEST_DATA) must name the folder with sst2 and uci_sentiment.")
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as handle:
        found = {review.text: review for review in reviews.parse(handle.read(), path.name)}
    return [review for text, review in found.items() if text not in {other.text for other in apart_from}]


def sst2(folder: Path, bench: Bench, size: int, held_out: int, seeds: int) -> dict:
    """The three methods on `size` sentences, tested there and on our written ones; and the way from ours to there."""
    there = read(folder / "sst2/dev.tsv.gz")
    train_file, test = read(folder / "sst2/train.tsv.gz", there), bench.encode(there)
    ours = {name: bench.encode(part) for name, part in reviews.bundled().items() if name in ("train", "dev", "written")}
    found: dict = {"train": size, "of": len(train_file), "dev": held_out, "test": len(there),
                   "methods": {m: [] for m in METHODS}, "from_ours": {m: [] for m in METHODS}}
    for seed in range(seeds):
        drawn = bench.encode(random.Random(seed).sample(train_file, size + held_out))
        train, dev = drawn.part(range(size)), drawn.part(range(size, size + held_out))
        for method in METHODS:
            row = one(bench, method, seed, train, dev, {"test": test, "written": ours["written"]})
            found["methods"][method].append(row)
            if method == "fine-tuned" or seed == 0:  # the other two have no seed
                row = one(bench, method, seed, ours["train"], ours["dev"], {"test": test})
                found["from_ours"][method].append(row)
    return found


def uci(folder: Path, bench: Bench, size: int, held_out: int, seeds: int) -> dict:
    """Each source by itself, tested there and on the other two sources; 300 sentences of each for the tests."""
    found: dict = {"train": size, "dev": held_out, "test": 300, "methods": {}}
    encoded = {name: bench.encode(read(folder / f"uci_sentiment/{file}_labelled.txt.gz")) for name, file in UCI.items()}
    for seed in range(seeds):
        orders = {name: random.Random(seed).sample(range(len(e.rows)), len(e.rows)) for name, e in encoded.items()}
        tests = {name: whole.part(orders[name][:300]) for name, whole in encoded.items()}
        for name, whole in encoded.items():
            train = whole.part(orders[name][300 : 300 + size])
            dev = whole.part(orders[name][300 + size : 300 + size + held_out])
            for method in METHODS:
                others = {"test": tests[name]} | {other: part for other, part in tests.items() if other != name}
                row = one(bench, method, seed, train, dev, others)
                found["methods"].setdefault(name, {}).setdefault(method, []).append(row)
    return found


def vector_scores(train: torch.Tensor, labels: Sequence[int], test: Encoded) -> float:
    """The share right of a head with the chapter's C = 10 on frozen vectors."""
    head = LogisticRegression(C=10, max_iter=2000).fit(train.numpy(), labels)
    return head.score(test.vectors.numpy(), test.labels.numpy())


def augmented(bench: Bench, rows: Sequence[Review], test: Encoded, seed: int) -> dict[str, dict[str, float]]:
    """What two altered copies of each sentence do to the frozen encoder's head; the share of copies that changed."""
    plain = vector_scores(bench.encode(rows).vectors, [r.label for r in rows], test)
    found = {"none": {"share": plain, "changed": 0.0}}
    for recipe in ("synonyms", "words dropped", "negations dropped"):  # other nouns needs our own domains
        more = augmentation.augment(rows, recipe, 2, seed)
        changed = sum(a.text != b.text for a, b in zip(more[len(rows) :], [*rows, *rows], strict=True))
        share = vector_scores(bench.encode(more).vectors, [r.label for r in more], test)
        found[recipe] = {"share": share, "changed": changed / (2 * len(rows))}
    return found


def two_tasks(bench: Bench, train: Encoded, test: Encoded, sources: dict, seed: int) -> dict[str, dict[str, float]]:
    """Sentiment and source, each with upper layers of its own, and both with shared ones: the shares right."""
    goals = {part: {"sentiment": rows.labels, "source": torch.tensor([sources[r.text] for r in rows.rows])}
             for part, rows in (("train", train), ("test", test))}
    found: dict[str, dict[str, float]] = {"alone": {}, "together": {}}
    for tasks in (["sentiment"], ["source"], ["sentiment", "source"]):
        torch.manual_seed(seed)
        model = UpperLayers(bench.encoder, LAYER, {task: {"sentiment": 2, "source": 3}[task] for task in tasks})
        train_upper(model, train.x, train.mask, {task: goals["train"][task] for task in tasks}, seed=seed)
        answers = logits_of(model, test.x, test.mask)
        for task in tasks:
            right = (answers[task].argmax(dim=1) == goals["test"][task]).double().mean().item()
            found["alone" if len(tasks) == 1 else "together"][task] = right
    return found


def pooled(folder: Path, bench: Bench, size: int, held_out: int, seeds: int) -> dict:
    """The three sources together: learning curve to all that is left, augmentation at 100, two tasks at 600 sentences.

    held_out counts the sentences of each source that are kept for the test; size is the largest of the curve.
    """
    by_source = [read(folder / f"uci_sentiment/{file}_labelled.txt.gz") for file in UCI.values()]
    sources = {review.text: number for number, part in enumerate(by_source) for review in part}
    ours, sizes = bench.encode(reviews.bundled()["written"]), (50, 100, 200, 600, size)
    found: dict = {"test": held_out * len(by_source), "sizes": list(sizes), "curve": {m: [] for m in METHODS},
                   "written": [], "augmentation": [], "tasks": []}
    for seed in range(seeds):
        drawn = [random.Random(seed).sample(part, len(part)) for part in by_source]
        test = bench.encode([review for part in drawn for review in part[:held_out]])
        pool = [review for part in drawn for review in part[held_out:]]
        train = bench.encode(sample(pool, size, seed))
        rights: dict = {method: [] for method in METHODS}
        for few in sizes:
            rows = [train.rows.index(review) for review in sample(train.rows, few, seed)] if few < size else range(size)
            part = train.part(list(rows))
            model = UpperLayers(bench.encoder, LAYER, {"sentiment": 2})
            torch.manual_seed(seed)
            train_upper(model, part.x, part.mask, {"sentiment": part.labels}, seed=seed,
                        epochs=max(3, min(12, 600 // few * 3)))
            rights["fine-tuned"].append(shares_right(margins("fine-tuned", model, test), test))
            rights["frozen"].append(vector_scores(part.vectors, part.labels.numpy(), test))
            rights["bag of words"].append(float(bag(part).score([r.text for r in test.rows], test.labels.numpy())))
        found["written"].append(shares_right(margins("fine-tuned", model, ours), ours))
        for method, values in rights.items():
            found["curve"][method].append(values)
        small = sample(train.rows, 100, seed)
        found["augmentation"].append(augmented(bench, small, test, seed))
        part = train.part([train.rows.index(review) for review in sample(train.rows, 600, seed)])
        found["tasks"].append(two_tasks(bench, part, test, sources, seed))
        print(seed, rights, found["augmentation"][-1], found["tasks"][-1], found["written"][-1], flush=True)
    return found


def whole(folder: Path, size: int, held_out: int, seeds: int) -> dict:
    """SST-2 with every layer trained: the peak rate from the dev part of the first draw, then all draws; the test once.

    The draws are those of `sst2`, so the two records can be compared; beside them all that is left of the train file.
    """
    there = read(folder / "sst2/dev.tsv.gz")
    train_file = read(folder / "sst2/train.tsv.gz", there)
    found: dict = {"test": len(there), "dev": held_out, "of": len(train_file), "rates": {}, "rows": {}}

    def right(train: Sequence[Review], part: Sequence[Review], seed: int, rate: float) -> int:
        torch.manual_seed(seed)  # the head
        model = fine_tune(WholeEncoder("minilm", 2), [r.text for r in train], [r.label for r in train], seed=seed,
                          rate=rate)
        return int((model.logits([r.text for r in part]).argmax(1) == torch.tensor([r.label for r in part])).sum())

    for rate in (3e-5, 1e-4, 3e-4):
        drawn = random.Random(0).sample(train_file, size + held_out)
        found["rates"][f"{rate:g}"] = right(drawn[:size], drawn[size:], 0, rate)
        print(f"rate {rate:g}: {found['rates'][f'{rate:g}']} of {held_out} right on dev", flush=True)
    best = max(found["rates"], key=found["rates"].get)
    for many in (size, len(train_file) - held_out):
        for seed in range(seeds):
            drawn = random.Random(seed).sample(train_file, many + held_out)
            found["rows"].setdefault(str(many), []).append(right(drawn[:many], there, seed, float(best)))
            print(many, found["rows"][str(many)], f"of {len(there)}", flush=True)
    return found


def shares_right(margin: torch.Tensor, part: Encoded) -> float:
    """The share of right answers behind some margins."""
    return ((margin > 0).long() == part.labels).double().mean().item()


def table(name: str, rows: dict[str, list[dict]]) -> None:
    """Mean and standard deviation over the draws, the interval of the mean share, ECE before and after."""
    for method, draws in rows.items():
        shares, n = [d["test"]["right"] / d["test"]["n"] for d in draws], draws[0]["test"]["n"]
        spread = statistics.stdev(shares) if len(shares) > 1 else 0.0
        low, high = share_interval(round(statistics.mean(shares) * n), n)
        print(f"{name:16}{method:14}{statistics.mean(shares):7.1%} ± {spread:.1%} [{low:.1%}, {high:.1%}]"
              f"   ECE {statistics.mean(d['test']['ece'] for d in draws):.3f} → "
              f"{statistics.mean(d['test']['ece_t'] for d in draws):.3f}")


def main() -> None:
    """Measures and prints one of the two sets."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("sst2", "uci", "pooled", "whole"))
    parser.add_argument("--data", type=Path, help="folder with sst2 and uci_sentiment (default: $COURSE_TEST_DATA)")
    parser.add_argument("--train", type=int, help="training sentences of a draw (default 2,000; uci 500; pooled 1,800)")
    parser.add_argument("--dev", type=int, help="for t (default 500; uci 150); pooled: the test of each source (300)")
    parser.add_argument("--seeds", type=int, default=3, help="number of draws (default 3)")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    if not (folder := args.data or Path(os.environ.get("COURSE_TEST_DATA", ""))).is_dir() or folder == Path():
        sys.exit("--data or COURSE_TEST_DATA must name the folder that holds sst2 and uci_sentiment.")
    torch.set_num_threads(1)
    start, usual = time.process_time(), SIZES[args.what]
    sizes = args.train or usual[0], args.dev or usual[1]
    if args.what == "whole":
        found = whole(folder, *sizes, args.seeds)
    else:
        found = {"sst2": sst2, "uci": uci, "pooled": pooled}[args.what](folder, Bench(), *sizes, args.seeds)
    found |= {"seeds": args.seeds, "cpu_s": round(time.process_time() - start)}
    by_source = found.get("methods", {})
    if args.what == "sst2":
        by_source = {"SST-2": by_source, "ours → SST-2": found["from_ours"]}
    for name, rows in by_source.items():
        table(name, rows)
    if args.record:
        command = f"python tests/benchmarks/real_sentiment.py {args.what} --record --data FOLDER"
        sized = f" --train {sizes[0]} --dev {sizes[1]} --seeds {args.seeds}"
        measured.add("sentiment-real", f"sentiment-{args.what}", found, command + sized)


if __name__ == "__main__":
    main()
