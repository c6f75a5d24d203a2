"""The verb `course ner`: trains a tagger on CoNLL files or a data set by name, and writes the model and its metrics.

Several GPUs, or processes, share the work under torchrun:
`torchrun --nproc_per_node=2 -m course_utils.cli ner --data FOLDER --out FOLDER`; OUT must be a folder that all see.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import platform
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course_utils.training.conll import Sentence
    from course_utils.training.ranks import Ranks
    from course_utils.training.recipe import Recipe
    from course_utils.training.tagging_run import TaggingRun

METRICS, MODEL = "metrics.json", "model"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `course ner`."""
    parser.add_argument("--data", help="folder with train, dev and test files in CoNLL columns, or conll2003 or wnut17 "
                        "from the hub (default: the corpus of the course)")
    parser.add_argument("--model", help="a checkpoint's name, or a folder with a BERT (default: bert-base-cased in the "
                        "full size where it can be had, else minilm)")
    parser.add_argument("--recipe", default="course", choices=("course", "articles", "plain"), help="see chapter 09")
    parser.add_argument("--epochs", type=int, help="default: the recipe's own")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="folder for metrics.json, the model and the checkpoint")
    parser.add_argument("--batch-size", type=int, help="rows that one update learns from (default: the recipe's own)")
    parser.add_argument("--learning-rate", type=float, help="peak rate (default: the recipe's own)")
    parser.add_argument("--patience", type=int, metavar="EPOCHS", help="stop after so many epochs in a row without a "
                        "better dev score (default: never)")
    parser.add_argument("--dropout", type=float, metavar="P", help="share of numbers that training leaves out "
                        "(default: the recipe's own)")
    parser.add_argument("--autocast", choices=("bf16", "fp16", "none"), help="16 bits inside the model (default: what "
                        "the hardware is fast at)")
    parser.add_argument("--iob1", action="store_true", help="the files' tags are IOB1")
    parser.add_argument("--checkpoint-every", type=int, default=100, metavar="STEPS", help="default: 100")


def splits_of(data: str | Path, *, iob1: bool = False) -> dict[str, list[Sentence]]:
    """The train, dev and, where there is one, test sentences of a folder or of a data set by name, checked.

    A folder of that name goes first. Raises ConllError, with file, line and one sentence, for a missing dev file, an
    empty split or an illegal tag; AssetError when a data set is not here and cannot be fetched.
    """
    from course_utils import assets
    from course_utils.training import conll, hub_sets

    folder = Path(data)
    if not folder.is_dir() and str(data) in assets.DATA_SETS:
        splits = hub_sets.sentences(str(data))
    elif folder.is_dir():
        splits = conll.read_splits(folder, iob1=iob1)
    else:
        raise conll.ConllError(f"{folder}: no such folder; give one that holds train.conll, dev.conll and test.conll, "
                               f"or one of {', '.join(name for name, row in assets.DATA_SETS.items() if row.tags)}.")
    if "dev" not in splits:
        raise conll.ConllError(f"{folder}: no dev file to choose the best epoch on; name it dev.conll or valid.txt.")
    conll.validate(splits, types=None).check()
    return splits


def default_model(*, full: bool) -> str:
    """bert-base-cased in the full size when it is on this machine or the hub answers, else minilm."""
    from course_utils import assets, runtime

    reachable = full and (assets.find("bert-base-cased") is not None or runtime.online())
    return "bert-base-cased" if reachable else "minilm"


def recipe_of(args: argparse.Namespace, model: str, *, device: str, half: str | None = None) -> Recipe:
    """The recipe that the arguments name, with the choices that they and the model change.

    half: the 16-bit numbers of the course recipe when the arguments do not say; the other recipes have none.
    """
    from course_utils.training.recipe import PEAK_RATES, RECIPES

    wanted = {"epochs": args.epochs, "batch_size": args.batch_size, "learning_rate": args.learning_rate,
              "dropout": args.dropout, "patience": args.patience}
    if args.recipe == "course":
        wanted["learning_rate"] = args.learning_rate or PEAK_RATES.get(model)
        wanted["attention"] = None if device == "cpu" else "sdpa"
        wanted["autocast"] = half
    changes = {name: value for name, value in wanted.items() if value is not None}
    if args.autocast is not None:
        changes["autocast"] = None if args.autocast == "none" else args.autocast
    return RECIPES[args.recipe].but(seed=args.seed, **changes)


