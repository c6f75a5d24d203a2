"""Corpus: the documentation strings of the Python libraries on this machine, as clean, different paragraphs.

Files are parsed and never imported, so nothing runs. For given versions of Python and of the packages the paragraphs
and their order are always the same.
"""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import inspect
import re
import sys
import sysconfig
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

STANDARD = "python"  # the name under which the standard library is asked for
SKIPPED_FOLDERS = {"test", "tests", "testing", "_vendor", "vendor", "idlelib", "lib2to3", "site-packages"}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
# What is layout or code and not a sentence: prompts, tables, underlines, directives, lists of parameters.
NOT_PROSE = re.compile(r"^\s*(>>>|\.\.\.|\.\. |\||\+[-=]|[-=~^*#`]{3,}|[:@]\w+|\$ |%)|::\s*$")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SMALLEST = 6  # words of a paragraph


class CorpusError(ValueError):
    """No text could be collected; the sentence says from what."""


@dataclass(frozen=True)
class Source:
    """Where paragraphs come from: a package, its version and licence, and how much of its text was kept."""

    name: str
    version: str
    licence: str
    files: int
    strings: int
    paragraphs: int  # kept
    repeated: int  # left out, since the same paragraph was there before
    words: int  # kept


@dataclass(frozen=True)
class Corpus:
    """Paragraphs in a fixed order, and the sources that they come from."""

    paragraphs: list[str]
    sources: list[Source]

    @property
    def words(self) -> int:
        """All words that were kept."""
        return sum(source.words for source in self.sources)


def strings(source: str) -> list[str]:
    """The documentation strings in a Python source text, in the order of the file, indentation taken off.

    Raises SyntaxError for a text that this Python cannot parse.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other people's invalid escapes are not ours to report
        tree = ast.parse(source)
    nodes = [node for node in ast.walk(tree) if isinstance(node, DOCUMENTED)]
    nodes.sort(key=lambda node: getattr(node, "lineno", 0))
    return [inspect.cleandoc(text) for node in nodes if (text := ast.get_docstring(node, clean=False))]


def paragraphs(docstring: str) -> Iterator[str]:
    """The paragraphs of prose in a documentation string, each on one line, without code, tables and parameter lists.

    A paragraph counts as prose when it has at least six words, begins with a capital letter or a digit, ends like a
    sentence, and is mostly letters.
    """
    for block in re.split(r"\n\s*\n", docstring):
        rows = block.splitlines()
        if any(NOT_PROSE.search(row) for row in rows):
            continue
        text = " ".join(block.replace("``", "").replace("`", "").split())
        letters = sum(character.isalpha() or character == " " for character in text)
        long_enough = len(WORD.findall(text)) >= SMALLEST
        if long_enough and text[:1].isupper() and text.endswith((".", "!", "?", ":")) and letters >= 0.85 * len(text):
            yield text


def _licence(name: str) -> str:
    """The licence that a distribution states about itself, shortened to its first line."""
    about = importlib.metadata.metadata(name)
    stated = about.get("License-Expression") or about.get("License") or ""
    if not stated.strip():
        kinds = [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
        stated = kinds[0].split(" :: ")[-1] if kinds else "not stated"
    return stated.strip().splitlines()[0][:60]


def _files(root: Path, keep: set[str] | None = None) -> list[Path]:
    """The Python files under a folder in a fixed order, tests and foreign code left out."""
    found = []
    for path in root.rglob("*.py"):
        parts = path.relative_to(root).parts
        top = parts[0].removesuffix(".py")
        if not SKIPPED_FOLDERS & set(parts) and (keep is None or top in keep):
            found.append(path)
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def _where(name: str) -> tuple[str, str, list[Path]]:
    """Version, licence and files of a package, or of the standard library."""
    if name == STANDARD:
        root = Path(sysconfig.get_paths()["stdlib"])
        return sys.version.split()[0], "PSF-2.0", _files(root, set(sys.stdlib_module_names))
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise CorpusError(f"There is no package “{name}” here with files to read: leave it out or install it.")
    distribution = importlib.metadata.packages_distributions().get(name, [name])[0]
    root = Path(next(iter(spec.submodule_search_locations)))
    return importlib.metadata.version(distribution), _licence(distribution), _files(root)


def _read(path: Path) -> list[str]:
    """The documentation strings of one file; none when it is no text that this Python understands."""
    try:
        return strings(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError):
        return []


def _collect(name: str, seen: set[str], into: list[str]) -> Source:
    """Adds a package's new paragraphs to `into` and their keys to `seen`."""
    version, licence, files = _where(name)
    found = [text for path in files for text in _read(path)]
    first, repeated, words = len(into), 0, 0
    for text in (paragraph for docstring in found for paragraph in paragraphs(docstring)):
        key = " ".join(WORD.findall(text.casefold()))  # the same sentence with other numbers or dots is the same
        if key in seen:
            repeated += 1
            continue
        seen.add(key)
        into.append(text)
        words += len(WORD.findall(text))
    return Source(name, version, licence, len(files), len(found), len(into) - first, repeated, words)


def documentation(packages: Iterable[str] = (STANDARD, "numpy")) -> Corpus:
    """The prose of these packages' documentation strings; “python” stands for the standard library.

    Raises CorpusError for a package that is not there, and when nothing at all was found.
    """
    into: list[str] = []
    seen: set[str] = set()
    sources = [_collect(name, seen, into) for name in packages]
    if not into:
        raise CorpusError(f"No documentation was found in {', '.join(s.name for s in sources) or 'no package'}.")
    return Corpus(into, sources)


def split(paragraphs: Sequence[str], every: int = 20) -> tuple[list[str], list[str]]:
    """(training text, held-out text): each `every`-th paragraph is held out. 40 paragraphs give 38 and 2."""
    if every < 2:
        raise ValueError("Hold out at most each second paragraph: every must be 2 or more.")
    kept = [text for index, text in enumerate(paragraphs) if index % every != every - 1]
    return kept, list(paragraphs[every - 1 :: every])
