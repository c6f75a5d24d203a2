"""The case studies of chapters 15 and 17 on public data in folders of your own: intents and books.

Run it with `python tests/benchmarks/cases.py banking77 FOLDER` (or clinc150, books); FOLDER holds the files
as their publishers have them. It prints a table and passes or fails nothing. With --record the figures go into
data/measured.json, where the chapters read them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import statistics
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from course_utils import measured
from course_utils.cases import intents, ratings
from course_utils.cases.intents import OUTSIDE, Request
from course_utils.cases.ranking import mean_reciprocal_rank, recall_at
from course_utils.cases.sentence_vectors import sentence_vectors
from course_utils.cases.support_desk import Retriever
from course_utils.training.interval import share_interval

SEEDS = (0, 1, 2)
SHARES = (0.25, 0.5, 0.75, 1.0)  # of the messages answered, the surest first


def stored(texts: list[str]) -> dict[str, np.ndarray]:
    """The sentence vector of each different text."""
    different = sorted(set(texts))
    return dict(zip(different, sentence_vectors(different).numpy(), strict=True))


def fitted(train: tuple, dev: tuple):
    """Logistic regression whose strength was best on dev; each part is (features, labels)."""
    from sklearn.linear_model import LogisticRegression

    models = [LogisticRegression(C=C, max_iter=200, tol=1e-3).fit(*train) for C in (1, 10, 100)]
    return max(models, key=lambda model: model.score(*dev))


def bags_of(parts: list[list[Request]]) -> list:
    """Words and pairs of words of each part, weighted as the first part's counts say."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit([r.text for r in parts[0]])
    return [counter.transform([r.text for r in part]) for part in parts]


