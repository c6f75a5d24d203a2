"""The feedback page of one submission: points, questions, reasons; of hidden tests only name and message."""

from __future__ import annotations

from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.page import page, safe, table
from course_utils.grading.judge.verdict import Verdict

WORDS = {
    "graded": "All tests were run.",
    "limit": "A limit of memory or size was reached.",
    "crashed": "The code ended its own process, or was ended by a limit.",
    "timeout": "A time limit was reached.",
    "refused": "This could not be graded.",
}
ENDINGS = {
    "passed": "passed",
    "question": "not yet",
    "raised": "stopped",
    "timeout": "time up",
    "crashed": "crashed",
    "limit": "too large",
    "skipped": "not run",
}


def feedback_page(verdict: Verdict, book: Gradebook) -> str:
    """The page as HTML text; it holds no text of the answer, of its exceptions, or of a hidden test's source."""
    parts = [
        f"<p><strong>{safe(book.score(verdict))} of {safe(book.max(verdict))} points.</strong> "
        f"{WORDS[verdict.status]}</p>"
    ]
    if verdict.reason:
        parts.append(f"<p>{safe(verdict.reason[:1].upper() + verdict.reason[1:])}.</p>")
    if verdict.sandbox == "none":
        parts.append("<p class=m>This was graded without a sandbox.</p>")
    for problem in verdict.problems:
        parts.append(f"<h2>{safe(problem.title)}: {problem.points} of {problem.max}</h2>\n")
        if problem.note:
            parts.append(f"<p>{safe(problem.note)}</p>\n")
        rows = [
            [
                ENDINGS[test.kind],
                test.name + (" (after hand-in)" if test.hidden else ""),
                test.message,
                f"{test.points} of {test.max}",
            ]
            for test in problem.tests
        ]
        parts.append(table(["", "Test", "To think about", "Points"], rows, numbers=(3,)))
    by_hand = book.by_hand(verdict)
    if by_hand:
        parts.append("<h2>Given by hand</h2>\n")
        rows = [
            [one.problem, one.comment, f"{one.points:g}" + (f" of {one.max:g}" if one.max else "")] for one in by_hand
        ]
        parts.append(table(["Problem", "Comment", "Points"], rows, numbers=(2,)))
    return page(f"{verdict.set}: {verdict.submission}", parts)
