"""A cell of a solution notebook, its place for error sentences, and its solution lines made blank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

BLANK = "..."
WRITE_HERE = "*Write your answer here, in place of this line.*"  # the blank of a written answer
BEGIN = re.compile(r"(\s*)# BEGIN SOLUTION( NO PROMPT)?\s*$")
END = re.compile(r"\s*# END SOLUTION\s*$")
TARGET = r"(?:[\w.]+(?:\[[^=]*\])?(?:, *)?)+ *="  # x =, a, b =, self.x[0] =
LINE = re.compile(rf"(\s*)(?:({TARGET})(?!=).*|.*)# SOLUTION( NO PROMPT)?\s*$")
UNUSED = re.compile(r"# (BEGIN PROMPT|END PROMPT|SEED|IGNORE|BEGIN IGNORE|END IGNORE)\s*$")
ANY = re.compile(r"# ((BEGIN |END )?(SOLUTION|TESTS?|QUESTION|TEST CONFIG)( NO PROMPT)?)\s*$")


class ProblemSetError(ValueError):
    """A solution notebook is not written as it must be; one sentence with file, cell and line."""


@dataclass(frozen=True)
class SourceCell:
    """One cell: its text, its kind, and where it stands (cells count from 1)."""

    path: Path
    number: int
    kind: str
    source: str
    tags: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, path: Path, number: int, cell: dict) -> SourceCell:
        """The cell as a notebook file stores it: its source is a text or a list of lines."""
        source = cell["source"]
        text = source if isinstance(source, str) else "".join(source)
        return cls(path, number, cell["cell_type"], text, tuple(cell.get("metadata", {}).get("tags", ())))

    def error(self, sentence: str, line: int = 1) -> ProblemSetError:
        """The error to raise: the sentence behind file, cell and line."""
        return ProblemSetError(f"{self.path}, cell {self.number}, line {line}: {sentence}.")

    def refuse_markers(self) -> None:
        """Raises ProblemSetError when a marker stands in a cell that is shown to students as it is."""
        for line, text in enumerate(self.source.split("\n"), 1):
            if ANY.search(text) or UNUSED.search(text):
                raise self.error(f"“{text.strip()}” stands outside a solution block", line)


def blanked(cell: SourceCell) -> str:
    """The cell's code with each solution block, and each line that ends in `# SOLUTION`, made into `...`.

    A block `# BEGIN SOLUTION` … `# END SOLUTION` becomes one `...` with the indent of its first line, or nothing
    with NO PROMPT. `x = 3  # SOLUTION` becomes `x = ...`. The same rules as Otter Assign 7.
    """
    kept: list[str] = []
    begun = 0
    for number, line in enumerate(cell.source.split("\n"), 1):
        if UNUSED.search(line):
            raise cell.error(f"the marker “{line.strip()}” is not used here", number)
        begin = BEGIN.match(line)
        if begin and begun:
            raise cell.error(f"# BEGIN SOLUTION stands here, but the one in line {begun} is still open", number)
        if begin:
            begun = number
            kept += [] if begin[2] else [begin[1] + BLANK]
        elif END.match(line):
            if not begun:
                raise cell.error("# END SOLUTION stands here, but no # BEGIN SOLUTION before it", number)
            begun = 0
        elif not begun:
            solved = LINE.match(line)
            if not solved:
                kept.append(line)
            elif not solved[3]:
                kept.append(solved[1] + (f"{solved[2]} {BLANK}" if solved[2] else BLANK))
    if begun:
        raise cell.error("# BEGIN SOLUTION is never closed; add a line # END SOLUTION", begun)
    return "\n".join(kept)
