"""Gradescope: `results.json` of one submission, and the upload package that grades there with this judge.

Format: Gradescope's autograder specification. `score` of the whole replaces the sum of the tests; each of `tests` has
`name`, `score`, `max_score`, `status` (passed or failed), `output`, `visibility` (visible, hidden, after_due_date or
after_published). The zip holds `setup.sh` and `run_autograder` in its root, not in a folder; it is unpacked into
/autograder/source, `run_autograder` is copied to /autograder, submissions lie in /autograder/submission, and results go
to /autograder/results/results.json.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.verdict import ProblemVerdict, Verdict

PACKAGE = Path(__file__).parents[3]  # course_utils
EPOCH = (2020, 1, 1, 0, 0, 0)  # the same package makes the same bytes
SETUP = """\
#!/usr/bin/env bash
set -euo pipefail
apt-get update -q && apt-get install -y -q python3 python3-venv libseccomp2 bubblewrap
python3 -m venv /autograder/venv
/autograder/venv/bin/pip install -q --extra-index-url https://download.pytorch.org/whl/cpu \\
    torch numpy matplotlib pyyaml pyseccomp
chmod 700 /autograder/source
"""
RUN = """\
#!/usr/bin/env bash
# Exactly one submission, judged behind Landlock (containers there refuse namespaces); code runs as nobody.
set -euo pipefail
cd /autograder/source
mkdir -p /autograder/results /autograder/work/in
rm -rf /autograder/work/in/submission && cp -r --no-dereference /autograder/submission /autograder/work/in/submission
/autograder/venv/bin/python -m course_utils.grading.judge.exports.gradescope_run \\
    /autograder/work/in {solution} /autograder/work/out /autograder/results/results.json
"""


def _written(problem: ProblemVerdict, verdict: Verdict, book: Gradebook | None) -> dict:
    """The entry of a written answer: no status while a person has not read it."""
    given = [one for one in book.by_hand(verdict) if one.problem == problem.name] if book else []
    points = sum(one.points for one in given)
    said = "\n".join(one.comment for one in given) if given else "A person gives the points of this answer."
    entry = _entry(problem.name, points, problem.max, said if problem.written else problem.note)
    if given or not problem.written:
        entry["status"] = "passed" if points == problem.max else "failed"
    return entry


def _entry(name: str, points: float, most: float, output: str, visibility: str = "visible") -> dict:
    """One of the `tests`, without a status."""
    entry = {"name": name, "score": points, "max_score": most, "output": output, "output_format": "text"}
    return entry | {"visibility": visibility}


def results(verdict: Verdict, book: Gradebook | None = None) -> dict:
    """What Gradescope shows: hidden tests after publication, our messages, never the answer's text.

    book: where points given by hand are counted in, those of written answers and those that people added.
    """
    tests = []
    for problem in verdict.problems:
        if problem.hand_points:
            tests.append(_written(problem, verdict, book))
        for test in problem.tests:
            points = 0 if problem.withheld else test.points
            said = problem.note if problem.withheld else test.message
            seen = "after_published" if test.hidden else "visible"
            status = "passed" if points == test.max else "failed"
            tests.append(_entry(f"{problem.name}: {test.name}", points, test.max, said, seen) | {"status": status})
    written = {problem.name for problem in verdict.problems if problem.hand_points}
    for one in book.by_hand(verdict) if book else ():
        if one.problem not in written:
            tests.append(_entry(f"{one.problem}, given by hand", one.points, one.max, one.comment))
    reason = book.reason(verdict) if book else verdict.reason
    output = (book.status(verdict) if book else verdict.status) + (f": {reason}" if reason else "")
    return {
        "score": book.score(verdict) if book else verdict.score,
        "output": output,
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def results_text(verdict: Verdict, book: Gradebook | None = None) -> str:
    """The text of results.json."""
    return json.dumps(results(verdict, book), indent=1, sort_keys=True) + "\n"


def package(solution: Path, out: Path) -> Path:
    """Writes the upload package: our judge, the solution notebook, the two scripts; always the same bytes."""
    files = {
        "setup.sh": SETUP,
        "run_autograder": RUN.format(solution=f"solutions/{solution.name}"),
        f"solutions/{solution.name}": solution.read_text(encoding="utf-8"),
    }
    for path in sorted(PACKAGE.rglob("*.py")):
        files[f"course_utils/{path.relative_to(PACKAGE)}"] = path.read_text(encoding="utf-8")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.external_attr = (0o755 if name in ("setup.sh", "run_autograder") else 0o644) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text)
    return out
