"""Real sentences: the methods of chapter 16 on streams drawn from SST-2 and the UCI sentences, ten splits, intervals.

Run it with `python tests/benchmarks/real_mood.py --data FOLDER` (or COURSE_TEST_DATA=FOLDER). FOLDER holds
sst2/train.tsv.gz and uci_sentiment/*_labelled.txt.gz; none of it comes with the course. The sentences and their labels
are real; the streams are not: they are drawn, with replacement, from sentences held out, so that the true share of
negative ones is known. Each split shuffles SST-2 into 2,000 sentences to train on, 300 for the audit, 1,800 for the
quiet streams that set the limits (and for one large audit), and the rest for the streams that are judged; each UCI
source into 300 for an audit of its own and the rest for streams. Regularisation is chosen by cross-validation on the
training part; slack, weight and quiet days are chapter 16's, not tuned. With --record the figures go into
data/measured.json, for chapter 16.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from real_sentiment import UCI, read
from scipy.stats import t as student
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline

from course_utils import measured
from course_utils.cases import headlines
from course_utils.cases.alarms import corrected_interval, cusum, em_share, ewma, invert, judge, rings, rogan_gladen
from course_utils.cases.headlines import Event
from course_utils.cases.sentence_vectors import sentence_vectors

TRAIN, AUDIT, QUIET_POOL = 2000, 300, 1800
SHARES = (0.02, 0.05, 0.10, 0.20, 0.50)
STREAMS, MONTH = 100, 1200  # streams of each share and split; sentences in each: 30 days of 40
PER_DAY, DAYS, WARM_UP, BASE = 40, 365, 50, 0.05
EVENTS = (Event(60, 10, 0.20), Event(130, 14, 0.12), Event(200, 7, 0.25), Event(265, 20, 0.10), Event(330, 5, 0.30))
SLACK, WEIGHT, QUIET = 0.03, 0.2, 7  # as on the page
BUDGETS, CALM_YEARS, YEARS = (1, 2, 4, 8, 12), 40, 20  # false alarms a year; quiet years; judged years of each split
METHODS: dict[str, Callable[[Sequence[float], float, float], list[float]]] = {
    "daily": lambda x, mean, limit: list(x - mean),
    "CUSUM": lambda x, mean, limit: cusum(x, mean, SLACK, limit),
    "EWMA": lambda x, mean, limit: [level - mean for level in ewma(x, mean, WEIGHT)],
}


@dataclass(frozen=True)
class Sentences:
    """Some sentences, as a classifier of the split sees them: which are negative, and the chance it gives to that."""

    negative: np.ndarray
    chance: np.ndarray

    @property
    def rates(self) -> tuple[float, float]:
        """TPR and FPR of calling a sentence negative from a chance of one half on."""
        called = self.chance >= 0.5
        return float(called[self.negative].mean()), float(called[~self.negative].mean())

    def drawn(self, share: float, count: int, times: int, rng: np.random.Generator) -> np.ndarray:
        """(times, count) places, drawn with replacement; in each row exactly round(share · count) are negative."""
        few = round(share * count)
        parts = [rng.choice(np.flatnonzero(self.negative == side), (times, number))
                 for side, number in ((True, few), (False, count - few))]
        return np.concatenate(parts, axis=1)

    def years(self, shares: Sequence[float], times: int, rng: np.random.Generator) -> np.ndarray:
        """(times, days): the share of PER_DAY sentences called negative, each negative with the day's share."""
        bad = rng.random((times, len(shares), PER_DAY)) < np.asarray(shares)[:, None]
        yes, no = (rng.choice(np.flatnonzero(self.negative == side), bad.shape) for side in (True, False))
        return (self.chance[np.where(bad, yes, no)] >= 0.5).mean(axis=2)


def classifier(name: str) -> GridSearchCV:
    """Logistic regression on a bag of words or on frozen vectors; the strength with the best log-loss in five folds."""
    regression = LogisticRegression(max_iter=2000)
    chain = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), regression) if name == "bag of words" else regression
    key = "logisticregression__C" if name == "bag of words" else "C"
    return GridSearchCV(chain, {key: [0.1, 1, 10, 100]}, cv=5, scoring="neg_log_loss")


