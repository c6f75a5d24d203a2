"""Written answers: kept in the result, given points by people, kept when graded again, and shown to the student."""

import json

import pytest
import small_set
from small_set import BLANK, IMPORTS, LIMITS, RIGHT, WHY, WHY_POINTS, ZEROS, cell, notebook

from course_utils.grading import problem_set, release
from course_utils.grading.judge import grade_command, submission
from course_utils.grading.judge.hand_points import HandPointsError
from course_utils.grading.judge.spreadsheet import read_csv
from course_utils.grading.judge.worker import Job
from course_utils.grading.judge.written_answer import answers_in
from course_utils.grading.source_cell import WRITE_HERE

ANSWER = "The scores grow with **D**.\n\nSo softmax saturates. <script>alert(1)</script>"
TAGGED = {"metadata": {"tags": ["answer", "why"]}}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The solution notebook of the small set with a written problem."""
    return small_set.write(tmp_path_factory.mktemp("written") / "04_written.ipynb", written=True)


def handed_in(answer=ANSWER, code=RIGHT, text=WHY, **more):
    """The text of a notebook with code and a written answer."""
    cells = [cell("code", IMPORTS), cell("code", code), cell("markdown", text), cell("markdown", answer, **more)]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def class_folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ada.ipynb").write_text(handed_in(**TAGGED))
    (folder / "alan.ipynb").write_text(handed_in("Because."))  # tags and ids are lost
    (folder / "=blank.ipynb").write_text(handed_in(WRITE_HERE, ZEROS, **TAGGED))
    (folder / "=grace.ipynb").write_text(handed_in("=1+1", BLANK))
    (folder / "nothing.ipynb").write_text(notebook(IMPORTS))
    (folder / "broken.ipynb").write_text("{")
    return folder


def test_a_release_keeps_a_marked_cell_and_gives_no_model_answer_away(written):
    document = json.loads(release.student_notebook(problem_set.read(written)))
    (blank,) = [one for one in document["cells"] if "why" in one["metadata"].get("tags", [])]
    assert (blank["cell_type"], blank["id"], "".join(blank["source"])) == ("markdown", "why-written-1", WRITE_HERE)
    text = json.dumps(document)
    assert "MODEL" not in text
    assert 'check(\\"why\\")' not in text
    assert "5 points: given by a person after you hand in" in text
    assert "MODEL" in release.student_notebook(problem_set.read(written), answered=True)
    made = release.products(written, written.parent, written.parent / "public")
    assert [path.name for path in made] == ["04_written.ipynb", "attention.py"]


def test_the_released_notebook_answered_is_read_back(written):
    released = json.loads(release.student_notebook(problem_set.read(written), answered=True))
    cells = [
        ("".join(one["source"]), [*one["metadata"].get("tags", []), one["id"]])
        for one in released["cells"]
        if one["cell_type"] == "markdown"
    ]
    texts = [WHY]
    wanted = [{"name": "why", "texts": texts, "headings": ["The problem attention", "Why a square root?"]}]
    assert answers_in(cells, wanted)["why"].startswith("MODEL")
    untagged = [(text, []) for text, _ in cells]
    assert answers_in(untagged, wanted) == answers_in(cells, wanted)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ([(WHY, []), ("a", ["answer", "why"]), ("b", ["answer", "why"])], "a\n\nb"),  # split in two
        ([("moved", ["answer", "why"]), (WHY, [])], "moved"),
        ([(WHY + "\n\nbelow the question", [])], "below the question"),
        ([(WHY, []), ("a", []), ("### My own heading\nb", [])], "a\n\n### My own heading\nb"),
        ([(WHY, []), ("a", []), ("## The problem attention\ntext", []), ("b", [])], "a"),
        ([(WHY, []), (WRITE_HERE, ["answer", "why"])], ""),
        ([(WHY, []), ("  \n", [])], ""),
        ([("other", [])], ""),
    ],
)
def test_an_answer_is_found_wherever_it_was_moved(cells, found):
    wanted = [{"name": "why", "texts": [WHY], "headings": ["The problem attention", "Why a square root?"]}]
    assert answers_in(cells, wanted) == {"why": found}


def graded(written, walls, folder, out, only=None, **more):
    job = Job.of(written, walls("namespaces"), LIMITS, 0, only)
    return grade_command.finish(out, grade_command.grade(job, submission.find(folder), out, **more))


def rows(out):
    return {row["submission"]: row for row in read_csv(out / "grades.csv")}


def digest(out):
    return {path: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != "timings.csv"}


def test_points_given_by_hand_are_awaited_kept_and_shown(written, walls, class_folder, tmp_path):
    out = tmp_path / "out"
    graded(written, walls, class_folder, out)
    assert {name: (row["score"], row["max"], row["status"]) for name, row in rows(out).items()} == {
        "ada": ("10", "15", "awaits manual points"),
        "alan": ("10", "15", "awaits manual points"),
        "'=blank": ("2", "15", "graded"),
        "'=grace": ("0", "15", "awaits manual points"),
        "nothing": ("0", "15", "graded"),
        "broken": ("0", "15", "refused"),
    }
    table = out / "manual_points.csv"
    assert [row["submission"] for row in read_csv(table)] == ["'=grace", "ada", "alan"]
    assert {row["max"] for row in read_csv(table)} == {str(WHY_POINTS)}
    assert json.loads((out / "results" / "ada.json").read_text())["problems"][1]["written"] == ANSWER
    page = (out / "written_answers.html").read_text()
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    before = digest(out)
    graded(written, walls, class_folder, out)
    assert digest(out) == before

    text = table.read_text().replace("ada,why,,5,", "ada,why,4.5,5,Clear & short")
    text = text.replace("'=grace,why,,5,", "'=grace,why,1,5,")
    table.write_text(text)
    graded(written, walls, class_folder, out)
    found = rows(out)
    assert (found["ada"]["score"], found["ada"]["status"], found["ada"]["why"]) == ("14.5", "graded", "4.5")
    assert (found["'=grace"]["score"], found["'=grace"]["status"]) == ("1", "graded")
    assert (found["alan"]["reason"], found["alan"]["why"]) == ("a person gives the points of why", "")
    assert table.read_text() == text
    feedback = (out / "feedback" / "ada.html").read_text()
    assert "Clear &amp; short" in feedback
    assert "4.5 of 5" in feedback
    report = (out / "class_report.html").read_text()
    assert "<bdi>awaits manual points</bdi></td><td class=n><bdi>1</bdi>" in report

    # Judged anew, everything or one problem, and with one more student: what people gave stays.
    graded(written, walls, class_folder, out, again=True)
    graded(written, walls, class_folder, out, only="attention")
    (class_folder / "zuse.ipynb").write_text(handed_in("Later."))
    graded(written, walls, class_folder, out)
    assert rows(out)["ada"]["score"] == "14.5"
    assert table.read_text() == text + "zuse,why,,5,\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ada,why,6,5,", "6 points of 5"),
        ("ada,why,-1,5,", "cannot be"),
        ("ada,why,1,5,\nada,why,2,5,", "line 3: ada has"),
    ],
)
def test_points_that_cannot_be_are_named(written, walls, class_folder, tmp_path, line, words):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manual_points.csv").write_text(f"submission,problem,points,max,comment\n{line}\n")
    for path in class_folder.iterdir():
        if path.name != "ada.ipynb":
            path.unlink()
    with pytest.raises(HandPointsError, match=words):
        graded(written, walls, class_folder, out)
