"""A problem of the site: a file, a line, and one sentence that says what to do about it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """Where something is wrong and what to do; ``line`` is None where a file has no meaningful line."""

    file: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.sentence}"


class SiteError(Exception):
    """The site was not built; ``problems`` lists every reason."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


# What Sphinx and its extensions say, and what an author should do. The first pattern that matches wins.
_SENTENCES = [
    (r"'myst' cross-reference target not found: '(.+?)'",
     "the link target '{0}' does not exist; correct the link, or add the heading or file it names."),
    (r"local id not found in doc '(.+?)': '(.+?)'",
     "the page {0} has no heading '#{1}'; correct the link, or add the heading."),
    (r"Unknown source document '(.+?)'",
     "the linked page '{0}' is not part of the site; correct the link, or list the file in book/_toc.yml."),
    (r"term not in glossary: '(.+?)'",
     "the term '{0}' is not in book/glossary.md; add it there, or correct the spelling."),
    (r"could not find bibtex key \"(.+?)\"",
     "the key '{0}' is not in book/references.bib; add the entry, or correct the key."),
    (r"image file not readable: (\S+)",
     "the image {0} does not exist; add the file, or correct its path."),
    (r"Document headings start at H(\d)|Non-consecutive header level increase; H(\d) to H(\d)",
     "a heading level is skipped; use one # more than the heading above, never two."),
    (r"duplicate label (.+?), other instance in (\S+)",
     "the label '{0}' is defined twice (also in {1}); rename one of the two."),
    (r"(?:Include file|Directive 'include': file not found:) '?(.+?)'? ?(?:not found|$)",
     "the file to include, {0}, does not exist; add it, or correct its path."),
]

_LINE = re.compile(r"^(?P<file>[^\s:][^:]*?)(?::(?P<line>\d*))?: (?:WARNING|ERROR|CRITICAL|SEVERE): (?P<text>.+)$")
_BARE = re.compile(r"^(?:WARNING|ERROR|CRITICAL): (?P<text>.+)$")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def sentence(message: str) -> str:
    """One sentence for an author, made from one message of Sphinx; an unknown message is passed on unchanged."""
    message = re.sub(r"\s*\[[\w.]+\]$", "", message.strip())
    for pattern, text in _SENTENCES:
        if match := re.search(pattern, message):
            return text.format(*match.groups())
    return message if message.endswith(".") else message + "."


def notebook_line(path: Path, encoded: int) -> int | None:
    """The line of the .ipynb file for myst-nb's ``10000 * cell + line in cell + 1`` (both from 1), if found."""
    cell, line = divmod(encoded - 1, 10_000)
    starts = [n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1)
              if re.match(r'\s*"source": \[', text)]
    cells = json.loads(path.read_text("utf-8"))["cells"]
    with_source = [n for n, c in enumerate(cells, 1) if c["source"]]     # an empty cell is written "source": []
    if len(starts) == len(cells):
        with_source = list(range(1, len(cells) + 1))
    if cell not in with_source or len(starts) != len(with_source):
        return None
    return starts[with_source.index(cell)] + max(line, 1)


def from_log(log: str, root: Path) -> list[Problem]:
    """Every warning and error in Sphinx's ``log`` as a Problem, files relative to ``root``, none twice."""
    found: dict[Problem, None] = {}
    for raw in log.splitlines():
        text = ANSI.sub("", raw).strip()
        if match := _LINE.match(text):
            path, line = Path(match["file"]), int(match["line"] or 0) or None
            file = path.resolve().relative_to(root).as_posix() if path.resolve().is_relative_to(root) else str(path)
            if line and path.suffix == ".ipynb" and path.is_file():
                line = notebook_line(path, line)
            found[Problem(file, line, sentence(match["text"]))] = None
        elif match := _BARE.match(text):
            found[Problem("_config.yml", None, sentence(match["text"]))] = None
    return list(found)
