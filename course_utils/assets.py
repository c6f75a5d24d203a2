"""Assets: the one room that turns a name into a local file, data set or checkpoint, and says where it came from.

Order: bundled with the course → inside an installed package → local folder (COURSE_ASSETS) → the hub's cache → hub.
Nothing is swapped silently: what was asked for is what comes back, or an error that names the stand-in.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils import runtime
from course_utils.pinned import CHECKPOINTS, DATA_SETS, Record

if TYPE_CHECKING:
    from datasets import DatasetDict
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

DATA = Path(__file__).parent / "data"


class AssetError(RuntimeError):
    """An asset is missing or damaged; the sentence says what to do."""


@dataclass(frozen=True)
class Asset:
    """A resolved asset: its local path and why this one was taken."""

    name: str
    path: Path
    source: str
    licence: str
    why: str


def bundled(name: str) -> Path:
    """The path of a file or folder that ships with the course; AssetError names what is there instead."""
    path = DATA / name
    if not path.exists():
        have = ", ".join(sorted(p.name for p in DATA.iterdir() if not p.name.startswith("_")))
        raise AssetError(f"No bundled data called “{name}”; there is: {have}.")
    return path


def _package_folder(module: str, file: str) -> Path | None:
    """The folder inside an installed package that holds `file`, found without importing the package."""
    spec = importlib.util.find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(next(iter(spec.submodule_search_locations)))
    return next((p.parent for p in sorted(root.rglob(file))), None)


@functools.cache
def sha256(path: Path) -> str:
    """The file's SHA-256 as hex digits, read in pieces of 1 MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while piece := handle.read(2**20):
            digest.update(piece)
    return digest.hexdigest()


def _record(name: str) -> Record:
    if name not in CHECKPOINTS:
        raise AssetError(f"No checkpoint called “{name}”; there is: {', '.join(CHECKPOINTS)}.")
    return CHECKPOINTS[name]


def _snapshot(
    repository: str, revision: str, patterns: list[str], *, fetch: bool, kind: str = "model"
) -> Path | None:
    """The folder in the hub's cache; fetch=True downloads what is missing and resumes what broke off."""
    if importlib.util.find_spec("huggingface_hub") is None:
        return None
    from huggingface_hub import snapshot_download

    try:
        folder = snapshot_download(
            repository, repo_type=kind, revision=revision, allow_patterns=patterns, local_files_only=not fetch
        )
    except Exception as error:  # the hub's client raises its own, its transport's and the system's errors
        if not fetch:
            return None
        raise AssetError(f"{repository} could not be fetched ({type(error).__name__}).") from error
    return Path(folder)


def _weights_folder(record: Record, *, fetch: bool) -> Path | None:
    """The checkpoint's folder in the hub's cache, when its weights are in it."""
    folder = _snapshot(record.repository, record.revision, [record.weights, *record.files], fetch=fetch)
    return folder if folder and (folder / record.weights).is_file() else None


def find(name: str) -> Asset | None:
    """The checkpoint's folder if it is on this machine, its bytes not yet checked; None if not. Fetches nothing."""
    record = _record(name)
    inside = _package_folder(record.package, record.weights) if record.package else None
    if inside is not None:
        return Asset(name, inside, "package", record.licence, f"inside the installed package {record.package}")
    local = os.environ.get("COURSE_ASSETS")
    if local and (Path(local) / name / record.weights).is_file():
        return Asset(name, Path(local) / name, "local folder", record.licence, f"found in COURSE_ASSETS ({local})")
    cached = _weights_folder(record, fetch=False)
    if cached is not None:
        return Asset(name, cached, "cache", record.licence, f"fetched earlier from {record.repository}")
    return None


