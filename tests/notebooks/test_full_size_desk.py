"""The own-data cells of chapter 15 as the full size runs them: CLINC150 and BERT-base, each with a small stand-in."""

import ast
import contextlib
import io
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from course_utils import assets, notebooks
from course_utils.cases import intents, sentence_vectors
from course_utils.cases.ranking import auroc
from course_utils.training.interval import share_interval

WIDTH = 24


def source_of(text):
    found = [cell["source"] for cell in notebooks.read(notebooks.find("15"))["cells"] if text in cell["source"]]
    assert len(found) == 1
    return found[0]


def run_cells(run):
    """What the two cells print, with the names that they take from cells before them."""
    regression = next(node for node in ast.parse(source_of("def tuned_regression(")).body
                      if isinstance(node, ast.FunctionDef))
    names = {"run": run, "np": np, "partial": partial, "auroc": auroc, "share_interval": share_interval,
             "sentence_vectors": sentence_vectors.sentence_vectors, "LogisticRegression": LogisticRegression}
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        for code in (ast.unparse(regression), source_of("ENCODERS = "), source_of("for encoder in ENCODERS")):
            exec(code, names)
    return said.getvalue().splitlines()


@pytest.fixture
def bert_base(tmp_path, monkeypatch):
    """A BERT with random weights, 24 wide, in the place of bert-base-cased; MiniLM stays itself."""
    from transformers import AutoTokenizer, BertConfig, BertModel

    real, asked = assets.checkpoint, []
    AutoTokenizer.from_pretrained(real("minilm").path).save_pretrained(tmp_path)
    shape = {"hidden_size": WIDTH, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 48}
    BertModel(BertConfig(vocab_size=30522, **shape)).save_pretrained(tmp_path)

    def checkpoint(name):
        asked.append(name)
        return SimpleNamespace(path=tmp_path) if name == "bert-base-cased" else real(name)

    monkeypatch.setattr(assets, "checkpoint", checkpoint)
    sentence_vectors._encoder.cache_clear()
    yield asked
    sentence_vectors._encoder.cache_clear()


def test_the_full_size_takes_clinc150_and_sets_bert_base_beside_minilm(bert_base, monkeypatch, report):
    taken = []
    monkeypatch.setattr(intents, "from_hub", lambda name: taken.append(name) or intents.bundled())
    lines = run_cells(SimpleNamespace(full=True, online=True, device="cpu"))
    assert taken == ["clinc150"]
    assert bert_base == ["minilm", "bert-base-cased"]
    assert [line.partition(": ")[0] for line in lines[::2]] == ["clinc150, minilm", "clinc150, bert-base-cased"]
    assert all("of 64, 95 %" in line for line in lines[::2])
    assert all(line.startswith("  AUROC by the nearest training message, 40 messages") for line in lines[1::2])
    report(f"{len(lines)} lines printed by the full size's cells of chapter 15")


@pytest.mark.parametrize(("full", "online"), [(False, True), (True, False)])
def test_without_a_full_size_or_a_network_it_takes_the_bundled_messages_and_minilm(bert_base, full, online):
    lines = run_cells(SimpleNamespace(full=full, online=online, device="cpu"))
    assert bert_base == ["minilm"]
    assert lines[0].startswith("bundled, minilm: right intent ")
    assert len(lines) == 2
