"""The cell of chapter 16 that reads own data, run as at the full size: on rows in place of the hub's, and a folder."""

import contextlib
import io
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from course_utils import assets, manuscript, notebooks
from course_utils.cases import headlines as news
from course_utils.cases.sentence_vectors import sentence_vectors
from course_utils.training.interval import share_interval

CELL = 'SOURCE = "hub" if run.full and run.online else "bundled"'
TOPICS = ["dividend", "other"]


@pytest.fixture
def source():
    found = [cell["source"] for cell in notebooks.read(notebooks.find("16"))["cells"] if CELL in cell["source"]]
    assert len(found) == 1
    return found[0]


def told_share():
    """observed_share, as the chapter tells it."""
    names = {}
    for cell in notebooks.read(notebooks.find("16"))["cells"]:
        if "def observed_share" in cell["source"]:
            tree = manuscript.parse_cell(cell["source"])
            tree.body = [node for node in tree.body if getattr(node, "name", "") == "observed_share"]
            exec(compile(tree, "16", "exec"), names)
    return names["observed_share"]


def run_cell(source, *, full, online):
    """What the cell prints, where the bundled parts are 90 generated headlines each."""
    names = {"run": SimpleNamespace(full=full, online=online), "np": np, "news": news, "f1_score": f1_score,
             "trains": [news.labelled(90, 0, unseen=False)], "audits": [news.labelled(90, 1, unseen=True)],
             "sentence_vectors": sentence_vectors, "LogisticRegression": LogisticRegression,
             "share_interval": share_interval, "observed_share": told_share()}
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(source, names)
    return said.getvalue().splitlines(), names


def stand_in(asked):
    """In place of `assets.counted`: two parts of a small data set with the columns of the hub's."""
    import datasets

    def rows(count, seed):
        made = news.labelled(count, seed, unseen=True)
        table = datasets.Dataset.from_dict({
            "title": [h.text + " " for h in made], "topic": [i % 2 for i in range(count)],
            "labels": [news.SENTIMENTS.index(h.sentiment) for h in made]})
        return (table.cast_column("topic", datasets.ClassLabel(names=TOPICS))
                .cast_column("labels", datasets.ClassLabel(names=list(news.SENTIMENTS))))

    return lambda name, say: asked.append(name) or {"train": rows(120, 2), "test": rows(60, 3)}


def numbers_hold(lines, names):
    """The last line reads a true share of 5 % with the rates before it."""
    tpr, fpr = names["tpr"], names["fpr"]
    return 0 <= fpr < tpr <= 1 and lines[-1] == (
        f"TPR {tpr:.2f}, FPR {fpr:.2f}: a true 5 % is read as {0.05 * tpr + 0.95 * fpr:.1%}")


def test_at_the_full_size_with_a_network_the_cell_trains_and_audits_on_the_hub_s_titles(source, monkeypatch, report):
    asked = []
    monkeypatch.setattr(assets, "counted", stand_in(asked))
    lines, names = run_cell(source, full=True, online=True)
    assert asked == ["financial_news"]
    assert lines[0] == "hub: 120 to train on, 60 to audit with"
    assert names["own_train"][0].topic == "dividend"
    assert names["own_train"][0].text == names["own_train"][0].text.strip()
    assert numbers_hold(lines, names)
    report(f"on the stand-in for the hub: {lines[1]}")


@pytest.mark.parametrize(("full", "online"), [(False, True), (True, False), (False, False)])
def test_without_the_full_size_or_a_network_it_stays_with_the_bundled_headlines(source, monkeypatch, full, online):
    monkeypatch.setattr(assets, "counted", lambda *_: pytest.fail("the hub was asked"))
    lines, names = run_cell(source, full=full, online=online)
    assert lines[0] == "bundled: 90 to train on, 90 to audit with"
    assert numbers_hold(lines, names)


def test_a_folder_in_its_place_is_drawn_into_halves_without_the_rows_that_have_no_label(source, tmp_path):
    made = news.labelled(81, 4, unseen=True)
    lines = [f"{h.text}\t{h.sentiment}" for h in made]
    rows = "text,sentiment\n" + "".join('"{}",{}\n'.format(*line.split("\t")) for line in lines) + "No label,\n"
    (tmp_path / "mine.csv").write_text(rows, encoding="utf-8")
    said, names = run_cell(source.replace(CELL, f"SOURCE = {str(tmp_path)!r}"), full=False, online=False)
    assert said[0] == f"{tmp_path}: 40 to train on, 41 to audit with"
    assert {h.text for h in names["own_train"]} | {h.text for h in names["own_audit"]} == {h.text for h in made}
    assert numbers_hold(said, names)
