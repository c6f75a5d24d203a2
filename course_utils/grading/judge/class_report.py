"""The class report: distribution of scores, each problem and test in figures, answers that are nearly the same."""

from __future__ import annotations

import statistics
from collections import defaultdict

from course_utils.grading.judge.gradebook import AWAITS, Gradebook
from course_utils.grading.judge.page import page, safe, table
from course_utils.grading.judge.verdict import STATUSES, Verdict

BINS = 10
WORTH_A_LOOK = 0.1
ALIKE = 0.9
ENOUGH_MARKS = 40  # a shorter answer has too few ways to be written for likeness to say anything
MOST_SHARED = 60  # a mark in more submissions than this is everybody's, and no trace


def discrimination(item: list[float], rest: list[float]) -> float | None:
    """How well an item tells strong from weak: Pearson's correlation of its points with the rest of the score.

    With an item that is passed or not this is the point-biserial coefficient. None where it is not defined: everybody
    has the same in the item, or the same in the rest. discrimination([1, 1, 0, 0], [8, 6, 4, 2]) is 2/√5 = 0.894:
    the deviations ½ ½ −½ −½ and 3 1 −1 −3 have the products 1.5 + 0.5 + 0.5 + 1.5 = 4, and 4 / √(1 · 20) = 0.894.
    """
    if len(set(item)) < 2 or len(set(rest)) < 2:
        return None
    return statistics.correlation([float(one) for one in item], [float(one) for one in rest])


def alike(verdicts: list[Verdict]) -> list[tuple[str, str, float]]:
    """(one, other, likeness) of submissions whose answers have nearly the same syntax trees, the most alike first.

    Of several with the very same tree each is paired with the first of them only, so that a hundred copies are a
    hundred lines and no mark of theirs passes for everybody's.
    """
    marks: dict[str, set[str]] = {}
    twins: dict[tuple[str, ...], str] = {}
    same: list[tuple[str, str, float]] = []
    for one in (verdict for verdict in verdicts if len(verdict.fingerprint) >= ENOUGH_MARKS):
        first = twins.setdefault(tuple(one.fingerprint), one.submission)
        if first == one.submission:
            marks[first] = set(one.fingerprint)
        else:
            same.append((first, one.submission, 1.0))
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
    return sorted([*same, *(pair for pair in pairs if pair[2] >= ALIKE)], key=lambda pair: (-pair[2], pair[:2]))


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
    endings = [book.status(one) for one in verdicts]
    kinds = [*STATUSES, *([AWAITS] if AWAITS in endings else [])]
    by_status = [[kind, endings.count(kind)] for kind in kinds]
    parts += ["<h2>How they ended</h2>\n", table(["Status", "Submissions"], by_status, numbers=(1,))]
    most = float(book.max(verdicts[0])) if verdicts else 0.0
    parts += ["<h2>Scores</h2>\n", _bars(distribution(scores, most))]
    parts += _problems(book)
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
    return f"<table><thead><tr><th>Points</th><th>Submissions</th><th></th></tr></thead><tbody>{rows}</tbody></table>\n"


def _shown(value: float | None) -> str:
    """A discrimination as text; a dash where it is not defined."""
    return "–" if value is None else f"{value:.2f}"


def _problems(book: Gradebook) -> list[str]:
    """A table of problems and one of tests, over submissions that could be read."""
    read = [one for one in book.verdicts if one.status != "refused"]
    if not read:
        return []
    totals = [book.score(one) for one in read]
    problem_rows, test_rows = [], []
    for place, problem in enumerate(read[0].problems):
        points = [book.points(one, one.problems[place]) for one in read]
        full = sum(point == problem.max for point in points) / len(points)
        value = discrimination(points, [total - point for total, point in zip(totals, points, strict=True)])
        mean = f"{statistics.mean(points):.2f} of {problem.max}"
        problem_rows.append([problem.name, mean, f"{full:.0%}", _shown(value)])
        for number, test in enumerate(problem.tests):
            passed, rest = item_and_rest(read, totals, place, number)
            share = f"{sum(passed) / len(passed):.0%}"
            kind = "hidden" if test.hidden else "public"
            test_rows.append([problem.name, test.name, kind, share, _shown(discrimination(passed, rest))])
    return [
        "<h2>Problems</h2>\n",
        table(["Problem", "Mean points", "Full marks", "Discrimination"], problem_rows, numbers=(1, 2, 3)),
        "<h2>Tests</h2>\n<p>Discrimination is the correlation of an item with the rest of the score; a value below "
        f"{WORTH_A_LOOK} is worth a look. A dash: everybody has the same, so there is none.</p>\n",
        table(["Problem", "Test", "", "Passed", "Discrimination"], test_rows, numbers=(3, 4)),
    ]


def item_and_rest(
    verdicts: list[Verdict], totals: list[float], place: int, number: int
) -> tuple[list[float], list[float]]:
    """(1 or 0 for passing a test, the score without that test's points) of each submission.

    Where the points of a problem are withheld the test gave none, so none are taken from the score.
    """
    passed, rest = [], []
    for verdict, total in zip(verdicts, totals, strict=True):
        problem = verdict.problems[place]
        test = problem.tests[number]
        passed.append(float(test.kind == "passed"))
        rest.append(total - (0 if problem.withheld else test.points))
    return passed, rest
