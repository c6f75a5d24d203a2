"""Verdicts made by hand, for tests of what comes after judging."""

from course_utils.grading.judge.verdict import ProblemVerdict, TestVerdict, Verdict


def verdict(name, values=3, status="graded", reason="", marks=(), written=None):
    """Two tests of 2 and 8 points, 2 + `values` of them earned; `written` adds a written answer of 5 points."""
    tests = [
        TestVerdict("shape", False, 2, 2, "passed"),
        TestVerdict("values", True, values, 8, "passed" if values == 8 else "question", "Which <b>weights</b>?"),
    ]
    problem = ProblemVerdict("attention", "Attention <i>", tests)
    problems = [problem]
    if written is not None:
        problems.append(ProblemVerdict("why", "Why", [], hand_points=5, written=written))
    return Verdict(name, "small", problems, status, reason, sandbox="namespaces", fingerprint=list(marks))
