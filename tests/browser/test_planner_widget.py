"""The planner in Chromium: its figures are Python's, and a reader plans a run by mouse and by keyboard."""

import gzip
import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils.widgets import WidgetError, planner
from course_utils.widgets.planner import MOST_DEVICES, SIZES, STAGES, TOKENS, chips_props, plan


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def test_the_page_plans_what_python_plans(open_page):
    tab, draw, compared = open_page(document()), random.Random(0), 0
    for _ in range(60):
        wish = [draw.choice(chips_props()), draw.choice(SIZES), draw.choice(TOKENS), 2 ** draw.randint(0, MOST_DEVICES),
                draw.choice(list(STAGES)), draw.uniform(0.1, 0.9), draw.uniform(0, 9)]
        got = call(tab, "m.plan(...x)", wish, widget="planner")
        assert got == pytest.approx(plan(*wish), rel=1e-12)
        compared += len(got)
    print(f"{compared} figures compared")
    assert compared >= 500


def test_a_reader_moves_everything_and_the_sentence_follows(open_page):
    tab = open_page(document(planner().html()))
    assert live(tab).startswith("It fits: 15.5 GB of state on devices of 80 GB. 38.4 days")
    tab.get_by_label("Sharding").select_option("0")
    assert live(tab).startswith("It does not fit: 112 GB of state")
    tab.get_by_label("Sharding").select_option("3")
    devices = tab.get_by_label("Devices", exact=True)
    devices.focus()
    devices.press("ArrowRight")
    assert devices.get_attribute("aria-valuetext") == "Devices: 128"
    assert live(tab).startswith("It fits: 875 MB of state on devices of 80 GB. 19.2 days")
    tab.get_by_label("Device", exact=True).select_option(label="H200")
    assert "of 141 GB" in live(tab)
    tab.get_by_label("Utilisation").fill("0.8")
    assert "9.6 days" in live(tab)
    tab.get_by_label("Utilisation").fill("8")  # no share: the last good one stays
    assert "9.6 days" in live(tab)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast(open_page, theme):
    tab = open_page(document(planner().html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) >= 5
    assert min(worst.values()) >= 4.5


def test_it_fits_a_phone_and_without_javascript_the_table_stays(open_page):
    tab = open_page(document(planner().html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(planner().html()), width=360, java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == 9
    assert "64 × H100 SXM, 7 billion parameters" in still.locator("figcaption").inner_text()


def test_it_is_small_repeats_and_refuses_what_it_cannot_show():
    first, second = planner().html().encode(), planner().html().encode()
    kb = len(gzip.compress(first, 9)) / 1000
    print(f"planner: {kb:.1f} kB gzip -9")
    assert first == second
    assert 2 < kb < 60
    assert "Days of training" in repr(planner())
    refused = {"no plan for “Cray-1”": {"chip": "Cray-1"}, "devices must be one of 1, 2, 4": {"devices": 3},
               "a share from 0.01 to 1": {"utilisation": 2.0}}
    for words, wish in refused.items():
        with pytest.raises(WidgetError, match=words):
            planner(**wish)
