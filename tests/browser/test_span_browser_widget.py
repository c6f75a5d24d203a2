"""The span browser in Chromium: what it counts is what Python counted, and a reader reaches every error."""

import gzip
import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils import assets
from course_utils.training import conll, metrics
from course_utils.training.conll import Sentence
from course_utils.widgets import WidgetError, span_browser
from course_utils.widgets.span_outcomes import OUTCOMES, outcome_counts, outcomes

NAMES = list(OUTCOMES)


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def made(gold: str, predicted: str, words: str = "Ada Lovelace met Paris in Paris today ."):
    return Sentence(tuple(words.split()), tuple(gold.split())), predicted.split()


SMALL = [
    made("B-PER I-PER O B-PER O B-LOC O O", "B-PER O O B-LOC O B-LOC B-MISC O"),  # boundary, type, right, invented
    made("B-PER I-PER O O O B-LOC O O", "B-PER I-PER O O O O O O"),  # right, missed
    made("O O O O O O O O", "O O O O O O O O"),
]


def small(**options):
    sentences, predicted = zip(*SMALL, strict=True)
    return span_browser(sentences, predicted, **options)


@pytest.fixture(scope="module")
def dev():
    """The course's dev part, tagged by a dictionary with noise: every outcome, in the real size."""
    splits, draw = conll.read_splits(assets.bundled("ner")), random.Random(0)
    dictionary = metrics.Dictionary(splits["train"])
    kinds = ["O", "B-PER", "I-PER", "B-LOC", "B-ORG", "B-MISC"]
    noisy = [[draw.choice(kinds) if draw.random() < 0.05 else tag for tag in dictionary.tag(s.words)]
             for s in splits["dev"]]
    return splits["dev"], noisy


def chip(tab, name: str):
    return tab.get_by_role("button", name=f"{name[0].upper()} · {OUTCOMES[name]}")


def said(tab) -> list[str]:
    return tab.locator(".cu-said").all_inner_texts()


# ---- numbers --------------------------------------------------------------------------------------------------------

def test_the_page_counts_every_outcome_of_every_type_as_python_does(open_page, dev):
    props, tab, compared = span_browser(*dev).props, open_page(document()), 0
    rows = [outcomes(s.tags, p) for s, p in zip(*dev, strict=True)]
    for number, kind in enumerate([None, *props["kinds"]], -1):
        got = call(tab, "m.tally(x.sentences, 5, x.number)", {**props, "number": number}, widget="span_browser")
        ours = [one for row in rows for one in row if kind is None or kind in [s[0] for s in one[1:] if s]]
        assert got == list(outcome_counts(ours).values())
        compared += sum(got)
    print(f"{compared} entities compared")
    assert compared > 500


def test_the_page_s_precision_recall_and_f1_are_those_of_the_metrics(open_page, dev):
    sentences, predicted = dev
    ours = metrics.entity_scores([s.tags for s in sentences], predicted)["micro"]
    code = "m.scores(m.tally(x.sentences, 5))"
    got = call(open_page(document()), code, span_browser(*dev).props, widget="span_browser")
    assert (got["gold"], got["found"]) == (ours.gold, ours.found)
    assert (got["precision"], got["recall"], got["f1"]) == pytest.approx((ours.precision, ours.recall, ours.f1))


# ---- what a reader can do -------------------------------------------------------------------------------------------

def test_it_opens_with_the_errors_and_each_is_written_in_words(open_page):
    tab = open_page(document(small().html()))
    assert said(tab) == [
        "B · wrong boundary: gold “Ada Lovelace” PER, predicted “Ada” PER",
        "T · wrong type: gold “Paris” PER, predicted “Paris” LOC",
        "I · invented: predicted “today” MISC",
        "M · missed: gold “Paris” LOC",
    ]
    assert "4 entities in 2 sentences" in live(tab)
    assert "5 gold, 5 predicted, entity F1 0.40" in live(tab)
    assert "1 of 3 sentences hold no entity" in tab.locator(".cu-note").inner_text()


def test_gold_stands_above_and_the_prediction_below_each_with_letter_and_its_own_line(open_page):
    tab = open_page(document(small(show=NAMES).html()))
    words = tab.locator("ol > li").first.locator(".cu-word")
    labels = [[text.strip() for text in words.nth(i).locator("small").all_inner_texts()] for i in range(8)]
    assert labels[0] == ["B PER", "B PER"]
    assert labels[3] == ["T PER", "T LOC"]
    assert labels[5] == ["R LOC", "R LOC"]
    assert labels[6] == ["", "I MISC"]
    style = "(n, side) => getComputedStyle(n.querySelector('span'))[side]"
    lines = [words.nth(i).evaluate(f"n => ({style})(n, 'borderBottomStyle')") for i in (0, 3, 5)]
    assert lines == ["dashed", "double", "solid"]
    assert "repeating" in words.nth(6).evaluate(f"n => ({style})(n, 'backgroundImage')")
    missed = tab.locator("ol > li").nth(1).locator(".cu-word").nth(5)
    assert missed.evaluate(f"n => ({style})(n, 'borderTopStyle')") == "dotted"


