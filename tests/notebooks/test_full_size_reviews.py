"""The real-data cell of chapter 10 as the full size runs it: SST-2 and BERT-base, each with a small stand-in."""

import ast
import contextlib
import io
import statistics
from types import SimpleNamespace

import pytest
import torch

from course_utils import assets, manuscript, notebooks
from course_utils.cases import reviews
from course_utils.training.interval import share_interval

FIRST_TOLD = ("tuned_baseline", "print_share")  # by cells before


def run_cell(**run):
    cells = [cell["source"] for cell in notebooks.read(notebooks.find("10"))["cells"] if cell["cell_type"] == "code"]
    names = {"run": SimpleNamespace(device="cpu", **run), "reviews": reviews, "torch": torch, "statistics": statistics,
             "share_interval": share_interval}
    for source in cells:
        tree = manuscript.parse_cell(source)
        wanted = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name in FIRST_TOLD]
        if wanted:
            imports = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
            exec(compile(ast.Module([*imports, *wanted], []), "chapter 10", "exec"), names)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(next(source for source in cells if "def whole_encoder_right(" in source), names)
    return said.getvalue().splitlines()


def test_the_full_size_trains_every_layer_of_both_encoders_on_sst2(monkeypatch, report):
    bundled, asked, real = reviews.bundled(), [], assets.encoder
    few = {"train": bundled["train"][:48], "dev": bundled["dev"][:20]}
    monkeypatch.setattr(reviews, "from_hub", lambda name: asked.append(name) or few)
    monkeypatch.setattr(assets, "encoder", lambda name, **options: asked.append(name) or real("minilm", **options))
    lines = run_cell(full=True, online=True)
    assert asked == ["sst2", *["minilm"] * 3, *["bert-base-cased"] * 3]
    titles = [line.split("  ")[0] for line in lines if not line.startswith("    sd ")]
    assert titles == ["bag of words", "minilm, every layer", "bert-base-cased, every layer"]
    assert len(lines) == 5
    report(f"{len(lines)} lines printed by the full size's cell of chapter 10")


@pytest.mark.parametrize(("full", "online"), [(False, True), (True, False)])
def test_without_a_gpu_or_a_network_the_cell_says_what_is_missing(full, online):
    lines = run_cell(full=full, online=online)
    assert lines == ["The bundled sentences were used above; real ones need a folder of yours, or a GPU and a network."]


def test_a_folder_of_one_s_own_is_read_on_a_laptop(tmp_path, monkeypatch):
    for name, part in reviews.bundled().items():
        (tmp_path / f"{name}.tsv").write_text(reviews.rows(part[:40]), encoding="utf-8")
    monkeypatch.setenv("COURSE_REVIEWS", str(tmp_path))
    lines = run_cell(full=False, online=False)
    assert [line[:12] for line in lines] == ["bag of words", "minilm, ever", "    sd " + lines[2][7:12]]