def recalibrated(audit: Sentences) -> Callable[[np.ndarray], np.ndarray]:
    """A map of chances to chances, fitted to an audit: a line through the log-odds (Platt 1999)."""
    odds = lambda chance: np.log(chance / (1 - chance)).reshape(-1, 1)  # noqa: E731
    line = LogisticRegression(C=1e6).fit(odds(audit.chance), audit.negative)
    return lambda chance: line.predict_proba(odds(chance.ravel()))[:, 1].reshape(chance.shape)


def prevalence(pool: Sentences, audits: dict[str, Sentences], prior: float, rng: np.random.Generator) -> dict:
    """Share → way → (mean estimate, mean square error, share of 95 % intervals that hold the truth or None).

    audits: by name; the one called “own audit” is of the pool's source.
    """
    own = audits["own audit"]
    mended, found = recalibrated(own), {}
    for share in SHARES:
        at = pool.drawn(share, MONTH, STREAMS, rng)
        chance = pool.chance[at]
        called = (chance >= 0.5).mean(axis=1)
        ways: dict[str, tuple] = {"naive": (called, None)}
        for name, audit in audits.items():
            rates, n = audit.rates, (int(audit.negative.sum()), int((~audit.negative).sum()))
            limits = [corrected_interval(o, MONTH, rates[0], n[0], rates[1], n[1]) for o in called]
            ways[f"corrected, {name}"] = (np.array([rogan_gladen(o, *rates) for o in called]),
                                                float(np.mean([low <= share <= high for low, high in limits])))
        ways["EM"] = (em_share(chance, prior), None)
        ways["EM, own audit"] = (em_share(mended(chance), float(own.negative.mean())), None)
        read_by_hand = [rng.permutation(row)[:len(own.negative)] for row in at]  # as many as an audit reads
        ways["read"] = (pool.negative[np.stack(read_by_hand)].mean(axis=1), None)
        found[share] = {way: (float(np.mean(x)), float(np.mean((x - share) ** 2)), held)
                        for way, (x, held) in ways.items()}
    return found


def centred(years: np.ndarray) -> list[tuple[np.ndarray, float]]:
    """Of each year what follows the warm-up, and the mean of the warm-up: all that an alarm knows of calm days."""
    return [(year[WARM_UP:], float(year[:WARM_UP].mean())) for year in years]


def limits(calm: np.ndarray) -> dict[str, dict[int, float]]:
    """Method → budget → the lowest limit that keeps to so many false alarms a year in these quiet years."""
    years, found = centred(calm), {}
    days = sum(len(x) for x, _ in years)
    for name, method in METHODS.items():
        levels = np.concatenate([method(x, mean, math.inf) for x, mean in years])
        found[name], wanted = {}, sorted(BUDGETS, reverse=True)
        for limit in np.unique(np.quantile(levels, np.linspace(0.8, 1.0, 120))):
            rung = sum(len(rings(method(x, mean, limit), limit, QUIET)) for x, mean in years) * 365 / days
            while wanted and rung <= wanted[0]:
                found[name][wanted.pop(0)] = float(limit)
    return found


def judged(years: np.ndarray, name: str, limit: float | None) -> tuple[float, float, float, float]:
    """Precision, recall, delay, false alarms a year over these years; limit None: two deviations of the warm-up."""
    days = alarm_days(years, name, limit)
    length = DAYS - WARM_UP
    spans = [(number * length + event.start - WARM_UP, event.days) for number in range(len(years)) for event in EVENTS]
    score = judge(days, spans, len(years) * length)
    return score.precision, score.recall, score.delay, score.false_a_year


def alarm_days(years: np.ndarray, name: str, limit: float | None) -> list[int]:
    """The days on which a rule rings, the years (without their warm-up) put one after the other."""
    days, length = [], DAYS - WARM_UP
    for number, (year, (x, mean)) in enumerate(zip(years, centred(years), strict=True)):
        cut = 2 * float(year[:WARM_UP].std(ddof=1)) if limit is None else limit
        days += [number * length + day for day in rings(METHODS[name](x, mean, cut), cut, QUIET)]
    return days


