"""Position schemes in Chromium: the page's numbers are Python's, and each scheme sees what it should."""

import gzip
import math
import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils.widgets.html_widget import WidgetError
from course_utils.widgets.positions import SCHEMES, WIDTH, WORDS, by_distance, changes, outputs, positions, table_rows


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def test_curves_outputs_and_changes_of_the_page_equal_python_s_to_1e_9(open_page, report):
    draw, tab, compared = random.Random(4), open_page(document()), 0
    for scheme in SCHEMES:
        cases = [(scheme, draw.randrange(41), draw.randrange(41)) for _ in range(30)]
        for found, case in zip(call(tab, "x.map((c) => m.byDistance(...c))", cases, "positions"), cases, strict=True):
            assert found == pytest.approx(by_distance(*case), abs=1e-9)
            compared += 1
        orders = [(scheme, draw.sample(range(len(WORDS)), len(WORDS)), draw.randrange(21)) for _ in range(10)]
        for name, mine in (("outputs", outputs), ("changes", changes)):
            all_found = call(tab, f"x.map((c) => m.{name}(...c))", orders, "positions")
            for found, case in zip(all_found, orders, strict=True):
                flat = [v for row in mine(*case) for v in row] if name == "outputs" else mine(*case)
                got = [v for row in found for v in row] if name == "outputs" else found
                assert got == pytest.approx(flat, abs=1e-9)
                compared += 1
    report(f"numbers of the position figure compared with Python: {compared}")


def test_the_outputs_are_attention_as_torch_computes_it():
    import torch

    from course_utils.widgets.positions import word_vector

    x = torch.tensor([word_vector(i) for i in (2, 0, 1)], dtype=torch.float64)
    want = torch.nn.functional.scaled_dot_product_attention(x, x, x)
    assert torch.allclose(torch.tensor(outputs("none", [2, 0, 1], 7), dtype=torch.float64), want)


def test_sinusoidal_and_rotary_curves_are_sums_of_cosines():
    speeds = [100 ** (-2 * i / WIDTH) for i in range(WIDTH // 2)]
    for p, d in ((0, 1), (13, 7), (40, 40)):
        total = sum(math.cos(w * d) for w in speeds) / math.sqrt(WIDTH)
        assert by_distance("sinusoidal", p, d) == pytest.approx(total)
        assert by_distance("rotary", p, d) == pytest.approx(2 * total)


def test_who_sees_order_and_who_sees_place():
    seen = {scheme: row[1:] for scheme, row in zip(SCHEMES, table_rows(), strict=True)}
    assert seen == {
        "none": ("no", "no"), "sinusoidal": ("yes", "yes"), "learned": ("yes", "yes"),
        "relative bias": ("yes", "no"), "rotary": ("yes", "no"),
    }


@pytest.mark.parametrize(("scheme", "order", "place"), [
    ("none", False, False), ("sinusoidal", True, True), ("learned", True, True),
    ("relative bias", True, False), ("rotary", True, False),
])
def test_a_reader_finds_out_by_keys(open_page, scheme, order, place):
    tab = open_page(document(positions().html()))
    tab.get_by_label("Scheme").select_option(scheme)
    assert "Nothing is changed yet" in live(tab)
    tab.get_by_role("button", name="Turn the sentence round").focus()
    tab.keyboard.press("Enter")
    assert "man a bites dog old the" in live(tab)
    assert ("sees the change" in live(tab)) is order
    tab.get_by_role("button", name="Start again").click()
    shift = tab.get_by_role("slider", name="First word at place")
    shift.focus()
    for _ in range(5):
        tab.keyboard.press("ArrowRight")
    assert "from place 5" in live(tab)
    assert ("sees the change" in live(tab)) is place


def test_the_learned_curve_depends_on_the_place_and_controls_keep_their_keys(open_page):
    tab = open_page(document(positions("learned").html()))
    before = tab.locator("svg").get_attribute("aria-label")
    tab.get_by_role("slider", name="Seen from place").focus()
    tab.keyboard.press("ArrowRight")
    after = tab.locator("svg").get_attribute("aria-label")
    assert before.split(":")[1] != after.split(":")[1]
    focusable = tab.locator("[data-cu-view] :is(input, select, button, [tabindex])")
    assert focusable.count() >= 8
    assert all(focusable.nth(i).get_attribute("data-lm-suppress-shortcuts") == "true" for i in range(focusable.count()))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast_4_5(open_page, theme):
    tab = open_page(document(positions().html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) >= 6
    assert min(worst.values()) >= 4.5, min(worst.items(), key=lambda pair: pair[1])


def test_it_fits_a_phone_and_without_javascript_the_table_stays(open_page):
    tab = open_page(document(positions().html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(positions().html()), java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == len(SCHEMES)


def test_the_output_is_small_the_same_each_time_and_refuses_what_is_not_there():
    first, second = (positions().html().encode() for _ in range(2))
    kb = len(gzip.compress(first, 9)) / 1000
    print(f"positions: {len(first) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert first == second
    assert 2 < kb < 60
    with pytest.raises(WidgetError, match="choose one of: "):
        positions("alibi")
    with pytest.raises(WidgetError, match="0 to 40"):
        positions(place=41)
