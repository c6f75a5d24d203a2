"""Rules about the tree itself: one room for each power, one noun a file, docstrings that match their signatures."""

import ast
import inspect
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "course_utils").rglob("*.py"))
LIBRARY = [p for p in SOURCES if "public" not in p.parts]  # public tests are made from solutions/
BANNED = {"utils", "helpers", "helper", "common", "misc", "manager", "util"}
ONE_ROOM = {
    r"torch\.cuda\.is_available": ["runtime.py"],
    r"snapshot_download|hf_hub_download|urlopen|urlretrieve|requests\.get|load_dataset\(": ["assets.py"],
}


def test_there_are_sources(report):
    assert len(LIBRARY) >= 20
    report(f"source files under the rules: {len(LIBRARY)}")


@pytest.mark.parametrize("pattern", ONE_ROOM)
def test_a_power_has_one_room(pattern):
    found = sorted({p.name for p in LIBRARY if re.search(pattern, p.read_text(encoding="utf-8"))})
    assert found == ONE_ROOM[pattern]


@pytest.mark.parametrize("path", LIBRARY, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_one_noun_in_at_most_400_lines(path):
    text = path.read_text(encoding="utf-8")
    assert path.stem not in BANNED
    assert text.count("\n") <= 400, f"{path} has {text.count(chr(10))} lines: split it by nouns."
    assert ast.get_docstring(ast.parse(text)), f"{path} does not say in its first line what it is."


def public_functions():
    for path in LIBRARY:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and ast.get_docstring(node):
                yield path, node


def test_docstrings_name_only_parameters_that_exist(report):
    looked_at = 0
    for path, node in public_functions():
        arguments = node.args
        names = {a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]}
        for line in inspect.cleandoc(ast.get_docstring(node)).split("\n")[1:]:
            named = re.match(r"([a-z_]+): \S", line)
            if named:
                looked_at += 1
                assert named[1] in names, f"{path}, {node.name}: the docstring explains “{named[1]}”, no parameter."
    report(f"parameters explained in docstrings: {looked_at}")
    assert looked_at > 0


def needs_docstring(node):
    """Public functions and classes do; a one-line function named after the instruction that it is does not."""
    if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
        return False
    return not (isinstance(node, ast.FunctionDef) and len(node.body) == 1 and isinstance(node.body[0], ast.Return))


def test_public_functions_of_the_library_have_docstrings(report):
    bare, all_of_them = [], 0
    for path in LIBRARY:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if needs_docstring(node):
                all_of_them += 1
                if not ast.get_docstring(node):
                    bare.append(f"{path.relative_to(ROOT)}: {node.name}")
    report(f"public functions and classes with a docstring: {all_of_them - len(bare)} of {all_of_them}")
    assert not bare
    assert all_of_them > 0


def test_no_pickle_from_outside():
    unsafe = re.compile(r"\bpickle\.loads?\(|weights_only=False")
    offenders = [p for p in LIBRARY if unsafe.search(p.read_text(encoding="utf-8"))]
    assert not offenders
