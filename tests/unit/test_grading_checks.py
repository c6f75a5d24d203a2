"""The check in the notebook: what a student sees for right, wrong, blank, broken, endless and forbidden answers."""

import linecache
import time

import pytest
import torch

from course_utils.grading import answer_source, checks, mutants, tests_file, values
from course_utils.grading.student_check import Checks

PUBLIC = '''
from course_utils.grading.tests_file import test_case
name = "double"
number = 1
title = "Twice <b>as much</b>"
answers = ("double",)
forbidden = ("sum",)
points_in_all = 5

@test_case(points=1, hidden=False)
def test_small_numbers(env):
    assert env["double"](2) == 4, "What is two and two?"

@test_case(points=2, hidden=False, success_message="Well seen.")
def test_large_numbers(env):
    assert env["double"](1000) == 2000, "Does it grow?"
'''


@pytest.fixture
def notebook():
    """Defines an answer as a notebook cell does, so that its text is known, and gives back its check."""
    names: dict = {}
    problem = tests_file.load(PUBLIC, "<public tests>")
    check = Checks("07_small", [problem], names)

    def define(source):
        path = f"<cell {len(linecache.cache)}>"
        linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
        exec(compile(source, path, "exec"), names)
        return check("double")

    define.check = check
    return define


def test_a_right_answer_gets_all_public_points_and_knows_of_the_hidden_ones(notebook):
    report = notebook("def double(x):\n    return 2 * x")
    text = repr(report)
    assert report.complete
    assert "3 of 3 points here · 2 more after you hand in" in text
    assert "✓ small numbers (1 of 1)" in text
    assert "Well seen." in text
    assert "1 of 1 problems pass the checks here, 3 of 3 points; 2 more points" in text


def test_a_wrong_answer_gets_a_question_and_no_verdict_value_or_traceback(notebook):
    text = repr(notebook("def double(x):\n    return x + 2"))
    assert "✓ small numbers (1 of 1)" in text
    assert "? large numbers (0 of 2)\n      Does it grow?" in text
    assert "1 of 3 points here" in text
    for word in ("Traceback", "assert", "2000", "Error", "wrong"):
        assert word not in text


def test_an_answer_that_raises_shows_the_students_own_line_and_a_question(notebook):
    text = repr(notebook("def double(x):\n    y = 2\n    return yy * x"))
    assert "Your line 3: return yy * x" in text
    assert "NameError: name 'yy' is not defined" in text
    assert "Is this name defined in a cell above" in text
    assert text.count("Is this name defined") == 1
    assert "the same question as above" in text


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("return torch.ones(2, 3) @ torch.ones(2, 3)", "What is the shape of each tensor in this line"),
        ("return None + x", "Does every path through your function end in a return"),
        ("return double(x)", "Which call here calls the same function again"),
        ("return len(x)", "What does this line get, and what kind of value"),
        ("return x / 0", "What are the values in this line just before it stops"),
    ],
)
def test_each_kind_of_exception_has_its_question(notebook, body, question):
    text = repr(notebook(f"import torch\ndef double(x):\n    {body}"))
    assert question in text
    assert f"Your line 3: {body}" in text


def test_a_blank_and_a_missing_answer_are_met_kindly(notebook):
    assert "Has the cell that defines double been run?" in repr(notebook("x = 1"))
    text = repr(notebook('def double(x):\n    """Twice x."""\n    ...'))
    assert "Not written yet: double still holds its “...”" in text
    assert "0 of 3 points here" in text


def test_a_forbidden_call_gives_no_points_and_names_the_line(notebook):
    text = repr(notebook("import torch\ndef double(x):\n    return torch.sum(torch.tensor([x, x]))"))
    assert "Line 2 of double uses sum: can you write that part yourself?" in text
    assert "0 of 3 points here" in text


def test_an_endless_loop_ends_at_the_limit_and_is_not_begun_again(notebook, monkeypatch):
    monkeypatch.setattr(tests_file, "TIME_LIMIT_S", 0.2)
    problem = notebook.check.problems["double"]
    names = {"double": lambda x: next(iter(lambda: None, 1))}

    def double(x):
        while True:
            try:
                x = x + 1
            except Exception:
                x = 0

    names["double"] = double
    start = time.process_time()
    outcomes = tests_file.run_cases(problem.cases, names, time_limit_s=0.2)
    assert time.process_time() - start < 2
    assert [outcome.kind for outcome in outcomes] == ["timeout", "timeout"]
    assert "which loop never reaches its end?" in outcomes[0].question


