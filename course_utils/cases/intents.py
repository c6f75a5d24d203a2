"""Intents: short messages, each with what its writer wants, from the desk of the course, a folder or the hub."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils import assets
from course_utils.cases import support_desk

OUTSIDE = support_desk.NOWHERE
SETS = {"banking77": "label", "clinc150": "intent"}  # of the hub: the column with the intent
TABLES = (("text", "category"), ("text", "intent"), ("text", "label"))  # columns of a CSV file


class IntentError(ValueError):
    """A file of messages cannot be read; the sentence names file, line and what is needed."""


@dataclass(frozen=True)
class Request:
    """One message and its intent, "-" when it is outside of what the desk knows."""

    text: str
    intent: str


Parts = dict[str, list[Request]]


def bundled(seed: int = 0) -> Parts:
    """The messages to the invented bicycle rental of chapter 15, split by a seed into train, dev and test."""
    passages = support_desk.read_passages()
    intent_of = {passage.id: passage.intent for passage in passages} | {OUTSIDE: OUTSIDE}
    split = support_desk.split(passages, support_desk.read_outside(), seed)
    return {name: [Request(m.text, intent_of[m.passage]) for m in part] for name, part in split.items()}


def from_folder(path: Path | str) -> Parts:
    """The parts of a folder of your own, or of one JSON file in it; each file may be packed by gzip.

    CSV as Banking77 has it: train.csv, and test.csv and dev.csv where there are any, with the columns text and
    category (or intent, or label). JSON as CLINC150 has it: lists train, val, test, oos_train, oos_val, oos_test of
    [text, intent]. The intent "oos" or "-" means outside. Raises IntentError with file and line.
    """
    path = Path(path)
    if path.is_file():
        return _from_json(path)
    tables = {name: file for name in ("train", "dev", "test")
              for file in (path / f"{name}.csv", path / f"{name}.csv.gz") if file.is_file()}
    if "train" in tables:
        return {name: _from_csv(file) for name, file in tables.items()}
    lists = [file for pattern in ("*.json", "*.json.gz") for file in sorted(path.glob(pattern))]
    if len(lists) == 1:
        return _from_json(lists[0])
    which = f"name one of {', '.join(file.name for file in lists)}" if lists else "it needs train.csv or a JSON file"
    raise IntentError(f"{path} is no folder of messages: {which}.")


def _open(path: Path):
    """The file as text in UTF-8, unpacked where its name ends in .gz."""
    return (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="")


def _request(text: object, intent: object, where: str) -> Request:
    if not isinstance(text, str) or not isinstance(intent, str) or not text.strip() or not intent.strip():
        raise IntentError(f"{where}: a text and an intent are needed.")
    return Request(text.strip(), OUTSIDE if intent.strip() in ("oos", OUTSIDE) else intent.strip())


def _from_csv(path: Path) -> list[Request]:
    found = []
    try:
        with _open(path) as handle:
            rows = csv.DictReader(handle)
            columns = next((pair for pair in TABLES if set(pair) <= set(rows.fieldnames or ())), None)
            if columns is None:
                raise IntentError(f"{path.name}, line 1: the columns text and category are needed.")
            for row in rows:
                found.append(_request(row[columns[0]], row[columns[1]], f"{path.name}, line {rows.line_num}"))
    except (UnicodeDecodeError, gzip.BadGzipFile, csv.Error) as error:
        raise IntentError(f"{path.name} cannot be read as a table in UTF-8 ({type(error).__name__}).") from error
    if not found:
        raise IntentError(f"{path.name} holds no message.")
    return found


def _from_json(path: Path) -> Parts:
    try:
        with _open(path) as handle:
            lists = json.load(handle)
    except json.JSONDecodeError as error:
        raise IntentError(f"{path.name}, line {error.lineno}: this is no JSON ({error.msg}).") from error
    except (UnicodeDecodeError, gzip.BadGzipFile) as error:
        raise IntentError(f"{path.name} cannot be read as text in UTF-8 ({type(error).__name__}).") from error
    if not isinstance(lists, dict) or not lists.get("train"):
        raise IntentError(f"{path.name}: a table with the list “train” of [text, intent] is needed.")
    parts: Parts = {}
    for name, part in (("train", "train"), ("val", "dev"), ("test", "test")):
        for key in (name, f"oos_{name}"):
            for number, pair in enumerate(lists.get(key) or ()):
                two = pair if isinstance(pair, list) and len(pair) == 2 else (None, None)
                parts.setdefault(part, []).append(_request(*two, f"{path.name}, entry {number} of “{key}”"))
    return parts


def from_hub(name: str, say: Callable[[str], None] = print) -> Parts:
    """The parts of "banking77" (train, test) or "clinc150" (train, dev, test) at their pinned commits.

    Says repository, commit and licence first. AssetError when the set cannot be had, is damaged or has other counts;
    IntentError when its intents have no names.
    """
    if name not in SETS:
        raise IntentError(f"No set of intents called “{name}”; there is: {', '.join(SETS)}.")
    found: Parts = {}
    for part, rows in assets.counted(name, say).items():
        names = getattr(rows.features.get(SETS[name]), "names", None)
        if "text" not in rows.features or not names:
            raise IntentError(f"{assets.DATA_SETS[name].repository}: the columns text and {SETS[name]}, with the names "
                              "of the intents, are needed: this is another data set.")
        found[part] = [_request(row["text"], names[row[SETS[name]]], f"{part}, row {number}")
                       for number, row in enumerate(rows)]
    return found


def hold_out(requests: Sequence[Request], share: float, seed: int) -> tuple[list[Request], list[Request]]:
    """(kept, held out): of each intent's messages about this share, at least one, drawn by the seed, is held out."""
    draw, of_intent = random.Random(seed), {}
    for request in requests:
        of_intent.setdefault(request.intent, []).append(request)
    kept, held = [], []
    for some in of_intent.values():
        order = draw.sample(some, len(some))
        cut = max(1, round(share * len(some)))
        held += order[:cut]
        kept += order[cut:]
    return kept, held


def few(requests: Sequence[Request], count: int, seed: int) -> list[Request]:
    """At most `count` messages of each intent, drawn by the seed; of those outside none."""
    order = random.Random(seed).sample(list(requests), len(requests))
    seen: dict[str, int] = {}
    kept = []
    for request in order:
        seen[request.intent] = seen.get(request.intent, 0) + 1
        if request.intent != OUTSIDE and seen[request.intent] <= count:
            kept.append(request)
    return kept
