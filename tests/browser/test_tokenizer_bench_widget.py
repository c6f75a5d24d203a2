"""The tokenizer bench in Chromium: its tokens are those of course_utils.text, and a reader can drive it."""

import gzip
import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AXE_RULES
from widget_page import CONTRAST, call, document, live, page_opener  # noqa: F401

from course_utils.text import byte_pairs, parallel, word_pieces
from course_utils.widgets import WidgetError, tokenizer_bench
from course_utils.widgets.tokenizer_bench import props, shown, vocabularies

SIGNS = "\t\n\r  \u00a0\u3000é ß İ Σς ñ 🙂👍🏽 ① ½ $ ~ ` _ « » — … \u0301\u200b\x00\x07\ufffd\ufeff'\"<>&"


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def strings(count, seed):
    """Stretches of the course's texts in ten languages, and characters of all of them and of many signs, mixed."""
    draw = random.Random(seed)
    texts = [*parallel.training_texts(), *(s for one in parallel.sentences().values() for s in one)]
    alphabet = "".join(sorted(set("".join(texts)))) + SIGNS * 4
    made = ["", " ", "x" * 100, "x" * 101, SIGNS]
    while len(made) < count:
        text = draw.choice(texts)
        start = draw.randrange(len(text))
        mixed = "".join(draw.choices(alphabet, k=draw.randrange(40)))
        made.append(draw.choice([text[start : start + draw.randrange(90)], mixed]))
    return made


# ---- numbers ---------------------------------------------------------------------------------------------------

def test_byte_pairs_of_the_page_equal_python_s_and_every_text_comes_back(open_page, report):
    cases, (pairs, _) = strings(600, 1), vocabularies()
    code = "(() => { const b = m.bytePairs(x.merges); return x.cases.map((t) => { const n = m.encode(b, t);" \
           " return [m.preTokens(t), n, m.decode(b, n), n.map((k) => m.shown(b.tokens[k]))]; }); })()"
    got = call(open_page(document()), code, {"merges": props("a")["merges"], "cases": cases}, "tokenizer_bench")
    for text, (cut, numbers, back, names) in zip(cases, got, strict=True):
        assert cut == byte_pairs.pre_tokens(text), repr(text)
        assert numbers == pairs.encode(text), repr(text)
        assert back == text
        assert names == [shown(pairs.tokens[n]) for n in numbers]
    report(f"tokenizer bench: byte-level BPE equals Python's on {len(cases)} strings, and each comes back")


def test_pieces_of_the_page_equal_python_s(open_page, report):
    cases, (_, pieces) = strings(600, 2), vocabularies()
    code = "x.cases.map((t) => [m.bertWords(t), m.wordPieces(new Set(x.pieces.split(' ')), t)])"
    got = call(open_page(document()), code, {"pieces": props("a")["pieces"], "cases": cases}, "tokenizer_bench")
    for text, (words, cut) in zip(cases, got, strict=True):
        assert words == word_pieces.bert_words(text), repr(text)
        assert cut == pieces.pieces(text), repr(text)
    unknown = sum(cut.count("[UNK]") for _, cut in got)
    report(f"tokenizer bench: WordPiece equals Python's on {len(cases)} strings, {unknown} pieces of them unknown")
    assert unknown > 100


# ---- the reader ------------------------------------------------------------------------------------------------

def test_it_counts_what_the_reader_types_in_chinese_too(open_page):
    tab = open_page(document(tokenizer_bench().html()))
    assert "none unknown" in live(tab)
    field = tab.get_by_role("textbox", name="Your text")
    field.fill("猫 zebra")
    pairs, pieces = vocabularies()
    assert live(tab).startswith("7 characters are 9 bytes in 2 pre-tokens.")
    assert f"makes {len(pairs.encode('猫 zebra'))} tokens" in live(tab)
    listed = tab.get_by_role("list", name="Pieces of WordPiece").get_by_role("listitem").all_inner_texts()
    assert listed == pieces.pieces("猫 zebra")
    field.fill("")
    assert live(tab).startswith("0 characters are 0 bytes in 0 pre-tokens.")
    field.fill("a" * 2001)
    assert "Only the first 2,000 characters are read." in live(tab)


def test_merges_are_stepped_through_by_keyboard_to_the_tokens_of_the_word(open_page):
    tab = open_page(document(tokenizer_bench(" the there").html()))
    steps = tab.get_by_role("list", name="Tokens at this step").get_by_role("listitem")
    assert steps.all_inner_texts() == ["␣", "t", "h", "e"]
    following = tab.get_by_role("button", name="Next merge")
    following.focus()
    for _ in range(9):
        tab.keyboard.press("Enter")
    assert steps.all_inner_texts() == ["␣the"]
    assert following.get_attribute("aria-disabled") == "true"
    assert tab.evaluate("document.activeElement.textContent") == "Next merge"
    tab.get_by_role("button", name="Back").press("Space")
    assert steps.count() == 2
    tab.get_by_label("Pre-token", exact=True).select_option(index=1)
    assert steps.all_inner_texts() == ["␣", *"there"]
    focusable = tab.locator("[data-cu-view] :is(input, select, button, textarea, [tabindex])")
    assert focusable.count() >= 7
    assert all(focusable.nth(i).get_attribute("data-lm-suppress-shortcuts") == "true" for i in range(focusable.count()))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_every_text_has_contrast_4_5(open_page, theme):
    tab = open_page(document(tokenizer_bench("A zebra: 猫 ж").html(), theme=theme))
    result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
    assert [f"{v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]] == []
    worst = tab.evaluate(CONTRAST)
    assert len(worst) >= 6
    assert min(worst.values()) >= 4.5, min(worst.items(), key=lambda pair: pair[1])


def test_it_fits_a_phone_and_without_javascript_the_tokens_stand_still(open_page):
    tab = open_page(document(tokenizer_bench().html()), width=360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    still = open_page(document(tokenizer_bench().html()), java_script_enabled=False)
    assert still.locator("figure tbody tr").count() == 2
    assert "none unknown" in still.locator("figcaption").inner_text()


# ---- the output ------------------------------------------------------------------------------------------------

def test_the_output_is_small_and_the_same_each_time(report):
    first, second = (tokenizer_bench().html().encode() for _ in range(2))
    kb = len(gzip.compress(first, 9)) / 1000
    report(f"tokenizer bench: {len(first) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert first == second
    assert 3 < kb < 60


def test_what_it_says_of_its_vocabularies_is_so():
    pairs, pieces = vocabularies()
    assert (len(parallel.training_texts()), len(pairs.merges), len(pieces.vocabulary)) == (953, 2000, 2256)
    assert all(" " not in piece for piece in pieces.vocabulary)


def test_a_text_that_cannot_be_shown_is_refused_in_words():
    assert "none unknown" in repr(tokenizer_bench())
    for wrong, says in (("", "not 0"), ("a" * 2001, "not 2,001"), ("\ud83d", "surrogate")):
        with pytest.raises(WidgetError, match=says):
            tokenizer_bench(wrong)
