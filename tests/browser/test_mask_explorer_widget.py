"""The mask explorer in Chromium: dice, corruption and models are Python's, and a reader finds the cheating one."""

import gzip
import json
import math

import pytest
import torch
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils import notebooks
from course_utils.training import train_gap_fillers as gap_fillers
from course_utils.widgets import WidgetError, mask_explorer
from course_utils.widgets.mask_explorer import TEXTS, corrupt, dice, packed_models, probabilities

SIZES = {"H": 2, "layers": 1}


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def test_dice_corruption_and_answers_of_the_page_equal_python_s(open_page, report):
    tab, ids, largest, draws = open_page(document()), gap_fillers.tokens(TEXTS[0]), 0.0, (0, 1, 77, 9999)
    for draw in draws:
        thrown, rule = dice(draw, 12, 21), (40, 60, 30)
        want = corrupt(ids, thrown, rule)
        code = "m.dice(x.draw, 12, 21).map((d, i) => m.corruptOne(x.ids[i], d, x.rule, 22))"
        named = dict(zip(("share", "masked", "random"), rule, strict=True))
        got = call(tab, code, {"draw": draw, "ids": ids, "rule": named}, "mask_explorer")
        assert [one["read"] for one in got] == want[0]
        assert [one["asked"] for one in got] == want[1]
        for name, p in probabilities(want[0]).items():
            code = "m.probabilities(m.unpackWeights(x.packed), x.sizes, x.ids)"
            given = {"packed": packed_models()[name], "sizes": SIZES, "ids": want[0]}
            found = call(tab, code, given, "mask_explorer")
            largest = max(largest, (torch.tensor(found) - torch.tensor(p)).abs().max().item())
    report(f"mask explorer: {2 * len(draws)} answers compared with PyTorch, largest difference {largest:.1e}")
    assert largest < 1e-5


def test_the_dice_keep_bert_s_shares():
    thrown = [one for draw in range(10_000) for one in dice(draw, 12, 21)]
    chosen = [fate for chance, fate, _ in thrown if chance < 0.15]
    for count, n, p in ((len(chosen), len(thrown), 0.15), (sum(f < 0.8 for f in chosen), len(chosen), 0.8)):
        assert abs(count / n - p) < 4 * math.sqrt(p * (1 - p) / n)
    assert {word for _, _, word in thrown} == set(range(1, 22))


def test_the_grammar_is_the_one_that_chapter_07_prints():
    nb = notebooks.read("notebooks/07_objectives.ipynb")
    (cell,) = [cell for cell in nb.cells if cell.source.startswith("FOLLOWERS = {")]
    names = {}
    exec(cell.source.split("vocabulary =")[0], names)
    assert names["FOLLOWERS"] == gap_fillers.FOLLOWERS


def test_the_card_s_losses_are_measured_again():
    models = gap_fillers.load()
    losses = {name: {rule: gap_fillers.loss_under(model, gap_fillers.RULES[rule]) for rule in gap_fillers.RULES}
              for name, model in models.items()}
    assert losses["hidden"]["hidden"] == pytest.approx(0.57, abs=0.01)
    assert losses["open"]["open"] < 0.005
    assert losses["open"]["hidden"] == pytest.approx(6.88, abs=0.02)
    assert losses["open"]["hidden"] > math.log(21)


def loss(tab, row):
    return float(tab.locator(".cu-loss").nth(row).inner_text())


def test_a_reader_finds_the_cheating_model_by_keys(open_page):
    tab = open_page(document(mask_explorer().html()))
    assert loss(tab, 0) < loss(tab, 1)
    nothing = tab.get_by_role("button", name="Hide nothing, ask as often")
    nothing.focus()
    tab.keyboard.press("Enter")
    assert loss(tab, 1) < 0.01
    assert tab.get_by_text("100 % of the selected stay as they are.").is_visible()
    tab.get_by_role("button", name="BERT’s rule").press("Space")
    assert loss(tab, 1) > 1
    share = tab.get_by_role("slider", name="Selected")
    share.focus()
    tab.keyboard.press("Home")
    assert live(tab).startswith("0 of 12 positions are asked for.")
    assert tab.get_by_text("there is no loss").is_visible()


def test_a_reader_hides_a_word_of_the_own_choice(open_page):
    tab = open_page(document(mask_explorer(share=0).html()))
    tab.locator(".cu-word").nth(2).focus()
    tab.keyboard.press("Enter")
    tab.get_by_label("This place", exact=True).select_option("mask")
    assert live(tab).startswith("1 of 12 positions are asked for. Place 3 is hidden, asked")
    assert "[MASK]" in tab.locator(".cu-word").nth(2).inner_text()
    tab.get_by_label("Text", exact=True).select_option(index=1)
    assert live(tab).startswith("0 of 12")
    focusable = tab.locator("[data-cu-view] :is(input, select, button, [tabindex])")
    assert focusable.count() >= 20
    assert all(focusable.nth(i).get_attribute("data-lm-suppress-shortcuts") == "true" for i in range(focusable.count()))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast_4_5(open_page, theme):
    tab = open_page(document(mask_explorer().html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) >= 6
    assert min(worst.values()) >= 4.5, min(worst.items(), key=lambda pair: pair[1])


def test_it_fits_a_phone_and_without_javascript_the_table_stays(open_page):
    tab = open_page(document(mask_explorer().html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(mask_explorer().html()), java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == 3
    assert "positions are asked for" in still.locator("figcaption").inner_text()


def test_the_output_is_small_the_same_each_time_and_refuses_what_is_not_there(report):
    first, second = (mask_explorer().html().encode() for _ in range(2))
    kb = len(gzip.compress(first, 9)) / 1000
    report(f"mask explorer: {len(first) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert first == second
    assert 5 < kb < 60
    assert json.dumps(mask_explorer().props)
    for given, says in (
        ({"text": "the zebra"}, "zebra"), ({"text": "the cat"}, "Give 12 words"), ({"draw": -1}, "0 to 9999"),
        ({"masked": 80, "random": 30}, "at most 100"), ({"place": 12}, "0 to 11"),
    ):
        with pytest.raises(WidgetError, match=says):
            mask_explorer(**given)
