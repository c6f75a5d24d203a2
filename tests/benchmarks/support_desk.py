"""What a message costs the support desk of chapter 15: milliseconds of processor time, part by part, p50 and p95.

Run it with `python tests/benchmarks/support_desk.py`; it prints a table and passes or fails nothing. With --record the
figures go into data/measured.json, where the chapter reads them. Processor time of one thread is what a customer waits
on a machine that does nothing else; it stays the same when a neighbour works. Each message is timed three times, the
least counts. The 100,000 documents are synthetic: random words of the passages, random vectors of length 1.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import time
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
import torch

from course_utils import measured
from course_utils.cases import support_desk as room
from course_utils.cases.ranking import fuse
from course_utils.cases.sentence_vectors import WIDTH, sentence_vectors

SEEDS = (0, 1, 2)
MANY, WORDS = 100_000, 40
TIMES, FIRST = 3, 100


def milliseconds(work: Callable, *given: object) -> float:
    """Processor time of this thread for work(*given), the least of three."""
    found = []
    for _ in range(TIMES):
        start = time.thread_time_ns()
        work(*given)
        found.append((time.thread_time_ns() - start) / 1e6)
    return min(found)


def quantiles(found: Sequence[float]) -> dict[str, float]:
    """p50 and p95 in milliseconds."""
    return dict(zip(("p50", "p95"), np.quantile(found, [0.5, 0.95]).tolist(), strict=True))


def searches(retriever: room.Retriever, texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Each search for each text, its order included, the encoding of the text not."""
    vectors = sentence_vectors(texts)

    def order(scores: np.ndarray) -> list[int]:
        return np.argsort(-scores, kind="stable").tolist()

    ways = {"BM25": lambda text, vector: order(retriever.bm25(text)),
            "dense": lambda text, vector: order(retriever.dense(vector)),
            "fused": retriever.rankings,
            "fused, first 100": lambda text, vector: fuse(
                [order(retriever.bm25(text))[:FIRST], order(retriever.dense(vector))[:FIRST]])}
    return {name: quantiles([milliseconds(way, *pair) for pair in zip(texts, vectors, strict=True)])
            for name, way in ways.items()}


def many(passages: Sequence[room.Passage], seed: int) -> room.Retriever:
    """A retriever over 100,000 synthetic documents."""
    draw = random.Random(seed)
    words = " ".join(" ".join([p.title, p.text, *p.questions]) for p in passages).split()
    found = room.Retriever.__new__(room.Retriever)
    found.count, found.words = MANY, bm25s.BM25()
    texts = [" ".join(draw.choices(words, k=WORDS)) for _ in range(MANY)]
    found.words.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)
    rows = torch.randn(MANY, WIDTH, generator=torch.Generator().manual_seed(seed))
    found.vectors = torch.nn.functional.normalize(rows, dim=1)
    return found


def figures(seed: int) -> dict:
    """One draw: the test messages through each part and through the whole desk."""
    passages = room.read_passages()
    parts = room.split(passages, room.read_outside(), seed)
    desk = room.Desk(passages, parts["train"], threshold=0.6)
    texts = [message.text for message in parts["test"]]
    vectors = sentence_vectors(texts).numpy()
    found = {
        "encode": quantiles([milliseconds(sentence_vectors, [text]) for text in texts]),
        "intent": quantiles([milliseconds(desk.intents.predict_proba, vector[None]) for vector in vectors]),
        "a first message": quantiles([milliseconds(desk.step, text) for text in texts]),
        "a later message": quantiles([milliseconds(desk.step, b, [a]) for a, b in itertools.pairwise(texts)]),
    }
    few, more = searches(desk.retriever, texts), searches(many(passages, seed), texts[::4])
    return {"messages": len(texts), "passages": len(passages), "parts": found, "search": few, "search_100000": more}


def over_seeds(runs: list) -> dict | list | int:
    """The same table with [mean, standard deviation] over the draws in place of each time."""
    if isinstance(runs[0], dict):
        return {key: over_seeds([run[key] for run in runs]) for key in runs[0]}
    return runs[0] if isinstance(runs[0], int) else [statistics.mean(runs), statistics.stdev(runs)]


def main() -> None:
    """Measures and prints; with --record, keeps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    record = parser.parse_args().record
    torch.set_num_threads(1)
    found = over_seeds([figures(seed) for seed in SEEDS]) | {"seeds": len(SEEDS)}
    for name, value in found.items():
        print(f"{name}: {value}")
    if record:
        command = "python tests/benchmarks/support_desk.py --record"
        measured.add("cases", "cases-support-desk", found, command)


if __name__ == "__main__":
    main()
