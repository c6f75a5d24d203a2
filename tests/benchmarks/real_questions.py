"""Real questions: search and reader of chapter 11 on XQuAD, apart and together, in English and in Chinese.

Run it with `python tests/benchmarks/real_questions.py search --data FOLDER` (or reader; or COURSE_TEST_DATA=FOLDER).
FOLDER holds xquad/xquad.{en,zh}.json.gz, which do not come with the course: 48 articles, 240 paragraphs, 1,190
questions with one answer each. All choices are made on every sixth article. The other 40 are read once: the search is
scored on all of them; for the reader they are cut into three folds by article, one seed each. Intervals come from 1,000
draws of whole paragraphs, since questions to one paragraph are not independent. With --record the figures go into
data/measured.json, for chapter 11.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import bm25s
import numpy as np
import torch

from course_utils import assets, measured
from course_utils.cases import fact_passages, span_reader, span_scores
from course_utils.cases.fact_passages import Example
from course_utils.cases.passage_search import Index
from course_utils.cases.ranking import fuse, mean_reciprocal_rank, recall_at
from course_utils.cases.sentence_vectors import sentence_vectors
from course_utils.cases.word_overlap import leftover

PIECES = 256  # of a paragraph that MiniLM sees
GRID = [(k1, b) for k1 in (0.6, 0.9, 1.2, 1.5, 2.0) for b in (0.3, 0.5, 0.75, 1.0)]
CONSTANTS = (2, 10, 60)  # of the fusion
FOLDS, LAYER = 3, 2  # layers 0 and 1 stay as they are
RECIPE = {"epochs": 3, "rate": 3e-4, "batch": 8}
SIZES = (300, None)  # training questions; None: all there are
TOKENS = {"en": span_scores.words, "zh": span_scores.characters}
ENDS = {"en": re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“0-9])"), "zh": re.compile(r"(?<=[。！？])")}


def articles(folder: Path, language: str) -> list[list[Example]]:
    """XQuAD's examples by article."""
    path = folder / "xquad" / f"xquad.{language}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        sizes = [sum(len(p["qas"]) for p in article["paragraphs"]) for article in json.load(handle)["data"]]
    examples = iter(fact_passages.from_json(path))
    return [[next(examples) for _ in range(size)] for size in sizes]


def interval(values: Sequence[float], groups: Sequence[str]) -> list[float]:
    """The mean, and the middle 95 % of the means of 1,000 draws of whole groups with replacement."""
    names = {name: i for i, name in enumerate(dict.fromkeys(groups))}
    of = np.array([names[group] for group in groups])
    sums, counts = np.bincount(of, values), np.bincount(of)
    drawn = np.random.default_rng(0).integers(len(names), size=(1000, len(names)))
    again = sums[drawn].sum(1) / counts[drawn].sum(1)
    return [round(float(x), 4) for x in (np.mean(values), *np.quantile(again, [0.025, 0.975]))]


class Search:
    """The paragraphs of one language and three ways to rank them for a question."""

    def __init__(self, passages: Sequence[str], pieces: int = PIECES) -> None:
        self.passages, self.index, self.constant, self.pieces = list(passages), Index(passages), 60, pieces

    @functools.cached_property
    def vectors(self) -> torch.Tensor:
        """The vectors of the paragraphs: computed when they are asked for."""
        return sentence_vectors(self.passages, pieces=self.pieces)

    def set(self, k1: float, b: float) -> Search:
        """Other parameters of BM25."""
        self.index.model = bm25s.BM25(k1=k1, b=b, method="lucene")
        self.index.model.index(self.index.lists, show_progress=False)
        return self

    def bm25(self, question: str) -> list[int]:
        """By shared terms: words, or pairs of Chinese characters."""
        return self.index.ranking(question)

    def dense(self, question: str) -> list[int]:
        """By the cosine of sentence vectors."""
        return (self.vectors @ sentence_vectors([question])[0]).argsort(descending=True, stable=True).tolist()

    def fused(self, question: str) -> list[int]:
        """By reciprocal ranks in both."""
        return fuse([self.bm25(question), self.dense(question)], self.constant)

    def choose(self, examples: Sequence[Example]) -> dict:
        """Sets k1 and b to the best mean reciprocal rank on these questions; says which."""
        wanted = [self.passages.index(e.passage) for e in examples]
        ranked = {pair: [self.set(*pair).bm25(e.question) for e in examples] for pair in GRID}
        best = max(GRID, key=lambda pair: mean_reciprocal_rank(ranked[pair], wanted))
        self.set(*best)
        return {"k1": best[0], "b": best[1], "questions": len(examples)}

    def choose_constant(self, examples: Sequence[Example]) -> int:
        """The same for the constant of the fusion, with k1 and b as they are."""
        wanted = [self.passages.index(e.passage) for e in examples]
        pairs = [(self.bm25(e.question), self.dense(e.question)) for e in examples]
        worth = {k: mean_reciprocal_rank([fuse(pair, k) for pair in pairs], wanted) for k in CONSTANTS}
        self.constant = max(worth, key=worth.get)
        return self.constant