def answered(score: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """The abstention curve: the share of right answers when this share of the messages is answered."""
    order = np.argsort(-score, kind="stable")
    return {f"{share:g}": float(right[order[: round(share * len(order))]].mean()) for share in SHARES}


def desk_figures(train: list[Request], test: list[Request], vector: dict) -> dict:
    """Recall@1, @3, MRR of the three searches over intents as documents, and the abstention curve of the dense one."""
    names = sorted({r.intent for r in train})
    retriever = Retriever([[r.text for r in train if r.intent == name] for name in names])
    wanted = [names.index(r.intent) for r in test]
    orders = [retriever.rankings(r.text, torch.from_numpy(vector[r.text])) for r in test]
    found = {}
    for way in ("BM25", "dense", "fused"):
        of = [one[way] for one in orders]
        found[way] = {"recall_1": recall_at(of, wanted, 1), "recall_3": recall_at(of, wanted, 3),
                      "mrr": mean_reciprocal_rank(of, wanted)}
    top = np.array([retriever.dense(torch.from_numpy(vector[r.text])).max() for r in test])
    right = np.array([one["dense"][0] == place for one, place in zip(orders, wanted, strict=True)])
    return {"search": found, "answered": answered(top, right)}


def intent_figures(train: list[Request], dev: list[Request], test: list[Request], vector: dict) -> dict:
    """Accuracy on test by bag of words and by frozen vectors, both tuned on dev, and the desk's figures."""
    parts = [train, dev, test]
    labels = [[r.intent for r in part] for part in parts]
    features = {"bag of words": bags_of(parts),
                "MiniLM, frozen": [np.stack([vector[r.text] for r in part]) for part in parts]}
    found: dict = {"accuracy": {}}
    for name, of in features.items():
        model = fitted((of[0], labels[0]), (of[1], labels[1]))
        chance = model.predict_proba(of[2])
        right = model.classes_[chance.argmax(1)] == np.array(labels[2])
        found["accuracy"][name] = float(right.mean())
        found[f"answered by {name}"] = answered(chance.max(1), right)
    return found | desk_figures(train, test, vector)


def over_seeds(runs: list) -> dict | list:
    """The same table with [mean, standard deviation] over the runs in place of each number."""
    if isinstance(runs[0], dict):
        return {key: over_seeds([run[key] for run in runs]) for key in runs[0]}
    return [statistics.mean(runs), statistics.stdev(runs)]


def banking77(folder: Path) -> dict:
    """Three draws of a fifth of the training file as a test; a tenth of the rest chooses."""
    every = intents.from_folder(folder)["train"]
    vector, runs, few = stored([r.text for r in every]), [], []
    for seed in SEEDS:
        kept, test = intents.hold_out(every, 0.2, seed)
        train, dev = intents.hold_out(kept, 0.1, seed)
        runs.append(intent_figures(train, dev, test, vector))
        few.append(intent_figures(intents.few(train, 10, seed), dev, test, vector)["accuracy"])
        print(seed, {name: round(value, 3) for name, value in runs[-1]["accuracy"].items()}, flush=True)
    low, high = share_interval(round(runs[0]["accuracy"]["MiniLM, frozen"] * len(test)), len(test))
    return {"seeds": len(SEEDS), "messages": len(every), "intents": len({r.intent for r in every}), "test": len(test),
            "seed_0_interval": [low, high], "ten_each": over_seeds(few), **over_seeds(runs)}


def outside_figures(train: list[Request], parts: dict[str, list[Request]], vector: dict) -> dict:
    """How well three scores tell messages outside from those inside; the cut lets 95 or 90 of 100 of dev through."""
    from sklearn.metrics import roc_auc_score

    rows = np.stack([vector[r.text] for r in train])
    names = np.array([r.intent for r in train])
    means = np.stack([rows[names == name].mean(0) for name in sorted(set(names))])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    model = fitted((rows, names), (np.stack([vector[r.text] for r in parts["dev"] if r.intent != OUTSIDE]),
                                   [r.intent for r in parts["dev"] if r.intent != OUTSIDE]))
    ways = {"nearest message": lambda x: (x @ rows.T).max(1), "nearest intent": lambda x: (x @ means.T).max(1),
            "probability": lambda x: model.predict_proba(x).max(1)}
    draw, found = np.random.default_rng(0), {}
    for name, way in ways.items():
        inside, outside, dev = (way(np.stack([vector[r.text] for r in part])) for part in (
            [r for r in parts["test"] if r.intent != OUTSIDE], [r for r in parts["test"] if r.intent == OUTSIDE],
            [r for r in parts["dev"] if r.intent != OUTSIDE]))
        truth = np.r_[np.ones(len(inside)), np.zeros(len(outside))]
        again = [roc_auc_score(truth, np.r_[draw.choice(inside, len(inside)), draw.choice(outside, len(outside))])
                 for _ in range(500)]
        found[name] = {"auroc": float(roc_auc_score(truth, np.r_[inside, outside])),
                       "interval": np.quantile(again, [0.025, 0.975]).tolist()}
        for lost in (5, 10):
            cut = np.quantile(dev, lost / 100)
            found[name][f"recall_{lost}"] = float((outside < cut).mean())
            found[name][f"lost_{lost}"] = float((inside < cut).mean())
    return found


def clinc150(folder: Path) -> dict:
    """The published parts: all training messages, with intervals, and ten an intent in three draws."""
    files = [folder / name for name in ("data_full.json", "data_full.json.gz") if (folder / name).is_file()]
    parts = intents.from_folder(files[0] if files else folder)
    vector = stored([r.text for part in parts.values() for r in part])
    inside = {name: [r for r in part if r.intent != OUTSIDE] for name, part in parts.items()}
    whole = intent_figures(inside["train"], inside["dev"], inside["test"], vector)
    right = round(whole["accuracy"]["MiniLM, frozen"] * len(inside["test"]))
    runs = []
    for seed in SEEDS:
        train = intents.few(parts["train"], 10, seed)
        runs.append({**intent_figures(train, inside["dev"], inside["test"], vector)["accuracy"],
                     "auroc": outside_figures(train, parts, vector)["nearest message"]["auroc"]})
    return {"seeds": len(SEEDS), "messages": len(inside["train"]), "intents": len({r.intent for r in inside["train"]}),
            "test": len(inside["test"]), "outside": len(parts["test"]) - len(inside["test"]),
            "interval": list(share_interval(right, len(inside["test"]))), **whole,
            "out_of_scope": outside_figures(inside["train"], parts, vector), "ten_each": over_seeds(runs)}


def books(folder: Path) -> dict:
    """Titles alone: is the nearest other title by the same author? Vectors, counted words, and chance."""
    likes = ratings.from_folder(folder)
    path = next(p for p in (folder / "books.csv", folder / "books.csv.gz") if p.is_file())
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="") as handle:
        rows = [(row["title"].partition(" (")[0], row["authors"].partition(",")[0]) for row in csv.DictReader(handle)]
    titles, authors = [row[0] for row in rows], np.array([row[1] for row in rows])
    counts = Counter(authors.tolist())
    several = np.array([counts[author] > 1 for author in authors])
    counted = int(several.sum())
    bag = bags_of([[Request(title, "") for title in titles]])[0]
    found = {}
    for name, rows_of in (("MiniLM, frozen", sentence_vectors(titles).numpy()), ("bag of words", bag)):
        nearest = []
        for start in range(0, len(titles), 1000):
            part = rows_of[start : start + 1000] @ rows_of.T
            part = np.asarray(part.todense() if hasattr(part, "todense") else part)
            part[np.arange(len(part)), np.arange(start, start + len(part))] = -1
            nearest += part.argmax(1).tolist()
        hits = int((authors[nearest] == authors)[several].sum())
        found[name] = {"same_author": hits / counted, "interval": list(share_interval(hits, counted))}
    chance = sum(n * (n - 1) for n in counts.values()) / (len(titles) - 1) / counted
    return {"books": len(titles), "counted": counted, "likes": len(likes.pairs), "rows": found,
            "chance": chance}


MEASURES = {"banking77": banking77, "clinc150": clinc150, "books": books}


def main() -> None:
    """Measures one set and prints its figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=MEASURES)
    parser.add_argument("folder", type=Path, help="the folder with the set's own files")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    found = MEASURES[args.what](args.folder)
    for name, value in found.items():
        print(f"{name}: {value}")
    if args.record:
        command = f"python tests/benchmarks/cases.py {args.what} FOLDER --record"
        measured.add("cases", f"cases-{args.what}", found, command)


if __name__ == "__main__":
    main()
