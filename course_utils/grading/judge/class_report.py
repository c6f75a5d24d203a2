"""The class report: distribution of scores, each problem and test in figures, answers that are nearly the same."""

from __future__ import annotations

import statistics
from collections import defaultdict

from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.page import page, safe, table
from course_utils.grading.judge.verdict import STATUSES, Verdict

BINS = 10
ALIKE = 0.9
ENOUGH_MARKS = 40  # a shorter answer has too few ways to be written for likeness to say anything
MOST_SHARED = 60  # a mark in more submissions than this is everybody's, and no trace


def discrimination(passed: list[bool], scores: list[float]) -> float | None:
    """How well a test tells strong from weak: the correlation of passing it with the rest of the score, or None.

    discrimination([True, True, False, False], [8, 6, 4, 2]) is 0.894: those who pass it do better elsewhere, too.
    """
    if len(set(passed)) < 2 or len(set(scores)) < 2:
        return None
    return statistics.correlation([float(one) for one in passed], scores)


def alike(verdicts: list[Verdict]) -> list[tuple[str, str, float]]:
    """(one, other, likeness) of submissions whose answers have nearly the same syntax trees, the most alike first."""
    marks = {one.submission: set(one.fingerprint) for one in verdicts if len(one.fingerprint) >= ENOUGH_MARKS}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, found in marks.items():
        for mark in found:
            holders[mark].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        if len(names) <= MOST_SHARED:
            for i, one in enumerate(names):
                for other in names[i + 1 :]:
                    shared[one, other] += 1
    pairs = [(a, b, n / len(marks[a] | marks[b])) for (a, b), n in shared.items()]
    return sorted([pair for pair in pairs if pair[2] >= ALIKE], key=lambda pair: (-pair[2], pair[:2]))


def distribution(scores: list[float], most: float) -> list[tuple[str, int]]:
    """(range, submissions) in ten equal ranges of the score; full marks count to the last."""
    counts = [0] * BINS
    for score in scores:
        counts[min(BINS - 1, max(0, int(score * BINS / most))) if most else 0] += 1
    return [(f"{most * i / BINS:g} to {most * (i + 1) / BINS:g}", count) for i, count in enumerate(counts)]


def class_report(book: Gradebook) -> str:
    """The report as an HTML page."""
    verdicts = book.verdicts
    scores = [float(book.score(one)) for one in verdicts]
    parts = [f"<p>{len(verdicts)} submissions"]
    if scores:
        spread = statistics.pstdev(scores)
        parts.append(
            f", mean {statistics.mean(scores):.1f}, median {statistics.median(scores):g}, spread {spread:.1f}, "
            f"of {book.max(verdicts[0]):g} points"
        )
    parts.append(".</p>\n")
    by_status = [[status, sum(one.status == status for one in verdicts)] for status in STATUSES]
    parts += ["<h2>How they ended</h2>\n", table(["Status", "Submissions"], by_status, numbers=(1,))]
    most = float(book.max(verdicts[0])) if verdicts else 0.0
    parts += ["<h2>Scores</h2>\n", _bars(distribution(scores, most))]
    parts += _problems(verdicts)
    pairs = alike(verdicts)
    parts.append(
        "<h2>Nearly identical answers</h2>\n<p>Likeness of syntax trees without names. A sign, no proof.</p>\n"
    )
    parts.append(table(["One", "Other", "Likeness"], [[a, b, f"{n:.0%}"] for a, b, n in pairs[:200]], numbers=(2,)))
    return page(f"Class report: {verdicts[0].set if verdicts else ''}", parts)


def _bars(counts: list[tuple[str, int]]) -> str:
    tallest = max([count for _, count in counts] + [1])
    rows = "".join(
        f"<tr><td>{safe(label)}</td><td class=n>{count}</td>"
        f"<td style='width:60%'><div class=bar style='width:{100 * count / tallest:.0f}%'></div></td></tr>"
        for label, count in counts
    )
    return (
        f"<table><thead><tr><th>Points</th><th>Submissions</th><th></th></tr></thead><tbody>{rows}</tbody></table>\n"
    )


def _problems(verdicts: list[Verdict]) -> list[str]:
    """A table of problems and one of tests, over submissions that could be read."""
    read = [one for one in verdicts if one.status != "refused"]
    if not read:
        return []
    problem_rows, test_rows = [], []
    for place, problem in enumerate(read[0].problems):
        points = [one.problems[place].points for one in read]
        full = sum(point == problem.max for point in points) / len(points)
        problem_rows.append([problem.name, f"{statistics.mean(points):.2f} of {problem.max}", f"{full:.0%}"])
        for number, test in enumerate(problem.tests):
            passed = [one.problems[place].tests[number].kind == "passed" for one in read]
            rest = [float(one.score - one.problems[place].tests[number].points) for one in read]
            value = discrimination(passed, rest)
            test_rows.append(
                [
                    problem.name,
                    test.name,
                    "hidden" if test.hidden else "public",
                    f"{sum(passed) / len(passed):.0%}",
                    "" if value is None else f"{value:.2f}",
                ]
            )
    return [
        "<h2>Problems</h2>\n",
        table(["Problem", "Mean points", "Full marks"], problem_rows, numbers=(1, 2)),
        "<h2>Tests</h2>\n<p>Discrimination is the correlation of passing a test with the rest of the score; "
        "a value below 0.1 is worth a look at the test.</p>\n",
        table(["Problem", "Test", "", "Passed", "Discrimination"], test_rows, numbers=(3, 4)),
    ]
