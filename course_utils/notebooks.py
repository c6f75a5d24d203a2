"""Notebooks: execute, normalise and check the chapters, so that running an unchanged one again changes no line."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from course_utils import measured

if TYPE_CHECKING:
    from nbformat import NotebookNode

FOLDER = Path("notebooks")
MAX_NOTEBOOK_BYTES = 1_500_000
MAX_OUTPUT_BYTES = 400_000
TIMEOUT_S = 300
# What a committed page is run with: small size, no network, widgets without their script.
ENVIRONMENT = {
    "COURSE_SIZE": "small",
    "COURSE_DEVICE": "cpu",
    "COURSE_OFFLINE": "1",
    "HF_HUB_OFFLINE": "1",
    "COURSE_WIDGETS": "lean",
    "PYTHONHASHSEED": "0",
}
# Cells that show what the reader's own machine does: their outputs are not kept, and not compared.
OWN_MACHINE = "nbval-ignore-output"
KEPT_CELL_METADATA = ("mystnb", "tags")
MYST = re.compile(r"\{[a-z][a-z:-]*\}`|^(?:`{3,}|:{3,})\{[a-z]", re.MULTILINE)
CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


class NotebookError(ValueError):
    """A notebook is not as a committed chapter must be; the sentence names file, cell and remedy."""


def chapters(folder: Path = FOLDER) -> list[Path]:
    """All chapters in order; NotebookError when there is none."""
    found = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not found:
        raise NotebookError(f"No chapter in {folder}/: run this in the course's root folder.")
    return found


def find(number: str, folder: Path = FOLDER) -> Path:
    """The notebook whose name begins with a number such as "05", or is the given path."""
    if Path(number).suffix == ".ipynb" and Path(number).is_file():
        return Path(number)
    found = [path for path in chapters(folder) if path.name.startswith(f"{number.zfill(2)}_")]
    if len(found) != 1:
        have = ", ".join(path.name[:2] for path in chapters(folder))
        raise NotebookError(f"No single chapter “{number}” in {folder}/; there is: {have}.")
    return found[0]


def read(path: Path) -> NotebookNode:
    """The notebook as nbformat 4; NotebookError when the file is not one."""
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, AttributeError) as error:
        raise NotebookError(f"{path}: cannot be read as a notebook ({error}).") from None


def write(nb: NotebookNode, path: Path) -> bool:
    """Writes the notebook if its text differs from the file's; returns whether it did. Never leaves half a file."""
    text = nbformat.writes(nb, version=4).rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    partial = path.with_suffix(".ipynb.partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
    return True


def _merge_streams(outputs: list) -> list:
    """Neighbouring pieces of one stream become one output: how they were cut depends on the kernel's timing."""
    merged: list = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == "stream" == last.output_type and output.name == last.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


def fingerprint(nb: NotebookNode) -> str:
    """A hash over all sources and outputs: it changes when a person edits either after the run."""
    parts = [[c.cell_type, c.source, c.get("outputs", []), c.get("metadata", {})] for c in nb.cells]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def normalise(nb: NotebookNode) -> NotebookNode:
    """The notebook with stable cell ids, counts 1…n, no timing, no widget state and minimal metadata, in place."""
    ids: dict[str, int] = {}
    count = 0
    for cell in nb.cells:
        cell.source = cell.source.rstrip()
        cell.metadata = type(nb)({k: v for k, v in cell.metadata.items() if k in KEPT_CELL_METADATA})
        stem = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:8]
        ids[stem] = ids.get(stem, 0) + 1
        cell.id = stem if ids[stem] == 1 else f"{stem}-{ids[stem]}"
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            varies = OWN_MACHINE in cell.metadata.get("tags", [])
            cell.outputs = [] if varies else _merge_streams(cell.outputs)
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
                if "metadata" in output:
                    output.metadata = {}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    run = nb.metadata.get("course", {}).get("run")
    nb.metadata = type(nb)({"kernelspec": kernel, "language_info": {"name": "python"}})
    nb.nbformat, nb.nbformat_minor = 4, 5
    nb.metadata["course"] = {"fingerprint": fingerprint(nb)} | ({"run": run} if run else {})
    return nb


