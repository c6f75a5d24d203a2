"""The widget room: deterministic, escaped, small, and with a still figure; recorded heads equal the encoder's."""

import gzip
import json
import math
import re
import subprocess
import sys

import pytest

from course_utils import assets
from course_utils.widgets import HtmlWidget, WidgetError, attention_explorer, module_script
from course_utils.widgets.attention import Still, _unpack, recorded_heads
from course_utils.widgets.html_widget import SHARED, module_source, props_json

MOST_KB, WEIGHT_ERROR = 60, 0.005


@pytest.fixture(autouse=True)
def whole_output(monkeypatch):
    monkeypatch.delenv("COURSE_WIDGETS", raising=False)


def test_two_equal_explorers_give_byte_equal_output():
    first, second = attention_explorer()._repr_mimebundle_(), attention_explorer()._repr_mimebundle_()
    assert first == second
    assert set(first) == {"text/html", "text/plain"}
    assert " id=" not in first["text/html"]


def test_everything_fits_in_60_kb_compressed():
    html = attention_explorer().html().encode()
    kb = len(gzip.compress(html, 9)) / 1000
    print(f"attention explorer with all recorded heads: {len(html) / 1000:.1f} kB, {kb:.1f} kB gzip -9")
    assert 5 < kb < MOST_KB


def test_lean_mode_leaves_the_module_to_the_page_and_keeps_the_still_figure(monkeypatch):
    whole = attention_explorer().html()
    monkeypatch.setenv("COURSE_WIDGETS", "lean")
    lean = attention_explorer().html()
    assert whole == f"{lean}\n{module_script('attention')}"
    assert lean.count("<script") == 1
    assert "<figure" in lean
    assert 'data-cu-widget="attention"' in lean


def test_text_in_properties_cannot_leave_its_script_element():
    hostile = "</script><script>alert(1)</script><!-- "
    written = props_json({"text": hostile})
    assert "<" not in written
    assert json.loads(written)["text"] == hostile
    assert attention_explorer("typed", text=hostile).marker().count("<script") == 1


@pytest.mark.parametrize("bad", [math.nan, math.inf, object()])
def test_properties_that_are_not_plain_data_are_refused(bad):
    with pytest.raises(WidgetError, match="finite numbers"):
        props_json({"x": bad})


@pytest.mark.parametrize("poison", ["</script", "</SCRIPT>", "<!--"])
def test_a_module_that_would_end_its_script_early_is_refused(tmp_path, poison):
    (tmp_path / "bad.js").write_text(f'const x = "{poison}";')
    with pytest.raises(WidgetError, match="split that string"):
        module_script("bad", tmp_path)


def test_a_module_is_what_all_share_then_its_parts_and_then_itself(tmp_path):
    for name in ("w.js", "w.b.js", "w.a.js", "wide.js"):
        (tmp_path / name).write_text(f"// {name}\n")
    shared = SHARED.read_text("utf-8").strip()
    assert "function h(" in shared
    assert module_source("w", tmp_path) == f"{shared}\n// w.a.js\n// w.b.js\n// w.js"


@pytest.mark.parametrize("name", ["nowhere", "../attention", "attention.math", ""])
def test_an_unknown_widget_is_named_in_the_error(name):
    with pytest.raises(WidgetError, match="widget"):
        HtmlWidget(name, {}, "", "")


def test_the_module_imports_nothing_and_names_no_host():
    source = module_source("attention")
    assert not re.search(r"^\s*import\b|\bimport\(|\bfetch\(|XMLHttpRequest", source, re.MULTILINE)
    assert set(re.findall(r"https?://[^\s\"'`]+", source)) == {"http://www.w3.org/2000/svg"}  # a name, never fetched


def test_the_still_figure_and_the_text_tell_the_worked_example():
    bundle = attention_explorer()._repr_mimebundle_()
    for words in (bundle["text/plain"], bundle["text/html"]):
        assert "0.9858" in words
        assert "[10.9717, 11.9717]" in words
    assert re.search(r'<svg role="img" aria-label="[^"]{40,}"', bundle["text/html"])
    assert max(len(line) for line in bundle["text/plain"].splitlines()) < 100


@pytest.mark.parametrize("mask", ["none", "causal", "padding"])
def test_the_still_figure_equals_the_library(mask):
    import torch

    from course_utils.nn.attention import attention

    Q, K, V = (torch.randn(4, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(s)) for s in range(3))
    widget = attention_explorer(Q=Q, K=K, V=V, mask=mask, padding=2, temperature=1.7, row=3)
    allowed = {"none": torch.ones(4, 4), "causal": torch.ones(4, 4).tril(), "padding": torch.ones(4, 4)}[mask].bool()
    if mask == "padding":
        allowed[:, 2:] = False
    output, weights = attention(Q, K, V, allowed, temperature=1.7)
    still = Still(widget.props)
    assert torch.allclose(torch.tensor(still.weights, dtype=torch.float64), weights, atol=1e-12)
    assert torch.allclose(torch.tensor(still.output(3), dtype=torch.float64), output[3], atol=1e-12)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"example": "nothing"}, "choose one of: hand, own, typed, tired"),
        ({"mask": "future"}, "choose one of: none, causal, padding"),
        ({"temperature": 0.0}, "between 0.1 and 10"),
        ({"head": "9.9"}, "was not recorded; there are: 0.2"),
        ({"row": 2}, "does not fit 2 tokens"),
        ({"mask": "padding", "padding": 3}, "does not fit 2 tokens"),
        ({"Q": [[1, 2], [3, 4]]}, "Q, K and V together"),
        ({"Q": [[1]], "K": [[1]], "V": [[1]]}, "2 to 5 rows"),
        ({"Q": [[1], [math.nan]], "K": [[1], [1]], "V": [[1], [1]]}, "from -1000 to 1000"),
    ],
)
def test_a_wrong_setting_is_answered_with_what_is_allowed(settings, sentence):
    with pytest.raises(WidgetError, match=sentence):
        attention_explorer(**settings)


