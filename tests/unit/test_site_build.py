"""The strict build on a small tree: a good one is built; each mistake stops it with file, line and sentence."""

import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("jupyter_book", reason="the website needs the packages of 'pip install -e .[book]'")

from course_utils.site import SiteError, build

ROOT = Path(__file__).resolve().parents[2]
PNG = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
TOC = """format: jb-book
root: index
parts:
  - caption: Part
    chapters:
      - file: notebooks/05_attention
      - file: book/glossary
"""


def notebook(*, link: str = "../book/glossary.md#softmax", alts=("A white square, one pixel wide.",)) -> dict:
    """A chapter: prose with a link, a formula of two lines with a number, and one picture for each of `alts`."""
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": PNG, "text/plain": ["<Figure>"]}}
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {},
         "source": ["# 05 · Attention\n", "\n", f"The [softmax]({link}) of a row, told in one long sentence.\n"]},
        {"cell_type": "markdown", "id": "c", "metadata": {},
         "source": ["$$\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix} \\tag{5.1}$$"]},
    ]
    for n, alt in enumerate(alts):
        meta = {"mystnb": {"image": {"alt": alt}}} if alt is not None else {}
        cells.append({"cell_type": "code", "id": f"d{n}", "metadata": meta, "execution_count": 1,
                      "source": [f"draw({n})"], "outputs": [picture]})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}


def make_tree(root: Path) -> Path:
    """A small clone of the course that builds."""
    for name in ("book/_static", "book/_templates"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("_config.yml", "book/references.bib"):
        shutil.copy(ROOT / name, root / name)
    (root / "notebooks").mkdir()
    (root / "book/_toc.yml").write_text(TOC, "utf-8")
    (root / "index.md").write_text("# Title\n\nWords.\n\n```{bibliography}\n:all:\n```\n", "utf-8")
    (root / "book/glossary.md").write_text("# Glossary\n\n## softmax\n\nIt sums to 1.\n", "utf-8")
    write_notebook(root, notebook())
    return root


@pytest.fixture
def tree(tmp_path):
    return make_tree(tmp_path / "course")


def write_notebook(root: Path, content: dict) -> Path:
    path = root / "notebooks/05_attention.ipynb"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def mistakes(root: Path) -> list[str]:
    """What the build says about a tree that must not build."""
    with pytest.raises(SiteError) as caught:
        build(root)
    lines = [str(problem) for problem in caught.value.problems]
    print("\n".join(lines))
    return lines


def line_of(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """A tree with six mistakes, and what one build says about it."""
    root = make_tree(tmp_path_factory.mktemp("wrong") / "course")
    write_notebook(root, notebook(link="../book/glossary.md#softmin", alts=(None, "figure", "")))
    page = root / "book/glossary.md"
    more = "\nSee [nothing](nowhere.md).\n\nAs {cite:p}`nobody1900` says.\n"
    page.write_text(page.read_text("utf-8") + more, "utf-8")
    return root, mistakes(root)


def test_a_good_tree_is_built_and_only_what_changed_is_built_again(tree):
    report = build(tree)
    page = report.site / "notebooks/05_attention.html"
    html = page.read_text("utf-8")
    assert report.pages == 3
    assert "\\tag{5.1}" in html
    assert "begin{split}" not in html, "a formula with a number inside split is an error"
    assert 'alt="A white square, one pixel wide."' in html
    assert "glossary.html#softmax" in html
    before = page.stat().st_mtime_ns
    (tree / "book/glossary.md").write_text("# Glossary\n\n## softmax\n\nIt sums to one.\n", "utf-8")
    build(tree)
    assert page.stat().st_mtime_ns == before
    assert "sums to one" in (report.site / "book/glossary.html").read_text("utf-8")


def test_every_mistake_is_named_in_one_run(wrong):
    assert len(wrong[1]) == 6


def test_a_broken_link_in_a_notebook_is_named_with_the_line_of_its_file(wrong):
    root, said = wrong
    line = line_of(root / "notebooks/05_attention.ipynb", "softmin")
    assert (f"notebooks/05_attention.ipynb:{line}: the page book/glossary has no heading '#softmin'; "
            "correct the link, or add the heading.") in said


def test_a_broken_cross_reference_on_a_page_is_named_with_its_line(wrong):
    root, said = wrong
    assert (f"book/glossary.md:{line_of(root / 'book/glossary.md', 'nowhere')}: the link target 'nowhere.md' does not "
            "exist; correct the link, or add the heading or file it names.") in said


def test_a_citation_that_is_not_in_the_references_is_named(wrong):
    root, said = wrong
    assert (f"book/glossary.md:{line_of(root / 'book/glossary.md', 'nobody')}: the key 'nobody1900' is not in "
            "book/references.bib; add the entry, or correct the key.") in said


@pytest.mark.parametrize("cell", [0, 1, 2], ids=["none", "one word", "empty"])
def test_a_picture_without_a_description_stops_the_build(wrong, cell):
    root, said = wrong
    line = line_of(root / "notebooks/05_attention.ipynb", f"draw({cell})")
    (found,) = [text for text in said if text.startswith(f"notebooks/05_attention.ipynb:{line}: ")]
    assert "a picture has no alternative text" in found
    assert "mystnb.image.alt" in found


def test_a_chapter_that_is_not_in_the_contents_stops_the_build(tree):
    shutil.copy(tree / "notebooks/05_attention.ipynb", tree / "notebooks/06_transformer.ipynb")
    (said,) = mistakes(tree)
    assert said == ("book/_toc.yml:7: notebooks/06_transformer.ipynb is not listed; "
                    "add '- file: notebooks/06_transformer' at its place.")


def test_a_listed_file_that_is_missing_stops_the_build(tree):
    (tree / "book/glossary.md").unlink()
    (said,) = mistakes(tree)
    assert said == ("book/_toc.yml:7: 'book/glossary' is listed but there is no such .md or .ipynb file; "
                    "add the file, or delete this line.")


def test_a_chapter_that_was_not_run_stops_the_build_with_one_sentence(tree):
    write_notebook(tree, {**notebook(), "metadata": {}})
    assert mistakes(tree) == ["notebooks/05_attention.ipynb: the notebook was not run; run 'course run 05'."]


def test_a_damaged_notebook_is_named_with_its_line(tree):
    path = tree / "notebooks/05_attention.ipynb"
    half = path.read_text("utf-8").split('"id": "c"')[0]
    path.write_text(half, "utf-8")
    (said,) = mistakes(tree)
    assert said.startswith(f"notebooks/05_attention.ipynb:{len(half.splitlines())}: this is not a notebook")


def test_a_folder_that_is_no_clone_is_refused_with_a_sentence(tmp_path):
    (said,) = mistakes(tmp_path)
    assert "there is no _config.yml here" in said
