"""The result store: one JSON file a submission, written whole or not at all, re-used when nothing has changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from course_utils.grading.judge.submission import Submission, Unreadable
from course_utils.grading.judge.verdict import Verdict


def write(path: Path, text: str) -> None:
    """Writes a file in one step: a reader, or a run that is interrupted, never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def remove_halves(folder: Path) -> None:
    """Removes files that a run which was killed had only begun to write."""
    for path in folder.rglob(".*.part"):
        path.unlink(missing_ok=True)


class ResultStore:
    """The results in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "results"

    def path(self, submission: Submission) -> Path:
        """Where the result of a submission lies."""
        return self.folder / f"{submission.file_stem}.json"

    def read(self, submission: Submission) -> Verdict | None:
        """The stored verdict; None when there is none or the file is damaged."""
        try:
            return Verdict.from_json(self.path(submission).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, submission: Submission, verdict: Verdict) -> None:
        """Stores a verdict in place of the one before."""
        write(self.path(submission), verdict.to_json())

    def current(self, submission: Submission, like: Verdict) -> Verdict | None:
        """The stored verdict if it was made from these bytes, tests, limits, seed, versions and walls; else None."""
        stored = self.read(submission)
        if stored is None or stored.submission != like.submission or not stored.input_sha256:
            return None
        same = ("set", "tests_sha256", "seed", "limits", "versions", "sandbox")
        if any(getattr(stored, name) != getattr(like, name) for name in same):
            return None
        from course_utils.grading.judge.judgement import input_digest

        try:
            return stored if stored.input_sha256 == input_digest(submission.files()) else None
        except (Unreadable, OSError):
            return None


def merged(old: Verdict, new: Verdict, problem: str) -> Verdict:
    """The old verdict with one problem judged anew; what went wrong elsewhere stays on record."""
    if new.status == "refused":
        return new
    problems = {one.name: one for one in new.problems}
    result = Verdict(
        **{**vars(new), "problems": [problems[p.name] if p.name == problem else p for p in old.problems]}
    )
    result.status, result.reason = "graded", new.reason if result.score == 0 else ""
    if not old.reason.startswith(f"problem {problem},"):
        result.worsen(old.status, old.reason)
    result.worsen(new.status, new.reason)
    return result
