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
    waits = book.awaited(verdict)
    if verdict.reason:
        parts.append(f"<p>{safe(verdict.reason[:1].upper() + verdict.reason[1:])}.</p>")
    if verdict.sandbox == "none":
        parts.append("<p class=m>This was graded without a sandbox.</p>")
    for problem in verdict.problems:
        given = "not yet read" if problem.name in waits else f"{book.points(verdict, problem)} of {problem.max}"
        parts.append(f"<h2>{safe(problem.title)}: {given}</h2>\n")
        if problem.hand_points:
            parts.append(f"<p>A person gives the points of this answer, {problem.hand_points} at most.</p>\n")
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
        if rows:
            parts.append(table(["", "Test", "To think about", "Points"], rows, numbers=(3,)))
    by_hand = book.by_hand(verdict)
    if by_hand:
        parts.append("<h2>Given by hand</h2>\n")
        rows = [
            [one.problem, one.comment, f"{one.points:g}" + (f" of {one.max:g}" if one.max else "")] for one in by_hand
        ]
        parts.append(table(["Problem", "Comment", "Points"], rows, numbers=(2,)))
    return page(f"{verdict.set}: {verdict.submission}", parts)


def written_page(book: Gradebook) -> str:
    """All written answers of a class, problem by problem, for the person who reads them; everything is escaped."""
    table_name = safe(book.table.name)
    parts = [f"<p>Write points and comments into {table_name}, then grade again: nothing is judged anew.</p>\n"]
    first = book.verdicts[0].problems if book.verdicts else []
    for place, problem in enumerate(first):
        if not problem.hand_points:
            continue
        parts.append(f"<h2>{safe(problem.title)}: {problem.hand_points} points</h2>\n")
        answers = [(one.submission, one.problems[place].written) for one in book.verdicts]
        rows = [[name, text] for name, text in answers if text]
        parts.append(f"<p>{len(rows)} of {len(answers)} submissions hold an answer.</p>\n")
        parts.append(table(["Submission", "Answer"], rows, kept=(1,)))
    return page("Written answers", parts)
