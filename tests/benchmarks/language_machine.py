"""Chapter 19 over seeds: translators and answerers of other trainings, scored on the page's own questions.

Train them with `python -m course_utils.cases.language_machine.translator --seed 1 --out FOLDER`, each seed into a
folder of its own. `python tests/benchmarks/language_machine.py FOLDER FOLDER` then scores the bundled weights, seed 0,
and these, as seeds 1, 2, …; it prints a table and passes or fails nothing. A folder may lack the answerer; then the
rows "direct" are of the other seeds. With --record the figures go into data/measured.json, where chapter 19 reads them.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import torch

from course_utils import assets, measured
from course_utils.cases.language_machine import loop, question, translator

QUESTIONS, UNSURE = 1000, 300  # how many are asked, and how many of a first try at temperature 2


def one(folder: Path) -> dict[str, float]:
    """Name → share or mean of one seed's two models; the questions are those of chapter 19, sections 3 to 5."""
    model = translator.load("translator", folder / "translator.safetensors")
    short = question.questions(QUESTIONS, seed=1, test=True)
    first = loop.solve(model, short)
    fed_back = loop.solve(model, short, tries=4, begun=first)
    long = question.questions(QUESTIONS, seed=1, test=True, digits=(4, 4))
    found = {
        "execution": share(record.right for record in first),
        "feedback": share(record.right for record in fed_back),
        "valid": share(record.valid for record in first),
        "tries": statistics.mean(len(record.attempts) for record in fed_back),
    }
    four = loop.solve(model, long)
    found |= {
        "four digits, execution": share(record.right for record in four),
        "four digits, valid and wrong": share(record.valid and not record.right for record in four),
    }
    if (folder / "answerer.safetensors").exists():
        rival = translator.load("answerer", folder / "answerer.safetensors")
        for name, asked in (("direct", short), ("four digits, direct", long)):
            pairs = zip(loop.answers(rival, asked), asked, strict=True)
            found[name] = share(answer == q.answer for answer, q in pairs)
    asked = question.questions(UNSURE, seed=2, test=True)
    stumbling = loop.solve(model, asked, first=2.0)
    found["unsure, first try"] = share(record.right for record in stumbling)
    for mode in loop.MODES:
        again = loop.solve(model, asked, tries=2, mode=mode, temperature=2.0, begun=stumbling)
        found[f"unsure, {mode}"] = share(record.right for record in again)
    return found


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
        print(f"{name:32}{rows[name]['mean']:8.4f} ± {spread or 0:.4f}   {values}")
    if args.record:
        figures = {"seeds": len(runs), "questions": QUESTIONS, "unsure": UNSURE, "rows": rows}
        shown = " ".join("FOLDER" for _ in args.folders)
        measured.add("language-machine", "language-machine-seeds", figures,
                     f"python tests/benchmarks/language_machine.py {shown} --record")


if __name__ == "__main__":
    main()
