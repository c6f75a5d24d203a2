"""The run of a notebook's cells as honest students expect it: magics do nothing, a failing line costs only itself."""

from __future__ import annotations

import ast
import builtins
import inspect
import linecache
import re
import sys
import types

MAGIC = re.compile(r"^(\s*)(?:(\w[\w, .]*=\s*)?(%{1,2}|!{1,2})(.*)|\?+\S.*|[\w.]+\?+\s*)$")
KEEPS_BODY = {"time", "timeit", "capture", "prun"}  # cell and line magics whose code is run
ASYNC = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def without_magics(source: str) -> str:
    """The cell as plain Python: a magic line becomes `pass`, `x = !ls` becomes `x = None`, %%time keeps its cell."""
    lines = source.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is not None and lines[first].startswith("%%"):
        if lines[first][2:].split(" ")[0].strip() not in KEEPS_BODY:
            return ""
        lines[first] = ""
    plain, goes_on = [], False
    for line in lines:
        part_of_magic = goes_on or (MAGIC.match(line) is not None and "!" in line.strip()[:2] + line.partition("=")[2])
        plain.append("" if goes_on else _plain_line(line))
        goes_on = part_of_magic and line.rstrip().endswith("\\")
    return "\n".join(plain)


def _plain_line(line: str) -> str:
    found = MAGIC.match(line)
    if not found:
        return line
    indent, target, mark, rest = found.groups()
    word, _, code = (rest or "").strip().partition(" ")
    if mark == "%" and word in KEEPS_BODY and code and not code.startswith("-"):
        return f"{indent}{target or ''}{code}"
    return f"{indent}{target}None" if target else f"{indent}pass"


def body_of(source: str) -> list[ast.stmt]:
    """The statements of a cell; SyntaxError when it is not Python even without its magics."""
    try:
        return compile(source, "<cell>", "exec", ast.PyCF_ONLY_AST | ASYNC).body
    except SyntaxError:
        return compile(without_magics(source), "<cell>", "exec", ast.PyCF_ONLY_AST | ASYNC).body


def _execute(code: types.CodeType, names: dict) -> None:
    result = eval(code, names)
    if code.co_flags & inspect.CO_COROUTINE:
        import asyncio

        asyncio.run(result)


def _failed_statement(error: BaseException, body: list[ast.stmt], path: str) -> int:
    """The index of the statement that raised: the outermost frame of this cell says the line.

    A statement that cannot be compiled, as a stray `return`, says its own place, so `x = 1; return` loses no `x`.
    """
    if isinstance(error, SyntaxError) and error.filename == path and error.lineno:
        place = error.lineno, (error.offset or 1) - 1
        ends = ((node.end_lineno, node.end_col_offset) for node in body)
        return next((index for index, end in enumerate(ends) if place < end), len(body))
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != path:
        trace = trace.tb_next
    line = trace.tb_lineno if trace else 0
    return next((index for index, node in enumerate(body) if line <= node.end_lineno), len(body))


def run_cell(source: str, path: str, names: dict) -> bool:
    """Runs one cell in these names; False when a statement raised. The statements after it are run all the same."""
    linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
    clean = True
    try:
        body = body_of(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    while body:
        try:
            code = compile(ast.Module(body, []), path, "exec", ASYNC)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:  # a stray return: nothing has run yet
            clean, place = False, _failed_statement(error, body, path)
            body = body[:place] + body[place + 1 :] if place < len(body) else body[1:]
            continue
        try:
            _execute(code, names)
            break
        except BaseException as error:
            clean = False
            body = body[_failed_statement(error, body, path) + 1 :]
    return clean


class Nothing(types.ModuleType):
    """A module, object or function that does nothing: any attribute and any call gives it back."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *arguments: object, **named: object) -> object:
        return self


def notebook_names() -> dict:
    """Fresh names as a notebook has them, with what a judge cannot offer (display, Colab, checks) doing nothing."""
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    nothing = Nothing("nothing")
    colab = Nothing("google.colab")
    for part in ("", ".drive", ".files", ".userdata", ".output", ".patches"):
        sys.modules["google.colab" + part] = colab
    if "google" not in sys.modules:
        sys.modules["google"] = google = types.ModuleType("google")
        google.__path__, google.colab = [], colab
    grading = sys.modules.get("course_utils.grading")
    if grading is not None:
        grading.checks = nothing  # the judge runs the tests; a check cell would run them a second time
    builtins.input = lambda *arguments: ""
    main.__dict__.update(display=nothing, get_ipython=nothing, exit=nothing, quit=nothing)
    return main.__dict__