def test_outcomes_and_types_filter_and_the_counts_follow(open_page):
    tab = open_page(document(small().html()))
    for name in ("type", "boundary", "invented"):
        chip(tab, name).click()
    assert said(tab) == ["M · missed: gold “Paris” LOC"]
    assert chip(tab, "type").get_attribute("aria-pressed") == "false"
    chip(tab, "right").click()
    tab.get_by_label("Type", exact=True).select_option("LOC")
    assert len(said(tab)) == 2
    assert "right 1" in chip(tab, "right").inner_text()
    assert "wrong type 1" in chip(tab, "type").inner_text()  # LOC on the predicted side
    assert "boundary 0" in chip(tab, "boundary").inner_text()
    chip(tab, "right").click()
    chip(tab, "missed").click()
    assert "0 entities in 0 sentences: no outcome chosen" in live(tab)
    assert said(tab) == []


def test_the_keyboard_alone_filters_turns_pages_and_reaches_the_last_error(open_page, dev):
    tab, visited = open_page(document(span_browser(*dev).html())), []
    for _ in range(8):
        tab.keyboard.press("Tab")
        visited.append(tab.evaluate("document.activeElement.getAttribute('role') || document.activeElement.tagName"))
    assert visited == ["BUTTON"] * 5 + ["SELECT", "region", "BUTTON"]
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("ArrowRight")
    assert "Page 2 of" in live(tab)
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("ArrowLeft")
    assert "Page 1 of" in live(tab)
    pages, seen = int(live(tab).split("Page 1 of ")[1].split(".")[0]), said(tab)
    for _ in range(pages + 1):
        tab.keyboard.press("PageDown")
        seen += said(tab)
    assert f"Page {pages} of {pages}" in live(tab)
    wrong = [one for s, p in zip(*dev, strict=True) for one in outcomes(s.tags, p) if one.kind != "right"]
    assert len(seen[: len(wrong)]) == len(wrong) > 50
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("ArrowDown")
    assert "Page 1 of" in live(tab)  # another type starts from its first page
    bare = tab.eval_on_selector_all("[data-cu-view] :is(select, button, [tabindex])",
                                    "all => all.map(n => n.getAttribute('data-lm-suppress-shortcuts'))")
    assert bare == ["true"] * 9


def test_strange_words_are_text_and_two_browsers_do_not_disturb_each_other(open_page):
    words = ("<b>猫</b>", "</script>", "&amp;")
    one = span_browser([Sentence(words, ("B-PER", "O", "B-LOC"))], [["O", "O", "B-LOC"]])
    tab = open_page(document(one.html(), small().html()))
    assert said(tab)[0] == "M · missed: gold “<b>猫</b>” PER"
    tab.get_by_role("button", name="M · missed").first.click()
    assert len(said(tab)) == 4
    still = open_page(document(one.html()), java_script_enabled=False)
    assert "<b>猫</b>" in still.locator("figure").inner_text()


# ---- where it must work ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast_4_5(open_page, dev, theme):
    tab = open_page(document(span_browser(*dev, show=NAMES).html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    assert [v["id"] for v in result["incomplete"] if v["id"] != "color-contrast"] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) > 8
    assert min(worst.values()) >= 4.5, min(worst.items(), key=lambda pair: pair[1])


def test_it_fits_a_phone_with_targets_of_24_pixels_and_without_javascript_the_tables_stay(open_page, dev):
    widget = span_browser(*dev, show=NAMES)
    tab = open_page(document(widget.html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    boxes = tab.eval_on_selector_all(":is(select, button)", "all => all.map(n => [n.offsetWidth, n.offsetHeight])")
    assert len(boxes) == 8
    assert min(min(box) for box in boxes) >= 24
    still = open_page(document(widget.html()), width=360, java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == 5 + 8
    assert "entity F1" in still.locator("figcaption").inner_text()
    assert still.evaluate("document.documentElement.scrollWidth") <= 360


# ---- the output -----------------------------------------------------------------------------------------------------

def test_the_real_dev_part_fits_in_60_kb_compressed_and_repeats_byte_by_byte(dev):
    first, second = (span_browser(*dev).html().encode() for _ in range(2))
    kb = len(gzip.compress(first, 9)) / 1000
    print(f"span browser with {len(dev[0])} sentences: {len(first) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert first == second
    assert 3 < kb < 60


def test_the_terminal_gets_the_counts():
    counts = repr(small()).splitlines()[1:6]
    assert [line.split() for line in counts] == [
        ["R", "right", "2"], ["T", "wrong", "type", "1"], ["B", "wrong", "boundary", "1"], ["M", "missed", "1"],
        ["I", "invented", "1"]]


def test_what_cannot_be_shown_is_refused_in_words():
    sentences, predicted = zip(*SMALL, strict=True)
    for options, words in (({"show": ["wrong"]}, "outcome “wrong”"), ({"kind": "ORG"}, "type “ORG”")):
        with pytest.raises(WidgetError, match=words):
            small(**options)
    with pytest.raises(WidgetError, match="3 sentences"):
        span_browser(sentences, predicted[:2])
    with pytest.raises(WidgetError, match="8 gold tags and 7"):
        span_browser(sentences, [tags[:7] for tags in predicted])
    with pytest.raises(WidgetError, match="nothing to show"):
        span_browser(sentences[2:], predicted[2:])
