"""The choices of chapter 09, each changed alone: the articles' defects, what to freeze, the peak rate; three seeds.

Run it with `python tests/benchmarks/ner_choices.py defects` (or freezing, rates); it prints a table and passes or fails
nothing. It trains on the corpus of the course and scores on its dev part: the test part is not for choosing. With
--record the figures go into data/measured.json, where chapter 09 reads them.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

import torch

from course_utils import assets, measured, runtime
from course_utils.training import conll
from course_utils.training.recipe import Recipe
from course_utils.training.tagging_run import TaggingRun

SEEDS = (0, 1, 2)
WIDTH = 64  # of a padded row: narrower than the articles' 128, to halve the wait
RIGHT = Recipe("right", casing=True, layers=4, attention="eager", batch_size=8, freeze_embeddings=True)
SCORED = {"score_all": True, "pad_to": WIDTH, "max_pieces": WIDTH}


def variants(what: str) -> dict[str, Recipe]:
    """Name → recipe: the right one, and those that differ from it by one choice (and "all together")."""
    if what == "defects":
        return {
            "right": RIGHT,
            "labels by position": RIGHT.but(by_position=True),
            "padding scored": RIGHT.but(**SCORED),
            "constant rate": RIGHT.but(schedule="constant", warmup=0.0),
            "all together": RIGHT.but(**SCORED, by_position=True, schedule="constant", warmup=0.0, clip=None,
                                      select=False),
        }
    if what == "freezing":
        return {
            "nothing": RIGHT.but(freeze_embeddings=False),
            "embeddings": RIGHT,
            "embeddings and 2 of 4 layers": RIGHT.but(freeze_layers=2),
            "all but head and casing": RIGHT.but(freeze_layers=4),
        }
    return {f"{rate:g}": RIGHT.but(learning_rate=rate) for rate in (3e-5, 1e-4, 3e-4, 1e-3, 3e-3)}


def one(splits: dict, recipe: Recipe) -> dict:
    """One training run: dev F1 of each epoch, of the one kept, word accuracy, own accuracy, and CPU seconds."""
    run = TaggingRun(splits, recipe, device=runtime.device())
    start = time.process_time()
    curve = [epoch["dev"] for epoch in run.train()]
    found = {"curve": curve, "f1": max(curve) if recipe.select else curve[-1], "cpu_s": time.process_time() - start,
             "trained": run.tagger.parameters_count(trainable=True)}
    if recipe.score_all:  # the articles' headline number, read at the width they print
        run.recipe = recipe.but(pad_to=128, max_pieces=128)
        found["own_accuracy"] = run.own_accuracy("dev")
    return found


def measure(splits: dict, recipes: dict[str, Recipe]) -> dict[str, dict]:
    """Name → mean and standard deviation of F1 over the seeds, and what each seed gave."""
    rows = {}
    for name, recipe in recipes.items():
        runs = [one(splits, recipe.but(seed=seed, autocast="bf16")) for seed in SEEDS]
        scores = [run["f1"] for run in runs]
        rows[name] = {"mean": statistics.mean(scores), "sd": statistics.stdev(scores), "f1": scores,
                      "last": [run["curve"][-1] for run in runs], "trained": runs[0]["trained"],
                      "cpu_s": statistics.median(run["cpu_s"] for run in runs)}
        if "own_accuracy" in runs[0]:
            rows[name]["own_accuracy"] = statistics.mean(run["own_accuracy"] for run in runs)
        print(f"{name:30}{rows[name]['mean']:8.3f} ± {rows[name]['sd']:.3f}   last epoch "
              f"{statistics.mean(rows[name]['last']):.3f}   {rows[name]['trained']:>12,} trained   "
              f"{rows[name]['cpu_s']:6.0f} CPU s", flush=True)
    return rows


def main() -> None:
    """Measures and prints one of the three tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("defects", "freezing", "rates"))
    parser.add_argument("--every", type=int, default=1, metavar="N", help="train on each Nth sentence (default: all)")
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    splits = conll.read_splits(assets.bundled("ner"))
    splits = {"train": splits["train"][:: args.every], "dev": splits["dev"]}
    recipes = variants(args.what)
    print(f"{args.what}: {len(splits['train'])} sentences, {len(SEEDS)} seeds, {torch.get_num_threads()} thread(s), "
          f"{runtime.device()}", file=sys.stderr)
    found = {"seeds": len(SEEDS), "layers": RIGHT.layers, "epochs": RIGHT.epochs, "width": WIDTH,
             "sentences": len(splits["train"]), "rows": measure(splits, recipes)}
    if args.record:
        gpu = torch.cuda.get_device_name() if runtime.device() == "cuda" else ""
        command = f"python tests/benchmarks/ner_choices.py {args.what} --every {args.every} --record"
        measured.add("ner-choices", f"ner-{args.what}", found, command, gpu)


if __name__ == "__main__":
    main()
