"""The roofline in Chromium: its numbers are those of course_utils.costs, and a reader can drive it."""

import gzip
import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils import costs, hardware, units
from course_utils.measure.ceilings import LADDERS, Ceilings, Rate, Step
from course_utils.measure.clock import Timing
from course_utils.widgets import WidgetError, roofline
from course_utils.widgets.roofline import DTYPES, KERNELS, kernel_cost, machines_props


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def same(got: dict, cost: costs.Cost) -> bool:
    pairs = ((got["flop"], cost.flop), (got["bytes"], cost.bytes), (got["intensity"], cost.intensity))
    return all(mine == pytest.approx(theirs, rel=1e-9, abs=0) for mine, theirs in pairs)


# ---- numbers ---------------------------------------------------------------------------------------------------

def test_every_kernel_of_the_page_costs_what_python_says_to_1e_9(open_page):
    draw, cases = random.Random(2), []
    for kernel in KERNELS:
        for _ in range(40):
            B, T = 2 ** draw.randrange(13), 2 ** draw.randrange(18)
            C = draw.choice([768, *(2**n for n in range(6, 15))])
            cases.append((kernel, B, T, C, DTYPES[draw.choice(list(DTYPES))]))
    got = call(open_page(document()), "x.map((one) => m.kernelCost(...one))", cases, "roofline")
    assert all(same(mine, kernel_cost(*case)) for mine, case in zip(got, cases, strict=True))
    print(f"{len(cases)} costs of {len(KERNELS)} kernels equal Python's")
    assert len(cases) == 40 * 7


def test_the_formulas_of_the_page_equal_the_library_s_on_any_sizes(open_page):
    draw, tab, compared = random.Random(3), open_page(document()), 0
    formulas = {"matmul": (costs.matmul, 3), "prefill": (costs.prefill, 5), "decodeStep": (costs.decode_step, 5),
                "criticalBatch": (lambda *a: costs.critical_batch(*a[:4], balance=a[4]), 5)}
    for name, (theirs, arguments) in formulas.items():
        cases = [[draw.randrange(1, 3000) for _ in range(arguments)] for _ in range(50)]
        got = call(tab, f"x.map((one) => m.{name}(...one)).map((v) => v === Infinity ? 'none' : v)", cases, "roofline")
        for mine, case in zip(got, cases, strict=True):
            truth = theirs(*case)
            if isinstance(truth, float):
                assert mine == ("none" if truth == float("inf") else pytest.approx(truth, rel=1e-9))
            else:
                assert same(mine, truth)
            compared += 1
    assert compared == 200


def test_roof_and_wait_equal_the_roofline_of_the_library(open_page):
    machines, tab = machines_props(None), open_page(document())
    cases = [[{"flop": w.flop, "bytes": w.bytes}, peak, one["memory"]] for one in machines
             for peak in one["peaks"].values() for w in (costs.matmul(512, 512, 512), costs.matmul(1, 768, 3072))]
    got = call(tab, "x.map((one) => m.waits(...one))", cases, widget="roofline")
    for mine, (work, peak, memory) in zip(got, cases, strict=True):
        assert mine["time"] == pytest.approx(costs.roofline_time_s(costs.Cost(**work), peak, memory), rel=1e-9)
    assert len(cases) > 100


def test_quantities_are_written_as_the_library_writes_them(open_page):
    values = [1, 999.4, 1234, 7.37e12, 9.894e14, 3.35e12, 2.5e-5, 0.0123, 5e-9, 81.2]
    got = call(open_page(document()), "x.map((v) => m.withUnit(v, 's'))", values, widget="roofline")
    assert got == [units.text(v, "s") for v in values]


# ---- the reader ------------------------------------------------------------------------------------------------

def test_it_opens_at_a_decode_step_that_waits_for_memory(open_page):
    tab = open_page(document(roofline().html()))
    assert "the kernel waits for memory" in live(tab)
    assert "against a balance of 295" in live(tab)
    assert "none is large enough" in tab.locator("table").inner_text()


def test_prefill_waits_for_arithmetic_and_another_machine_has_another_balance(open_page):
    tab = open_page(document(roofline().html()))
    tab.get_by_label("Kernel", exact=True).select_option("model prefill")
    assert "waits for arithmetic" in live(tab)
    tab.get_by_label("Machine", exact=True).select_option(label="TPU v1")
    assert f"balance of {hardware.chip('TPU v1').balance('int8'):,.0f}" in live(tab)
    assert "OP/byte" in live(tab)
    assert "FLOP" not in live(tab)


def test_sliders_move_by_arrow_keys_and_every_control_keeps_its_keys(open_page):
    tab = open_page(document(roofline(kernel="feed-forward", T=1).html()))
    before = live(tab)
    batch = tab.get_by_role("slider", name="Batch B")
    batch.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        tab.keyboard.press(key)
    assert batch.get_attribute("aria-valuetext") == "2"
    assert live(tab) != before
    tab.keyboard.press("End")
    assert batch.get_attribute("aria-valuetext") == "4,096"
    assert "waits for arithmetic" in live(tab)
    focusable = tab.locator("[data-cu-view] :is(input, select, button, [tabindex])")
    assert focusable.count() >= 7
    assert all(focusable.nth(i).get_attribute("data-lm-suppress-shortcuts") == "true" for i in range(focusable.count()))


def test_the_reader_s_own_figures_come_first(open_page):
    one = Timing(1.0, 1.0, 1.0, 3)
    ladders = {name: (Step(1e6, one), Step(1e9, one)) for name in LADDERS}
    own = Ceilings("cpu", 2, ladders, {"float32": Rate(5e10, one)}, Rate(1e9, one), one)
    tab = open_page(document(roofline(own=own).html()))
    assert "against a balance of 50:" in live(tab)
    assert tab.get_by_label("Machine", exact=True).locator("option:checked").inner_text() == "This machine"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast_4_5(open_page, theme):
    tab = open_page(document(roofline().html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) >= 8
    assert min(worst.values()) >= 4.5, min(worst.items(), key=lambda pair: pair[1])


def test_it_fits_a_phone_and_without_javascript_the_table_stays(open_page):
    tab = open_page(document(roofline().html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(roofline().html()), java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == len(machines_props(None)) > 30
    assert "waits for memory" in still.locator("figcaption").inner_text()


# ---- the output ------------------------------------------------------------------------------------------------

def test_the_output_is_small_and_the_same_each_time():
    first, second = (roofline().html().encode() for _ in range(2))
    kb = len(gzip.compress(first, 9)) / 1000
    print(f"roofline: {len(first) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert first == second
    assert 3 < kb < 60


def test_what_is_not_there_is_refused_with_what_there_is():
    assert "waits for memory" in repr(roofline())
    for wrong, says in (({"machine": "Abacus"}, "choose one of: "), ({"dtype": "fp3"}, "it has: "),
                        ({"kernel": "sort"}, "choose one of: "), ({"B": 3}, "power of two"), ({"C": 32}, "from 64")):
        with pytest.raises(WidgetError, match=says):
            roofline(**wrong)
