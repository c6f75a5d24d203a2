"""Exports against sample files in the documented forms (samples/README.md): read back as each platform reads them."""

import argparse
import csv
import json
import zipfile
from pathlib import Path

import pytest
from made_verdicts import verdict

from course_utils.grading.judge import export_command
from course_utils.grading.judge.exports import canvas, gradescope, moodle
from course_utils.grading.judge.exports.roster import ExportError, marks
from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.result_store import ResultStore
from course_utils.grading.judge.spreadsheet import read_csv, rows_of
from course_utils.grading.judge.submission import Submission

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def book(tmp_path):
    names = ["lovelaceada_101_98765_ps05.ipynb", "turingalan_LATE_102_98766_ada_103.ipynb", "=cmd|' /C calc'!A0"]
    made = Gradebook(tmp_path, [verdict(names[0], 8), verdict(names[1], 0), verdict(names[2], 0, "refused", "=1+1")])
    made.read_manual()
    return made


def as_canvas_reads(path):
    """Student ID → score of each assignment's ID, by the rules of Canvas's importer; ValueError where it would stop."""
    text = path.read_text(encoding="utf-8")
    mark = ";" if text.count(";") > text.count(",") else ","
    head, *rows = list(csv.reader(text.splitlines(), delimiter=mark))
    names = 2 if head[0] == "LastName" else 1
    if not ("Student" in head[0] or head[:2] == ["LastName", "FirstName"]) or "ID" not in head[names]:
        raise ValueError("Invalid header row")
    last = names + 1
    while head[last] in ("SIS User ID", "SIS Login ID", "Integration ID", "Root Account"):
        last += 1
    if "Section" not in head[last]:
        raise ValueError("Invalid header row")
    ids = {i: name.rpartition("(")[2].rstrip(")") for i, name in enumerate(head) if i > last}
    students = [row for row in rows if "Points Possible" not in row[0]]
    students = [row for row in students if not all(one.strip() in ("", "Manual Posting") for one in row)]
    return {row[names]: {ids[i]: row[i] for i in ids} for row in students}


