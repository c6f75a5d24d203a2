"""Links as they are written: in notebooks and pages each relative link names a file, and its anchor a heading there."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
BIB_URL = re.compile(r"^\s*url\s*=\s*\{(.+?)\}", re.M)
PAPER_HOSTS = ("arxiv.org", "doi.org", "aclanthology.org", "openreview.net", "proceedings.")


def prose(path: Path) -> str:
    """The Markdown of a page or of a notebook, code fences and code spans taken out."""
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    text = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "", text)


def slugs(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub, MyST and (but for capitals) JupyterLab make them."""
    found = re.findall(r"^#{1,6}\s+(.+?)\s*$", prose(path), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def sources() -> list[Path]:
    return sorted([ROOT / "index.md", *ROOT.glob("book/*.md"), *ROOT.glob("notebooks/*.ipynb"),
                   *ROOT.glob("exercises/*.ipynb"), *ROOT.glob("solutions/*.ipynb")])


def test_every_relative_link_names_a_file_and_every_anchor_a_heading():
    links = anchors = 0
    broken = []
    for page in sources():
        for target in LINK.findall(prose(page)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            links += 1
            if not file.exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}: no such file")
            elif anchor:
                anchors += 1
                if anchor not in slugs(file):
                    broken.append(f"{page.relative_to(ROOT)} → {target}: no such heading")
    print(f"{links} relative links, {anchors} of them to a heading, in {len(sources())} files")
    assert links > 10
    assert anchors > 5
    assert not broken


def test_every_paper_a_page_links_to_is_in_the_references():
    listed = set(BIB_URL.findall((ROOT / "book/references.bib").read_text("utf-8")))
    linked = {(page.name, url) for page in sources() for url in LINK.findall(prose(page))
              if any(host in url for host in PAPER_HOSTS)}
    print(f"{len(linked)} links to papers, {len(listed)} entries")
    if not list(ROOT.glob("notebooks/*.ipynb")):
        pytest.fail("there is no chapter whose links could be compared")
    assert linked
    assert {(name, url) for name, url in linked if url not in listed} == set()


def test_every_reference_is_used_and_complete():
    text = (ROOT / "book/references.bib").read_text("utf-8")
    entries = re.findall(r"^@\w+\{(\w+),(.*?)^\}", text, flags=re.M | re.S)
    used = "\n".join(page.read_text("utf-8") for page in sources())
    unused = []
    for key, body in entries:
        fields = dict(re.findall(r"^\s*(\w+)\s*=\s*\{(.+)\},?$", body, flags=re.M))
        assert {"author", "title", "year", "url"} <= fields.keys(), f"references.bib: {key} lacks a field"
        assert re.search(r"[a-z]+(\d{4})$", key)[1] == fields["year"], f"references.bib: {key} is of {fields['year']}"
        if fields["url"] not in used and not re.search(rf"\{{cite:?\w*\}}`[^`]*\b{key}\b", used):
            unused.append(key)
    print(f"{len(entries)} entries")
    assert entries
    if not list(ROOT.glob("notebooks/*.ipynb")):
        pytest.fail("there is no chapter that could use the references")
    assert not unused, f"no page uses {', '.join(unused)}: link it where it is used, or delete it"


def test_every_glossary_term_has_its_chinese_equivalent():
    text = (ROOT / "book/glossary.md").read_text("utf-8")
    terms = re.findall(r"^### (.+)\n\n(.+)$", text, flags=re.M)
    print(f"{len(terms)} terms")
    assert len(terms) > 20
    for term, first_line in terms:
        assert re.match(r"中文：[^.]*[\u4e00-\u9fff]", first_line), f"the term {term} has no Chinese equivalent"
