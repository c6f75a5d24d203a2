"""The attention explorer in Chromium: mouse, keyboard and screen reader reach everything, on every surface."""

import json

import pytest
import torch
from conftest import AXE_RULES
from widget_page import CONTRAST, call, cell, document, live, page_opener  # noqa: F401

from course_utils.nn.attention import causal_mask
from course_utils.widgets import attention_explorer
from course_utils.widgets.attention import recorded_heads

# ---- what a reader can do -------------------------------------------------------------------------------------------


def test_the_worked_example_is_written_out_to_4_decimals(open_page):
    tab = open_page(document(attention_explorer().html()))
    text = tab.locator(".cu-written").inner_text()
    steps = ("17.0000", "23.0000", "12.0208", "16.2635", "−4.2426", "0.0142", "0.9858", "[10.9717, 11.9717]", "0.0744")
    for number in steps:
        assert number in text, number


def test_the_first_interaction_is_answered_within_a_second(open_page):
    """Measured by the page's own clock, from the start of its loading to the words that answer a first click."""
    tab = open_page(document(attention_explorer("tired").html()))
    first_click = """() => {
        document.querySelectorAll('[role=gridcell]')[15 * 2 + 1].click();
        return [performance.now() / 1000, document.querySelector('[role=status]').textContent]; }"""
    seconds, words = tab.evaluate(first_click)
    print(f"from loading to the answer to the first click: {seconds:.2f} s")
    assert "animal" in words
    assert seconds < 1.0


def test_a_click_selects_a_row_and_every_step_follows(open_page):
    tab = open_page(document(attention_explorer().html()))
    assert "q₁" in live(tab)
    assert tab.locator(".cu-steps caption").inner_text().startswith("Row q₁")
    cell(tab, 1, 0).click()
    assert "Row q₂: most weight on k₂, 0.9999" in live(tab)
    assert tab.locator(".cu-steps caption").inner_text().startswith("Row q₂")
    assert "q₂·k₁ = 3×5 + 4×6 = 39.0000" in tab.locator(".cu-written").inner_text()
    assert cell(tab, 1, 1).get_attribute("aria-selected") == "true"


def test_an_edited_number_temperature_mask_and_scale_each_change_the_weights_as_torch_says(open_page):
    tab = open_page(document(attention_explorer().html()))
    Q, K = (torch.tensor(x, dtype=torch.float64) for x in ([[1, 2], [3, 4]], [[5, 6], [7, 8]]))

    def holds(said: str, factor: float, mask=None):
        assert said in live(tab), live(tab)
        scores = Q @ K.T * factor
        weights = (scores if mask is None else scores.masked_fill(~mask, -torch.inf)).softmax(-1)
        shown = [[cell(tab, i, j).inner_text().strip() for j in range(2)] for i in range(2)]
        expected = [
            [f"{float(weights[i, j]):.4f}" if mask is None or mask[i, j] else "masked" for j in range(2)]
            for i in range(2)
        ]
        assert shown == expected

    tab.get_by_label("K, row 2, column 1").fill("5.5")
    K[1, 0] = 5.5
    holds("K, row 2, column 1 is now 5.5", 2**-0.5)
    tab.get_by_label("Temperature", exact=True).fill("0.5")
    holds("Temperature 3.16", 2**-0.5 / 10**0.5)
    tab.get_by_label("divide by").uncheck()
    holds("not divided", 10**-0.5)
    tab.get_by_label("Mask", exact=True).select_option("causal")
    holds("Mask: Causal", 10**-0.5, causal_mask(2))
    tab.get_by_role("button", name="Reset").click()
    K[1, 0] = 7.0
    holds("Back to the start", 2**-0.5)
    assert tab.get_by_label("K, row 2, column 1").input_value() == "7"


def test_padding_hides_the_last_keys_and_an_impossible_number_is_refused_in_words(open_page):
    tab = open_page(document(attention_explorer("hello").html()))
    tab.get_by_label("Mask", exact=True).select_option("padding")
    tab.get_by_label("Hidden keys", exact=True).fill("2")
    assert "The last 2 keys are hidden" in live(tab)
    assert "ln 3" in live(tab)
    assert "masked" in cell(tab, 0, 3).get_attribute("aria-label")
    tab.get_by_label("Hidden keys", exact=True).fill("9")
    assert "0 to 5" in live(tab)
    assert tab.get_by_label("Hidden keys", exact=True).get_attribute("aria-invalid") == "true"
    tab.get_by_label("Hidden keys", exact=True).fill("5")
    assert "may look at no key" in live(tab)


@pytest.mark.parametrize("entry", ["", "1e9", "-1001"])
def test_a_number_that_cannot_be_used_keeps_the_last_one_and_says_so(open_page, entry):
    tab = open_page(document(attention_explorer().html()))
    field = tab.get_by_label("Q, row 1, column 1")
    field.fill(entry)
    assert "Q, row 1, column 1 needs a number from −1000 to 1000; 1 still counts" in live(tab)
    assert field.get_attribute("aria-invalid") == "true"
    assert cell(tab, 0, 0).inner_text().strip() == "0.0142"
    field.fill("2")
    assert field.get_attribute("aria-invalid") == "false"
    assert "is now 2" in live(tab)


