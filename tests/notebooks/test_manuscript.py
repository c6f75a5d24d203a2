"""The committed chapters: normalised, complete, every number of the prose held, every link known."""

import re

import pytest

from course_utils import manuscript, notebooks

CHAPTERS = notebooks.chapters()
PARTS = ("**You will be able to**", "**Before you start**", "**Time**", "**Predict**", "<details>", "## Summary",
         "## Further reading", "xercises")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_a_chapter_is_as_its_last_run_left_it(path):
    assert notebooks.check(path) == []


def test_every_number_of_the_prose_is_held(report):
    facts = [fact for path in CHAPTERS for fact in manuscript.facts(path)]
    count = {status: sum(f.held == status for f in facts) for status in ("claimed", "set", "cited", "")}
    report(f"numbers in the prose of {len(CHAPTERS)} chapters: {len(facts)}, of which claimed by a cell "
           f"{count['claimed']}, set by the page's code {count['set']}, cited {count['cited']}, unheld {count['']}")
    assert manuscript.unheld_numbers(CHAPTERS) == []
    assert count["claimed"] > 0


def test_every_chapter_stands_in_the_table_of_contents(report):
    assert manuscript.missing_from_toc(CHAPTERS) == []
    report(f"chapters in the table of contents: {len(CHAPTERS)}")


def test_every_linked_paper_stands_in_the_bibliography(report):
    links = sum(len(re.findall(r"\]\(https?://", c.source)) for p in CHAPTERS for c in notebooks.read(p).cells)
    report(f"links to papers in chapters: {links}")
    assert links > 0
    assert manuscript.unknown_links(CHAPTERS) == []


def test_no_term_is_used_before_a_chapter_explains_it(report):
    found = manuscript.terms()
    report(f"terms in the glossary: {len(found)}")
    assert len(found) > 50
    assert manuscript.unexplained_terms(CHAPTERS) == []


def test_every_term_has_its_chinese_word():
    entries = re.findall(r"^### (.+)\n\n(.{3})", manuscript.GLOSSARY.read_text("utf-8"), re.MULTILINE)
    assert len(entries) == len(manuscript.terms())
    assert [term for term, start in entries if start != "中文："] == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_a_chapter_has_all_its_parts(path):
    text = "\n".join(cell.source for cell in notebooks.read(path).cells)
    assert [part for part in PARTS if part not in text] == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_a_chapter_s_code_cells_are_short(path):
    lengths = [cell.source.count("\n") + 1 for cell in notebooks.read(path).cells if cell.cell_type == "code"]
    assert lengths
    assert max(lengths) <= 32


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_a_chapter_puts_claims_on_trial(path, report):
    trials = [call for _, call in manuscript._calls(notebooks.read(path), "trial")]
    report(f"{path.stem}: {len(trials)} statements on trial")
    assert trials