def alarms(pool: Sentences, quiet: Sentences, rng: np.random.Generator) -> dict[str, tuple]:
    """Rule and budget → its score on years with planted events, and false alarms a year in years without any.

    The limits are set on quiet years drawn from another part, `quiet`.
    """
    at = limits(quiet.years([BASE] * DAYS, CALM_YEARS, rng))
    years = pool.years(headlines.shares(DAYS, BASE, EVENTS), YEARS, rng)
    calm = pool.years([BASE] * DAYS, YEARS, rng)
    calm_years = YEARS * (DAYS - WARM_UP) / 365
    rules = {"daily, 2 deviations": ("daily", None)}
    rules |= {f"{name}, {budget}": (name, limit) for name, of in at.items() for budget, limit in of.items()}
    return {rule: (*judged(years, *how), len(alarm_days(calm, *how)) / calm_years) for rule, how in rules.items()}


def topics(texts: dict[str, list[str]], x: dict[str, np.ndarray], seed: int, rng: np.random.Generator) -> dict:
    """Which of three sources a sentence comes from: accuracy, and shares of 5, 25 and 70 % counted and solved."""
    names = list(texts)
    orders = {name: random.Random(seed).sample(range(len(texts[name])), len(texts[name])) for name in names}
    cut = {part: {name: orders[name][low:high] for name in names}
           for part, (low, high) in {"train": (0, 400), "audit": (400, 600), "pool": (600, None)}.items()}
    rows = lambda part, of: [of[name][i] for name in names for i in cut[part][name]]  # noqa: E731
    of = lambda part: np.array([names.index(name) for name in names for _ in cut[part][name]])  # noqa: E731
    found = {}
    for way in ("bag of words", "MiniLM, frozen"):
        source = texts if way == "bag of words" else x
        model = classifier(way).fit(rows("train", source), of("train"))
        call = {part: model.predict(rows(part, source)) for part in ("audit", "pool")}
        confusion = np.array([[np.mean(call["audit"][of("audit") == i] == j) for j in range(3)] for i in range(3)])
        errors: dict[str, list] = {"naive": [], "solved": []}
        for true in ((0.05, 0.25, 0.70), (0.70, 0.05, 0.25), (0.25, 0.70, 0.05)):
            for _ in range(STREAMS):
                at = np.concatenate([rng.choice(np.flatnonzero(of("pool") == i), round(MONTH * share))
                                     for i, share in enumerate(true)])
                seen = np.bincount(call["pool"][at], minlength=3) / len(at)
                errors["naive"].append(np.abs(seen - true).mean())
                errors["solved"].append(np.abs(invert(seen, confusion) - true).mean())
        found[way] = {"accuracy": float(np.mean(call["pool"] == of("pool")))}
        found[way] |= {key: float(np.mean(value)) for key, value in errors.items()}
    return found


def over(values: Sequence[float]) -> list[float]:
    """Mean, and the 95 % interval of the mean over the splits by Student's t."""
    mean, wide = statistics.mean(values), float(student.ppf(0.975, len(values) - 1))
    half = wide * statistics.stdev(values) / math.sqrt(len(values))
    return [round(mean, 4), round(mean - half, 4), round(mean + half, 4)]


def gathered(runs: list[dict]) -> dict:
    """Of equal tables of numbers one table, each number in it `over` the runs."""
    if isinstance(runs[0], dict):
        return {str(key): gathered([run[key] for run in runs]) for key in runs[0]}
    if isinstance(runs[0], tuple):
        return [gathered(list(column)) for column in zip(*runs, strict=True)]
    return None if runs[0] is None else over(runs)


def shown(runs: list[dict]) -> dict:
    """Share → way → bias over the splits with its interval, root mean square error, coverage."""
    return {f"{share:g}": {way: {"bias": over([run[share][way][0] - share for run in runs]),
                                 "rmse": round(math.sqrt(statistics.mean(run[share][way][1] for run in runs)), 4)}
                           | ({} if runs[0][share][way][2] is None else
                              {"held": round(statistics.mean(run[share][way][2] for run in runs), 3)})
                           for way in runs[0][share]} for share in SHARES}


