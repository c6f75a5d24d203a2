"""The verdict on one submission: points a test, how each test ended, and one status with one reason."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field

STATUSES = ("graded", "limit", "crashed", "timeout", "refused")  # the later one wins when several apply
MESSAGE_CHARACTERS = 2000
WRITTEN_CHARACTERS = 20_000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain_text(text: object, most: int = MESSAGE_CHARACTERS) -> str:
    """Text that is safe to store and show: no control or direction characters, at most 2000 characters."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(text))[:most]


@dataclass
class TestVerdict:
    """One test. kind: passed, question, raised, timeout, crashed, limit or skipped; message: ours or the author's."""

    __test__ = False

    name: str
    hidden: bool
    points: int
    max: int
    kind: str
    message: str = ""


@dataclass
class ProblemVerdict:
    """One problem with its tests; a note says why points were withheld although tests passed."""

    name: str
    title: str
    tests: list[TestVerdict] = field(default_factory=list)
    note: str = ""
    withheld: bool = False
    hand_points: int = 0  # what a person can give for a written answer
    written: str = ""  # that answer, as it was handed in

    @property
    def points(self) -> int:
        """Points earned in the tests of this problem; those for a written answer stand in the gradebook's own table."""
        return 0 if self.withheld else sum(test.points for test in self.tests)

    @property
    def max(self) -> int:
        """All points of this problem."""
        return self.hand_points + sum(test.max for test in self.tests)


@dataclass
class Verdict:
    """Everything that a result file holds; nothing in it depends on time, machine load or the number of workers."""

    submission: str
    set: str
    problems: list[ProblemVerdict]
    status: str = "graded"
    reason: str = ""
    notebook: str = ""
    sandbox: str = ""
    seed: int = 0
    limits: dict = field(default_factory=dict)
    versions: dict = field(default_factory=dict)
    tests_sha256: str = ""
    input_sha256: str = ""
    fingerprint: list[str] = field(default_factory=list)

    @property
    def score(self) -> int:
        """All points earned; a refused submission has none."""
        return sum(problem.points for problem in self.problems)

    @property
    def max(self) -> int:
        """All points of the set."""
        return sum(problem.max for problem in self.problems)

    def worsen(self, status: str, reason: str) -> None:
        """Records how something went wrong; the worst status stays, with its first reason."""
        if STATUSES.index(status) > STATUSES.index(self.status):
            self.status, self.reason = status, plain_text(reason)

    def to_json(self) -> str:
        """The text of the result file: sorted keys, one trailing newline, always the same bytes."""
        record = asdict(self) | {"score": self.score, "max": self.max}
        for problem, one in zip(record["problems"], self.problems, strict=True):
            problem |= {"points": one.points, "max": one.max}
        return json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Verdict:
        """The verdict in a result file; ValueError, KeyError or TypeError when it is none."""
        record = json.loads(text)
        problems = record.pop("problems")
        del record["score"], record["max"]
        verdict = cls(problems=[], **record)
        for problem in problems:
            del problem["points"], problem["max"]
            tests = [TestVerdict(**test) for test in problem.pop("tests")]
            verdict.problems.append(ProblemVerdict(tests=tests, **problem))
        return verdict
