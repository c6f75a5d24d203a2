"""The cell of chapter 11 that trains a whole BERT at the full size, run here on bundled questions and a small BERT."""

import contextlib
import io
from types import SimpleNamespace

import pytest

from course_utils import assets, notebooks, runtime
from course_utils.cases import fact_passages, full_reader
from course_utils.claims import claim

FULL_SIZE = "full_reader.run("


@pytest.fixture
def source():
    found = [cell["source"] for cell in notebooks.read(notebooks.find("11"))["cells"]
             if cell["cell_type"] == "code" and FULL_SIZE in cell["source"]]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def stand_ins(monkeypatch):
    """A random BERT of one layer for each checkpoint, six bundled questions for each set; notes what was asked for."""
    from transformers import BertConfig, BertModel

    tokenizer, asked = assets.encoder("minilm")[0], []
    shape = {"hidden_size": 24, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 48}

    def encoder(name):
        asked.append(name)
        return tokenizer, BertModel(BertConfig(vocab_size=len(tokenizer), **shape))

    def from_hub(name, say=print):
        asked.append(name)
        part = [e for e in fact_passages.read("zh" if name == "cmrc2018" else "en") if e.answers][:6]
        return {"train": part, "dev": part}

    monkeypatch.setattr(assets, "encoder", encoder)
    monkeypatch.setattr(fact_passages, "from_hub", from_hub)
    return asked


def run_cell(source, *, full, online, monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr(runtime, "online", lambda: online)
    names = {"run": SimpleNamespace(full=full, online=online, device="cpu"), "runtime": runtime, "assets": assets,
             "claim": claim}
    with contextlib.redirect_stdout(said):
        exec(source, names)
    return said.getvalue().splitlines()


@pytest.mark.parametrize(("full", "online"), [(False, True), (True, False)])
def test_at_the_small_size_or_without_a_network_nothing_is_fetched(source, stand_ins, monkeypatch, full, online):
    lines = run_cell(source, full=full, online=online, monkeypatch=monkeypatch)
    assert stand_ins == []
    assert not any("windows" in line for line in lines)


def test_with_both_each_language_is_fetched_trained_and_marked(source, stand_ins, monkeypatch, report):
    lines = run_cell(source, full=True, online=True, monkeypatch=monkeypatch)
    assert stand_ins == [name for encoder, data in full_reader.PAIRS.values() for name in (data, encoder)]
    marks = [eval(line) for line in lines if line.startswith("{")]
    assert [one["n"] for one in marks] == [6, 6]
    assert all(0 <= one["em"] <= one["f1"] <= 1 for one in marks)
    assert sum("windows, 2 steps, loss" in line for line in lines) == 2  # six windows in one batch, two epochs
    report(f"chapter 11's full size: {len(marks)} languages trained and marked on stand-ins")
