"""What was handed in: bytes turned into the code cells of one notebook, behind the walls and before any code runs."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import re
import stat
import zipfile
from dataclasses import dataclass, field

from course_utils.grading import answer_source
from course_utils.grading.judge.cell_run import body_of, without_magics

MAX_NOTEBOOK = 32 << 20
MAX_UNPACKED = 96 << 20
MAX_MEMBERS = 2000
MAX_CELLS = 2000
MAX_CODE = 4 << 20
LITTER = re.compile(r"(^|/)(__MACOSX|\.ipynb_checkpoints)(/|$)|(^|/)\._")


class Refused(ValueError):
    """What was handed in holds no notebook that can be read; one sentence says why."""


@dataclass
class HandedIn:
    """The code cells of a notebook, and where its top-level names were last defined."""

    name: str
    cells: list[str]
    definitions: dict[str, str] = field(default_factory=dict)  # name → its last definition's text
    texts: list[tuple[str, list[str]]] = field(default_factory=list)  # (text, tags) of each cell that is no code

    @property
    def digest(self) -> str:
        """A hash of all code."""
        return hashlib.sha256("\0".join(self.cells).encode("utf-8", "surrogatepass")).hexdigest()


def notebooks_in(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """(name, bytes) of each notebook in a file: the file itself, or the members of a zip, which is never unpacked."""
    if not data.startswith(b"PK"):
        if name.lower().endswith(".zip"):
            raise Refused("the file is called .zip but is no zip archive; hand in the notebook again")
        return [(name, data)]
    found, size = [], 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise Refused(f"the zip archive has more than {MAX_MEMBERS} members; hand in the notebook alone")
            for member in members:
                plain = not member.is_dir() and not stat.S_ISLNK(member.external_attr >> 16)
                if not plain or LITTER.search(member.filename) or not member.filename.lower().endswith(".ipynb"):
                    continue
                if member.flag_bits & 1:
                    raise Refused("the zip archive has a password; hand it in without one")
                with archive.open(member) as stream:
                    content = stream.read(MAX_NOTEBOOK + 1)
                size += len(content)
                if len(content) > MAX_NOTEBOOK or size > MAX_UNPACKED:
                    raise Refused(
                        "the notebook in the zip archive is too large; clear its outputs and hand it in again"
                    )
                found.append((member.filename, content))
    except Refused:
        raise
    except Exception:
        raise Refused("the zip archive is damaged; hand it in again") from None
    return found


def _all_cells(data: bytes) -> list:
    """The list of cells in a notebook's bytes, whatever they are; Refused with the reason when there is none."""
    if not data.strip():
        raise Refused("the file is empty")
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_int=lambda digits: 0, parse_float=lambda digits: 0.0)
    except UnicodeDecodeError:
        raise Refused("the file is not UTF-8 text; save the notebook again from JupyterLab or Colab") from None
    except (ValueError, RecursionError, MemoryError):
        raise Refused("the file is not a notebook (no JSON, or cut off); save it again and hand it in") from None
    cells = document.get("cells") if isinstance(document, dict) else None
    if cells is None and isinstance(document, dict) and isinstance(document.get("worksheets"), list):
        sheets = [sheet for sheet in document["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in sheet.get("cells", [])]
    if not isinstance(cells, list):
        raise Refused("the file is JSON but no notebook: it has no list of cells")
    return cells


def code_cells(cells: list) -> list[str]:
    """The sources of a notebook's code cells in order. Outputs, metadata, ids and kernel are not looked at."""
    sources = [_source(cell) for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    if len(sources) > MAX_CELLS or sum(map(len, sources)) > MAX_CODE:
        raise Refused(f"the notebook has more than {MAX_CELLS} code cells or {MAX_CODE >> 20} MB of code")
    return sources


def text_cells(cells: list) -> list[tuple[str, list[str]]]:
    """(text, tags and id) of each cell that is no code, at most as many characters as there may be code."""
    found, size = [], 0
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") == "code":
            continue
        text = _source(cell)
        size += len(text)
        if size > MAX_CODE or len(found) >= MAX_CELLS:
            break
        metadata = cell.get("metadata")
        tags = metadata.get("tags") if isinstance(metadata, dict) else None
        marks = [*(tags if isinstance(tags, list) else []), cell.get("id")]
        found.append((text, [mark for mark in marks if isinstance(mark, str)]))
    return found


def _source(cell: dict) -> str:
    """The text of a cell: a string, or a list of strings; anything else in it is left out."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def definitions(cells: list[str]) -> dict[str, str]:
    """Top-level name → the text of its last definition, as far as the cells are Python."""
    found = {}
    for cell in cells:
        try:
            body = body_of(cell)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        lines = cell.split("\n")
        if answer_source.parse(cell) is None:
            lines = without_magics(cell).split("\n")
        for node in body:
            names = (
                [node.name]
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                else [
                    target.id
                    for target in (node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)])
                    if isinstance(target, ast.Name)
                ]
            )
            if names:
                # Without its magics, or one such line would hide a forbidden name from the parser.
                text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
                found |= dict.fromkeys(names, text)
    return found


def lost_in(cells: list[str], name: str) -> tuple[int, int] | None:
    """(cell, line), both from 1, where a cell that defines this name is no Python; None when there is none."""
    name = re.escape(name)
    begins = re.compile(rf"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+{name}\b|^{name}[ \t]*=", re.M)
    for number, cell in enumerate(cells, 1):
        if not begins.search(cell):
            continue
        try:
            body_of(cell)
        except SyntaxError as error:
            return number, error.lineno or 1
        except (ValueError, RecursionError, MemoryError):
            return number, 1
    return None


def read(files: list[tuple[str, bytes]], wanted: list[str], preferred: str) -> HandedIn:
    """The notebook among the files that defines most of the wanted names; Refused with the reason when there is none.

    preferred: the name that wins among equals (the problem set's own); after it, the alphabet decides.
    """
    candidates, reasons = [], []
    for name, data in files:
        try:
            for inner, content in notebooks_in(name, data):
                try:
                    every = _all_cells(content)
                    cells = code_cells(every)
                    candidates.append(HandedIn(inner, cells, definitions(cells), text_cells(every)))
                except Refused as reason:
                    reasons.append(str(reason))
        except Refused as reason:
            reasons.append(str(reason))
    if not candidates:
        raise Refused(reasons[0] if reasons else "there is no notebook (.ipynb) in it")
    return min(
        candidates,
        key=lambda one: (
            -sum(name in one.definitions for name in wanted),
            preferred not in one.name.rpartition("/")[2],
            one.name,
        ),
    )


def fingerprint(texts: list[str]) -> list[str]:
    """Hashes of all runs of 12 node kinds in the syntax trees, without names: alike answers have alike sets."""
    kinds: list[str] = []
    for text in texts:
        tree = answer_source.parse(text)
        kinds += [type(node).__name__ for node in ast.walk(tree)] if tree else []
    runs = {" ".join(kinds[i : i + 12]) for i in range(max(0, len(kinds) - 11))}
    return sorted(hashlib.sha256(run.encode()).hexdigest()[:8] for run in runs)[:400]
