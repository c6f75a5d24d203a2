"""The print edition: one tagged PDF of the whole book, offered on the front page."""

import re

import pytest
from conftest import ROOT

from course_utils.site import pdf
from course_utils.site.build import show_pdf_link
from course_utils.site.pdf import pages as pdf_pages

LINK = re.compile(r'<p class="cu-pdf"( hidden)?>')


@pytest.fixture(scope="module")
def printed(browser, site):
    """The PDF as bytes, with what was said while it was made."""
    assert LINK.search((site / "index.html").read_text("utf-8"))[1], "a PDF is offered that was not printed"
    said: list[str] = []
    path = pdf(site, ROOT, say=said.append)
    offered = not LINK.search((site / "index.html").read_text("utf-8"))[1]
    yield path, said, offered
    path.unlink()
    show_pdf_link(site)


def test_the_pdf_is_tagged_and_has_an_outline(printed):
    data = printed[0].read_bytes()
    assert data.startswith(b"%PDF")
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", data) or b"/Marked true" in data
    assert b"/StructTreeRoot" in data
    assert b"/Outlines" in data
    assert b"/Lang" in data


def test_the_pdf_has_the_whole_book_with_its_formulas(printed, built):
    path, said, _ = printed
    count = pdf_pages(path)
    print(said[-1])
    assert count >= built.pages
    assert int(re.search(r"(\d+) formulas drawn", said[-1])[1]) > 10
    assert path.stat().st_size / count < 50_000  # bytes a page: the book grows by chapters, its pages do not


def test_the_front_page_offers_the_pdf(printed):
    assert printed[2]
