"""The ledger is read from what cells printed: a trial that was not run, told twice or lost is named."""

import nbformat
import pytest

from course_utils import ledger, notebooks
from course_utils.claims import trial


def page(tmp_path, *ids, run=True, name="04_made"):
    """A notebook with a trial for each id, its output as a kernel would leave it."""
    cells = []
    for one in ids:
        words = {"says": f"Claim {one} & more.", "verdict": "wrong", "right": "It is <not> so.", "proof": True}
        cell = nbformat.v4.new_code_cell(f"trial({one!r}, '004 §4.3', **{words!r})")
        if run:
            data = {"text/plain": repr(trial(one, "004 §4.3", **words))}
            cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
        cells.append(cell)
    path = tmp_path / f"{name}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_a_row_holds_what_the_cell_showed_and_links_to_it(tmp_path):
    (row,) = ledger.read([page(tmp_path, "E01")])
    assert (row.id, row.where, row.says, row.verdict, row.right) == (
        "E01", "004 §4.3", "Claim E01 & more.", "wrong", "It is <not> so.")
    assert row.link == "04_made.html#claim-E01"
    assert "It is &lt;not&gt; so." in ledger.rows_html([row])


def test_a_trial_that_was_not_run_or_is_told_twice_is_named(tmp_path):
    with pytest.raises(ledger.LedgerError, match=r"04_made.ipynb, cell 0: E01 left no output"):
        ledger.read([page(tmp_path, "E01", run=False)])
    with pytest.raises(ledger.LedgerError, match="E01 is on trial in 04_made already"):
        ledger.read([page(tmp_path, "E01"), page(tmp_path, "E01", name="05_made")])
    with pytest.raises(ledger.LedgerError, match="No chapter holds a trial"):
        ledger.read([page(tmp_path)])


def test_what_is_lost_and_what_is_left_out_though_on_trial_is_named(tmp_path, monkeypatch):
    rows = ledger.read([page(tmp_path, *(key for key in ledger.findings() if key not in ("A03", "E34")))])
    monkeypatch.setattr(ledger, "LEFT_OUT", {"A01": "no cell can settle it", "E34": "the same", "F01": "the same"})
    assert [sentence[:3] for sentence in ledger.missing(rows)] == ["F01", "A01", "A03"]


def test_every_finding_in_the_articles_is_on_trial_or_left_out_with_a_reason(report):
    rows = ledger.load()
    assert len(ledger.findings()) == 178
    assert ledger.missing(rows) == []
    assert all(len(reason.split()) > 4 for reason in ledger.LEFT_OUT.values())
    right = [row for row in rows if row.verdict == "right"]
    assert right, "the articles get things right, too"
    report(f"ledger: {len(rows)} statements on trial, {len(right)} right; {len(ledger.LEFT_OUT)} findings left out")


def test_the_ledger_that_ships_is_the_one_of_the_chapters(report):
    rows = ledger.read(notebooks.chapters())
    assert ledger.FILE.read_text(encoding="utf-8") == ledger.text(rows), "run “course ledger”, then “course run 21”"
    proofs = {row.chapter for row in rows}
    assert proofs <= {path.stem for path in notebooks.chapters()}
    report(f"ledger: proofs in {len(proofs)} chapters")