def test_an_answer_that_waits_instead_of_computing_is_ended_too(notebook):
    problem = notebook.check.problems["double"]
    start = time.monotonic()
    outcomes = tests_file.run_cases(problem.cases, {"double": lambda x: time.sleep(600)}, time_limit_s=0.05)
    assert time.monotonic() - start < 60
    assert outcomes[0].kind == "timeout"


def test_a_value_that_the_test_cannot_even_look_at_is_a_question_too(notebook):
    case = tests_file.Case(lambda env: env["double"](1).shape, 1, False)
    outcome = tests_file.run_case(case, {"double": lambda x: None})
    assert (outcome.kind, outcome.question) == ("question", tests_file.UNREADABLE)
    named = tests_file.Case(lambda env: env["double"](1).shape, 1, False, failure_message="Is it a table?")
    assert tests_file.run_case(named, {"double": lambda x: None}).question == "Is it a table?"


def test_what_is_shown_as_html_is_escaped(notebook):
    html = notebook("def double(x):\n    raise ValueError('<script>alert(1)</script>')")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "Twice &lt;b&gt;as much&lt;/b&gt;" in html


def test_the_summary_has_a_line_for_each_problem(notebook):
    assert "  Twice <b>as much</b> · not checked yet" in repr(notebook.check)
    notebook("def double(x):\n    return x + 2")
    assert "? Twice <b>as much</b> · 1 of 3 points here" in repr(notebook.check)


def test_an_unknown_problem_is_refused_with_the_names(notebook):
    with pytest.raises(ValueError, match=r"There is no problem “triple”; there is: double\."):
        notebook.check("triple")


def test_the_checks_of_a_set_find_the_names_of_the_notebook_that_asks():
    names = {"checks": checks}
    exec('check = checks("05_attention")', names)
    assert names["check"].names is names
    assert "Problem 1 · A softmax that survives large scores · not checked yet" in repr(names["check"])


def test_randomness_is_fixed_for_a_test_and_put_back_afterwards():
    drawn = []
    case = tests_file.Case(lambda env: drawn.append(torch.rand(1).item()), 1, False)
    torch.manual_seed(5)
    want = torch.rand(2)[1].item()
    torch.manual_seed(5)
    torch.rand(1)
    for seed in (1, 1, 2):
        tests_file.run_case(case, {}, seed=seed)
    assert drawn[0] == drawn[1] != drawn[2]
    assert torch.rand(1).item() == pytest.approx(want)


@pytest.mark.parametrize(
    ("got", "want", "is_close"),
    [
        ([1.0, 2.0], torch.tensor([1.0, 2.0]), True),
        (torch.tensor([1.0, 2.0]), [1.0, 2.1], False),
        (torch.ones(2, 1), torch.ones(2), False),  # no broadcasting
        (torch.tensor([float("nan")]), [float("nan")], False),
        (torch.tensor([float("inf")]), [float("inf")], True),
        (torch.tensor([float("inf")]), [float("-inf")], False),
        (torch.tensor([True]), [1], True),
        (torch.tensor(1e6 + 1), 1e6, True),
        (None, [1.0], False),
        ("one", [1.0], False),
        ([[1.0], [1.0, 2.0]], [1.0], False),
        (torch.ones(2, requires_grad=True), [1, 1], True),
    ],
)
def test_values_are_compared_without_trusting_their_type(got, want, is_close):
    assert values.close(got, want) is is_close


@pytest.mark.parametrize(
    ("source", "use"),
    [
        ("y = torch.softmax(x, 0)", (1, "softmax")),
        ("y = 1\nz = x.softmax(0)", (2, "softmax")),
        ("from torch import softmax as s", (1, "softmax")),
        ('getattr(torch, "softmax")(x, 0)', (1, "softmax")),
        ("softmax(x, 0)", None),  # the student's own
        ("# torch.softmax\nsoft_max = 1", None),
        ("def (", None),
    ],
)
def test_forbidden_names_are_found_where_they_are_used(source, use):
    assert answer_source.forbidden_use(source, ("softmax",)) == use


@pytest.mark.parametrize(
    ("source", "blank"),
    [
        ("def f(x):\n    ...", True),
        ("def f(x):\n    y = ...\n    return y", True),
        ("def f(x):\n    return x[..., None]", False),
        ("def g(x):\n    ...", False),
    ],
)
def test_a_blank_is_told_from_an_index(source, blank):
    assert answer_source.is_blank(source, ("f",)) is blank


def test_mutants_change_one_thing_each_and_leave_docstrings_alone():
    source = 'def f(x):\n    """Twice 2."""\n    y = x.abs() * 2\n    return -y\n'
    found = dict(mutants.mutants(source))
    assert len(found) == 9
    assert "y = x.abs() * 2  →  y = x * 2" in found
    assert "return -y  →  return y" in found
    assert all("Twice 2." in text for text in found.values())