@pytest.fixture(scope="module")
def encoder():
    from course_utils.widgets.recorded_heads import load_encoder

    return load_encoder()


def test_recorded_weights_equal_the_encoder_within_the_bound_of_their_12_bits(encoder):
    """The library's own attention weights, not our hooks, are the truth here."""
    import torch

    _, tokenizer = encoder
    from transformers import AutoModel

    model = AutoModel.from_pretrained(assets.checkpoint("minilm").path, attn_implementation="eager").eval()
    record, worst, bound, compared = recorded_heads(), 0.0, 0.0, 0
    for sentence in record["sentences"]:
        with torch.no_grad():
            truth = model(**tokenizer(sentence["text"], return_tensors="pt"), output_attentions=True).attentions
        for place, head in zip(record["heads"], sentence["heads"], strict=True):
            scores = torch.tensor(_unpack(head["scores"], len(sentence["tokens"]), 2), dtype=torch.float64)
            weights = (scores / math.sqrt(record["d_k"])).softmax(-1)
            worst = max(worst, float((weights - truth[place["layer"]][0, place["head"]]).abs().max()))
            half_step = (head["scores"]["hi"] - head["scores"]["lo"]) / 4095 / 2 / math.sqrt(record["d_k"])
            bound = max(bound, math.tanh(half_step / 2))
            compared += 1
    print(f"recorded heads: {compared} compared, largest error of a weight {worst:.2e}, bound {bound:.2e}")
    assert compared >= 36
    assert worst <= bound + 1e-5
    assert bound < WEIGHT_ERROR


def test_the_card_tells_the_recorded_numbers_about_the_pronoun():
    card = (assets.DATA / "attention_heads.md").read_text(encoding="utf-8")
    quoted = re.search(r"moves (\d+) % of the weight of “it” to “animal”.*?(\d+) % to “animal” and only (\d+) %", card)
    tired, wide = (Still(attention_explorer(key, head="3.1").props) for key in ("tired", "wide"))
    it, animal, street = (wide.tokens.index(word) for word in ("it", "animal", "street"))
    assert wide.weights[it][street] < wide.weights[it][animal]
    measured = (tired.weights[it][animal], wide.weights[it][animal], wide.weights[it][street])
    assert [int(x) for x in quoted.groups()] == [round(100 * x) for x in measured]


def test_recording_again_gives_the_committed_patterns_and_nearly_the_committed_scores(encoder):
    """Codes may differ by one step on another processor; tokens, heads and measured sentences may not differ."""
    from course_utils.widgets.recorded_heads import record_heads

    old, new = recorded_heads(), record_heads()
    assert old["heads"] == new["heads"]
    for before, after in zip(old["sentences"], new["sentences"], strict=True):
        assert before["tokens"] == after["tokens"]
        for a, b in zip(before["heads"], after["heads"], strict=True):
            first, second = (_unpack(x["scores"], len(before["tokens"]), 2) for x in (a, b))
            step = (a["scores"]["hi"] - a["scores"]["lo"]) / 4095
            gaps = [abs(x - y) for r, s in zip(first, second, strict=True) for x, y in zip(r, s, strict=True)]
            assert max(gaps) <= 1.5 * step


def _flat(rows):
    return [x for row in rows for x in row]


def test_a_live_sentence_is_computed_by_the_encoder_and_drawn_by_the_same_widget(encoder):
    from course_utils.widgets.live_attention import live_attention, live_head

    model, tokenizer = encoder
    tired = next(one for one in recorded_heads()["sentences"] if one["key"] == "tired")
    live = live_head(model, tokenizer, tired["text"], 3, 1)
    recorded = attention_explorer("tired", head="3.1")
    assert live.name == "attention"
    assert live.props["recorded"]["sentences"][0]["tokens"] == tired["tokens"]
    assert _flat(Still(live.props).weights) == pytest.approx(_flat(Still(recorded.props).weights), abs=1e-3)
    with pytest.raises(WidgetError, match="layers are 0–5, heads 0–11"):
        live_head(model, tokenizer, "word", 6, 0)

    room = live_attention(encoder, "one two three")
    words, _, drawing = room.children
    before = drawing.outputs[0]["data"]["text/plain"]
    words.value = "four five six"
    assert "four" in drawing.outputs[0]["data"]["text/plain"] != before
    words.value = " "
    assert drawing.outputs[0]["text"] == "Type at least one word.\n"


def test_live_attention_without_ipywidgets_says_what_to_install(monkeypatch):
    from course_utils.widgets.live_attention import live_attention

    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(WidgetError, match="pip install ipywidgets"):
        live_attention()


def test_importing_the_room_loads_no_torch_and_prints_nothing():
    check = (
        "import sys, course_utils.widgets, course_utils.widgets.live_attention; "
        "print(sorted({'torch', 'IPython', 'ipywidgets', 'numpy', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
