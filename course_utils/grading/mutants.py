"""Mutants: copies of a right answer with one small mistake each, to find mistakes that its tests would let through."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

OPERATORS = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div, ast.Add), ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,), ast.Pow: (ast.Mult,), ast.MatMult: (ast.Mult,), ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,), ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.And: (ast.Or,), ast.Or: (ast.And,),
}  # fmt: skip


def _constants(node: ast.Constant) -> Iterator[ast.expr]:
    """Numbers one more and one less (so every axis is moved), truth turned round, texts changed."""
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, str):
        yield ast.Constant(value + "?")


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What one node may be mistaken for."""
    if isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        for other in OPERATORS.get(type(node.op), ()):
            changed = copy.copy(node)
            changed.op = other()
            yield changed
        if isinstance(node, ast.BinOp):
            yield node.left  # a scale, a shift or a mask left out
            yield node.right
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in OPERATORS.get(type(node.ops[0]), ()):
            changed = copy.copy(node)
            changed.ops = [other()]
            yield changed
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
            yield node.func.value  # x.transpose(1, 2) becomes x
        if len(node.args) >= 2:
            changed = copy.copy(node)
            changed.args = [node.args[1], node.args[0], *node.args[2:]]
            yield changed
    elif isinstance(node, ast.Assign | ast.AugAssign):
        yield ast.Pass()
    elif isinstance(node, ast.Tuple) and len(node.elts) >= 2 and isinstance(node.ctx, ast.Load):
        changed = copy.copy(node)
        changed.elts = [node.elts[1], node.elts[0], *node.elts[2:]]
        yield changed


def _is_module(node: ast.expr) -> bool:
    """True for math.sqrt and torch.special.entr, whose receiver is no value."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("math", "torch", "np", "F")


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """(parent, field, index, node) of everything inside functions but docstrings, defaults and annotations."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        for statement in body:
            yield function, "body", function.body.index(statement), statement
            for parent in ast.walk(statement):
                for field, value in ast.iter_fields(parent):
                    for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                        if isinstance(node, ast.AST):
                            yield parent, field, index, node


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """(what changed, source) of each mutant of an answer, always in the same order.

    What changed reads `line as it was  →  line as it is`. Operators are exchanged, operands and calls left out,
    constants moved by one, arguments exchanged, statements left out. A mutant that reads like the original is skipped.
    """
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    lines = ast.unparse(tree).split("\n")
    for parent, field, index, node in _places(tree):
        for replacement in _replacements(node):
            _put(parent, field, index, replacement)
            text = ast.unparse(ast.fix_missing_locations(tree))
            _put(parent, field, index, node)
            if text not in seen:
                seen.add(text)
                yield _difference(lines, text.split("\n")), text + "\n"


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _difference(before: list[str], after: list[str]) -> str:
    """The first line that differs, before and after."""
    pairs = ((a, b) for a, b in zip(before, after, strict=False) if a != b)
    a, b = next(pairs, ("", after[-1]))
    return f"{a.strip()}  →  {b.strip()}"