def test_own_matrices_can_change_their_size(open_page):
    tab = open_page(document(attention_explorer("own").html()))
    tab.get_by_label("Tokens", exact=True).select_option("5")
    tab.get_by_label("Width d").select_option("4")
    assert tab.locator(".cu-matrix input").count() == 60
    assert tab.locator('[role="gridcell"]').count() == 25
    assert "÷ √4" in tab.locator(".cu-steps thead").inner_text()
    tab.get_by_label("Tokens", exact=True).select_option("2")
    assert tab.locator('[role="gridcell"]').count() == 4


def test_typed_words_are_called_toy_vectors_and_strange_input_does_no_harm(open_page):
    tab = open_page(document(attention_explorer().html()))
    tab.get_by_label("Example", exact=True).select_option("typed")
    assert "Toy vectors, not a trained model" in tab.locator(".cu-note").inner_text()
    box = tab.get_by_label("Your words", exact=True)
    box.fill("red green red")
    assert tab.locator('[role="rowheader"]').all_inner_texts()[1:] == ["green", "red"]
    box.fill("<b>猫</b> & " + "word " * 40)
    assert tab.locator('[role="row"]').count() == 17
    assert "first 16 tokens" in tab.locator(".cu-note").inner_text()
    box.fill("")
    assert tab.locator('[role="gridcell"]').count() == 1


def test_every_recorded_sentence_and_head_can_be_chosen(open_page):
    tab, record = open_page(document(attention_explorer().html())), recorded_heads()
    seen = set()
    for sentence in record["sentences"]:
        tab.get_by_label("Example", exact=True).select_option(sentence["key"])
        for i in range(len(record["heads"])):
            tab.get_by_label("Head", exact=True).select_option(str(i))
            seen.add((live(tab), i))
            assert tab.locator('[role="row"]').count() == len(sentence["tokens"]) + 1
    print(f"{len(seen)} sentence and head pairs shown")
    assert len(seen) == len(record["sentences"]) * len(record["heads"])
    assert record["heads"][-1]["says"] in tab.locator(".cu-note").inner_text()


def test_the_keyboard_alone_reaches_and_works_everything(open_page):
    tab = open_page(document(attention_explorer("tired", head="3.1").html()))
    visited = []
    for _ in range(8):
        tab.keyboard.press("Tab")
        visited.append(tab.evaluate("document.activeElement.getAttribute('role') || document.activeElement.tagName"))
    assert visited == ["SELECT", "SELECT", "SELECT", "INPUT", "INPUT", "BUTTON", "gridcell", "region"]
    tab.keyboard.press("Shift+Tab")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert "“it” to “animal”" in tab.evaluate(focused)
    outline = tab.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    for key, words in [
        ("ArrowUp", "“because” to “animal”"),
        ("ArrowRight", "“because” to “did”"),
        ("Home", "“because” to “[CLS]”"),
        ("End", "“because” to “[SEP]”"),
        ("PageUp", "“[CLS]” to “[SEP]”"),
        ("ArrowUp", "“[CLS]” to “[SEP]”"),
        ("Control+End", "“[SEP]” to “[SEP]”"),
        ("Control+Home", "“[CLS]” to “[CLS]”"),
    ]:
        tab.keyboard.press(key)
        assert words in tab.evaluate(focused), key
    assert "Row “[CLS]”" in live(tab)
    assert tab.locator('[role="gridcell"][tabindex="0"]').count() == 1
    tab.get_by_label("Temperature", exact=True).focus()
    tab.keyboard.press("ArrowRight")
    assert "Temperature 1.05" in live(tab)


def test_every_focusable_element_keeps_its_keys_from_jupyterlab(open_page):
    tab, checked = open_page(document(attention_explorer("own").html())), 0
    for example in ("own", "typed", "tired"):
        tab.get_by_label("Example", exact=True).select_option(example)
        bare = tab.eval_on_selector_all(
            "[data-cu-view] :is(input, select, button, a, [tabindex])",
            "all => all.map(n => n.getAttribute('data-lm-suppress-shortcuts'))",
        )
        checked += len(bare)
        assert set(bare) == {"true"}
    assert checked > 40


# ---- where it must work ---------------------------------------------------------------------------------------------


def sandboxed(html: str, theme: str) -> str:
    """The output as a notebook service shows it: a frame of its own that may run scripts and nothing else."""
    inner = document(html, theme=theme).replace("&", "&amp;").replace('"', "&quot;")
    frame = 'title="output" sandbox="allow-scripts" width="780" height="1000"'
    return document(f'<iframe {frame} srcdoc="{inner}"></iframe>')


