"""A test as its author writes it: a settings block and one function that asks a question where an answer fails."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from course_utils.grading.source_cell import SourceCell

BEGIN = re.compile(r'""" # BEGIN TEST CONFIG\s*$')
END = re.compile(r'""" # END TEST CONFIG\s*$')
KEYS = {"points", "hidden", "success_message", "failure_message"}


@dataclass(frozen=True)
class AuthorTest:
    """One test function with its settings; `source` is the author's text of the function."""

    name: str
    points: int
    hidden: bool
    source: str
    hints: tuple[str, ...]
    success_message: str | None = None
    failure_message: str | None = None


def _settings(cell: SourceCell, lines: list[str], problem: str) -> tuple[dict, int]:
    """The YAML between the two marker lines, and the number of lines it took."""
    import yaml

    if not BEGIN.match(lines[0]):
        raise cell.error(f'a test of {problem} must begin with the line """ # BEGIN TEST CONFIG')
    end = next((number for number, line in enumerate(lines) if END.match(line)), None)
    if end is None:
        raise cell.error('the test settings are never closed; add the line """ # END TEST CONFIG')
    try:
        settings = yaml.safe_load("\n".join(lines[1:end])) or {}
    except yaml.YAMLError:
        settings = None
    if not isinstance(settings, dict):
        raise cell.error("the test settings are not lines of the form “key: value”", 2)
    unknown = sorted(set(settings) - KEYS)
    if unknown:
        raise cell.error(f"the test settings know no key “{unknown[0]}”; there are {', '.join(sorted(KEYS))}", 2)
    if not isinstance(settings.get("points"), int) or settings["points"] < 0:
        raise cell.error("the test needs “points”, a whole number", 2)
    return settings, end + 1


def hints_of(function: ast.FunctionDef) -> list[tuple[int, object]]:
    """(line, message) of each assert in a test; the message is None when there is none, or when it is computed."""
    asserts = [node for node in ast.walk(function) if isinstance(node, ast.Assert)]
    return [(node.lineno, getattr(node.msg, "value", None)) for node in asserts]


def read_test(cell: SourceCell, problem: str) -> AuthorTest:
    """The test in a cell; ProblemSetError unless it is one function `test_…(env)` whose asserts all ask a question.

    A question is a plain text that ends in “?”: it cannot carry a value, so a judge may show it even for a hidden test.
    """
    if cell.kind != "code":
        raise cell.error(f"the tests of {problem} must be code cells")
    lines = cell.source.rstrip().split("\n")
    settings, skipped = _settings(cell, lines, problem)
    try:
        body = ast.parse("\n".join(lines[skipped:])).body
    except SyntaxError as error:
        raise cell.error(f"this is not Python: {error.msg}", skipped + (error.lineno or 1)) from None
    first = body[0] if len(body) == 1 else None
    if not isinstance(first, ast.FunctionDef) or not first.name.startswith("test_"):
        raise cell.error("a test cell must hold exactly one function whose name begins with test_", skipped + 1)
    if [argument.arg for argument in first.args.args] != ["env"]:
        raise cell.error(f"{first.name} must take one argument called env", skipped + first.lineno)
    hints = hints_of(first)
    for line, hint in hints:
        if not isinstance(hint, str) or not hint.endswith("?"):
            raise cell.error("this assert needs a question for the student: a plain text ending in “?”", skipped + line)
    if not hints:
        raise cell.error(f"{first.name} asserts nothing, so it would pass every answer", skipped + first.lineno)
    settings.setdefault("hidden", False)
    source = "\n".join(lines[skipped:]).strip()
    return AuthorTest(first.name, source=source, hints=tuple(hint for _, hint in hints), **settings)