def found_by(rankings: list[list[int]], wanted: list[int], groups: list[str]) -> dict:
    """Recall at 1 and 5 and mean reciprocal rank, each with its interval."""
    pairs = [([ranking], [item]) for ranking, item in zip(rankings, wanted, strict=True)]
    scores = {"recall_1": lambda r, w: recall_at(r, w, 1), "recall_5": lambda r, w: recall_at(r, w, 5),
              "mrr": mean_reciprocal_rank}
    return {name: interval([score(*pair) for pair in pairs], groups) for name, score in scores.items()}


def cost(rank: Callable[[str], list[int]], questions: Sequence[str]) -> list[float]:
    """Median and 95th percentile of the milliseconds of CPU time for one question at a time, on one thread."""
    times = []
    for question in questions:
        start = time.process_time()
        rank(question)
        times.append(1000 * (time.process_time() - start))
    return [round(float(x), 2) for x in np.quantile(times, [0.5, 0.95])]


def search(folder: Path) -> Iterator[dict]:
    """Which of 240 paragraphs a question is asked of: BM25, sentence vectors, both; what is chosen, found and paid."""
    found: dict = {}
    for language in ("en", "zh"):
        whole = articles(folder, language)
        dev = [e for number, article in enumerate(whole) if number % 6 == 0 for e in article]
        test = [e for number, article in enumerate(whole) if number % 6 for e in article]
        passages = list(dict.fromkeys(e.passage for article in whole for e in article))
        desk, groups = Search(passages), [e.passage for e in test]
        wanted = [passages.index(e.passage) for e in test]
        untuned = [desk.bm25(e.question) for e in test]
        chosen = {**desk.choose(dev), "constant": desk.choose_constant(dev)}
        row: dict = {"passages": len(passages), "questions": len(test), "chosen": chosen}
        ways = {"BM25, untuned": untuned, "BM25": [desk.bm25(e.question) for e in test],
                "dense": [desk.dense(e.question) for e in test]}
        ways["fused"] = [fuse(pair, desk.constant) for pair in zip(ways["BM25"], ways["dense"], strict=True)]
        cut = Search(passages, pieces=64)
        ways["dense, 64 pieces"] = [cut.dense(e.question) for e in test]
        row["rows"] = {name: found_by(rankings, wanted, groups) for name, rankings in ways.items()}
        first = {name: np.array([r[0] == w for r, w in zip(rankings, wanted, strict=True)], float)
                 for name, rankings in ways.items()}
        row["gaps"] = {f"{a} - {b}": interval(first[a] - first[b], groups)
                       for a, b in (("fused", "BM25"), ("fused", "dense"), ("dense", "BM25"))}
        near = [desk.dense(e.question) for e in dev] + ways["dense"]
        row["dense, all questions"] = found_by(near, [passages.index(e.passage) for e in dev + test],
                                               [e.passage for e in dev + test])
        asked = [e.question for e in test[::5]]
        row["cpu_ms"] = {way: cost(getattr(desk, way), asked) for way in ("bm25", "dense", "fused")}
        found[language] = row
        print(language, json.dumps(row, indent=1), flush=True)
    yield found


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """First character and end of each sentence."""
    cuts = [match.span() for match in ENDS[language].finditer(text)]
    return list(zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)], strict=True))


