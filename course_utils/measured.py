"""Measured: the recorded figures of the course; what was measured, on which machine, when, and by which command.

They stand in data/measured.json. A page that prints a recorded figure reads it here and prints its machine and date.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import math
import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from course_utils.units import bytes_text

FILE = Path(__file__).parent / "data" / "measured.json"
PACKAGES = ("torch", "transformers", "datasets", "numpy")
MACHINE = {"processor": str, "cores": int, "memory_bytes": int, "accelerator": str, "system": str}


class MeasuredError(ValueError):
    """A record is malformed, missing or there twice; the sentence says which and what to do."""


@dataclass(frozen=True)
class Record:
    """One measurement: `figures` is what was seen, the rest is what a reader needs to see it again."""

    id: str
    kind: str
    date: str  # ISO 8601, the day it was measured
    machine: dict  # processor, cores, memory_bytes, accelerator ("" without one), system
    versions: dict  # Python and packages
    command: str
    figures: dict

    @property
    def where(self) -> str:
        """The line to print beside a figure, such as “AMD EPYC 9B45, 2 cores, 25 GB, Linux, 2026-11-23”."""
        have, memory = self.machine, bytes_text(self.machine["memory_bytes"])
        gpu = f" + {have['accelerator']}" if have["accelerator"] else ""
        return f"{have['processor']}{gpu}, {have['cores']} cores, {memory}, {have['system']}, {self.date}"


def _processor() -> str:
    """The processor's name as its maker writes it, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def this_machine(accelerator: str = "") -> dict:
    """Processor, cores this process may use, memory in bytes, accelerator's name, operating system."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    known = hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names
    memory_bytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if known else 0
    return {"processor": _processor(), "cores": cores, "memory_bytes": memory_bytes, "accelerator": accelerator,
            "system": platform.system()}


def these_versions() -> dict:
    """Python and those of the packages that shape a figure, as installed here; asks the metadata, imports nothing."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _finite(value: object, where: str) -> None:
    """Figures are numbers, texts, truth values, lists and tables of them; no number is infinite or undefined."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _finite(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            _finite(inner, f"{where}[{place}]")
    elif isinstance(value, float) and not math.isfinite(value):
        raise MeasuredError(f"{where} is {value}: a figure must be a finite number; measure it again.")
    elif not isinstance(value, (int, float, str, type(None))):
        raise MeasuredError(f"{where} is a {type(value).__name__}: write it as number, text, list or table.")


def validate(row: object) -> Record:
    """The record that a row of the file stands for; MeasuredError, with id and field, when the row is malformed."""
    if not isinstance(row, Mapping):
        raise MeasuredError(f"A record must be a table of fields, not {type(row).__name__}.")
    name, fields = row.get("id", "without id"), set(Record.__dataclass_fields__)
    if wrong := fields.symmetric_difference(row):
        raise MeasuredError(f"Record “{name}”: missing or unknown fields: {', '.join(sorted(map(str, wrong)))}.")
    for field in ("id", "kind", "date", "command"):
        if not isinstance(row[field], str) or not row[field].strip():
            raise MeasuredError(f"Record “{name}”: {field} must be a text that is not empty.")
    try:
        datetime.date.fromisoformat(row["date"])
    except ValueError as error:
        raise MeasuredError(f"Record “{name}”: write the date as year-month-day, not “{row['date']}”.") from error
    for field, kind in MACHINE.items():
        if not isinstance(row["machine"], dict) or not isinstance(row["machine"].get(field), kind):
            raise MeasuredError(f"Record “{name}”: machine needs “{field}” as {kind.__name__}.")
    for field in ("versions", "figures"):
        if not isinstance(row[field], dict) or not row[field]:
            raise MeasuredError(f"Record “{name}”: {field} must be a table that is not empty.")
    _finite(row["figures"], f"Record “{name}”: figures")
    return Record(**row)


def load(kind: str | None = None, file: Path = FILE) -> list[Record]:
    """All records, or those of one kind, in the file's order; every one is validated."""
    rows = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    records = [validate(row) for row in rows]
    if len({one.id for one in records}) < len(records):
        raise MeasuredError(f"{file}: two records have the same id; delete the older one.")
    return [one for one in records if kind in (None, one.kind)]


def record(id: str, file: Path = FILE) -> Record:
    """The record of this id; MeasuredError with the ids there are when it is missing."""
    records = {one.id: one for one in load(file=file)}
    if id not in records:
        raise MeasuredError(f"No record called “{id}”; there is: {', '.join(records) or 'none'}.")
    return records[id]


def add(kind: str, id: str, figures: dict, command: str = "", accelerator: str = "", file: Path = FILE) -> Record:
    """Writes one record of this machine and day, in place of an older one of the same id, and returns it.

    `command` is what a reader types to see the figures again; by default the command line of this process. The file is
    replaced in one step, so that an interruption leaves the old one whole.
    """
    row = {"id": id, "kind": kind, "date": datetime.date.today().isoformat(), "machine": this_machine(accelerator),
           "versions": these_versions(), "command": command or " ".join(sys.argv), "figures": figures}
    new = validate(row)
    kept = [asdict(one) for one in load(file=file) if one.id != id]
    text = json.dumps([*kept, row], indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    fresh = file.with_suffix(f".{os.getpid()}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)
    return new
