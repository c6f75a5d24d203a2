"""Manuscript: what must hold over all chapters together, read from the files without running them.

Every number in the prose is claimed by a cell of its page; every chapter stands in the table of contents; no name is
defined twice; every paper that is linked stands in the bibliography.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_utils import notebooks, units

TOC = Path("book/_toc.yml")
BIBLIOGRAPHY = Path("book/references.bib")
GLOSSARY = Path("book/glossary.md")
# Terms that are everyday words, too: a page may say “key” before the chapter that makes a term of it.
EVERYDAY = {
    "accuracy", "attention", "baseline", "block", "branch", "byte", "cache", "decode", "entity", "entropy", "feature",
    "fold", "gradient", "head", "intent", "key", "label", "latency", "mask", "overflow", "piece", "policy", "query",
    "register", "reward", "score", "sequence", "shard", "span", "store", "trace", "value", "variance", "weight",
    "window", "workload",
}
# A number that a reader would take for a fact: with a unit, with decimals, or with thousands.
UNIT_WORDS = sorted((s for s in units.SYMBOLS if s not in ("s", "h", "m")), key=len, reverse=True)
_ANY_UNIT = "(?:" + "|".join(map(re.escape, [*UNIT_WORDS, "s", "h"])) + ")"
UNIT = f"{_ANY_UNIT}(?:/{_ANY_UNIT})?"
FACT = re.compile(
    rf"(?<![\w.,])(?P<number>{units.NUMBER})(?:\s?(?P<unit>{UNIT})(?![\w%]))?(?![\w])", re.UNICODE
)
# Not facts: equation numbers, sections, years of a version, lengths of the reader's time.
NOT_FACTS = re.compile(
    r"\\tag\{[^}]*\}|\(\d+\.\d+\)|[Ss]ections?\s[\d.]+(?:\s?(?:,|and)\s?[\d.]+)*|§\s?[\d.]+|[Ee]quations?\s[\d.]+"
    r"|\*\*Time\*\*[^.\n]*|\]\([^)]*\)|https?://\S+|<[^>]+>"
)
COUNTS = (None, "tokens", "token", "bytes", "byte", "words")
CITED = re.compile(r"\]\(https?://|\barticles?\s00\d")


class ManuscriptError(ValueError):
    """The chapters do not fit together; the sentence names file and place."""


@dataclass(frozen=True)
class Fact:
    """One number of the prose: where it stands, how it is written, what holds it (claimed, set, cited, nothing)."""

    where: str
    text: str
    held: str


def _strings(call: ast.Call, name: str) -> Iterator[str]:
    """The string constants of a keyword argument of a call."""
    for keyword in call.keywords:
        if keyword.arg == name and isinstance(keyword.value, ast.Constant):
            yield str(keyword.value.value)


def calls_in(cell: object, name: str) -> Iterator[ast.Call]:
    """All calls of a function by its bare name in one code cell."""
    for node in ast.walk(parse_cell(cell.source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _calls(nb: object, name: str) -> Iterator[tuple[int, ast.Call]]:
    """All calls of a function by its bare name in the code cells, with the cell's number."""
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "code":
            yield from ((index, call) for call in calls_in(cell, name))


def parse_cell(source: str) -> ast.Module:
    """A code cell's syntax tree; IPython's own lines (%pip, !ls) count as blank."""
    lines = [re.sub(r"^(\s*)[%!].*", r"\1pass", line) for line in source.split("\n")]
    return ast.parse("\n".join(lines))


def _written(text: str) -> set[str]:
    """The numbers, each alone and with its unit, that a text writes."""
    found = set()
    for match in FACT.finditer(text):
        number = match["number"].replace("−", "-")
        found |= {number, f"{number} {match['unit']}" if match["unit"] else number}
    return found


def claimed(nb: object) -> set[str]:
    """Every number that a `claim` on the page holds, alone and with its unit."""
    held: set[str] = set()
    for _, call in _calls(nb, "claim"):
        if call.args and isinstance(call.args[0], ast.Constant):
            held |= _written(str(call.args[0].value).replace("[", " ").replace("]", " ").replace(", ", " ; "))
    return held


def settings(nb: object) -> set[float]:
    """The numbers that the page's code sets: prose that says "512 tokens" quotes the cell that uses 512."""
    constants = (n for c in nb.cells if c.cell_type == "code" for n in ast.walk(parse_cell(c.source)))
    return {float(n.value) for n in constants if isinstance(n, ast.Constant) and type(n.value) in (int, float)}


def _prose(nb: object) -> Iterator[tuple[str, str]]:
    """Everything that a reader reads as text: paragraphs, alternative texts, and what trials call right."""
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "markdown":
            line = 1
            for block in re.split(r"(\n\s*\n)", cell.source):
                if block.strip():
                    yield f"cell {index}, line {line}", block
                line += block.count("\n")
        alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt")
        if alt:
            yield f"cell {index}, alternative text", alt
    for index, call in _calls(nb, "trial"):
        for text in _strings(call, "right"):
            yield f"cell {index}, trial", text