def own_sentence(example: Example, language: str) -> Example:
    """The example with nothing but the sentence that holds its answer, or the sentences where it needs several."""
    places, end = sentences(example.passage, language), example.start + len(example.answers[0])
    first = max(a for a, _ in places if a <= example.start)
    last = min(b for _, b in places if b >= end)
    return replace(example, passage=example.passage[first:last], at=example.start - first)


def best_sentence(example: Example, passage: str, language: str) -> Example:
    """The question to the sentence of a passage that BM25 puts first; without the answer, which it may not hold."""
    texts = [passage[a:b] for a, b in sentences(passage, language) if a < b]
    best = Index(texts).ranking(example.question)[0] if len(texts) > 1 else 0
    return Example(texts[best], example.question, ())


class Desk:
    """Tokenizer, encoder, and what they make of examples."""

    def __init__(self) -> None:
        self.tokenizer, self.encoder = assets.encoder("minilm", attn_implementation="eager")

    def inputs(self, examples: Sequence[Example]) -> tuple[list, list]:
        """Windows, and their states below the layers that are trained."""
        rows = span_reader.windows(self.tokenizer, examples, length=PIECES)
        return rows, span_reader.lower_states(self.encoder, rows, LAYER)

    def reader(self, seed: int, inputs: tuple[list, list]) -> span_reader.SpanReader:
        """A reader trained on them; its products are computed in 16 bits, without a cache that keeps old weights."""
        model = span_reader.SpanReader(self.encoder, LAYER, seed)
        with torch.autocast("cpu", dtype=torch.bfloat16, cache_enabled=False):
            span_reader.train(model, inputs[1], inputs[0], seed=seed, **RECIPE)
        return model

    def says(self, model: span_reader.SpanReader, examples: Sequence[Example], inputs: tuple[list, list]) -> list[str]:
        """Its answer to each example."""
        return [answer.text for answer in span_reader.answers(model, inputs[1], inputs[0], examples)]


def few(examples: Sequence[Example], size: int | None, seed: int) -> list[Example]:
    """`size` of the examples, drawn without replacement; a larger draw of a seed holds the smaller ones."""
    return random.Random(seed).sample(list(examples), len(examples))[:size]


class Table:
    """Exact match and F1 of each way, question by question, fold by fold."""

    def __init__(self, language: str) -> None:
        self.tokens, self.marks, self.groups = TOKENS[language], {}, []

    def add(self, way: str, texts: Sequence[str], examples: Sequence[Example]) -> None:
        """One fold of one way."""
        em = [span_scores.exact(text, e.answers[0]) for text, e in zip(texts, examples, strict=True)]
        f1 = [span_scores.f1(text, e.answers[0], self.tokens) for text, e in zip(texts, examples, strict=True)]
        self.marks.setdefault(way, []).append((em, f1))
        print(f"{way:32} EM {statistics.mean(em):.3f}  F1 {statistics.mean(f1):.3f}", flush=True)

    def all(self, way: str, mark: int) -> np.ndarray:
        """Exact match (0) or F1 (1) of each question, folds one after the other."""
        return np.array([value for fold in self.marks[way] for value in fold[mark]], float)

    def summary(self) -> dict:
        """Of each way: mean and interval over all questions, and the mean of each fold."""
        return {way: {name: {"all": interval(self.all(way, mark), self.groups),
                             "folds": [round(statistics.mean(fold[mark]), 4) for fold in folds]}
                      for mark, name in enumerate(("em", "f1"))} for way, folds in self.marks.items()}


def placed(test: Sequence[Example], retrieved: Sequence[str], language: str) -> dict[str, list[Example]]:
    """What a reader is given to read: the right sentence, or BM25's choice out of the right or the found paragraph."""
    return {"right sentence": [own_sentence(e, language) for e in test],
            "given paragraph": [best_sentence(e, e.passage, language) for e in test],
            "found paragraph": [best_sentence(*pair, language) for pair in zip(test, retrieved, strict=True)]}


