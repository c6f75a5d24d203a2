"""The unchanged tests of a real problem set give an answer the same points in the judge as in the notebook."""

import json
from pathlib import Path

import pytest
from small_set import LIMITS

from course_utils.grading import problem_set, release, variants
from course_utils.grading.judge.submission import Submission
from course_utils.grading.judge.walls import Limits
from course_utils.grading.judge.worker import Job, Worker

ROOT = Path(__file__).parents[2]
SOLUTION = ROOT / "solutions" / "05_attention.ipynb"
EVERY = 9  # of the wrong answers; all of them are graded in tests/exercises


@pytest.fixture(scope="module")
def judge(walls):
    limits = Limits(**{**LIMITS.as_dict(), "question_s": 8, "submission_s": 40})
    worker = Worker(Job.of(SOLUTION, walls("namespaces"), limits, 0, None))
    yield worker
    worker.stop()


def judged(judge, tmp_path, source, name=None):
    """Points by problem, for the solution with one more cell at its end."""
    document = json.loads(release.student_notebook(problem_set.read(SOLUTION), answered=True))
    document["cells"].append({"cell_type": "code", "metadata": {}, "outputs": [], "source": source})
    path = tmp_path / "one.ipynb"
    path.write_text(json.dumps(document))
    verdict = judge.judge(Submission("one", path))[0]
    return {problem.name: problem.points for problem in verdict.problems}, verdict


def test_the_released_notebook_gets_nothing_and_the_solution_everything(judge, tmp_path):
    path = tmp_path / "blank.ipynb"
    path.write_text(release.student_notebook(problem_set.read(SOLUTION)))
    blank = judge.judge(Submission("blank", path))[0]
    assert (blank.score, blank.status) == (0, "graded")
    assert blank.reason.startswith("not written yet:")
    full, verdict = judged(judge, tmp_path, "")
    assert verdict.score == verdict.max == sum(full.values()) == problem_set.read(SOLUTION).points


# Slow (about 30 s on a free machine): each answer is judged with the whole set around it.
def test_right_and_wrong_answers_get_the_same_points_in_both_places(judge, tmp_path, report):
    bench = variants.Bench(problem_set.read(SOLUTION))
    every = [one for one in variants.read(SOLUTION.with_name("05_attention_variants")) if one.source and not one.same]
    some = [one for one in every if one.kind == "right"] + [one for one in every if one.kind != "right"][::EVERY]
    different = []
    for one in some:
        here = bench.grade(one.problem, one.source)
        there, verdict = judged(judge, tmp_path, one.source)
        if there[one.problem] != here.points:
            different.append(f"{one}: notebook {here.points}, judge {there[one.problem]} ({verdict.reason})")
    report(
        f"answers to set 05 with the same points in notebook and judge: {len(some) - len(different)} of {len(some)}"
    )
    assert len(some) >= 30
    assert not different
