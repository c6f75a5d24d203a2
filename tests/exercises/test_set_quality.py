"""How good the tests of each problem set are: right answers pass, wrong ones lose points and are asked why."""

import re
from pathlib import Path

import pytest

from course_utils.grading import mutants, problem_set, release, variants

ROOT = Path(__file__).parents[2]
SETS = release.solution_notebooks(ROOT)
SEEDS = (0, 1, 2)
TARGET = 0.95  # of the mutants that are mistakes


@pytest.fixture(scope="module", params=SETS, ids=lambda path: path.stem)
def bench(request):
    return variants.Bench(problem_set.read(request.param))


@pytest.fixture
def published(bench):
    """Holds a count against the page that publishes it."""
    lines = (ROOT / "book/grading_quality.md").read_text(encoding="utf-8").split("\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    row = next((row for row in rows if row[0] == bench.problems.name), [])

    def compare(column, text):
        assert row, f"book/grading_quality.md has no row for {bench.problems.name}; add it."
        assert row[rows[0].index(column)] == text, f"book/grading_quality.md, {row[0]}, {column}: write {text}."

    return compare


@pytest.fixture(scope="module")
def answers(bench):
    return variants.read(bench.problems.path.with_name(f"{bench.problems.name}_variants"))


def of_kind(answers, kind):
    found = [answer for answer in answers if answer.kind == kind]
    assert found, f"There is no {kind} answer to try."
    return found


def test_there_are_at_least_six_problems_with_their_facts(bench, report):
    problems = bench.problems.problems
    assert len(problems) >= 6
    for problem in problems:
        assert 0 < problem.public_points < problem.points, f"{problem.name}: some points here, some after handing in"
        assert len(problem.title) > 10
    minutes = sum(problem.minutes for problem in problems)
    report(f"{bench.problems.name}: {len(problems)} problems, {bench.problems.points} points, {minutes} minutes")


def test_the_solution_gets_all_points_with_every_seed(bench):
    for problem in bench.problems.problems:
        for seed in SEEDS:
            grade = bench.grade(problem.name, problem.answer_source, seed=seed)
            assert grade.full, f"{problem.name}, seed {seed}: {grade.questions}"


def test_the_blank_gets_no_points(bench):
    for problem in bench.problems.problems:
        assert "..." in problem.blank_source
        assert bench.grade(problem.name, problem.blank_source).points == 0, problem.name


def test_right_answers_written_differently_get_all_points(bench, answers, report, published):
    right = of_kind(answers, "right")
    for problem in bench.problems.problems:
        assert sum(answer.problem == problem.name for answer in right) >= 3, f"{problem.name}: three ways are needed"
    for answer in right:
        grade = bench.grade(answer.problem, answer.source)
        lost = [(o.case.name, o.question, o.error) for o in grade.outcomes if not o.passed]
        assert grade.full, f"{answer}: {lost}"
    n = len(right)
    report(f"{bench.problems.name}: accepted {n} of {n} right answers written differently")
    published("right answers accepted", f"{n} of {n}")


def test_wrong_answers_lose_points_and_meet_their_questions(bench, answers, report, published):
    wrong = of_kind(answers, "wrong")
    assert len(wrong) >= 25
    caught = 0
    for answer in wrong:
        grade = bench.grade(answer.problem, answer.source)
        caught += not grade.full
        assert not grade.full, f"{answer}: gets all points"
        for words in answer.reaches:
            assert any(words in asked for asked in grade.questions), f"{answer}: asked {sorted(grade.questions)}"
    name = bench.problems.name
    report(f"{name}: caught {caught} of {len(wrong)} wrong answers, each asked the question meant for it")
    published("wrong answers caught", f"{caught} of {len(wrong)}")


def test_null_answers_get_no_points(bench, answers, report, published):
    nothing = of_kind(answers, "null")
    assert {answer.problem for answer in nothing} == {problem.name for problem in bench.problems.problems}
    for answer in nothing:
        grade = bench.grade(answer.problem, answer.source)
        assert grade.points == 0, f"{answer}: {[o.case.name for o in grade.outcomes if o.passed]}"
    report(f"{bench.problems.name}: rejected {len(nothing)} of {len(nothing)} null answers")
    published("null answers rejected", f"{len(nothing)} of {len(nothing)}")


def test_every_question_is_reached_by_a_wrong_answer(bench, answers, report, published):
    reached = {problem.name: set() for problem in bench.problems.problems}
    for answer in answers:
        if answer.kind in ("wrong", "null"):
            reached[answer.problem] |= bench.grade(answer.problem, answer.source).questions
    asked = [(p.name, hint) for p in bench.problems.problems for hint in {h for t in p.tests for h in t.hints}]
    unreached = [(name, hint) for name, hint in asked if hint not in reached[name]]
    report(f"{bench.problems.name}: {len(asked) - len(unreached)} of {len(asked)} questions reached by a wrong answer")
    assert asked
    assert not unreached
    published("questions reached", f"{len(asked)} of {len(asked)}")


def test_seed_and_order_of_tests_change_nothing(bench, answers, report):
    graded = [answer for answer in answers if answer.kind != "equivalent" and "which loop" not in str(answer.reaches)]
    for answer in graded:
        first = bench.grade(answer.problem, answer.source)
        points = [bench.grade(answer.problem, answer.source, seed=seed).points for seed in SEEDS]
        assert set(points) == {first.points}, f"{answer}: {points} points with the seeds {SEEDS}"
        backwards = bench.grade(answer.problem, answer.source, backwards=True)
        assert backwards.by_test() == first.by_test(), f"{answer}: the order of the tests matters"
    report(f"{bench.problems.name}: {len(graded)} answers get the same points with {len(SEEDS)} seeds and in any order")


def test_mutants_of_the_solution_are_caught(bench, answers, report, published):
    harmless = {(answer.problem, line) for answer in of_kind(answers, "equivalent") for line in answer.same}
    survivors, tried = [], 0
    for problem in bench.problems.problems:
        for what, source in mutants.mutants(problem.answer_source):
            if bench.survives(problem.name, source):
                survivors.append((problem.name, what))
            tried += 1
    missed = [one for one in survivors if one not in harmless]
    mistakes = tried - (len(survivors) - len(missed))
    report(
        f"{bench.problems.name}: caught {mistakes - len(missed)} of {mistakes} mutants of the solution; "
        f"{tried - mistakes} more are no mistakes, with a reason each"
    )
    for name, what in missed:
        report(f"    a mutant of {name} survives: {what}")
    assert tried >= 100
    assert harmless <= set(survivors), f"listed as harmless, but caught: {harmless - set(survivors)}"
    assert mistakes - len(missed) >= TARGET * mistakes
    published("mutants caught", f"{mistakes - len(missed)} of {mistakes}")


def test_questions_are_questions_and_give_no_value_away(bench):
    hints = [hint for problem in bench.problems.problems for test in problem.tests for hint in test.hints]
    assert hints
    for hint in hints:
        assert hint.endswith("?")
        assert not re.search(r"\b(your answer is|incorrect|fail)", hint, re.IGNORECASE), hint
        assert len(hint) <= 200, hint
