"""What a reader does with the site: search, switch the theme, open Colab, download, read without JavaScript."""

import json
import re

import pytest
from conftest import ROOT, Visit, settle, watch

COLAB = "https://colab.research.google.com/github/two-machines/course/blob/main/"


@pytest.fixture
def tab(browser):
    context = browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_switch_leads_through_all_three_modes_and_is_remembered(tab, address):
    tab.goto(address)
    seen = set()
    for _ in range(3):
        tab.locator(".theme-switch-button:visible").first.click()
        seen.add(tab.evaluate("[document.documentElement.dataset.mode, document.documentElement.dataset.theme].join()"))
    assert {"dark,dark", "light,light"} <= seen
    while tab.evaluate("document.documentElement.dataset.theme") != "dark":
        tab.locator(".theme-switch-button:visible").first.click()
    tab.goto(address + "book/glossary.html")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_chapter_is_found_by_a_word_of_it(tab, address):
    tab.goto(address)
    tab.keyboard.press("Control+k")
    tab.keyboard.type("softmax")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?q=softmax*")
    result = tab.locator("#search-results a[href*='notebooks/']").first
    result.wait_for(timeout=10_000)
    assert "Attention" in result.inner_text()


def test_each_chapter_offers_colab_and_its_notebook(tab, site, address, notebook_pages):
    for page in notebook_pages:
        name = page.replace(".html", ".ipynb")
        tab.goto(address + page)
        assert tab.get_by_role("link", name="Open in Colab").get_attribute("href") == COLAB + name
        with tab.expect_download() as download:
            tab.get_by_role("link", name="Download the notebook").click()
        got = json.loads(download.value.path().read_text("utf-8"))
        assert got == json.loads((ROOT / name).read_text("utf-8"))


def test_each_chapter_says_where_and_when_its_outputs_were_made(site, notebook_pages):
    for page in notebook_pages:
        note = r'<p class="cu-run">Outputs: small size, [^<]+, \d{4}-\d\d-\d\d\. </p>'
        assert re.search(note, (site / page).read_text("utf-8")), f"{page}: run the chapter with “course run”"


def test_formulas_are_drawn_with_their_numbers(tab, address, notebook_pages):
    tagged, with_formulas = 0, 0
    for page in notebook_pages:
        tab.goto(address + page)
        settle(tab)
        assert tab.locator("mjx-merror").count() == 0, f"a formula on {page} has an error"
        drawn, asked = tab.locator(".math mjx-container").count(), tab.locator(".math").count()
        assert drawn >= asked, page
        with_formulas += asked > 0
        tagged += tab.locator("mjx-mlabeledtr, mjx-labels mjx-mtd").count()
        assert "\\tag" not in tab.locator("article").inner_text()
    print(f"{tagged} numbered formulas on {with_formulas} of {len(notebook_pages)} pages")
    assert tagged
    assert with_formulas > len(notebook_pages) / 2


def test_each_page_can_be_read_without_javascript(browser, address, pages):
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    tab = context.new_page()
    for page in pages:
        tab.goto(address + page)
        assert tab.locator("h1:visible").count() == 1, page
        background, text = tab.evaluate(
            "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; }")
        assert background == "rgb(251, 250, 247)", f"{page}: the page has no theme without JavaScript"
        assert text != background
    context.close()


def test_a_widget_without_javascript_shows_its_numbers(browser, address, notebook_pages):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    widgets = 0
    for page in notebook_pages:
        tab.goto(address + page)
        for widget in tab.locator("[data-cu-widget]").all():
            widgets += 1
            assert len(widget.locator("[data-cu-view]").inner_text().split()) > 10
    context.close()
    print(f"{widgets} widgets")
    assert widgets


def test_the_downloaded_site_works_from_the_disk(browser, site, notebook_pages):
    home = site.as_uri() + "/"
    context = browser.new_context(color_scheme="light")
    for page in ["index.html", "search.html?q=softmax", *notebook_pages]:
        visit, tab = Visit(page), context.new_page()
        watch(tab, visit, "file://")
        tab.goto(home + page)
        settle(tab)
        if "search" in page:
            tab.locator("#search-results a[href*='notebooks/']").first.wait_for(timeout=10_000)
            # Sphinx asks for each hit's text, which a browser refuses on file://; the hits themselves are there.
            visit.errors = [e for e in visit.errors if "fetch" not in e and "net::ERR_FAILED" not in e]
        assert visit.errors == []
        assert visit.foreign == []
        assert tab.locator(".math").count() <= tab.locator("mjx-container").count()
        tab.close()
    context.close()