def facts(path: Path) -> list[Fact]:
    """Every number with a unit, decimals or thousands in a chapter's prose, and what holds it."""
    nb = notebooks.read(path)
    held, set_by_code = claimed(nb), settings(nb)
    found = []
    for where, block in _prose(nb):
        cited = bool(CITED.search(block))
        for match in FACT.finditer(NOT_FACTS.sub(" ", re.sub(r"`[^`]*`", " ", block))):
            number, unit = match["number"].replace("−", "-"), match["unit"]
            if not unit and "." not in number and "," not in number:
                continue
            text = f"{number} {unit}" if unit else number
            is_setting = unit in COUNTS and units.parse_number(number)[0] in set_by_code
            status = "claimed" if text in held else "set" if is_setting else "cited" if cited else ""
            found.append(Fact(f"{path}, {where}", text, status))
    return found


def unheld_numbers(paths: list[Path]) -> list[str]:
    """One sentence for each number of the prose that no cell claims and no source is given for."""
    found = [fact for path in paths for fact in facts(path)]
    if not found:
        raise ManuscriptError("No number found in any chapter's prose: the search is broken.")
    return [
        f"{fact.where}: the number “{fact.text}” is claimed by no cell of this page; add claim(\"{fact.text}\", …)."
        for fact in found
        if not fact.held
    ]


def definitions(paths: list[Path]) -> dict[str, list[str]]:
    """Every top-level function and class of the chapters, and where it is defined."""
    where: dict[str, list[str]] = {}
    for path in paths:
        for index, cell in enumerate(notebooks.read(path).cells):
            if cell.cell_type == "code":
                for node in parse_cell(cell.source).body:
                    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                        where.setdefault(node.name, []).append(f"{path}, cell {index}, line {node.lineno}")
    return where


def told_twice(paths: list[Path]) -> list[str]:
    """One sentence for each name that two cells define; suffixes _v1, _v2 … mark versions that are meant."""
    return [
        f"{places[1]}: “{name}” was told before ({places[0]}); import it, or call it {name}_v2."
        for name, places in definitions(paths).items()
        if len(places) > 1 and not re.search(r"_v\d+$", name)
    ]


def missing_from_toc(paths: list[Path], toc: Path = TOC) -> list[str]:
    """One sentence for each chapter that the table of contents does not name."""
    text = toc.read_text(encoding="utf-8")
    return [
        f"{toc}: “notebooks/{path.stem}” is missing; add the line “- file: notebooks/{path.stem}”."
        for path in paths
        if not re.search(rf"notebooks/{path.stem}\b", text)
    ]


def unknown_links(paths: list[Path], bibliography: Path = BIBLIOGRAPHY) -> list[str]:
    """One sentence for each link to a paper that the bibliography does not hold."""
    known = bibliography.read_text(encoding="utf-8")
    problems = []
    for path in paths:
        for index, cell in enumerate(notebooks.read(path).cells):
            if cell.cell_type == "markdown":
                for link in re.findall(r"\]\((https?://[^)\s]+)\)", cell.source):
                    if "github.com/two-machines" not in link and link.rstrip("/") not in known:
                        problems.append(f"{path}, cell {index}: {link} stands in no entry of {bibliography}; add it.")
    return problems


def terms(glossary: Path = GLOSSARY) -> dict[str, str]:
    """Each term of the glossary and its anchor, as in “KV cache” → “kv-cache”."""
    found = re.findall(r"^### (.+)$", glossary.read_text(encoding="utf-8"), re.MULTILINE)
    return {term: re.sub(r"[^\w -]", "", term.lower()).strip().replace(" ", "-") for term in found}


def uses(term: str, nb: object) -> bool:
    """Whether a page's prose uses the term: as a whole word, outside headings, code, formulas and addresses."""
    word = re.compile(rf"(?<![\w-]){re.escape(term)}(?:s|es)?(?![\w-])", re.IGNORECASE if term.islower() else 0)
    blank = re.compile(r"^#[^\n]*|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\]\([^)]*\)", re.MULTILINE | re.DOTALL)
    return any(word.search(blank.sub(" ", cell.source)) for cell in nb.cells if cell.cell_type == "markdown")


def unexplained_terms(paths: list[Path], glossary: Path = GLOSSARY) -> list[str]:
    """One sentence for each term of the glossary that no chapter links, or that a chapter uses before one links it."""
    pages = [(path, notebooks.read(path)) for path in paths]
    problems = []
    for term, anchor in terms(glossary).items():
        linked = [path for path, nb in pages if any(f"glossary.md#{anchor})" in cell.source for cell in nb.cells)]
        first = next((path for path, nb in pages if uses(term, nb)), None)
        if first and not linked:
            problems.append(f"{first}: link “{term}” to ../book/glossary.md#{anchor} where it is first used.")
        elif first and term not in EVERYDAY and first < linked[0]:
            later = linked[0].stem
            problems.append(f"{first}: uses “{term}” before {later} explains it; link it to the glossary here.")
    return problems


def check(paths: list[Path]) -> list[str]:
    """What holds for each of these chapters alone; empty when all does."""
    return [*unheld_numbers(paths), *told_twice(paths), *missing_from_toc(paths), *unknown_links(paths)]
