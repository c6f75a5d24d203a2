"""The gradebook, its pages and the class report: rows, points given by hand, formulas made harmless, statistics."""

import numpy
import pytest
from made_verdicts import verdict

from course_utils.grading.judge.class_report import alike, class_report, discrimination, distribution, item_and_rest
from course_utils.grading.judge.feedback import feedback_page
from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.hand_points import HandPointsError
from course_utils.grading.judge.spreadsheet import cell, read_csv


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
    assert [cell(one) for one in ("ada", "a=b", "", "né", "-")] == ["ada", "a=b", "", "né", "-"]
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
    path.write_text("submission;problem;points;max;comment\nada;essay;3,5;5;saved by a spreadsheet\n")
    again.read_manual()
    assert again.score(again.verdicts[0]) == 13.5


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
    with pytest.raises(HandPointsError, match=words):
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
    rng = numpy.random.default_rng(0)
    for _ in range(20):
        passed, rest = rng.random(30) < 0.6, rng.integers(0, 20, 30)
        assert discrimination(list(passed), list(rest)) == pytest.approx(numpy.corrcoef(passed, rest)[0, 1])


def test_discrimination_is_the_point_biserial_coefficient():
    passed, rest = numpy.array([1, 1, 1, 0, 0, 1, 0.0]), numpy.array([9, 7, 8, 3, 6, 5, 2.0])
    share = passed.mean()
    by_hand = (rest[passed == 1].mean() - rest[passed == 0].mean()) / rest.std() * (share * (1 - share)) ** 0.5
    assert discrimination(list(passed), list(rest)) == pytest.approx(by_hand)


@pytest.mark.parametrize(("item", "rest"), [([1, 1, 1], [1, 2, 3]), ([1, 0, 1], [2, 2, 2]), ([1], [2]), ([], [])])
def test_without_variance_there_is_no_discrimination(item, rest):
    assert discrimination(item, rest) is None


def test_the_rest_of_a_score_leaves_the_test_out_and_withheld_points_were_never_in():
    class_ = [verdict("a", 8), verdict("b", 0), verdict("c", 8)]
    class_[2].problems[0].withheld = True
    passed, rest = item_and_rest(class_, [float(one.score) for one in class_], 0, 1)
    assert (passed, rest) == ([1, 0, 1], [2, 2, 0])


def test_the_report_shows_each_problem_and_test_and_a_dash_where_all_are_the_same(tmp_path):
    class_ = [verdict(f"s{n}", 8 if n % 3 else 0) for n in range(9)]
    report = class_report(Gradebook(tmp_path, class_))
    assert "9 submissions, mean 7.3, median 10, spread 3.8, of 10 points" in report
    assert report.count("<bdi>–</bdi>") == 3  # one problem has no rest; both tests: all pass one, the other has no rest
    assert "<bdi>67%</bdi>" in report


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
    copies = [verdict(f"copy{n}", marks=marks) for n in range(100)]
    assert alike(copies) == sorted(("copy0", f"copy{n}", 1.0) for n in range(1, 100))
    book.verdicts += class_
    report = class_report(book)
    assert "98%" in report
    assert "<script" not in report