def as_moodle_reads(path):
    """Participant's number → (grade, feedback), by the rules of the worksheet's importer."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(rows[0])
    return {int(row["Identifier"][len("Participant ") :]): (row["Grade"], row["Feedback comments"]) for row in rows}


def test_canvas_reads_one_column_of_its_own_table(book, tmp_path):
    out = tmp_path / "out.csv"
    found, left = canvas.export(book, SAMPLES / "canvas.csv", "Problem set 05", out)
    assert as_canvas_reads(out) == {"101": {"12": "10"}, "102": {"12": "2"}, "103": {"12": "7.0"}, "104": {"12": ""}}
    assert (found, left) == (2, ["=cmd|' /C calc'!A0"])
    rows = rows_of(out)
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Problem set 05 (12)"]
    assert rows[1][-1] == "Manual Posting"
    assert rows[2][0] == "    Points Possible"
    assert rows[5][0] == '\'=HYPERLINK("x")'
    # Round trip: what was written is a template again, and changes nothing.
    canvas.export(book, out, "Problem set 05", tmp_path / "twice.csv")
    assert (tmp_path / "twice.csv").read_bytes() == out.read_bytes()


def test_canvas_with_semicolons_and_two_columns_for_a_name(book, tmp_path):
    out = tmp_path / "out.csv"
    assert canvas.export(book, SAMPLES / "canvas_semicolons.csv", "Problem set 05 (12)", out)[0] == 2
    assert as_canvas_reads(out) == {"101": {"12": "10"}, "102": {"12": "2"}}
    assert out.read_text(encoding="utf-8").startswith("LastName;FirstName;ID;")


def test_canvas_refuses_what_does_not_fit(book, tmp_path):
    out = tmp_path / "out.csv"
    with pytest.raises(ExportError, match="assignments there are Notes, Essay"):
        canvas.export(book, SAMPLES / "canvas.csv", "Problem set 06", out)
    with pytest.raises(ExportError, match="20 points in Canvas, the problem set 10"):
        canvas.export(book, SAMPLES / "canvas.csv", "Essay (draft)", out)
    with pytest.raises(ExportError, match="Canvas computes this column itself"):
        canvas.export(book, SAMPLES / "canvas.csv", "Final Score", out)
    with pytest.raises(ExportError, match="no gradebook of Canvas"):
        canvas.export(book, SAMPLES / "moodle.csv", "Grade", out)
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("lovelaceada_101_98765_ps05", ("lovelaceada", "101")),
        ("lovelaceada_LATE_101_98765_ps05", ("lovelaceada", "101")),
        ("eve_103_5_x_102_assignsubmission_file", ("eve", "103")),
        ("Ada Lovelace_501_assignsubmission_file", ("ada lovelace", "501")),
        ("Ada_Lovelace_501_assignsubmission_file", ("ada_lovelace", "501")),
        ("ada", ("ada", "")),
    ],
)
def test_a_student_is_known_by_what_the_platform_wrote_and_not_by_the_files_name(name, found):
    assert marks(name) == found


NUMBERS = "Student,ID,SIS User ID,SIS Login ID,Section,Problem set 05 (12)\n"


def exported(folder, rows, *verdicts):
    """Student → score, and the submissions left, for a gradebook of Canvas with these rows."""
    template, out = folder / "numbers.csv", folder / "out.csv"
    template.write_text(NUMBERS + "".join(f"{row},A,\n" for row in rows), encoding="utf-8")
    found, left = canvas.export(Gradebook(folder, list(verdicts)), template, "Problem set 05", out)
    scores = {row["Student"]: row["Problem set 05 (12)"] for row in read_csv(out)}
    assert found == sum(score != "" for score in scores.values())
    return scores, left


def test_a_students_number_that_is_anothers_canvas_id_changes_no_grade(tmp_path):
    rows = ("Ada,101,103,ada", "Eve,103,101,eve")  # each one's SIS number is the other's Canvas ID
    ada, eve = verdict("ada_101_1_set05", 8), verdict("eve_103_2_set05", 0)
    assert exported(tmp_path, rows, ada, eve) == ({"Ada": "10", "Eve": "2"}, [])
    assert exported(tmp_path, rows[::-1], ada, eve) == ({"Ada": "10", "Eve": "2"}, [])
    assert exported(tmp_path, rows, eve) == ({"Ada": "", "Eve": "2"}, [])  # only one of them handed in
    assert exported(tmp_path, rows, ada) == ({"Ada": "10", "Eve": ""}, [])


def test_a_student_cannot_take_anothers_row_by_a_files_name(tmp_path):
    rows = ("Ada,101,1101,ada", "Eve,103,1103,eve")
    forged = verdict("eve_103_2_ada_101_1_set05", 0)
    assert exported(tmp_path, rows, forged) == ({"Ada": "", "Eve": "2"}, [])
    assert exported(tmp_path, rows, verdict("ada_103_2_set05", 0)) == ({"Ada": "", "Eve": "2"}, [])


def test_two_submissions_of_one_student_are_nobodys(tmp_path):
    rows = ("Ada,101,1101,ada",)
    two = verdict("ada_101_1_set05", 8), verdict("ada_101_2_set05-1", 0)
    assert exported(tmp_path, rows, *two) == ({"Ada": ""}, [one.submission for one in two])


def test_a_submission_that_fits_two_rows_stops_the_export_with_a_sentence(tmp_path):
    rows = ("Ada,101,1101,lovelace", "lovelace,103,1103,eve")
    with pytest.raises(ExportError, match=r"^The submission “lovelace” fits two rows of the table; rename it\.$"):
        exported(tmp_path, rows, verdict("lovelace", 8))
    with pytest.raises(ExportError, match="“ada_101_1_set05” fits two rows"):
        exported(tmp_path, ("Ada,101,,ada", "Ada,101,,ada"), verdict("ada_101_1_set05", 8))
    assert not (tmp_path / "out.csv").exists()


def test_moodle_reads_grade_and_feedback_together(book, tmp_path):
    worksheet, out = tmp_path / "moodle.csv", tmp_path / "out.csv"
    worksheet.write_bytes(b"\xef\xbb\xbf" + (SAMPLES / "moodle.csv").read_bytes())
    book.verdicts[0] = verdict("Ada Lovelace_501_assignsubmission_file", 8)
    book.verdicts[1] = verdict("=Alan Turing_502_assignsubmission_file", 0, "timeout", "=late")
    found, left = moodle.export(book, worksheet, out)
    read = as_moodle_reads(out)
    assert read == {501: ("10.00", "attention 10/10"), 502: ("2.00", "attention 2/10; =late"), 503: ("", "")}
    assert (found, len(left)) == (2, 1)
    before, after = read_csv(worksheet), read_csv(out)
    kept = [name for name in before[0] if name not in ("Grade", "Feedback comments", "Full name")]
    assert [[row[name] for name in kept] for row in before] == [[row[name] for name in kept] for row in after]
    assert after[1]["Full name"] == "'=Alan Turing"
    moodle.export(book, out, tmp_path / "twice.csv")
    assert (tmp_path / "twice.csv").read_bytes() == out.read_bytes()


def test_moodle_refuses_a_worksheet_that_does_not_fit(book, tmp_path):
    worksheet, text = tmp_path / "moodle.csv", (SAMPLES / "moodle.csv").read_text(encoding="utf-8")
    for name in ("Feedback comments", "Last modified (grade)"):
        worksheet.write_text(text.replace(name, "Kommentar"), encoding="utf-8")
        with pytest.raises(ExportError, match=name.replace("(", r"\(").replace(")", r"\)")):
            moodle.export(book, worksheet, tmp_path / "out.csv")
    worksheet.write_text(text.replace("10.00", "20.00"))
    book.verdicts[0] = verdict("x_501", 8)
    with pytest.raises(ExportError, match=r"line 2: the maximum grade is 20\.00, ours is 10"):
        moodle.export(book, worksheet, tmp_path / "out.csv")


def test_gradescope_results_use_documented_keys_with_documented_types():
    sample = json.loads((SAMPLES / "gradescope_results.json").read_text(encoding="utf-8"))
    record = json.loads(gradescope.results_text(verdict("ada", 0, "timeout", "in cell 3", written="because")))
    assert record["score"] == sum(test["score"] for test in record["tests"]) == 2
    assert record["output"] == "timeout: in cell 3"
    assert [test["visibility"] for test in record["tests"]] == ["visible", "after_published", "visible"]
    for ours, theirs in [(record, sample), *((test, sample["tests"][0]) for test in record["tests"])]:
        assert set(ours) <= set(theirs)
        for key, value in ours.items():
            number = isinstance(theirs[key], float) and isinstance(value, int | float)
            assert number or type(value) is type(theirs[key]), key
    assert {test.get("status") for test in record["tests"]} == {"passed", "failed", None}
    withheld = verdict("ada", 8)
    withheld.problems[0].withheld = True
    results = gradescope.results(withheld)
    assert results["score"] == sum(test["score"] for test in results["tests"]) == 0


def test_points_given_by_hand_reach_every_platform(tmp_path):
    book = Gradebook(tmp_path, [verdict("ada_101", 8, written="because"), verdict("alan_102", 0, written="=x")])
    (tmp_path / "manual_points.csv").write_text(
        "submission,problem,points,max,comment\nada_101,why,4.5,5,=well put\nalan_102,appeal,1,0,your test was slow\n"
    )
    book.read_manual()
    record = gradescope.results(book.verdicts[0], book)
    assert (record["score"], record["tests"][-1]["score"], record["tests"][-1]["output"]) == (14.5, 4.5, "=well put")
    record = gradescope.results(book.verdicts[1], book)
    assert (record["score"], record["tests"][-1]["name"]) == (3, "appeal, given by hand")
    assert record["output"] == "awaits manual points: a person gives the points of why"
    template = tmp_path / "canvas.csv"
    template.write_text((SAMPLES / "canvas.csv").read_text().replace("10.0", "15.0"))
    canvas.export(book, template, "Problem set 05", tmp_path / "out.csv")
    assert as_canvas_reads(tmp_path / "out.csv")["101"] == {"12": "14.5"}
    assert moodle.comment(book.verdicts[0], book) == "attention 10/10; why 4.5/5: =well put"


def test_the_gradescope_package_is_whole_and_always_the_same(solution, tmp_path):
    first, second = (gradescope.package(solution, tmp_path / name) for name in ("a.zip", "b.zip"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
        assert {"setup.sh", "run_autograder", f"solutions/{solution.name}"} <= set(names)
        assert "course_utils/grading/judge/exports/gradescope_run.py" in names
        for script in ("setup.sh", "run_autograder"):
            assert archive.getinfo(script).external_attr >> 16 & 0o111
            assert archive.read(script).startswith(b"#!/usr/bin/env bash\n")
        archive.extractall(tmp_path / "source")
    text = (tmp_path / "source" / "run_autograder").read_text()
    assert f"solutions/{solution.name}" in text


def test_the_command_reads_what_grading_wrote(book, tmp_path, capsys):
    store = ResultStore(tmp_path)
    for one in book.verdicts:
        store.write(Submission(one.submission, Path()), one)
    book.write()
    parser = argparse.ArgumentParser()
    export_command.add_arguments(parser)
    out = tmp_path / "gs"
    assert export_command.main(parser.parse_args(["gradescope", "--grades", str(tmp_path), "--out", str(out)])) == 0
    assert len(list(out.glob("*/results.json"))) == 3
    assert "3 results" in capsys.readouterr().out
    with pytest.raises(ExportError, match="needs --template"):
        export_command.main(parser.parse_args(["canvas", "--grades", str(tmp_path), "--out", "x"]))
    with pytest.raises(ExportError, match="run “course grade” first"):
        export_command.main(parser.parse_args(["moodle", "--grades", str(tmp_path / "gs"), "--out", "x"]))


def test_a_submission_that_left_the_folder_is_in_no_export(book, tmp_path):
    store = ResultStore(tmp_path)
    for one in book.verdicts:
        store.write(Submission(one.submission, Path()), one)
    gone = book.verdicts.pop(1)
    book.write()  # as a later run does: its table has the two that are there still
    assert store.read(Submission(gone.submission, Path())) is not None
    read = export_command.read_book(tmp_path)
    assert [one.submission for one in read.verdicts] == sorted(one.submission for one in book.verdicts)
    found, left = canvas.export(read, SAMPLES / "canvas.csv", "Problem set 05", tmp_path / "out.csv")
    assert (found, left) == (1, ["=cmd|' /C calc'!A0"])
    assert as_canvas_reads(tmp_path / "out.csv")["102"] == {"12": ""}


def test_an_export_says_what_the_table_of_grades_says_or_nothing(book, tmp_path):
    store = ResultStore(tmp_path)
    with pytest.raises(ExportError, match="there are no grades"):
        export_command.read_book(tmp_path)
    for one in book.verdicts:
        store.write(Submission(one.submission, Path()), one)
    with pytest.raises(ExportError, match="there are no grades"):  # as after an interrupt: results, and no table
        export_command.read_book(tmp_path)
    book.write()
    table = tmp_path / "grades.csv"
    as_a_spreadsheet_saves = "\ufeff" + table.read_text(encoding="utf-8").replace(",", ";")
    table.write_text(as_a_spreadsheet_saves, encoding="utf-8")
    assert len(export_command.read_book(tmp_path).verdicts) == 3
    store.write(Submission(book.verdicts[0].submission, Path()), verdict(book.verdicts[0].submission, 3))
    with pytest.raises(ExportError, match=r"has 10 points there and 5 by its tests .* run “course grade” again"):
        export_command.read_book(tmp_path)
    store.path(Submission(book.verdicts[0].submission, Path())).unlink()
    with pytest.raises(ExportError, match="not every row has one result"):
        export_command.read_book(tmp_path)


def test_a_wrong_path_is_one_sentence(book, tmp_path):
    for one in book.verdicts:
        ResultStore(tmp_path).write(Submission(one.submission, Path()), one)
    book.write()
    parser, file = argparse.ArgumentParser(), tmp_path / "grades.csv"
    export_command.add_arguments(parser)
    for target, out, template, words in (
        ("canvas", tmp_path, SAMPLES / "canvas.csv", "is a folder; --out names the file to write"),
        ("gradescope", file, SAMPLES / "canvas.csv", "is a file; --out names a folder"),
        ("canvas", tmp_path / "out.csv", tmp_path / "nothing.csv", "^There is no file .*nothing.csv"),
    ):
        given = ["--grades", tmp_path, "--out", out, "--template", template, "--assignment", "Problem set 05"]
        with pytest.raises(ExportError, match=words):
            export_command.main(parser.parse_args([target, *map(str, given)]))