def checkpoint(name: str) -> Asset:
    """A pretrained checkpoint as a folder for `from_pretrained`, its weights checked against their SHA-256.

    Fetched from the hub, at a pinned revision, when it is not on this machine and the network is allowed. Raises
    AssetError, with the command that gets it, when it cannot be had, and when its bytes are not the published ones.
    """
    asset, record = find(name), _record(name)
    if asset is None and runtime.online():
        folder = _weights_folder(record, fetch=True)
        asset = folder and Asset(name, folder, "hub", record.licence, f"{record.repository} at {record.revision[:7]}")
    if asset is None:
        way = f"run “pip install {record.package.replace('_', '-')}”" if record.package else (
            f"put the files of {record.repository} into a folder {name} under COURSE_ASSETS, or take “minilm”")
        raise AssetError(f"The checkpoint “{name}” is not here and there is no network: {way}.")
    _check(asset.path / record.weights, record.sha256)
    return asset


def _check(path: Path, published: str) -> None:
    """AssetError when the file's bytes are not those of the published checksum."""
    if sha256(path) != published:
        raise AssetError(f"{path} is damaged (its SHA-256 is not the published one): delete it and get it again.")


def data_set(name: str, say: Callable[[str], None] = print) -> DatasetDict:
    """A data set of the table as `datasets.load_dataset` gives it, its splits called train, dev and test.

    Says repository, commit and licence before anything is fetched. The files come from the hub's cache or the hub, at
    the pinned commit, and are checked against their SHA-256 where one is known. Raises AssetError when there is no such
    name, when the files cannot be had, when they are damaged, and when the package datasets is not installed.
    """
    if name not in DATA_SETS:
        raise AssetError(f"No data set called “{name}”; there is: {', '.join(DATA_SETS)}.")
    if importlib.util.find_spec("datasets") is None:
        raise AssetError("Data sets of the hub need the package datasets: run “pip install datasets”.")
    record, bytes_of = DATA_SETS[name], DATA_SETS[name].sha256
    say(f"{record.repository} at {record.revision[:7]}. Licence: {record.licence}.")
    wanted = [record.repository, record.revision, list(record.files.values())]
    folder = _snapshot(*wanted, fetch=False, kind="dataset")
    if folder is None or not all((folder / file).is_file() for file in record.files.values()):
        folder = _snapshot(*wanted, fetch=True, kind="dataset") if runtime.online() else None
    if folder is None or not all((folder / file).is_file() for file in record.files.values()):
        way = ("give a folder with its CoNLL files instead of its name, or leave it out for the corpus bundled with "
               "the course" if record.tags else "take a folder of your own, or the data bundled with the course")
        raise AssetError(f"The data set “{name}” is not here and the hub cannot be reached: {way}.")
    for split, published in bytes_of.items():
        _check(folder / record.files[split], published)
    import datasets

    datasets.disable_progress_bars()
    paths = {split: str((folder / file).resolve()) for split, file in record.files.items()}
    return datasets.load_dataset("parquet", data_files=paths)


def counted(name: str, say: Callable[[str], None] = print) -> DatasetDict:
    """A data set of the table whose splits have the number of rows that the table states; AssetError when not."""
    record, found = DATA_SETS.get(name), data_set(name, say)
    for split, rows in found.items():
        if len(rows) != record.sentences[split]:
            raise AssetError(f"{record.repository}: {len(rows):,} rows in {split}, not "
                             f"{record.sentences[split]:,}: this is another data set.")
    return found


def encoder(name: str, **options: object) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """The tokenizer and the encoder of a checkpoint, ready to evaluate; options go to `AutoModel.from_pretrained`.

    Raises AssetError when the tokenizer came up empty: without its files it loads silently with a handful of entries.
    """
    import transformers

    path = checkpoint(name).path
    transformers.utils.logging.disable_progress_bar()
    tokenizer = transformers.AutoTokenizer.from_pretrained(path)
    model = transformers.AutoModel.from_pretrained(path, **options).eval()
    if len(tokenizer) != model.config.vocab_size:
        raise AssetError(f"{path}: the tokenizer has {len(tokenizer)} entries and the model {model.config.vocab_size}.")
    return tokenizer, model
