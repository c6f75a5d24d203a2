"""Chapter 19 over seeds: models of other trainings, scored on the page's own questions, all in one run.

Train them with `python -m course_utils.cases.language_machine.translator --seed 1 --out FOLDER`, each seed into a
folder of its own. `python tests/benchmarks/language_machine.py FOLDER FOLDER` then scores the bundled weights, seed 0,
and these, as seeds 1, 2, …; it prints a table and passes or fails nothing. A folder may lack the kinds "halfway"
and "answerer"; then their rows are of the other seeds. With --record the figures go into data/measured.json, where
chapter 19 reads them.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import torch

from course_utils import assets, measured
from course_utils.cases.language_machine import loop, question, translator

QUESTIONS, UNSURE, EACH, LENGTHS = 1000, 300, 200, (1, 2, 3, 4, 5, 6)  # EACH: questions with numbers of one length
WRITERS = ("translator", "halfway", "pointer")  # those that write programs


def one(folder: Path) -> dict[str, float]:
    """Name → share or mean of one seed's models; the questions are those of chapter 19."""
    models = {kind: translator.load(kind, folder / f"{kind}.safetensors") for kind in translator.KINDS
              if kind in ("translator", "pointer") or (folder / f"{kind}.safetensors").exists()}
    return {**_short(models), **_by_length(models), **_reworded(models), **_feedback(models)}


def _short(models: dict) -> dict[str, float]:
    """Numbers of one to three digits, as in training: directly, first program, and up to four tries."""
    short = question.questions(QUESTIONS, seed=1, test=True)
    found = {"direct": _direct(models, short)} if "answerer" in models else {}
    for kind in (kind for kind in WRITERS if kind in models):
        first = loop.solve(models[kind], short, names=kind == "pointer")
        fed_back = loop.solve(models[kind], short, tries=4, begun=first, names=kind == "pointer")
        found |= {
            f"{kind}, execution": share(r.right for r in first), f"{kind}, valid": share(r.valid for r in first),
            f"{kind}, feedback": share(r.right for r in fed_back),
            f"{kind}, tries": statistics.mean(len(r.attempts) for r in fed_back),
        }
    return found


def _by_length(models: dict) -> dict[str, float]:
    """Numbers of exactly one length, from one digit to twice as many as in training."""
    found = {}
    for n in LENGTHS:
        asked = question.questions(EACH, seed=1, test=True, digits=(n, n))
        if "answerer" in models:
            found[f"{n} digits, direct"] = _direct(models, asked)
        for kind in (kind for kind in WRITERS if kind in models):
            first = loop.solve(models[kind], asked, names=kind == "pointer")
            fed_back = loop.solve(models[kind], asked, tries=4, begun=first, names=kind == "pointer")
            found |= {
                f"{n} digits, {kind}": share(r.right for r in first),
                f"{n} digits, {kind}, valid": share(r.valid for r in first),
                f"{n} digits, {kind}, feedback": share(r.right for r in fed_back),
            }
    return found


def _reworded(models: dict) -> dict[str, float]:
    """Wordings that no model was trained on: right, and valid but wrong."""
    asked = question.questions(QUESTIONS, seed=1, test=True, reworded=True)
    found = {}
    for kind in (kind for kind in WRITERS if kind in models):
        first = loop.solve(models[kind], asked, names=kind == "pointer")
        found |= {f"reworded, {kind}": share(r.right for r in first),
                  f"reworded, {kind}, valid and wrong": share(r.valid and not r.right for r in first)}
    return found


def _feedback(models: dict) -> dict[str, float]:
    """One more try in each mode: the translator made unsure, and the pointer model as it is, on differences."""
    found = {}
    unsure = question.questions(UNSURE, seed=2, test=True)
    stumbling = loop.solve(models["translator"], unsure, first=2.0)
    found["unsure, first try"] = share(r.right for r in stumbling)
    differences = [q for q in question.questions(2000, seed=2, test=True) if q.template in question.DIFFERENCES]
    differences = differences[:UNSURE]
    blind = loop.solve(models["pointer"], differences, names=True)
    found["difference, first try"] = share(r.right for r in blind)
    for mode in loop.MODES:
        again = loop.solve(models["translator"], unsure, tries=2, mode=mode, temperature=2.0, begun=stumbling)
        found[f"unsure, {mode}"] = share(r.right for r in again)
        for temperature in (0.0, 2.0):
            again = loop.solve(models["pointer"], differences, tries=2, mode=mode, temperature=temperature, begun=blind,
                               names=True)
            found[f"difference, {mode}, {temperature:.0f}"] = share(r.right for r in again)
    return found


def _direct(models: dict, asked: list[question.Question]) -> float:
    """The share that the answerer gets right."""
    return share(a == q.answer for a, q in zip(loop.answers(models["answerer"], asked), asked, strict=True))


def share(truths) -> float:
    """The share of true values."""
    return statistics.mean(map(float, truths))


def main() -> None:
    """Scores every seed and prints mean, standard deviation and each seed's value."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, help="weights of seeds 1, 2, …, in this order")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    runs = []
    for seed, folder in enumerate([assets.DATA, *args.folders]):
        runs.append(one(folder))
        print(f"seed {seed} of {folder.name} scored, {time.process_time():.0f} CPU s", flush=True)
    rows = {}
    for name in runs[0]:
        values = [run[name] for run in runs if name in run]
        spread = statistics.stdev(values) if len(values) > 1 else None
        rows[name] = {"mean": statistics.mean(values), "sd": spread, "seeds": values}
        print(f"{name:42}{rows[name]['mean']:8.4f} ± {spread or 0:.4f}   {values}")
    if args.record:
        figures = {"seeds": len(runs), "questions": QUESTIONS, "unsure": UNSURE, "each": EACH, "rows": rows}
        shown = " ".join("FOLDER" for _ in args.folders)
        measured.add("language-machine", "language-machine-seeds", figures,
                     f"python tests/benchmarks/language_machine.py {shown} --record")


if __name__ == "__main__":
    main()
