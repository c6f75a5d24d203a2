"""Submissions: every entry of a folder, as a name and the bytes of the notebooks in it; nothing is unpacked."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading.judge.spreadsheet import cell
from course_utils.grading.judge.verdict import plain_text

MAX_FILE = 32 << 20
MAX_FILES = 40
MAX_ALL = 60 << 20
MAX_DEPTH = 4
MAX_ENTRIES = 5000
NOTEBOOK, ARCHIVE = ".ipynb", ".zip"
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX", ".ipynb_checkpoints"}  # no student hands these in


class Unreadable(ValueError):
    """An entry that is no submission; one sentence says why."""


@dataclass(frozen=True)
class Submission:
    """One entry of the folder: `name` identifies it in every product, `path` is where it lies."""

    name: str
    path: Path

    @property
    def file_stem(self) -> str:
        """A file name for this submission that no name can break, and that no two names share."""
        if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}", self.name):
            return self.name
        digest = hashlib.sha256(os.fsencode(self.name)).hexdigest()[:12]
        return re.sub(r"[^A-Za-z0-9_-]+", "_", self.name)[:40].strip("_") + "~" + digest

    def files(self) -> list[tuple[str, bytes]]:
        """(name, bytes) of the file, or of each notebook and zip archive in the folder; Unreadable with the reason."""
        mode = os.lstat(self.path).st_mode
        if stat.S_ISDIR(mode):
            return _folder_files(self.path)
        if stat.S_ISREG(mode) and self.path.suffix.lower() not in (NOTEBOOK, ARCHIVE):
            raise Unreadable("the file is neither a notebook (.ipynb) nor a zip archive")
        return [(_name(self.path.name), _bytes(self.path))]


def _name(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _bytes(path: Path) -> bytes:
    """The content of a regular file; links, pipes and devices are not followed or waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        link = path.is_symlink()
        why = "it is a link; hand in the file itself" if link else f"it cannot be read ({error.strerror})"
        raise Unreadable(why) from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("it is no ordinary file")
        if status.st_size > MAX_FILE:
            raise Unreadable(f"the file is larger than {MAX_FILE >> 20} MiB; clear the notebook's outputs")
        data = file.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise Unreadable(f"the file is larger than {MAX_FILE >> 20} MiB; clear the notebook's outputs")
        return data


def _folder_files(folder: Path) -> list[tuple[str, bytes]]:
    """The notebooks of a folder, or its zip archives where it has no notebook."""
    paths = sorted(_walk(folder, 0, [0]))
    chosen = [path for path in paths if path.suffix.lower() == NOTEBOOK] or [
        p for p in paths if p.suffix.lower() == ARCHIVE
    ]
    if not chosen:
        raise Unreadable("there is no notebook (.ipynb) in the folder")
    found, reason, size = [], "", 0
    for path in chosen[:MAX_FILES]:
        try:
            data = _bytes(path)
        except Unreadable as error:
            reason = reason or str(error)
            continue
        size += len(data)
        if size > MAX_ALL:
            raise Unreadable(f"the notebooks in the folder are larger than {MAX_ALL >> 20} MiB together")
        found.append((_name(str(path.relative_to(folder))), data))
    if not found:
        raise Unreadable(reason)
    return found


def _walk(folder: Path, depth: int, seen: list[int]) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise Unreadable(f"the folder cannot be read ({error.strerror})") from None
    for entry in entries:
        seen[0] += 1
        if seen[0] > MAX_ENTRIES:
            raise Unreadable(f"the folder has more than {MAX_ENTRIES} entries")
        if entry.name in LITTER or entry.name.startswith("._"):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < MAX_DEPTH:
                yield from _walk(Path(entry.path), depth + 1, seen)
        else:
            yield Path(entry.path)


def find(folder: Path) -> list[Submission]:
    """One submission for each entry of the folder, in the order of their names; only known litter is passed over.

    The name is the entry's without .ipynb or .zip, where that is unique. FileNotFoundError or NotADirectoryError when
    there is no such folder.
    """
    entries = sorted(entry.name for entry in os.scandir(folder))
    paths = [folder / name for name in entries if name not in LITTER and not name.startswith("._")]
    short = [path.stem if path.suffix.lower() in (NOTEBOOK, ARCHIVE) and path.stem else path.name for path in paths]
    names = _unique(short, [path.name for path in paths])
    return [Submission(name, path) for name, path in sorted(zip(names, paths, strict=True))]


def _unique(short: list[str], full: list[str]) -> list[str]:
    """The short names where they are unique, else the full ones, else the full ones with a hash of their bytes.

    Unique as every product shows them: case, the form of an umlaut, control characters and the quote before a formula
    do not tell two students apart, in a table or on a disk. A name like another's with its hash gets one too.
    """
    often = Counter(map(_shown, short))
    names = [one if often[_shown(one)] == 1 else name for one, name in zip(short, full, strict=True)]
    marks = [hashlib.sha256(os.fsencode(name)).hexdigest()[:12] for name in full]
    while max((often := Counter(map(_shown, names))).values(), default=1) > 1:
        names = [one if often[_shown(one)] == 1 else f"{one}~{mark}" for one, mark in zip(names, marks, strict=True)]
    return names


def _shown(name: str) -> str:
    """A name as tables and case-blind disks see it."""
    return unicodedata.normalize("NFC", cell(plain_text(name))).casefold()
