"""The names of submissions: no two entries share one, in a table, in a file name or on a disk that ignores case."""

import hashlib
import os

import pytest
from small_set import FULL, IMPORTS, LIMITS, RIGHT, ZEROS, ZEROS_SCORE, notebook

from course_utils.grading.judge import grade_command, submission
from course_utils.grading.judge.spreadsheet import read_csv
from course_utils.grading.judge.worker import Job


def mark(name):
    """The hash that tells two entries of one name apart."""
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:12]


def named(folder, *entries):
    """File name → name of the submission, for empty files of these names (a folder where the name ends in /)."""
    for entry in entries:
        (folder / entry).mkdir() if entry.endswith("/") else (folder / entry).write_bytes(b"")
    return {one.path.name: one.name for one in submission.find(folder)}


def test_a_name_is_short_where_it_can_be(tmp_path):
    got = named(tmp_path, "a/", "b.ipynb", "c.zip", "d.pdf", ".DS_Store", "._b.ipynb")
    assert got == {"a": "a", "b.ipynb": "b", "c.zip": "c", "d.pdf": "d.pdf"}


def test_endings_that_make_two_names_one_are_kept(tmp_path):
    assert named(tmp_path, "a.ipynb", "a.zip") == {"a.ipynb": "a.ipynb", "a.zip": "a.zip"}


def test_a_folder_a_notebook_and_an_archive_of_it_keep_three_names(tmp_path):
    got = named(tmp_path, "a/", "a.ipynb", "a.ipynb.zip")
    assert got == {
        "a": "a",
        "a.ipynb": f"a.ipynb~{mark('a.ipynb')}",
        "a.ipynb.zip": f"a.ipynb~{mark('a.ipynb.zip')}",
    }


@pytest.mark.parametrize(
    "entries",
    [
        ("a/", "a.ipynb", "a.ipynb.zip", f"a.ipynb~{mark('a.ipynb')}/"),
        ("A.ipynb", "a.ipynb", f"a.ipynb~{mark('a.ipynb')}/", f"a.ipynb~{mark('a.ipynb')}~{mark('a.ipynb')}/"),
        ("Jos\u00e9.ipynb", "Jose\u0301.ipynb", "JOSÉ.zip"),
        ("=a.ipynb", "'=a.ipynb"),
        ("x\x01.ipynb", "x\x02.ipynb", "x\ufffd.ipynb"),
    ],
)
def test_no_two_entries_share_a_name_or_a_result(tmp_path, entries):
    got = named(tmp_path, *entries)
    assert len(got) == len(entries)
    assert len({submission._shown(name) for name in got.values()}) == len(entries)
    assert len({one.file_stem.casefold() for one in submission.find(tmp_path)}) == len(entries)


def test_colliding_names_get_a_row_and_a_grade_each(tmp_path, solution, walls):
    folder = tmp_path / "in"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "answer.ipynb").write_text(notebook(IMPORTS, RIGHT))
    (folder / "a.ipynb").write_text(notebook(IMPORTS, ZEROS))
    (folder / "a.ipynb.zip").write_bytes(b"no archive")
    job = Job.of(solution, walls("namespaces"), LIMITS, 0, None)
    verdicts = grade_command.grade(job, submission.find(folder), tmp_path / "out")
    grade_command.finish(tmp_path / "out", verdicts)
    rows = {row["submission"]: int(row["score"]) for row in read_csv(tmp_path / "out" / "grades.csv")}
    full, zeros, broken = "a", f"a.ipynb~{mark('a.ipynb')}", f"a.ipynb~{mark('a.ipynb.zip')}"
    assert rows == {full: FULL, zeros: ZEROS_SCORE, broken: 0}
    assert len(list((tmp_path / "out" / "results").iterdir())) == 3
    assert len(list((tmp_path / "out" / "feedback").iterdir())) == 3
