"""The gradebook, its exports and pages: rows, points given by hand, formulas made harmless, round trips."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from course_utils.grading.judge import export_command
from course_utils.grading.judge.class_report import alike, class_report, discrimination, distribution
from course_utils.grading.judge.exports import canvas, gradescope, moodle
from course_utils.grading.judge.exports.roster import ExportError
from course_utils.grading.judge.feedback import feedback_page
from course_utils.grading.judge.gradebook import Gradebook, GradebookError, cell, read_csv
from course_utils.grading.judge.result_store import ResultStore
from course_utils.grading.judge.submission import Submission
from course_utils.grading.judge.verdict import ProblemVerdict, TestVerdict, Verdict

# Built from Canvas's documentation of its gradebook CSV: fixed columns, one row of possible points, read-only totals.
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Essay (11),Problem set 05 (12),Final Score
    Points Possible,,,,,20.0,10.0,(read only)
"Lovelace, Ada",101,S1,ada,A,18,,90
"Turing, Alan",102,S2,alan,A,,,
"Hopper, Grace",103,S3,grace,B,,7,
"""
# Built from Moodle's documentation of the offline grading worksheet.
MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade),Feedback comments
Participant 501,Ada Lovelace,ada@example.org,Submitted for grading - ,,10.00,Yes,-,
Participant 502,"Turing, =Alan",alan@example.org,Submitted for grading - ,,10.00,Yes,-,
Participant 503,Grace Hopper,grace@example.org,No submission - ,,10.00,Yes,-,
"""  # noqa: E501


def verdict(name, values=3, status="graded", reason="", marks=()):
    tests = [
        TestVerdict("shape", False, 2, 2, "passed"),
        TestVerdict("values", True, values, 8, "passed" if values == 8 else "question", "Which <b>weights</b>?"),
    ]
    problem = ProblemVerdict("attention", "Attention <i>", tests)
    return Verdict(name, "small", [problem], status, reason, sandbox="namespaces", fingerprint=list(marks))


@pytest.fixture
def book(tmp_path):
    verdicts = [verdict("ada", 8), verdict("alan_502", 0), verdict("=cmd|' /C calc'!A0", 0, "refused", "=1+1")]
    made = Gradebook(tmp_path, verdicts)
    made.read_manual()
    return made


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_a_cell_that_begins_like_a_formula_gets_a_quote(text):
    assert cell(text).startswith("'")


def test_other_cells_stay():
    assert [cell(one) for one in ("ada", "a=b", "", "né")] == ["ada", "a=b", "", "né"]
    assert cell("a\x00b\u202ec\nd") == "a\ufffdb\ufffdc d"


def test_grades_have_one_row_a_submission(book):
    rows = read_csv(book.write())
    assert [list(row.values()) for row in rows] == [
        ["ada", "10", "10", "graded", "", "10"],
        ["alan_502", "2", "10", "graded", "", "2"],
        ["'=cmd|' /C calc'!A0", "2", "10", "refused", "'=1+1", "2"],
    ]


def test_points_given_by_hand_are_added_and_never_overwritten(book, tmp_path):
    path = tmp_path / "manual_points.csv"
    assert path.read_text() == "submission,problem,points,max,comment\n"
    path.write_text(path.read_text() + "ada,essay,3.5,5,<b>good</b>\n")
    again = Gradebook(tmp_path, book.verdicts)
    again.read_manual()
    assert [again.score(one) for one in again.verdicts] == [13.5, 2, 2]
    assert again.max(again.verdicts[1]) == 15
    page = feedback_page(again.verdicts[0], again)
    assert "&lt;b&gt;good&lt;/b&gt;" in page
    assert "13.5" in page
    again.write()
    assert "ada,essay,3.5,5" in path.read_text()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nobody,a,1,1,", "line 2: there is no submission “nobody”"),
        ("ada,a,x,1,", "line 2: points and max"),
        ("ada", "“problem”"),
    ],
)
def test_a_wrong_line_of_the_table_is_named(book, tmp_path, line, words):
    (tmp_path / "manual_points.csv").write_text(f"submission,problem,points,max,comment\n{line}\n")
    with pytest.raises(GradebookError, match=words):
        Gradebook(tmp_path, book.verdicts).read_manual()


def test_a_feedback_page_escapes_and_runs_nothing(book):
    evil = verdict("<script>alert(1)</script>", 0, "crashed", "<img src=x onerror=alert(1)>")
    page = feedback_page(evil, book)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert "Which &lt;b&gt;weights&lt;/b&gt;?" in page


def test_discrimination_is_the_correlation_with_the_rest():
    assert discrimination([True, True, False, False], [8, 6, 4, 2]) == pytest.approx(2 / 5**0.5)
    assert discrimination([True, True], [1, 2]) is None


def test_scores_fall_into_ten_ranges():
    counts = distribution([0, 0.5, 1, 9.99, 10], 10)
    assert [count for _, count in counts] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert sum(count for _, count in distribution([], 10)) == 0


def test_alike_answers_are_found_and_short_ones_left_alone(book):
    marks = [f"{n:08x}" for n in range(100)]
    class_ = [
        verdict("a", marks=marks),
        verdict("b", marks=marks[:98]),
        verdict("c", marks=marks[50:]),
        verdict("d", marks=marks[:5]),
    ]
    assert alike(class_) == [("a", "b", 0.98)]
    book.verdicts += class_
    report = class_report(book)
    assert "98%" in report
    assert "<script" not in report


def test_canvas_gets_one_column_of_its_own_table(book, tmp_path):
    template, out = tmp_path / "canvas.csv", tmp_path / "out.csv"
    template.write_text(CANVAS)
    found, left = canvas.export(book, template, "Problem set 05", out)
    rows = list(csv.reader(out.open(encoding="utf-8", newline="")))
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Problem set 05 (12)"]
    assert [row[-1] for row in rows[1:]] == ["10.0", "10", "2", "7"]
    assert [row[0] for row in rows[2:]] == ["Lovelace, Ada", "Turing, Alan", "Hopper, Grace"]
    assert (found, left) == (2, ["=cmd|' /C calc'!A0"])
    # Round trip: what was written is a template again, and changes nothing.
    canvas.export(book, out, "Problem set 05", tmp_path / "twice.csv")
    assert (tmp_path / "twice.csv").read_bytes() == out.read_bytes()


def test_canvas_refuses_a_table_that_does_not_fit(book, tmp_path):
    template = tmp_path / "canvas.csv"
    template.write_text(CANVAS)
    with pytest.raises(ExportError, match="assignments there are Essay"):
        canvas.export(book, template, "Problem set 06", tmp_path / "out.csv")
    with pytest.raises(ExportError, match="20 points in Canvas, the problem set 10"):
        canvas.export(book, template, "Essay", tmp_path / "out.csv")


def test_moodle_gets_grade_and_feedback_together(book, tmp_path):
    worksheet, out = tmp_path / "moodle.csv", tmp_path / "out.csv"
    worksheet.write_text("\ufeff" + MOODLE, encoding="utf-8")
    book.verdicts[0] = verdict("Ada Lovelace_501_assignsubmission_file", 8)
    book.verdicts[1] = verdict("Alan Turing_502_assignsubmission_file", 0, "timeout", "=late")
    found, left = moodle.export(book, worksheet, out)
    rows = read_csv(out)
    assert [row["Grade"] for row in rows] == ["10.00", "2.00", ""]
    assert rows[1]["Feedback comments"] == "attention 2/10; =late"
    assert [row["Identifier"] for row in rows] == ["Participant 501", "Participant 502", "Participant 503"]
    assert found == 2
    assert len(left) == 1
    moodle.export(book, out, tmp_path / "twice.csv")
    assert (tmp_path / "twice.csv").read_bytes() == out.read_bytes()


def test_moodle_refuses_a_worksheet_without_feedback(book, tmp_path):
    worksheet = tmp_path / "moodle.csv"
    worksheet.write_text("Identifier,Grade,Maximum grade\nParticipant 501,,10\n")
    with pytest.raises(ExportError, match="Feedback comments"):
        moodle.export(book, worksheet, tmp_path / "out.csv")
    worksheet.write_text(MOODLE.replace("10.00", "20.00"))
    book.verdicts[0] = verdict("x_501", 8)
    with pytest.raises(ExportError, match=r"line 2: the maximum grade is 20\.00, ours is 10"):
        moodle.export(book, worksheet, tmp_path / "out.csv")


def test_gradescope_results_have_the_documented_keys():
    record = json.loads(gradescope.results_text(verdict("ada", 0, "timeout", "in cell 3")))
    assert record["score"] == sum(test["score"] for test in record["tests"]) == 2
    assert record["output"] == "timeout: in cell 3"
    assert [test["visibility"] for test in record["tests"]] == ["visible", "after_published"]
    keys = {"name", "score", "max_score", "status", "output", "output_format", "visibility"}
    assert all(set(test) == keys and test["status"] in ("passed", "failed") for test in record["tests"])
    withheld = verdict("ada", 8)
    withheld.problems[0].withheld = True
    assert (
        gradescope.results(withheld)["score"]
        == sum(test["score"] for test in gradescope.results(withheld)["tests"])
        == 0
    )


def test_the_gradescope_package_is_whole_and_always_the_same(solution, tmp_path):
    first, second = (gradescope.package(solution, tmp_path / name) for name in ("a.zip", "b.zip"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
        assert {"setup.sh", "run_autograder", f"solutions/{solution.name}"} <= set(names)
        assert "course_utils/grading/judge/exports/gradescope_run.py" in names
        for script in ("setup.sh", "run_autograder"):
            assert archive.getinfo(script).external_attr >> 16 & 0o111
        archive.extractall(tmp_path / "source")
    text = (tmp_path / "source" / "run_autograder").read_text()
    assert f"solutions/{solution.name}" in text


def test_the_command_reads_what_grading_wrote(book, tmp_path, capsys):
    store = ResultStore(tmp_path)
    for one in book.verdicts:
        store.write(Submission(one.submission, Path()), one)
    parser = __import__("argparse").ArgumentParser()
    export_command.add_arguments(parser)
    out = tmp_path / "gs"
    assert export_command.main(parser.parse_args(["gradescope", "--grades", str(tmp_path), "--out", str(out)])) == 0
    assert len(list(out.glob("*/results.json"))) == 3
    assert "3 results" in capsys.readouterr().out
    with pytest.raises(ExportError, match="needs --template"):
        export_command.main(parser.parse_args(["canvas", "--grades", str(tmp_path), "--out", "x"]))
    with pytest.raises(ExportError, match="run “course grade” first"):
        export_command.main(parser.parse_args(["moodle", "--grades", str(tmp_path / "gs"), "--out", "x"]))