def reader(folder: Path, language: str) -> Iterator[dict]:
    """A reader that learns from XQuAD beside two that do not, alone and behind BM25; after each fold, all so far."""
    whole, desk, table = articles(folder, language), Desk(), Table(language)
    dev = [e for number, article in enumerate(whole) if number % 6 == 0 for e in article]
    rest = [article for number, article in enumerate(whole) if number % 6]
    search = Search(list(dict.fromkeys(e.passage for article in whole for e in article)))
    chosen = search.choose(dev)
    made = desk.reader(0, desk.inputs(list(fact_passages.generated(240, seed=1))))
    train, hits = [], {"paragraph": [], "sentence of the given": [], "both": []}
    for fold in range(FOLDS):
        test = [e for number, article in enumerate(rest) if number % FOLDS == fold for e in article]
        pool = dev + [e for number, article in enumerate(rest) if number % FOLDS != fold for e in article]
        table.groups += [e.passage for e in test]
        retrieved = [search.passages[search.bm25(e.question)[0]] for e in test]
        places = placed(test, retrieved, language)
        for e, text, own, given, found in zip(test, retrieved, *places.values(), strict=True):
            hits["paragraph"].append(text == e.passage)
            hits["sentence of the given"].append(own.passage in given.passage)
            hits["both"].append(text == e.passage and own.passage in found.passage)
        inputs = {place: desk.inputs(examples) for place, examples in places.items()}
        table.add("word overlap, given paragraph", [leftover(e) for e in test], test)
        wrong = [leftover(replace(e, passage=text)) for e, text in zip(test, retrieved, strict=True)]
        table.add("word overlap, found paragraph", wrong, test)
        for place, examples in places.items():
            table.add(f"240 generated, {place}", desk.says(made, examples, inputs[place]), test)
        for size in SIZES:
            taken = few(pool, size, fold)
            model = desk.reader(fold, desk.inputs([own_sentence(e, language) for e in taken]))
            for place, examples in list(places.items())[1 if size else 0 : 2 if size else 3]:
                table.add(f"{size or 'all'} of XQuAD, {place}", desk.says(model, examples, inputs[place]), test)
        train.append(len(taken))
        read = {way: [table.all(f"{way}, given paragraph", mark) for mark in (0, 1)]
                for way in ("all of XQuAD", "word overlap", "240 generated")}
        ours = read.pop("all of XQuAD")
        gaps = {f"all of XQuAD - {way}": [interval(a - b, table.groups) for a, b in zip(ours, of, strict=True)]
                for way, of in read.items()}
        yield {"folds": fold + 1, "questions": len(table.groups), "train": train, "recipe": {**RECIPE, "layer": LAYER},
               "search": chosen, "right": {name: interval(values, table.groups) for name, values in hits.items()},
               "rows": table.summary(), "gaps": gaps}


def main() -> None:
    """Measures and prints one of the two tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("search", "reader"))
    parser.add_argument("--language", choices=("en", "zh"), default="en", help="of the reader (default: en)")
    parser.add_argument("--data", type=Path, help="folder with xquad (default: $COURSE_TEST_DATA)")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    folder = args.data or Path(os.environ.get("COURSE_TEST_DATA", ""))
    if not (folder / "xquad").is_dir():
        sys.exit("--data or COURSE_TEST_DATA must name the folder that holds xquad.")
    torch.set_num_threads(1)
    start = time.process_time()
    name, more = f"questions-reader-{args.language}", f" --language {args.language}"
    if args.what == "search":
        name, more = "questions-search", ""
    for found in search(folder) if args.what == "search" else reader(folder, args.language):
        figures = {**found, "cpu_s": round(time.process_time() - start)}
        if args.record:
            command = f"python tests/benchmarks/real_questions.py {args.what}{more} --record --data FOLDER"
            measured.add("questions", name, figures, command)


if __name__ == "__main__":
    main()
