"""What an author can get wrong stops the build with file, cell, line and one sentence."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils import manuscript, notebooks
from course_utils.claims import ClaimError, claim, trial


def page(tmp_path, *cells, name="05_page.ipynb"):
    folder = tmp_path / "notebooks"
    folder.mkdir(exist_ok=True)
    path = folder / name
    nbformat.write(new_notebook(cells=list(cells)), path)
    return path


def committed(tmp_path, *cells):
    """A page as `course run` leaves it."""
    path = page(tmp_path, *cells)
    notebooks.write(notebooks.execute(path), path)
    assert notebooks.check(path) == []
    return path


def test_a_claim_that_does_not_hold_stops_the_run_with_cell_and_line(tmp_path):
    path = page(tmp_path, new_code_cell("from course_utils.claims import claim\n\nclaim('3.15', 3.14159)"))
    sentence = r"05_page\.ipynb, cell 0, line 3: ClaimError: “3.15” does not hold"
    with pytest.raises(notebooks.NotebookError, match=sentence):
        notebooks.execute(path)


def test_running_an_unchanged_page_again_changes_no_line(tmp_path):
    path = committed(tmp_path, new_markdown_cell("A page."), new_code_cell("import os\nprint(len(os.sep))\n1 + 1"))
    before = path.read_bytes()
    assert notebooks.write(notebooks.execute(path), path) is False
    assert path.read_bytes() == before


def test_a_page_keeps_the_day_of_the_run_that_made_its_outputs(tmp_path, monkeypatch):
    path = committed(tmp_path, new_code_cell("1 + 1"))
    nb = notebooks.read(path)
    assert nb.metadata["course"]["run"].startswith("small size, ")
    nb.metadata["course"]["run"] = "small size, another machine, 2026-01-02"
    notebooks.write(nb, path)
    assert notebooks.execute(path).metadata["course"]["run"] == "small size, another machine, 2026-01-02"
    nb.cells[0].source = "1 + 2"
    notebooks.write(nb, path)
    assert "another machine" not in notebooks.execute(path).metadata["course"]["run"]


def test_a_page_edited_by_hand_is_named(tmp_path):
    path = committed(tmp_path, new_code_cell("1 + 1"))
    path.write_text(path.read_text().replace('"2"', '"3"'))
    assert notebooks.check(path) == [f"{path}: was edited after its last run; run “course run 05”."]


def test_a_page_that_was_never_run_is_named(tmp_path):
    path = page(tmp_path, new_code_cell("1 + 1"))
    assert any("was never run and normalised" in problem for problem in notebooks.check(path))


def test_a_myst_role_in_a_notebook_is_named_with_its_line(tmp_path):
    path = committed(tmp_path, new_markdown_cell("plain"))
    nb = notebooks.read(path)
    nb.cells[0].source = "fine\n\nsee {cite}`vaswani2017`"
    notebooks.write(notebooks.normalise(nb), path)
    assert f"{path}, cell 0, line 3: MyST markup" in notebooks.check(path)[0]


def test_a_figure_without_alternative_text_is_named(tmp_path):
    source = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    path = page(tmp_path, new_code_cell(source))
    notebooks.write(notebooks.execute(path), path)
    assert f"{path}, cell 0: a figure without alternative text" in notebooks.check(path)[0]


def test_a_chapter_missing_from_the_toc_is_named(tmp_path):
    path = page(tmp_path, new_markdown_cell("x"))
    toc = tmp_path / "_toc.yml"
    toc.write_text("root: index\n")
    assert manuscript.missing_from_toc([path], toc) == [
        f"{toc}: “notebooks/05_page” is missing; add the line “- file: notebooks/05_page”."
    ]


def test_a_duplicate_definition_is_named_with_both_places(tmp_path):
    first = page(tmp_path, new_code_cell("def idea():\n    return 1"))
    second = page(tmp_path, new_code_cell("x = 1\ndef idea():\n    return 2"), name="06_page.ipynb")
    (problem,) = manuscript.told_twice([first, second])
    assert problem.startswith(f"{second}, cell 0, line 2: “idea” was told before ({first}, cell 0, line 1)")


def test_a_number_that_no_cell_claims_is_named(tmp_path):
    claims = new_code_cell("claim('1.5 GB', 1.5e9)")
    path = page(tmp_path, new_markdown_cell("It takes 1.5 GB and\n\nthen 2.25 GB more."), claims)
    (problem,) = manuscript.unheld_numbers([path])
    assert f"{path}, cell 0, line 3: the number “2.25 GB” is claimed by no cell" in problem


def test_a_search_for_numbers_that_finds_none_is_an_error(tmp_path):
    with pytest.raises(manuscript.ManuscriptError, match="No number found"):
        manuscript.unheld_numbers([page(tmp_path, new_markdown_cell("no facts here"))])


def test_an_unknown_link_is_named(tmp_path):
    bibliography = tmp_path / "references.bib"
    bibliography.write_text("@misc{x, url={https://example.org/known}}")
    path = page(tmp_path, new_markdown_cell("[a](https://example.org/known) [b](https://example.org/unknown)"))
    (problem,) = manuscript.unknown_links([path], bibliography)
    assert "https://example.org/unknown" in problem


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "05_x.ipynb"
    path.write_text("{")
    with pytest.raises(notebooks.NotebookError, match="cannot be read as a notebook"):
        notebooks.read(path)


def test_a_chapter_that_is_not_there_names_those_that_are():
    with pytest.raises(notebooks.NotebookError, match=r"No single chapter “99”.*05"):
        notebooks.find("99")


@pytest.mark.parametrize(
    ("statement", "computed"),
    [("295 FLOP/byte", 294.4), ("98.16 %", 0.98154), ("[1.0, 2.0]", [1.0]), ("[1.00, 2.00]", [1.0, 2.006])],
)
def test_a_wrong_number_is_refused(statement, computed):
    with pytest.raises(ClaimError):
        claim(statement, computed)


def test_a_trial_without_proof_is_refused():
    with pytest.raises(ClaimError, match="the proof in this cell does not hold"):
        trial("E01", "004 §4.3", says="a", verdict="wrong", right="b", proof=False)