def test_it_works_in_a_sandboxed_frame(open_page):
    tab = open_page(sandboxed(attention_explorer().html(), "dark"))
    frame = tab.frame_locator("iframe")
    frame.get_by_label("V, row 1, column 1").fill("100")
    assert "V, row 1, column 1 is now 100" in frame.locator('[role="status"]').inner_text()


def test_it_works_from_a_file_without_a_server(browser, tmp_path):
    (tmp_path / "page.html").write_text(document(attention_explorer().html()), encoding="utf-8")
    tab = browser.new_page()
    tab.goto((tmp_path / "page.html").as_uri())
    cell(tab, 1, 1).click()
    assert "Row q₂" in live(tab)
    tab.close()


def test_several_copies_live_side_by_side_whole_or_lean(open_page, monkeypatch):
    whole = attention_explorer().html()
    monkeypatch.setenv("COURSE_WIDGETS", "lean")
    lean = attention_explorer("hello").html()
    tab = open_page(document(lean, whole, whole, lean))
    assert tab.locator(".cu-attention").count() == 4
    assert tab.locator("figure").count() == 0
    second = tab.locator("section").nth(1)
    second.get_by_label("Mask", exact=True).select_option("causal")
    assert "Causal" in second.locator('[role="status"]').inner_text()
    assert "Causal" not in tab.locator("section").nth(2).locator('[role="status"]').inner_text()


def test_without_javascript_the_still_figure_stands_with_its_alternative_text(open_page):
    tab = open_page(document(attention_explorer().html()), java_script_enabled=False)
    figure = tab.get_by_role("img")
    assert figure.is_visible()
    assert "0.9858" in figure.get_attribute("aria-label")
    assert "[10.9717, 11.9717]" in tab.locator("figcaption").inner_text()


@pytest.mark.parametrize("example", ["hand", "own", "typed", "tired"])
def test_at_360_pixels_and_at_200_percent_the_page_does_not_scroll_sideways(open_page, example):
    html = document(attention_explorer(example, mask="padding", temperature=2.0).html())
    for width, zoom in ((360, 1), (400, 2)):  # 400 CSS pixels is an 800 pixel window at 200 %
        tab = open_page(html, width=width, device_scale_factor=zoom)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_to_press_is_at_least_24_pixels(open_page):
    tab, checked = open_page(document(attention_explorer("own").html()), width=360), 0
    for example in ("own", "tired"):
        tab.get_by_label("Example", exact=True).select_option(example)
        boxes = tab.eval_on_selector_all(
            ":is(input, select, button, [role=gridcell])",
            "all => all.filter(n => n.offsetParent).map(n => [n.offsetWidth, n.offsetHeight])",
        )
        checked += len(boxes)
        small = [box for box in boxes if min(box) < 24]
        assert small == []
    assert checked > 200


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_example(open_page, theme):
    from axe_playwright_python.sync_playwright import Axe

    tab, rules = open_page(document(attention_explorer().html(), theme=theme)), 0
    for example in ("hand", "own", "typed", "tired"):
        tab.get_by_label("Example", exact=True).select_option(example)
        tab.get_by_label("Mask", exact=True).select_option("causal")
        result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
        rules += len(result["passes"])
        assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
        unsure = [v["id"] for v in result["incomplete"] if v["id"] != "color-contrast"]
        assert unsure == []
    print(f"axe, {theme}: {rules} rules passed over four examples")
    assert rules > 60


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_has_a_contrast_of_at_least_4_5(open_page, theme):
    """axe cannot judge text over mixed colours, so the pixels are asked: painted text colour against painted ground."""
    tab = open_page(document(attention_explorer("own").html(), theme=theme))
    worst = {}
    for example in ("own", "typed", "tired"):
        tab.get_by_label("Example", exact=True).select_option(example)
        worst |= tab.evaluate(CONTRAST)
    low = {where: round(ratio, 2) for where, ratio in worst.items() if ratio < 4.5}
    print(f"{theme}: {len(worst)} kinds of text, lowest contrast {min(worst.values()):.2f}")
    assert len(worst) > 15
    assert low == {}


def test_motion_stops_where_the_reader_asked_for_less(open_page):
    html = document(attention_explorer().html())
    moving = "getComputedStyle(document.querySelector('.cu-box i')).transitionDuration"
    assert "0.18s" in open_page(html, reduced_motion="no-preference").evaluate(moving)
    assert open_page(html, reduced_motion="reduce").evaluate(moving) == "0s"


def test_the_same_module_serves_as_an_anywidget(open_page):
    """Its default export has `render({model, el})`, and the model is only asked with get."""
    tab = open_page(document("<div id='here'></div>"))
    props = json.dumps(attention_explorer().props)
    code = """(() => {
        const props = JSON.parse(x), el = document.getElementById('here');
        m.default.render({ model: { get: (key) => props[key] }, el });
        return el.querySelectorAll('[role=gridcell]').length; })()"""
    drawn = call(tab, code, props)
    assert drawn == 4
