"""Real films: every way of chapter 17 on MovieLens-small, new films apart, and what the word "last" hides.

Run it with `python tests/benchmarks/real_films.py FOLDER`; FOLDER holds movies.csv and ratings.csv (packed by gzip or
not) as GroupLens has them; none of it comes with the course. Each reader's last like is held out and scored once.
Settings are chosen on the last like but one; the ranker learns from the last but two. With --record the figures go into
data/measured.json, for chapter 17.
"""

from __future__ import annotations

import argparse
import statistics
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from course_utils import measured
from course_utils.cases import ratings, recommendation
from course_utils.cases.ratings import Likes
from course_utils.cases.sentence_vectors import sentence_vectors
from course_utils.cases.towers import train_towers
from course_utils.training.interval import share_interval

SEEDS = (0, 1, 2)
DAMPINGS, RIDGES, STEPS = (0.0, 1.0, 3.0, 10.0, 30.0), (50.0, 100.0, 200.0, 500.0, 1000.0), (50, 150, 400, 1000)
WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)  # of the text beside the neighbours
RANKED = ("popularity", "item neighbours", "text", "two towers")


def standard(scores: np.ndarray) -> np.ndarray:
    """Each reader's scores with mean 0 and deviation 1."""
    return (scores - scores.mean(1, keepdims=True)) / (scores.std(1, keepdims=True) + 1e-9)


