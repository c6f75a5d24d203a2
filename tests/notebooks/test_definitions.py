"""First tellings: a name is told once over all chapters, and equals the library's on random input."""

import ast

import pytest
import torch

from course_utils import manuscript, notebooks
from course_utils.nn import attention as library

ROOM_OF = {  # name told in a chapter → the library object of the same name, and random arguments for both
    "softmax": (library.softmax, lambda g: (torch.randn(3, 5, generator=g), -1)),
    "attention": (library.attention, lambda g: tuple(torch.randn(3, 2, 4, 6, 8, generator=g))),
    "causal_mask": (library.causal_mask, lambda g: (int(torch.randint(1, 9, (), generator=g)),)),
    "padding_mask": (library.padding_mask, lambda g: (torch.randint(1, 7, (4,), generator=g), 7)),
}


def told():
    """All names that chapters define and the library has too: {name: (chapter, source)}."""
    found = {}
    for path in notebooks.chapters():
        for cell in notebooks.read(path).cells:
            if cell.cell_type == "code":
                for node in manuscript.parse_cell(cell.source).body:
                    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                        found[node.name] = (path, cell.source)
    return found


def namespace(path):
    """What a chapter's definitions and imports make, without running anything else of it."""
    names = {}
    for cell in notebooks.read(path).cells:
        if cell.cell_type == "code":
            kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
            tree = manuscript.parse_cell(cell.source)
            tree.body = [node for node in tree.body if isinstance(node, kept)]
            exec(compile(tree, str(path), "exec"), names)
    return names


def same(left, right):
    if isinstance(left, tuple):
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right, strict=True))
    return torch.allclose(left, right) if isinstance(left, torch.Tensor) else left == right


def test_no_name_is_told_twice(report):
    assert manuscript.told_twice(notebooks.chapters()) == []
    report(f"names told in chapters: {len(told())}")
    assert told()


@pytest.mark.parametrize("name", ROOM_OF)
def test_a_first_telling_equals_the_library(name):
    path, _ = told()[name]
    theirs, arguments = ROOM_OF[name]
    ours = namespace(path)[name]
    for seed in range(20):
        given = arguments(torch.Generator().manual_seed(seed))
        assert same(ours(*given), theirs(*given))


def test_the_chapter_s_heads_equal_the_library_s():
    ours = namespace(told()["MultiHeadAttention"][0])["MultiHeadAttention"](24, 3)
    theirs = library.MultiHeadAttention(24, 3)
    theirs.load_state_dict(ours.state_dict())
    x = torch.randn(2, 5, 24)
    assert same(ours(x, library.causal_mask(5)), theirs(x, library.causal_mask(5)))


def test_every_public_name_of_the_attention_room_was_told():
    public = {name for name, value in vars(library).items() if getattr(value, "__module__", "") == library.__name__}
    assert public
    assert public <= set(told())
