"""The judgement: partial points, restarts after a death, rules of the text, the same grade in notebook and judge."""

import json

import pytest
import small_set
from small_set import BLANK, FULL, IMPORTS, LIMITS, RIGHT, ZEROS, cell, notebook

from course_utils.grading import problem_set, variants
from course_utils.grading.judge.judged_set import TestSet
from course_utils.grading.judge.judgement import Judgement
from course_utils.grading.judge.result_store import ResultStore, merged
from course_utils.grading.judge.submission import Submission
from course_utils.grading.judge.verdict import Verdict
from course_utils.grading.judge.worker import Job, Worker

DOUBLE = "def double(x):\n    return 2 * x\n"
DOUBLE_TEST = """\
def test_double(env):
    import torch

    from course_utils.grading.values import close

    x = torch.randn(3)
    before = x.clone()
    got = env["double"](x)
    assert close(got, 2 * before), "What is twice a number?"
    assert close(x, before, 0.0), "Does the caller still have its numbers?"
"""
PROBE_TEST = '''\
def test_gradient(env):
    from course_utils.grading.values import close

    source = """
def probe(env, values):
    import torch
    x = torch.tensor(values, requires_grad=True)
    env["double"](x).sum().backward()
    return x.grad
"""
    assert close(env.probe(source, [1.0, 3.0]), [2.0, 2.0]), "How fast does the output grow with the input?"
'''
AGAIN_TEST = DOUBLE_TEST.replace("test_double", "test_again")


@pytest.fixture(scope="module")
def two(tmp_path_factory, walls):
    """A worker for a set of two problems; torch.softmax is forbidden in the first."""
    path = tmp_path_factory.mktemp("two") / "02_two.ipynb"
    tests = ((small_set.SHAPE, 2, False), (small_set.VALUES, 3, True), (small_set.MASK, 5, True))
    second = ("double", "double", DOUBLE, ((DOUBLE_TEST, 4, False), (AGAIN_TEST, 3, True)))
    small_set.write(path, tests, "forbidden: [scaled_dot_product_attention]\n", [second])
    one = Worker(Job.of(path, walls("namespaces"), LIMITS, 0, None))
    yield one
    one.stop()


def judged(worker, tmp_path, *sources, **more):
    path = tmp_path / "one.ipynb"
    path.write_text(notebook(*sources, **more))
    return worker.judge(Submission("one", path))[0]


def by_problem(verdict):
    return {problem.name: problem.points for problem in verdict.problems}


def test_a_probe_sees_a_gradient_in_the_notebook_and_in_the_judge(tmp_path, walls):
    second = ("double", "double", DOUBLE, ((DOUBLE_TEST, 4, False), (PROBE_TEST, 3, True)))
    path = small_set.write(tmp_path / "05_probe.ipynb", others=[second])
    judge = Worker(Job.of(path, walls("namespaces"), LIMITS, 0, None))
    bench = variants.Bench(problem_set.read(path))
    cut = "def double(x):\n    return 2 * x.detach() + 0 * x\n"
    for source, points in ((DOUBLE, 7), (cut, 4)):
        assert bench.grade("double", source).points == points
        assert by_problem(judged(judge, tmp_path, IMPORTS, RIGHT, source))["double"] == points
    judge.stop()


def test_points_are_given_test_by_test(two, tmp_path):
    assert by_problem(judged(two, tmp_path, IMPORTS, RIGHT, DOUBLE)) == {"attention": 10, "double": 7}
    assert by_problem(judged(two, tmp_path, IMPORTS, ZEROS, DOUBLE)) == {"attention": 2, "double": 7}


def test_a_dead_process_costs_only_the_tests_that_killed_it(two, tmp_path):
    deadly = RIGHT.replace(
        "    if mask is not None:\n", "    if mask is not None:\n        __import__('os')._exit(1)\n"
    )
    verdict = judged(two, tmp_path, IMPORTS, deadly, DOUBLE)
    assert by_problem(verdict) == {"attention": 5, "double": 7}
    assert verdict.status == "crashed"
    assert "test “mask”" in verdict.reason
    assert verdict.problems[0].tests[2].kind == "crashed"


def test_a_loop_costs_the_rest_of_its_problem_only(two, tmp_path):
    verdict = judged(two, tmp_path, IMPORTS, "def attention(*a, **k):\n    while True: pass", DOUBLE)
    assert by_problem(verdict) == {"attention": 0, "double": 7}
    assert [test.kind for test in verdict.problems[0].tests] == ["timeout", "skipped", "skipped"]


def test_cells_that_kill_are_left_out(two, tmp_path):
    verdict = judged(two, tmp_path, IMPORTS, "import os\nos._exit(3)", RIGHT, "os.abort()", DOUBLE)
    assert by_problem(verdict) == {"attention": 10, "double": 7}
    assert verdict.reason.startswith("in code cell 2,")


def test_a_forbidden_name_withholds_the_points_of_its_problem(two, tmp_path):
    lazy = "def attention(q, k, v, mask=None):\n"
    lazy += "    return torch.nn.functional.scaled_dot_product_attention(q, k, v, mask)"
    verdict = judged(two, tmp_path, IMPORTS, lazy, DOUBLE)
    assert by_problem(verdict) == {"attention": 0, "double": 7}
    assert verdict.problems[0].note.startswith("Line 2 of attention uses scaled_dot_product_attention")


