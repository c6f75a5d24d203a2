"""The text of an answer: which rules of the course it breaks, and whether it is still blank.

A rule such as “write it yourself” teaches; it is no wall. Someone who wants to hide a call can.
"""

from __future__ import annotations

import ast
import inspect
import textwrap


def source_of(function: object) -> str:
    """The text that defined a function, or "" where Python does not know it (it knows it in a notebook)."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return ""


def parse(source: str) -> ast.Module | None:
    """The syntax tree, or None when the text is not Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def forbidden_use(source: str, forbidden: tuple[str, ...]) -> tuple[int, str] | None:
    """(line, name) of the first use of a forbidden name as x.name, import or text; None when there is none.

    The bare name is left alone: a function called softmax may be the student's own.
    forbidden_use("torch.softmax(x, 0)", ("softmax",)) is (1, "softmax").
    """
    tree = parse(source)
    uses = []
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Attribute):
            names = [node.attr]
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name.rpartition(".")[2] for alias in node.names]
        elif isinstance(node, ast.Call):
            # getattr(torch, "softmax") is the same call in other words
            names = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        else:
            continue
        uses += [(node.lineno, name) for name in names if name in forbidden]
    return min(uses, default=None)


def is_blank(source: str, names: tuple[str, ...]) -> bool:
    """True while one of these functions still holds the `...` that stands for the answer.

    A `...` inside an index, as in x[..., None], is not one.
    """
    tree = parse(source)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name in names] if tree else []
    for node in (inner for function in functions for inner in ast.walk(function)):
        value = getattr(node, "value", None) if isinstance(node, ast.Expr | ast.Assign | ast.Return) else None
        if isinstance(value, ast.Constant) and value.value is ...:
            return True
    return False
