"""The cells of chapter 09 that only the full size runs, run here on a few sentences in place of the hub's data sets."""

import contextlib
import io
from types import SimpleNamespace

import pytest

from course_utils import assets, notebooks, runtime
from course_utils.training import conll, hub_sets, ner_command
from course_utils.training.recipe import RECIPES

FULL_SIZE = "def full_size(data, model):"


@pytest.fixture
def source():
    found = [cell["source"] for cell in notebooks.read(notebooks.find("09"))["cells"] if FULL_SIZE in cell["source"]]
    assert len(found) == 1
    return found[0]


def run_cell(source, *, full, online):
    said = io.StringIO()
    names = {"run": SimpleNamespace(full=full, online=online, device="cpu"), "RECIPES": RECIPES, "runtime": runtime}
    with contextlib.redirect_stdout(said):
        exec(source, names)
    return said.getvalue().splitlines(), names


@pytest.mark.parametrize(("full", "online"), [(False, True), (True, False)])
def test_without_a_gpu_or_a_network_the_cell_says_so_and_trains_nothing(source, full, online):
    lines, _ = run_cell(source, full=full, online=online)
    assert lines == ["The full size needs a GPU and a network; the figures above were recorded without them."]


def test_with_both_it_trains_on_each_data_set_and_scores_dev_and_test(source, monkeypatch, report):
    part = {name: split[:12] for name, split in conll.read_splits(assets.bundled("ner")).items()}
    asked = []
    monkeypatch.setattr(hub_sets, "sentences", lambda name: asked.append(name) or part)
    monkeypatch.setattr(ner_command, "default_model", lambda *, full: "minilm")
    monkeypatch.setattr(runtime, "half", lambda where: "fp16")  # as on a T4
    lines, names = run_cell(source, full=True, online=True)
    assert asked == ["conll2003", "wnut17"]
    scores = [line for line in lines if ": entity F1 " in line]
    assert [line.partition(":")[0] for line in scores] == [
        f"{data}, {split}" for data in asked for split in ("dev", "test")]
    assert names["finished"].recipe.autocast == "fp16"
    assert names["finished"].training.step_number == 6  # 12 sentences in rows of 8, three epochs
    report(f"{len(scores)} scores printed by the full size's cell")