def test_a_blank_and_a_missing_answer_are_named(two, tmp_path):
    verdict = judged(two, tmp_path, IMPORTS, BLANK, "def double(x):\n    ...")
    assert verdict.score == 0
    assert verdict.reason == "not written yet: attention, double"
    assert "still holds its “...”" in verdict.problems[0].note
    assert judged(two, tmp_path, IMPORTS).reason == "no cell defines attention, double"


def test_a_cell_that_is_no_python_is_named_with_its_line(two, tmp_path):
    broken = DOUBLE + "print('twice'\n"
    verdict = judged(two, tmp_path, IMPORTS, RIGHT, broken)
    assert by_problem(verdict) == {"attention": 10, "double": 0}
    assert verdict.problems[1].note.startswith("Code cell 3, which defines double, is no Python in its line 3,")
    reason = "no Python in code cell 2 (line 3), so double is lost"
    assert judged(two, tmp_path, IMPORTS, broken).reason == reason
    assert judged(two, tmp_path, IMPORTS, RIGHT, broken, DOUBLE).score == 17  # a later cell that runs


def test_an_argument_changed_in_place_costs_what_it_costs_in_the_notebook(two, tmp_path):
    verdict = judged(two, tmp_path, IMPORTS, RIGHT, "def double(x):\n    return x.mul_(2)")
    assert by_problem(verdict) == {"attention": 10, "double": 0}
    assert verdict.problems[1].tests[0].message == "Does the caller still have its numbers?"


def test_hidden_tests_say_their_question_and_never_the_answers_text(two, tmp_path):
    verdict = judged(two, tmp_path, IMPORTS, "def attention(*a, **k): raise ValueError('SECRET shape?')", DOUBLE)
    messages = [test.message for test in verdict.problems[0].tests]
    assert all(message.startswith("It stops with ValueError.") for message in messages)
    assert "SECRET" not in verdict.to_json()


def test_three_seeds_give_the_same_grade(two, tmp_path):
    path = tmp_path / "one.ipynb"
    for sources, points in (((RIGHT, DOUBLE), 17), ((ZEROS, DOUBLE), 9)):
        path.write_text(notebook(IMPORTS, *sources))
        for seed in (0, 1, 2):
            assert Judgement(two.server, two.tests, seed).judge(Submission("one", path)).score == points


def test_one_problem_is_judged_anew_and_the_other_stays(two, tmp_path):
    old = judged(two, tmp_path, IMPORTS, RIGHT, "def double(x): return x")
    path = tmp_path / "one.ipynb"
    path.write_text(notebook(IMPORTS, ZEROS, DOUBLE))
    new = Judgement(two.server, two.tests, 0, "double").judge(Submission("one", path))
    assert by_problem(new) == {"attention": 0, "double": 7}
    assert by_problem(merged(old, new, "double")) == {"attention": 10, "double": 7}


def test_a_verdict_survives_its_file_byte_for_byte(two, tmp_path):
    verdict = judged(two, tmp_path, IMPORTS, ZEROS, "def double(x): return 1 / 0")
    text = verdict.to_json()
    assert Verdict.from_json(text).to_json() == text
    assert json.loads(text)["sandbox"] == "namespaces"


def test_a_stored_result_counts_only_for_the_same_bytes_and_tests(two, tmp_path):
    verdict = judged(two, tmp_path, IMPORTS, RIGHT)
    one = Submission("one", tmp_path / "one.ipynb")
    store = ResultStore(tmp_path / "out")
    store.write(one, verdict)
    assert store.current(one, verdict).score == FULL
    assert store.current(one, Verdict(**{**vars(verdict), "tests_sha256": "other"})) is None
    assert store.current(one, Verdict(**{**vars(verdict), "seed": 1})) is None
    one.path.write_text(notebook(IMPORTS, ZEROS))
    assert store.current(one, verdict) is None
    store.path(one).write_text("{")
    assert store.current(one, verdict) is None


def test_a_solution_that_fails_its_own_tests_grades_nobody(tmp_path, walls):
    wrong = (small_set.SHAPE.replace("(2, 3, 6)", "(6, 3, 2)"), 2, False)
    path = small_set.write(tmp_path / "03_wrong.ipynb", (wrong,))
    with pytest.raises(ValueError, match=r"the solution fails its own tests.*attention: shape"):
        Worker(Job.of(path, walls("namespaces"), LIMITS, 0, None))


def test_the_set_says_what_to_load(solution):
    assert {"torch", "numpy", "math"} <= set(TestSet.read(solution).modules)


def test_lost_tags_and_another_order_cost_nothing(two, tmp_path):
    path = tmp_path / "one.ipynb"
    cells = [cell("code", one) for one in (DOUBLE, IMPORTS, RIGHT)]
    for one in cells:
        del one["metadata"]
    path.write_text(json.dumps({"cells": cells}))
    assert two.judge(Submission("one", path))[0].score == 17
