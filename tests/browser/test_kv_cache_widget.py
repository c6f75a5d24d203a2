"""The KV cache in Chromium: its counters are those of course_utils.costs, and a reader can drive it."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils import costs, units
from course_utils.widgets.html_widget import WidgetError
from course_utils.widgets.kv_cache import MODELS, MOST, PROMPTS, kv_cache, step_cost, total_cost


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def test_every_step_of_the_page_costs_what_the_library_says(open_page, report):
    cases = [(m, p, n, c) for m in range(len(MODELS)) for p in PROMPTS for n in (0, 1, 2, 17, MOST) for c in (0, 1)]
    models = f"const models = {list(MODELS)!r}; "
    tab = open_page(document())
    for name, mine in (("stepCost", step_cost), ("totalCost", total_cost)):
        code = f"(() => {{ {models} return x.map(([i, p, n, c]) => m.{name}(models[i], p, n, Boolean(c))); }})()"
        for found, (i, p, n, c) in zip(call(tab, code, cases, "kv_cache"), cases, strict=True):
            want = mine(MODELS[i]["name"], p, n, bool(c))
            assert (found["flop"], found["bytes"]) == (want.flop, want.bytes)
    report(f"costs of the KV cache figure equal to the library's: {2 * len(cases)}")


def test_a_total_is_the_sum_of_prefill_and_decode_steps():
    assert step_cost("GPT-2 small", 16, 0, True) == costs.prefill(12, 768, 50257, 1, 16)
    assert step_cost("GPT-2 small", 16, 3, True) == costs.decode_step(12, 768, 50257, 1, 19)
    assert step_cost("GPT-2 small", 16, 3, False) == costs.prefill(12, 768, 50257, 1, 19)
    three = [step_cost("GPT-2 small", 16, n, True).flop for n in range(3)]
    assert total_cost("GPT-2 small", 16, 2, True).flop == sum(three)


def test_one_token_is_run_with_a_cache_and_all_without(open_page):
    tab = open_page(document(kv_cache(step=8).html()))
    assert "1 token is run" in live(tab)
    assert tab.locator("svg .cu-run").count() == 1
    assert tab.locator("svg .cu-kept").count() == 23
    tab.get_by_label("Way").select_option("without")
    assert "24 tokens are run" in live(tab)
    assert tab.locator("svg .cu-run").count() == 24
    flop = units.text(step_cost("GPT-2 small", 16, 8, False).flop, "FLOP")
    assert flop in live(tab)


def test_tokens_are_written_by_keys_and_every_control_keeps_its_keys(open_page):
    tab = open_page(document(kv_cache(step=0).html()))
    tab.get_by_role("button", name="Write the next token").focus()
    for _ in range(3):
        tab.keyboard.press("Enter")
    assert live(tab).startswith("Step 3 of GPT-2 small")
    slider = tab.get_by_role("slider")
    slider.focus()
    tab.keyboard.press("End")
    assert live(tab).startswith(f"Step {MOST} ")
    assert tab.get_by_role("button", name="Write the next token").is_disabled()
    focusable = tab.locator("[data-cu-view] :is(input, select, button, [tabindex])")
    assert focusable.count() >= 6
    assert all(focusable.nth(i).get_attribute("data-lm-suppress-shortcuts") == "true" for i in range(focusable.count()))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast_4_5(open_page, theme):
    tab = open_page(document(kv_cache().html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) >= 6
    assert min(worst.values()) >= 4.5, min(worst.items(), key=lambda pair: pair[1])


def test_it_fits_a_phone_and_without_javascript_the_table_stays(open_page):
    tab = open_page(document(kv_cache().html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(kv_cache().html()), java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == 5


def test_the_output_is_small_the_same_each_time_and_refuses_what_is_not_there():
    first, second = (kv_cache().html().encode() for _ in range(2))
    kb = len(gzip.compress(first, 9)) / 1000
    print(f"kv_cache: {len(first) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert first == second
    assert 2 < kb < 60
    for model, options, says in (
        ("Abacus", {}, "choose one of: "), ("GPT-2 XL", {"prompt": 3}, "one of 1"), ("GPT-2 XL", {"step": 99}, "0 to")
    ):
        with pytest.raises(WidgetError, match=says):
            kv_cache(model, **options)
