"""What chapter 11's readers read: baseline, two lessons of 240 questions, and the bundled readers; three seeds each.

Run it with `python tests/benchmarks/questions.py en` (or zh); with `COURSE_TEST_DATA=FOLDER` the readers are scored on
XQuAD as well, whose files FOLDER/xquad/xquad.{en,zh}.json.gz do not come with the course and which nothing was trained
on. It passes or fails nothing. With --record the figures go into data/measured.json, where chapter 11 reads them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from course_utils import assets, measured
from course_utils.cases import fact_passages, span_reader, span_scores, train_reader
from course_utils.cases.fact_passages import Example
from course_utils.cases.word_overlap import leftover

EVERY = 8  # of XQuAD's 1,190 questions


def marks(texts: Sequence[str], examples: Sequence[Example], language: str) -> dict:
    """Exact match and F1 over the questions that have an answer."""
    tokens = span_scores.characters if language == "zh" else span_scores.words
    asked = [(text, e.answers) for text, e in zip(texts, examples, strict=True) if e.answers]
    exact = [span_scores.best_of(span_scores.exact, text, golds) for text, golds in asked]
    f1 = [span_scores.best_of(lambda a, b: span_scores.f1(a, b, tokens), text, golds) for text, golds in asked]
    return {"em": round(statistics.fmean(exact), 4), "f1": round(statistics.fmean(f1), 4)}


def parts_of(language: str, folder: Path | None) -> dict[str, tuple[list[Example], int]]:
    """Name → examples and pieces in a window."""
    parts = {"generated": (list(fact_passages.generated(100, seed=3, language=language)), 128),
             "dev": (fact_passages.read(language, part="dev"), 128), "written": (fact_passages.read(language), 128)}
    if folder:
        real = fact_passages.from_json(folder / "xquad" / f"xquad.{language}.json.gz")[::EVERY]
        parts |= {"XQuAD": (real, 256), "XQuAD, windows of 128": (real, 128)}
    return parts


def said_by(way: tuple, examples: Sequence[Example], length: int) -> list[str]:
    """The answers, always given, of a way: reader, first layer that was trained, tokenizer and encoder."""
    reader, layer, (tokenizer, encoder) = way
    rows = span_reader.windows(tokenizer, examples, length=length)
    states = span_reader.lower_states(encoder, rows, layer)
    return [answer.text for answer in span_reader.answers(reader, states, rows, examples)]


def lessons(plain: tuple, seed: int) -> dict:
    """Readers of which the upper two layers learned 240 generated or 240 written English questions."""
    found = {}
    for name, examples in (("240 generated", list(fact_passages.generated(240, seed=1))),
                           ("240 written", fact_passages.read("en", part="train")[:240])):
        rows = span_reader.windows(plain[0], examples)
        reader = span_reader.SpanReader(plain[1], 4, seed)
        states = span_reader.lower_states(plain[1], rows, 4)
        span_reader.train(reader, states, rows, seed=seed, epochs=3, rate=5e-4, batch=8)
        found[name] = reader, 4, plain
    return found


def measure(language: str, folder: Path | None, *, taught: bool) -> dict:
    """Marks by way and part, one for each seed."""
    plain, wide = assets.encoder("minilm", attn_implementation="eager"), train_reader.encoder()
    parts, found = parts_of(language, folder), {}
    for name, (examples, _) in parts.items():
        found.setdefault("leftover", {})[name] = [marks([leftover(e) for e in examples], examples, language)]
    folder_of = assets.bundled("readers")
    seeds = [seed for seed in train_reader.SEEDS if (folder_of / f"{language}-{seed}.safetensors").is_file()]
    for seed in seeds:
        ways = lessons(plain, seed) if taught else {}
        ways["all layers"] = train_reader.load(wide[1], language, seed), train_reader.LAYER, wide
        for way, tools in ways.items():
            for name, (examples, length) in parts.items():
                scored = marks(said_by(tools, examples, length), examples, language)
                found.setdefault(way, {}).setdefault(name, []).append(scored)
                print(f"seed {seed}  {way:14} {name:12} EM {scored['em']:.3f}  F1 {scored['f1']:.3f}", flush=True)
    return {"seeds": len(seeds), "ways": found,
            "questions": {name: sum(bool(e.answers) for e in examples) for name, (examples, _) in parts.items()}}


def main() -> None:
    """Measures one language, prints a table, and records it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("language", choices=("en", "zh"))
    parser.add_argument("--lessons", action="store_true", help="train and score the two lessons as well")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    start, data = time.process_time(), os.environ.get("COURSE_TEST_DATA")
    found = measure(args.language, Path(data) if data else None, taught=args.lessons)
    found["cpu_s"] = round(time.process_time() - start)
    for way, by_part in found["ways"].items():
        means = {name: statistics.fmean(one["em"] for one in seeds) for name, seeds in by_part.items()}
        print(f"{way:14}", *(f"{name}: EM {em:.3f}" for name, em in means.items()), sep="  ")
    if args.record:
        where = "COURSE_TEST_DATA=FOLDER " if data else ""
        extra = " --lessons" if args.lessons else ""
        command = f"{where}python tests/benchmarks/questions.py {args.language}{extra} --record"
        measured.add("reading", f"reading-{args.language}", found, command)


if __name__ == "__main__":
    main()
