"""The ledger in Chromium: what a reader searches for is found, by mouse and by keyboard, and links to its proof."""

import gzip
from dataclasses import asdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils.ledger import Row
from course_utils.widgets import WidgetError, ledger

VERDICTS = ("wrong", "misleading", "incomplete", "right")
ROWS = [Row(f"{'ABCDE'[n % 5]}{n:02}", f"00{n % 5} §{n}", f"Statement {n} of a naïve article.", VERDICTS[n % 4],
            f"Truth {n} <b>holds</b>.", f"{n % 5:02}_page") for n in range(1, 24)]


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def ids(tab) -> list[str]:
    return tab.locator("ol .cu-head a").all_inner_texts()


def test_search_and_filters_find_the_same_rows_as_python(open_page):
    tab, compared = open_page(document()), 0
    props = ledger(ROWS).props
    for article in ("", "003"):
        for verdict in ("", "wrong", "right"):
            for find in ("", "naive", "truth 1 HOLDS", "statement nowhere"):
                got = call(tab, "m.choose(x.rows, x.asked)", {"rows": props["rows"], "asked": {
                    "article": article, "verdict": verdict, "find": find}}, widget="ledger")
                words = find.lower().split()
                told = {row.id: " ".join(asdict(row).values()).lower().replace("ï", "i") for row in ROWS}
                want = [row.id for row in ROWS if row.where.startswith(article)
                        and verdict in ("", row.verdict) and all(word in told[row.id] for word in words)]
                assert [row[0] for row in got] == want
                compared += len(want)
    print(f"{compared} rows compared")
    assert compared > 60


def test_a_reader_searches_filters_turns_pages_and_reaches_the_proof(open_page):
    tab = open_page(document(ledger(ROWS).html()))
    assert live(tab) == "23 of 23 statements. Page 1 of 3."
    assert len(ids(tab)) == 10
    for _ in range(4):
        tab.keyboard.press("Tab")  # search, article, verdict, first link
    assert tab.evaluate("document.activeElement.textContent") == ROWS[0].id
    tab.get_by_role("button", name="Next statements").press("Enter")
    assert live(tab).endswith("Page 2 of 3.")
    tab.get_by_label("Search").fill("statement 7")
    assert live(tab) == "2 of 23 statements. Page 1 of 1."  # 7 and 17
    tab.get_by_label("Verdict").select_option("right")
    assert ids(tab) == ["C07"]
    assert tab.locator("ol a").get_attribute("href") == "02_page.html#claim-C07"
    assert "<b>holds</b>" in tab.locator("ol dd").last.inner_text()
    tab.get_by_label("Article").select_option("000")
    assert live(tab) == "0 of 23 statements. Page 1 of 1."
    path = call(tab, "m.address(x, '/lab/tree/notebooks/21.ipynb')", ledger(ROWS).props["rows"][0], widget="ledger")
    assert path == "01_page.ipynb#claim-B01"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast(open_page, theme):
    tab = open_page(document(ledger(ROWS).html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) > 5
    assert min(worst.values()) >= 4.5


def test_it_fits_a_phone_and_without_javascript_the_whole_table_stays(open_page):
    tab = open_page(document(ledger(ROWS).html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(ledger(ROWS).html()), width=360, java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == len(ROWS)
    said = still.locator("figcaption").inner_text()
    assert said == "23 statements on trial: 6 misleading, 6 incomplete, 6 right, 5 wrong."


def test_the_real_ledger_fits_in_60_kb_and_a_bad_wish_is_refused():
    kb = len(gzip.compress(ledger().html().encode(), 9)) / 1000
    print(f"ledger: {kb:.1f} kB gzip -9")
    assert 3 < kb < 60
    with pytest.raises(WidgetError, match="verdict “false”; there is: incomplete"):
        ledger(ROWS, verdict="false")
    with pytest.raises(WidgetError, match="empty"):
        ledger([])
