"""The verb `course ner`: trains a tagger on a folder of CoNLL files and writes the model and its metrics."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course_utils.training.conll import Sentence
    from course_utils.training.recipe import Recipe

METRICS, MODEL = "metrics.json", "model"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `course ner`."""
    parser.add_argument("--data", type=Path, help="folder with train, dev and test files in CoNLL columns (default: "
                        "the corpus of the course)")
    parser.add_argument("--model", default="minilm", help="a checkpoint such as minilm, or a folder with a BERT")
    parser.add_argument("--recipe", default="course", choices=("course", "articles", "plain"), help="see chapter 09")
    parser.add_argument("--epochs", type=int, help="default: the recipe's own")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="folder for metrics.json, the model and the checkpoint")
    parser.add_argument("--batch-size", type=int, help="rows that one update learns from (default: the recipe's own)")
    parser.add_argument("--learning-rate", type=float, help="peak rate (default: the recipe's own)")
    parser.add_argument("--bf16", action="store_true", help="16-bit autocast: faster where the hardware has it")
    parser.add_argument("--iob1", action="store_true", help="the files' tags are IOB1")
    parser.add_argument("--checkpoint-every", type=int, default=100, metavar="STEPS", help="default: 100")


def splits_of(folder: Path, *, iob1: bool = False) -> dict[str, list[Sentence]]:
    """The folder's train, dev and, where there is one, test sentences, checked.

    Raises ConllError, with file, line and one sentence, for a missing dev file, an empty split or an illegal tag.
    """
    from course_utils.training import conll

    if not folder.is_dir():
        raise conll.ConllError(f"{folder}: no such folder; give one that holds train.conll, dev.conll and test.conll.")
    splits = conll.read_splits(folder, iob1=iob1)
    if "dev" not in splits:
        raise conll.ConllError(f"{folder}: no dev file to choose the best epoch on; name it dev.conll or valid.txt.")
    conll.validate(splits, types=None).check()
    return splits


def recipe_of(args: argparse.Namespace) -> Recipe:
    """The recipe that the arguments name, with the choices that they change."""
    from course_utils.training.recipe import RECIPES

    wanted = {"epochs": args.epochs, "batch_size": args.batch_size, "learning_rate": args.learning_rate}
    changes = {name: value for name, value in wanted.items() if value is not None}
    return RECIPES[args.recipe].but(seed=args.seed, bf16=args.bf16, **changes)


def machine() -> dict:
    """Versions and hardware of this run."""
    import os

    import torch
    import transformers

    versions = {module.__name__: module.__version__ for module in (torch, transformers)}
    versions["python"] = platform.python_version()
    threads = {"cores": os.cpu_count(), "threads": torch.get_num_threads()}
    return versions | threads | {"processor": platform.processor() or platform.machine(), "system": platform.system()}


def peak_memory_bytes(device: str) -> int | None:
    """The most memory that this process held: on the GPU when the run is there, else in RAM; None where unknown."""
    import torch

    if device == "cuda":
        return torch.cuda.max_memory_allocated()
    try:
        import resource
    except ImportError:  # Windows
        return None
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main(args: argparse.Namespace) -> int:
    """Trains, and writes OUT/metrics.json and OUT/model; started again after an interruption, it goes on."""
    from course_utils import assets, runtime
    from course_utils.training.tagging_run import TaggingRun

    folder = args.data or assets.bundled("ner")
    splits = splits_of(folder, iob1=args.iob1)
    print(", ".join(f"{name}: {len(part):,} sentences" for name, part in splits.items()), flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    runtime.seed_everything(args.seed)
    device = runtime.device()
    start = time.perf_counter()
    run = TaggingRun(splits, recipe_of(args), model=args.model, device=device)
    print(f"{run.tagger.parameters_count():,} parameters, {len(run.rows):,} rows an epoch, on {device}", flush=True)
    run.train(folder=args.out, checkpoint_every=args.checkpoint_every, say=lambda line: print(line, flush=True))
    metrics = {
        "data": str(folder), "model": args.model, "recipe": run.recipe.record(), **run.report(),
        "peak_memory_bytes": peak_memory_bytes(device), "device": device, "total_s": time.perf_counter() - start,
        "machine": machine(),
    }
    run.tagger.save(args.out / MODEL, run.tokenizer)
    partial = args.out / f"{METRICS}.partial"
    partial.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    partial.replace(args.out / METRICS)
    for split in ("dev", "test"):
        if split in metrics["scores"]:
            scores = metrics["scores"][split]
            print(f"{split}: entity F1 {scores['entities']['micro']['f1']:.4f}, word accuracy "
                  f"{scores['word_accuracy']:.4f} (all O: {scores['all_outside_accuracy']:.4f}, dictionary F1 "
                  f"{scores['dictionary_f1']:.4f})")
    print(f"{metrics['words_per_s']:,.0f} words/s in training; wrote {args.out / METRICS} and {args.out / MODEL}")
    return 0
