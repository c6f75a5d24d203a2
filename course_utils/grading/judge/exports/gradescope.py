"""Gradescope: `results.json` of one submission, and the upload package that grades there with this judge.

Format: Gradescope's autograder specification: `score`, `output`, `tests` with `name`, `score`, `max_score`, `status`,
`output`, `visibility`; the zip holds `setup.sh` and `run_autograder`, submissions lie in /autograder/submission.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from course_utils.grading.judge.verdict import Verdict

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


def results(verdict: Verdict) -> dict:
    """What Gradescope shows: hidden tests after publication, our messages, never the answer's text."""
    tests = []
    for problem in verdict.problems:
        for test in problem.tests:
            points = 0 if problem.withheld else test.points
            tests.append(
                {
                    "name": f"{problem.name}: {test.name}",
                    "score": points,
                    "max_score": test.max,
                    "status": "passed" if points == test.max else "failed",
                    "output": problem.note if problem.withheld else test.message,
                    "output_format": "text",
                    "visibility": "after_published" if test.hidden else "visible",
                }
            )
    output = verdict.status + (f": {verdict.reason}" if verdict.reason else "")
    return {
        "score": verdict.score,
        "output": output,
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def results_text(verdict: Verdict) -> str:
    """The text of results.json."""
    return json.dumps(results(verdict), indent=1, sort_keys=True) + "\n"


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
