"""The ladder of chapter 09: what each change to the plain tagging recipe saves, as ratios measured in one run.

Run it with `python tests/benchmarks/ner_ladder.py`; it prints a table and passes or fails nothing. Every rung trains on
the same sentences, and each repeat goes through all rungs, so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch

from course_utils import assets, runtime
from course_utils.training import conll
from course_utils.training.loop import Training
from course_utils.training.recipe import RECIPES, Recipe
from course_utils.training.tagging_run import TaggingRun, documents_of


def rungs(*, windows: bool) -> dict[str, Recipe]:
    """Each recipe is the one before it with one more change."""
    recipe = RECIPES["plain"].but(epochs=1)
    ladder = {"plain: pad to 128, batch 16": recipe}
    changes = {
        "+ pad to the batch": {"pad_to": None},
        "+ length buckets": {"pool": 50},
        "+ fused AdamW": {"fused": True},
        "+ batch 32": {"batch_size": 32},
        "+ frozen embeddings": {"freeze_embeddings": True},
        "+ eager attention": {"attention": "eager"},
        "+ no dropout": {"dropout": 0.0},
        "+ bf16 autocast": {"bf16": True},
    }
    if windows:
        changes["+ neighbours share a row"] = {"windows": True, "batch_size": 8}
    for name, change in changes.items():
        recipe = recipe.but(**change)
        ladder[name] = recipe
    return ladder


def transformers_trainer(run: TaggingRun, folder: Path) -> Callable[[], None]:
    """The same work as a rung by transformers' own Trainer: same rows, batches grouped by length, fused AdamW."""
    from transformers import (
        AutoModelForTokenClassification,
        DataCollatorForTokenClassification,
        Trainer,
        TrainingArguments,
    )

    run.tagger.save(folder, run.tokenizer)
    model = AutoModelForTokenClassification.from_pretrained(folder, attn_implementation=run.recipe.attention)
    if run.recipe.freeze_embeddings:
        model.get_input_embeddings().weight.requires_grad_(False)
    rows = [{"input_ids": e.ids, "attention_mask": [1] * len(e.ids), "labels": e.labels} for e in run.rows]
    settings = TrainingArguments(
        str(folder / "trainer"), num_train_epochs=1, per_device_train_batch_size=run.recipe.batch_size,
        learning_rate=run.recipe.learning_rate, train_sampling_strategy="group_by_length", bf16=run.recipe.bf16,
        optim="adamw_torch_fused", report_to=[], save_strategy="no", logging_strategy="no", disable_tqdm=True,
        use_cpu=runtime.device() == "cpu", seed=run.recipe.seed,
    )
    collator = DataCollatorForTokenClassification(run.tokenizer)
    return Trainer(model, settings, train_dataset=rows, data_collator=collator).train


def seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """How long the work took, the device's queue included."""
    start = clock()
    work()
    if torch.cuda.is_initialized():
        torch.cuda.synchronize()
    return clock() - start


def measure(
    splits: dict, ladder: dict[str, Recipe], repeats: int, clock: Callable[[], float]
) -> dict[str, list[float]]:
    """Words a second for each rung and repeat; the first, cold, pass over all rungs is left out."""
    speeds: dict[str, list[float]] = {name: [] for name in ladder}
    words = sum(len(sentence.words) for sentence in splits["train"])
    for repeat in range(repeats + 1):
        for name, recipe in ladder.items():
            run = TaggingRun(splits, recipe, device=runtime.device())
            took = seconds(Training(run.tagger, run.rows, recipe, pad_id=run.tokenizer.pad_token_id).run, clock)
            if repeat:
                speeds[name].append(words / took)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return speeds


def table(speeds: dict[str, list[float]]) -> str:
    """One line a rung: words/s (median), and the median of the ratios to the first rung in the same repeat."""
    first = next(iter(speeds.values()))
    lines = [f"{'':34}{'words/s':>9}{'times plain':>13}{'least':>8}{'most':>8}"]
    for name, values in speeds.items():
        ratios = [value / base for value, base in zip(values, first, strict=True)]
        lines.append(f"{name:34}{statistics.median(values):9,.0f}{statistics.median(ratios):12.1f}×"
                     f"{min(ratios):7.1f}×{max(ratios):7.1f}×")
    return "\n".join(lines)


def main() -> None:
    """Measures and prints the ladder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of CoNLL files (default: the corpus of the course)")
    parser.add_argument("--sentences", type=int, default=96)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--wall", action="store_true", help="wall-clock time instead of this process's CPU time")
    parser.add_argument("--trainer", type=Path, metavar="FOLDER", help="also transformers' Trainer, working in FOLDER")
    args = parser.parse_args()
    train = conll.read_splits(args.data or assets.bundled("ner"))["train"][: args.sentences]
    splits = {"train": train, "dev": train[:1]}
    use_wall = args.wall or runtime.device() != "cpu"
    clock = time.perf_counter if use_wall else time.process_time
    ladder = rungs(windows=documents_of(train) is not None)
    print(f"{len(train)} sentences, {args.repeats} repeats, {runtime.device()}, {torch.get_num_threads()} thread(s), "
          f"{'wall' if use_wall else 'CPU'} time")
    print(table(measure(splits, ladder, args.repeats, clock)))
    if args.trainer:
        if importlib.util.find_spec("accelerate") is None:
            raise SystemExit("transformers’ Trainer needs accelerate: “pip install accelerate” or leave --trainer out.")
        name, recipe = list(ladder.items())[5]  # the last rung that Trainer can do as well
        ours, theirs = [], []
        for _ in range(args.repeats):
            run = TaggingRun(splits, recipe.but(casing=False), device=runtime.device())
            theirs.append(seconds(transformers_trainer(run, args.trainer), clock))
            ours.append(seconds(Training(run.tagger, run.rows, recipe).run, clock))
        ratio = statistics.median(t / o for t, o in zip(theirs, ours, strict=True))
        print(f"transformers.Trainer, the work of “{name}”: {ratio:.2f} times our loop's time")


if __name__ == "__main__":
    main()
