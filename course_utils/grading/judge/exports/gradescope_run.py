"""The run on Gradescope: judges the one submission that is there and writes results.json, whatever happens."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from course_utils.grading.judge import confinement, submission
from course_utils.grading.judge.exports.gradescope import results_text
from course_utils.grading.judge.grade_command import grade
from course_utils.grading.judge.walls import Limits
from course_utils.grading.judge.worker import Job


def run(folder: Path, solution: Path, out: Path, results: Path) -> None:
    """Judges the first submission of the folder; when grading cannot begin, results.json says so."""
    try:
        walls = confinement.choose()
        job = Job.of(solution, walls, Limits(), 0, None)
        out.mkdir(parents=True, exist_ok=True)
        verdict = grade(job, submission.find(folder)[:1], out, again=True)[0]
        results.write_text(results_text(verdict), encoding="utf-8")
    except Exception as error:
        print(error, file=sys.stderr)
        record = {
            "score": 0,
            "output": "The grader could not run; your instructor has been shown why. No points are lost.",
        }
        results.write_text(json.dumps(record), encoding="utf-8")
        raise SystemExit(1) from error


if __name__ == "__main__":
    run(*map(Path, sys.argv[1:5]))