def _stamped(nb: NotebookNode, before: dict) -> NotebookNode:
    """The normalised notebook with size, machine and day of its run; those of an earlier run that gave the same."""
    unchanged = before.get("fingerprint") == nb.metadata["course"]["fingerprint"]
    machine, today = measured.this_machine(), datetime.date.today().isoformat()
    told = f"small size, {machine['processor']}, {machine['cores']} cores, {machine['system']}, {today}"
    nb.metadata["course"]["run"] = (unchanged and before.get("run")) or told
    return nb


def _where_it_failed(nb: NotebookNode) -> str:
    """Cell and line of the first error, as the kernel's traceback tells them."""
    for index, cell in enumerate(nb.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                plain = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback))
                line = re.search(r"(?:Cell In\[\d+\], line |-+> ?)(\d+)", plain)
                return f"cell {index}, line {line[1]}" if line else f"cell {index}"
    return "before its first cell"


def execute(path: Path, *, environment: dict[str, str] = ENVIRONMENT) -> NotebookNode:
    """The notebook run top to bottom in a fresh kernel at the small size, normalised; the file is not touched.

    Raises NotebookError with file, cell and the kernel's last line when a cell fails.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    nb = read(path)
    before = nb.metadata.get("course", {})
    root = str(path.resolve().parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ.update(environment | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))})
    where = {"metadata": {"path": path.parent}}
    client = NotebookClient(nb, timeout=TIMEOUT_S, record_timing=False, store_widget_state=False, resources=where)
    try:
        client.execute()
    except CellExecutionError as error:
        raise NotebookError(f"{path}, {_where_it_failed(nb)}: {error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        raise NotebookError(f"{path}: a cell ran longer than {TIMEOUT_S} s; shorten it or split it.") from None
    return _stamped(normalise(nb), before)


def _check_markdown(path: Path, index: int, source: str) -> list[str]:
    """MyST markup, which JupyterLab and Colab show raw."""
    problems = []
    for number, line in enumerate(source.split("\n"), 1):
        if MYST.search(CODE_SPAN.sub("`", line)) or MYST.match(line):
            where = f"{path}, cell {index}, line {number}"
            problems.append(f"{where}: MyST markup “{line.strip()}” shows raw in JupyterLab and Colab; use CommonMark.")
    return problems


def _check_code(path: Path, index: int, cell: NotebookNode) -> list[str]:
    """Outputs of one cell: no error, not too large, alternative text for each picture."""
    problems = []
    where = f"{path}, cell {index}"
    has_picture = False
    for output in cell.outputs:
        if output.output_type == "error":
            problems.append(f"{where}: ended in {output.ename}; mend the cell and run the chapter again.")
        size = len(str(output))
        if size > MAX_OUTPUT_BYTES:
            problems.append(f"{where}: an output of {size:,} bytes; show less (limit {MAX_OUTPUT_BYTES:,}).")
        has_picture |= any(kind.startswith("image/") for kind in output.get("data", {}))
    alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
    if has_picture and len(alt) < 20:
        problems.append(f"{where}: a figure without alternative text; write it into the metadata mystnb.image.alt.")
    return problems


def check(path: Path) -> list[str]:
    """What is wrong with a committed chapter, one sentence each with file, cell and line; empty when nothing is.

    Looks at the file only and runs nothing: that the outputs are still true is what the test of notebooks is for.
    """
    nb = read(path)
    problems: list[str] = []
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "markdown":
            problems += _check_markdown(path, index, cell.source)
        elif cell.cell_type == "code":
            problems += _check_code(path, index, cell)
    if path.stat().st_size > MAX_NOTEBOOK_BYTES:
        problems.append(f"{path}: {path.stat().st_size:,} bytes; the limit is {MAX_NOTEBOOK_BYTES:,}.")
    recorded = nb.metadata.get("course", {}).get("fingerprint")
    number = path.name[:2]
    if recorded is None:
        problems.append(f"{path}: was never run and normalised; run “course run {number}”.")
    elif recorded != fingerprint(nb):
        problems.append(f"{path}: was edited after its last run; run “course run {number}”.")
    elif nbformat.writes(normalise(read(path)), version=4).rstrip("\n") + "\n" != path.read_text(encoding="utf-8"):
        problems.append(f"{path}: is not normalised; run “course run {number}”.")
    return problems