def measure(folder: Path, splits: int) -> dict:
    """All figures of chapter 16 on real sentences."""
    sources = {"sst2": read(folder / "sst2/train.tsv.gz")}
    sources |= {name: read(folder / f"uci_sentiment/{file}_labelled.txt.gz") for name, file in UCI.items()}
    texts = {name: [r.text for r in rows] for name, rows in sources.items()}
    negative = {name: np.array([r.label == 0 for r in rows]) for name, rows in sources.items()}
    x = {name: sentence_vectors(rows).numpy() for name, rows in texts.items()}
    print({name: len(rows) for name, rows in texts.items()}, f"encoded, CPU {time.process_time():.0f} s", flush=True)
    kinds = ("bag of words", "MiniLM, frozen")
    share_runs: dict = {kind: {name: [] for name in sources} for kind in kinds}
    alarm_runs: dict = {kind: {way: [] for way in ("home", "yelp, home limits", "yelp, own limits")} for kind in kinds}
    rate_runs: dict = {kind: {name: [] for name in sources} for kind in kinds}
    topic_runs = []
    for seed in range(splits):
        rng, order = np.random.default_rng(seed), {
            name: np.array(random.Random(seed).sample(range(len(rows)), len(rows))) for name, rows in texts.items()}
        train, audit, quiet, pool = np.split(order["sst2"], np.cumsum([TRAIN, AUDIT, QUIET_POOL]))
        for kind in kinds:
            form = {name: np.array(texts[name], dtype=object) for name in texts} if kind == "bag of words" else x
            model = classifier(kind).fit(form["sst2"][train], negative["sst2"][train])

            def part(name: str, places: np.ndarray, model: GridSearchCV = model, form: dict = form) -> Sentences:
                return Sentences(negative[name][places], model.predict_proba(form[name][places])[:, 1])

            home, prior = part("sst2", audit), float(negative["sst2"][train].mean())
            own = {"sst2": home} | {name: part(name, order[name][:AUDIT]) for name in UCI}
            pools = {"sst2": part("sst2", pool)} | {name: part(name, order[name][AUDIT:]) for name in UCI}
            calm = part("sst2", quiet)
            for name in sources:
                audits = {"home audit": home, "own audit": own[name]} if name in UCI else {
                    "own audit": home, "large audit": calm}
                share_runs[kind][name].append(prevalence(pools[name], audits, prior, rng))
                rate_runs[kind][name].append(pools[name].rates)
            for way, (judged_on, set_on) in {"home": (pools["sst2"], calm), "yelp, home limits": (pools["yelp"], calm),
                                             "yelp, own limits": (pools["yelp"], own["yelp"])}.items():
                alarm_runs[kind][way].append(alarms(judged_on, set_on, rng))
        topic_runs.append(topics({n: texts[n] for n in UCI}, x, seed, rng))
        print(f"split {seed}, CPU {time.process_time():.0f} s", flush=True)
    return {"splits": splits, "train": TRAIN, "audit": AUDIT, "quiet": QUIET_POOL, "streams": STREAMS, "month": MONTH,
            "years": YEARS, "sentences": {name: len(rows) for name, rows in texts.items()},
            "rates": {k: {n: gathered(runs) for n, runs in of.items()} for k, of in rate_runs.items()},
            "prevalence": {k: {n: shown(runs) for n, runs in of.items()} for k, of in share_runs.items()},
            "alarms": {k: {w: gathered(runs) for w, runs in of.items()} for k, of in alarm_runs.items()},
            "topics": gathered(topic_runs)}


def main() -> None:
    """Measures and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder with sst2 and uci_sentiment (default: $COURSE_TEST_DATA)")
    parser.add_argument("--splits", type=int, default=10, help="number of splits (default 10)")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    if not (folder := args.data or Path(os.environ.get("COURSE_TEST_DATA", ""))).is_dir() or folder == Path():
        sys.exit("--data or COURSE_TEST_DATA must name the folder that holds sst2 and uci_sentiment.")
    torch.set_num_threads(1)
    found = measure(folder, args.splits)
    found["cpu_s"] = round(time.process_time())
    for kind, of in found["prevalence"].items():
        for name, rows in of.items():
            print(f"{kind}, {name}: TPR and FPR", found["rates"][kind][name])
            for share, ways in rows.items():
                print(f"  {share:5}", {way: (row["bias"], row["rmse"], row.get("held")) for way, row in ways.items()})
        for way, rows in found["alarms"][kind].items():
            print(kind, way, *rows.items(), sep="\n  ")
    print("topics", found["topics"])
    if args.record:
        command = f"python tests/benchmarks/real_mood.py --record --splits {args.splits} --data FOLDER"
        measured.add("mood-real", "mood-real", found, command)


if __name__ == "__main__":
    main()
