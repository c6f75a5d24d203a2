"""The ladder of chapter 09: what each change to the plain tagging recipe saves, as ratios measured in one run.

Run it with `python tests/benchmarks/ner_ladder.py`; it prints a table and passes or fails nothing. Every rung trains on
the same sentences, and each repeat goes through all rungs, so that a busy machine slows all of them alike. With
--record the figures go into data/measured.json.
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

from course_utils import assets, measured, runtime
from course_utils.training import conll
from course_utils.training.loop import Training
from course_utils.training.recipe import RECIPES, Recipe
from course_utils.training.tagging_run import TaggingRun, documents_of

LAST_OF_TRAINER = "+ bf16 autocast"  # the last rung that transformers' Trainer can do as well
Times = dict[str, list[dict[str, float]]]  # rung → one {"wall_s", "cpu_s"} a repeat


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
        LAST_OF_TRAINER: {"autocast": "bf16"},
    }
    if windows:
        changes["+ neighbours share a row"] = {"windows": True, "batch_size": 8}
    changes["+ no dropout"] = {"dropout": 0.0}
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
        learning_rate=run.recipe.learning_rate, train_sampling_strategy="group_by_length",
        bf16=run.recipe.autocast == "bf16", optim="adamw_torch_fused", report_to=[], save_strategy="no",
        logging_strategy="no", disable_tqdm=True,
        use_cpu=runtime.device() == "cpu", seed=run.recipe.seed,
    )
    collator = DataCollatorForTokenClassification(run.tokenizer)
    return Trainer(model, settings, train_dataset=rows, data_collator=collator).train


def seconds(work: Callable[[], object]) -> dict[str, float]:
    """How long the work took by the clock on the wall and in this process, the device's queue included."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    if torch.cuda.is_initialized():
        torch.cuda.synchronize()
    return {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}


def measure(splits: dict, ladder: dict[str, Recipe], repeats: int) -> Times:
    """The times of each rung in each repeat; the first, cold, pass over all rungs is left out."""
    times: Times = {name: [] for name in ladder}
    for repeat in range(repeats + 1):
        for name, recipe in ladder.items():
            run = TaggingRun(splits, recipe, device=runtime.device())
            took = seconds(Training(run.tagger, run.rows, recipe, pad_id=run.tokenizer.pad_token_id).run)
            if repeat:
                times[name].append(took)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return times


def beside_trainer(splits: dict, recipe: Recipe, repeats: int, folder: Path) -> float:
    """Median over the repeats of Trainer's time over our loop's, in the clock that does not see other programs."""
    ratios = []
    clock = "cpu_s" if runtime.device() == "cpu" else "wall_s"
    for repeat in range(repeats + 1):
        run = TaggingRun(splits, recipe.but(casing=False), device=runtime.device())
        theirs = seconds(transformers_trainer(run, folder))
        ours = seconds(Training(run.tagger, run.rows, recipe, pad_id=run.tokenizer.pad_token_id).run)
        if repeat:
            ratios.append(theirs[clock] / ours[clock])
    return statistics.median(ratios)


def figures(times: Times, words: int, clock: str) -> list[dict]:
    """For each rung its median times, words/s, and the ratios to the first rung within a repeat."""
    first = next(iter(times.values()))
    rows = []
    for name, repeats in times.items():
        ratios = [base[clock] / one[clock] for one, base in zip(repeats, first, strict=True)]
        medians = {key: statistics.median(one[key] for one in repeats) for key in ("wall_s", "cpu_s")}
        rows.append({"rung": name, **medians, "words_per_s": words / medians[clock],
                     "times_plain": statistics.median(ratios), "least": min(ratios), "most": max(ratios)})
    return rows


def table(rows: list[dict]) -> str:
    """One line a rung."""
    lines = [f"{'':34}{'CPU s':>8}{'wall s':>8}{'words/s':>9}{'times plain':>13}{'least':>8}{'most':>8}"]
    lines += [f"{r['rung']:34}{r['cpu_s']:8.1f}{r['wall_s']:8.1f}{r['words_per_s']:9,.0f}{r['times_plain']:12.1f}×"
              f"{r['least']:7.1f}×{r['most']:7.1f}×" for r in rows]
    return "\n".join(lines)


def main() -> None:
    """Measures and prints the ladder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of CoNLL files (default: the corpus of the course)")
    parser.add_argument("--sentences", type=int, default=96)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--wall", action="store_true", help="ratios of wall-clock time, not of this process's CPU time")
    parser.add_argument("--record", metavar="ID", help="also write the figures into data/measured.json under this id")
    parser.add_argument("--trainer", type=Path, metavar="FOLDER", help="also transformers' Trainer, working in FOLDER")
    args = parser.parse_args()
    if args.trainer and importlib.util.find_spec("accelerate") is None:
        raise SystemExit("transformers’ Trainer needs accelerate: “pip install accelerate” or leave --trainer out.")
    train = conll.read_splits(args.data or assets.bundled("ner"))["train"][: args.sentences]
    splits, words = {"train": train, "dev": train[:1]}, sum(len(sentence.words) for sentence in train)
    clock = "wall_s" if args.wall or runtime.device() != "cpu" else "cpu_s"
    ladder = rungs(windows=documents_of(train) is not None)
    print(f"{len(train)} sentences, {words:,} words, {args.repeats} repeats, {runtime.device()}, "
          f"{torch.get_num_threads()} thread(s), ratios by {clock}")
    found = {"sentences": len(train), "words": words, "repeats": args.repeats, "threads": torch.get_num_threads(),
             "device": runtime.device(), "ratios_by": clock,
             "rungs": figures(measure(splits, ladder, args.repeats), words, clock)}
    print(table(found["rungs"]))
    if args.trainer:
        found["trainer_times_ours"] = beside_trainer(splits, ladder[LAST_OF_TRAINER], args.repeats, args.trainer)
        print(f"Trainer doing the work of “{LAST_OF_TRAINER}”: {found['trainer_times_ours']:.2f} times our time")
    if args.record:
        gpu = torch.cuda.get_device_name() if runtime.device() == "cuda" else ""
        given = f"--sentences {args.sentences} --repeats {args.repeats}" + " --data FOLDER" * (args.data is not None)
        trainer = " --trainer FOLDER" * (args.trainer is not None)
        measured.add("ner-ladder", args.record, found, f"python tests/benchmarks/ner_ladder.py {given}{trainer}", gpu)


if __name__ == "__main__":
    main()