def text_scores(past: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """(readers, items): the mean of the liked titles against each title, nothing trained."""
    return past / past.sum(1, keepdims=True).clip(1) @ vectors @ vectors.T


def marks(scores: np.ndarray, past: np.ndarray, wanted: np.ndarray) -> dict[str, np.ndarray]:
    """Each reader's marks for one wanted item among all not liked before: hit in the first ten, nDCG@10, MRR, AUC."""
    places = recommendation.places_of(scores, past, wanted)
    others = (past == 0).sum(1) - 1
    return {"hr": (places <= 10).astype(float), "ndcg": np.where(places <= 10, 1 / np.log2(places + 1), 0),
            "mrr": 1 / places, "auc": 1 - (places - 1) / others}


def worth(scores: np.ndarray, past: np.ndarray, wanted: np.ndarray) -> float:
    """The mean nDCG@10, by which settings are chosen."""
    return float(marks(scores, past, wanted)["ndcg"].mean())


def interval(values: np.ndarray) -> list[float]:
    """The middle 95 % of the mean over readers drawn anew, 1,000 times."""
    drawn = np.random.default_rng(0).choice(values, (1000, len(values))).mean(1)
    return np.quantile(drawn, [0.025, 0.975]).tolist()


def chosen(likes: Likes, vectors: np.ndarray) -> dict[str, float]:
    """The settings with the best nDCG@10 on the last like but one."""
    past, wanted = ratings.hold_out_last(likes, back=2)
    text = torch.from_numpy(vectors)

    def best(values: tuple, scores_of) -> float:
        return max(values, key=lambda value: worth(scores_of(value), past, wanted))

    damping = best(DAMPINGS, lambda d: recommendation.neighbour_scores(past, d))
    near, told = standard(recommendation.neighbour_scores(past, damping)), standard(text_scores(past, vectors))
    return {"damping": damping, "ridge": best(RIDGES, lambda r: recommendation.linear_scores(past, r)),
            "steps": best(STEPS, lambda s: train_towers(past, text, seed=0, steps=s)),
            "text_weight": best(WEIGHTS, lambda w: near + w * told)}


def ways(past: np.ndarray, vectors: np.ndarray, settings: dict, seed: int) -> dict[str, np.ndarray]:
    """The scores of each way that needs only what was liked before."""
    found = {"popularity": np.tile(past.sum(0), (len(past), 1)),
             "item neighbours": recommendation.neighbour_scores(past, settings["damping"]),
             "text": text_scores(past, vectors),
             "two towers": train_towers(past, torch.from_numpy(vectors), seed, settings["steps"]),
             "linear (EASE)": recommendation.linear_scores(past, settings["ridge"])}
    found["neighbours + text"] = (standard(found["item neighbours"])
                                  + settings["text_weight"] * standard(found["text"]))
    return found


def features(scores: dict[str, np.ndarray]) -> np.ndarray:
    """(readers, items, 4): what the ranker looks at; popularity by its logarithm."""
    columns = [np.log1p(scores[name]) if name == "popularity" else scores[name] for name in RANKED]
    return np.stack([standard(column) for column in columns], axis=-1)


def fitted_ranker(likes: Likes, vectors: np.ndarray, settings: dict, seed: int) -> LogisticRegression:
    """Logistic regression that tells each reader's last like but two from 50 films she had not liked, drawn by lot."""
    past, wanted = ratings.hold_out_last(likes, back=3)
    seen = features(ways(past, vectors, settings, seed))
    draw = np.random.default_rng(seed)
    x, y = [], []
    for reader, item in enumerate(wanted):
        free = np.flatnonzero(past[reader] == 0)
        others = draw.choice(free[free != item], 50, replace=False)
        x.append(seen[reader, [item, *others]])
        y += [1] + [0] * 50
    return LogisticRegression(class_weight="balanced", max_iter=1000).fit(np.concatenate(x), y)


def row(seeds: list[dict[str, np.ndarray]], lists: np.ndarray, items: int) -> dict:
    """Mean and deviation of each mark over the seeds; the interval over readers of the first seed."""
    found = {}
    for mark in seeds[0]:
        means = [float(one[mark].mean()) for one in seeds]
        found[mark] = statistics.mean(means)
        found[f"{mark}_interval"] = interval(seeds[0][mark])
        if len(means) > 1:
            found[f"{mark}_sd"] = statistics.stdev(means)
    hits = int(seeds[0]["hr"].sum())
    return found | {"hr_interval": list(share_interval(hits, len(seeds[0]["hr"]))),
                    "coverage": recommendation.coverage(lists, items)}


def warm(likes: Likes, vectors: np.ndarray, settings: dict) -> dict:
    """All ways on the last like of each reader; towers and ranker with three seeds."""
    past, last = ratings.hold_out_last(likes)
    by_name: dict[str, list] = {}
    lists = {}
    for seed in SEEDS:
        scores = ways(past, vectors, settings, seed)
        ranker = fitted_ranker(likes, vectors, settings, seed)
        scores["ranker"] = features(scores) @ ranker.coef_[0]
        for name, table in scores.items():
            if seed == 0 or name in ("two towers", "ranker"):  # nothing else is drawn
                by_name.setdefault(name, []).append(marks(table, past, last))
            if seed == 0:
                lists[name] = recommendation.best_items(table, past)
    found = {name: row(seeds, lists[name], past.shape[1]) for name, seeds in by_name.items()}
    base = by_name["popularity"][0]["ndcg"]
    for name, seeds in by_name.items():
        gap = seeds[0]["ndcg"] - base
        found[name]["over_popularity"] = [float(gap.mean()), *interval(gap)]
    return {"readers": len(last), "items": past.shape[1], "rows": found}


def new_films(likes: Likes, vectors: np.ndarray, settings: dict) -> dict:
    """A tenth of the films, drawn by lot, treated as new: nobody's like of them is known. Each reader's last liked one
    must be found among all films she is not known to like; three draws."""
    found: dict[str, list] = {}
    counted = []
    for seed in SEEDS:
        drawn = np.random.default_rng(seed).random(len(likes.texts)) < 0.1
        past, wanted = [], []
        of: dict[int, list[int]] = {}
        for reader, item in likes.pairs:
            of.setdefault(reader, []).append(item)
        for items in of.values():
            new, old = [i for i in items if drawn[i]], [i for i in items if not drawn[i]]
            if new and old:
                past.append(np.isin(np.arange(len(likes.texts)), old))
                wanted.append(new[-1])
        table, target = np.array(past, dtype=np.float32), np.array(wanted)
        counted.append(len(target))
        for name, scores in ways(table, vectors, settings, seed).items():
            found.setdefault(name, []).append({m: float(v.mean()) for m, v in marks(scores, table, target).items()})
    return {"readers": counted, "rows": {
        name: {m: [statistics.mean(r[m] for r in rows), statistics.stdev(r[m] for r in rows)] for m in rows[0]}
        for name, rows in found.items()}}


def popularity_by_rule(folder: Path) -> dict:
    """HR@10 of popularity as the threshold of a like moves, and when only the likes before that moment are counted."""
    found = {}
    for least in (0.5, 3.5, 4.0, 4.5, 5.0):
        past, last = ratings.hold_out_last(ratings.from_folder(folder, least))
        places = recommendation.places_of(np.tile(past.sum(0), (len(past), 1)), past, last)
        hits = int((places <= 10).sum())
        low_high = list(share_interval(hits, len(last)))
        found[f"{least:g}"] = {"readers": len(last), "hr": hits / len(last), "interval": low_high}
    likes = ratings.from_folder(folder)
    left, counts, known, hits, readers = Counter(r for r, _ in likes.pairs), np.zeros(len(likes.texts)), {}, 0, 0
    for reader, item in likes.pairs:
        mine = known.setdefault(reader, [])
        left[reader] -= 1
        if left[reader] == 0 and mine:
            table, seen = counts[None], np.zeros((1, len(counts)))
            seen[0, mine] = 1
            hits, readers = hits + int(recommendation.places_of(table, seen, np.array([item]))[0] <= 10), readers + 1
        counts[item] += 1
        mine.append(item)
    return {"threshold": found, "as_of_that_moment": {"readers": readers, "hr": hits / readers}}


def sittings(folder: Path) -> dict:
    """How many readers gave all their likes within a day, and how many gave several in the second of their last."""
    times: dict[str, list[int]] = {}
    path = next(p for p in (folder / "ratings.csv", folder / "ratings.csv.gz") if p.is_file())
    for _, (reader, _, rating, time) in ratings.rows(path, ratings.MOVIES):
        if float(rating) >= ratings.LIKED:
            times.setdefault(reader, []).append(int(time))
    several = [t for t in times.values() if len(t) > 1]
    return {"readers": len(several), "one_day": sum(max(t) - min(t) < 86_400 for t in several),
            "tied_last": sum(t.count(max(t)) > 1 for t in several)}


def measure(folder: Path) -> dict:
    """All of it; three parts, each with its readers counted."""
    likes = ratings.from_folder(folder)
    vectors = sentence_vectors(likes.texts).numpy()
    settings = chosen(likes, vectors)
    print(settings, flush=True)
    return {"seeds": len(SEEDS), "likes": len(likes.pairs), "settings": settings, **warm(likes, vectors, settings),
            "new": new_films(likes, vectors, settings), "popularity": popularity_by_rule(folder),
            "sittings": sittings(folder)}


def main() -> None:
    """Measures and prints; with --record, keeps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder with movies.csv and ratings.csv")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    found = measure(args.folder)
    for name, value in found.items():
        if isinstance(value, dict) and "rows" in value:
            value = "".join(f"\n  {n}: {r}" for n, r in value["rows"].items())
        print(f"{name}: {value}" if name != "rows" else "".join(f"{n}: {r}\n" for n, r in value.items()))
    if args.record:
        measured.add("cases", "cases-movielens", found, "python tests/benchmarks/real_films.py FOLDER --record")


if __name__ == "__main__":
    main()