def batch_size(sentences: Sequence[Sentence]) -> int:
    """Rows a batch of the course recipe: 8 where neighbours share a row, else up to 32 with 100 updates an epoch.

    A row of neighbours holds about 128 pieces, a row of one sentence perhaps 20; small corpora need the updates more.
    Measured on dev with one seed: WNUT-17, 3,394 sentences, 8 rows .557 and 32 rows .586; ours, 903, .764 and .681.

    >>> [batch_size([Sentence(("Ada",), ("O",))] * n) for n in (903, 3394)]      # 9.03 and 33.94 rows
    [9, 32]
    """
    from course_utils.training.tagging_run import documents_of

    return 8 if documents_of(sentences) is not None else min(32, max(8, len(sentences) // 100))


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
    from course_utils import runtime
    from course_utils.training import ranks

    with ranks.joined(runtime.device()) as here:
        if here.leads:
            return train(args, here)
        with contextlib.redirect_stdout(io.StringIO()):  # one voice is enough
            return train(args, here)


def train(args: argparse.Namespace, here: Ranks) -> int:
    """One process's part: every process trains, the first one prints, scores and writes."""
    from course_utils import assets, runtime
    from course_utils.training.tagging_run import TaggingRun

    start = time.perf_counter()
    size = runtime.setup(args.seed)
    data, model = args.data or assets.bundled("ner"), args.model or default_model(full=size.full)
    splits = splits_of(data, iob1=args.iob1)
    print(", ".join(f"{name}: {len(part):,} sentences" for name, part in splits.items()), flush=True)
    recipe = recipe_of(args, model, device=size.device, half=runtime.half(size.device))
    if args.recipe == "course" and args.batch_size is None:
        recipe = recipe.but(batch_size=batch_size(splits["train"]))
    args.out.mkdir(parents=True, exist_ok=True)
    run = TaggingRun(splits, recipe, model=model, device=here.device)
    shared = f" in {here.count} processes" if here.count > 1 else ""
    print(f"{model}: {run.tagger.parameters_count():,} parameters, {len(run.rows):,} rows an epoch, on {size.device}"
          f"{shared}", flush=True)
    run.train(folder=args.out, checkpoint_every=args.checkpoint_every, say=lambda line: print(line, flush=True))
    if here.leads:
        about = {"data": str(data), "model": model, "recipe": run.recipe.record(), "processes": here.count}
        report = about | run.report() | {
            "peak_memory_bytes": peak_memory_bytes(size.device), "device": size.device,
            "total_s": time.perf_counter() - start, "machine": machine(),
        }
        write(args.out, run, report)
    return 0


def write(out: Path, run: TaggingRun, metrics: dict) -> None:
    """Writes the model and the metrics, each all at once, and prints the scores.

    Raises OSError with one sentence when the disk is full; what was there before, and the checkpoint, are whole.
    """
    partial = out / f"{METRICS}.partial"
    try:
        run.tagger.save(out / MODEL, run.tokenizer)
        partial.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
        partial.replace(out / METRICS)
    except Exception as error:  # safetensors reports a full disk by an error of its own
        for left in (partial, out / MODEL / "model.safetensors.partial"):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
        raise OSError(f"{out}: the model and its metrics could not be written ({error}); make room and start again: "
                      "the training is in the checkpoint and is not done twice.") from error
    for split in ("dev", "test"):
        if split in metrics["scores"]:
            scores = metrics["scores"][split]
            print(f"{split}: entity F1 {scores['entities']['micro']['f1']:.4f}, word accuracy "
                  f"{scores['word_accuracy']:.4f} (all O: {scores['all_outside_accuracy']:.4f}, dictionary F1 "
                  f"{scores['dictionary_f1']:.4f})")
    print(f"{metrics['words_per_s']:,.0f} words/s in training; wrote {out / METRICS} and {out / MODEL}")
