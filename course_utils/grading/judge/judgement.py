"""The judgement of one submission: the author's tests, unchanged, run in this trusted process on stand-ins."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from course_utils.grading import tests_file
from course_utils.grading.judge.answer_process import seed_everything
from course_utils.grading.judge.fork_server import ForkServer
from course_utils.grading.judge.judged_set import TestSet
from course_utils.grading.judge.stand_in import AnswerLost, Conversation, Names
from course_utils.grading.judge.submission import Submission, Unreadable
from course_utils.grading.judge.verdict import (
    WRITTEN_CHARACTERS,
    ProblemVerdict,
    TestVerdict,
    Verdict,
    plain_text,
)
from course_utils.grading.tests_file import Case, TestsFile

JUDGE_VERSION = 3
SLACK_S = 5.0  # for the judge's own work on values, after the answer's time is up
LOST = {
    "timeout": "Still running when its time was up: which loop never reaches its end?",
    "crashed": "The process of this answer ended here: does it exit, or run out of memory or stack?",
}
SKIPPED = "Not run: the time of this problem was used up by a test before it."
LIMIT = "What comes back, or what is built on the way, is too large: which shape has it?"


class Everything(Mapping):
    """Names that are all there, so that no text of an answer is taken for the name of a missing cell."""

    def __getitem__(self, name: object) -> object:
        return None

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator:
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass
class Cost:
    """What judging one submission took in its processes behind the walls."""

    cpu_s: float = 0.0
    memory_kib: int = 0
    forks: int = 0


@dataclass
class Judgement:
    """Judges one submission on a fork-server; `cost` tells afterwards what that took."""

    server: ForkServer
    tests: TestSet
    seed: int = 0
    only: str | None = None
    cost: Cost = field(default_factory=Cost)

    def __post_init__(self) -> None:
        self.conversation: Conversation | None = None
        self.number = 0
        self.lost_cells: set[int] = set()
        self.restarts = 0
        self.end_by = 0.0

    def judge(self, submission: Submission) -> Verdict:
        """The verdict; every submission gets one, whatever it is."""
        verdict = self.blank(submission)
        self.end_by = time.monotonic() + self.server.limits.submission_s
        try:
            files = submission.files()
            verdict.input_sha256 = input_digest(files)
            with self._ended():
                self._judge(files, verdict)
        except Unreadable as reason:
            verdict.worsen("refused", str(reason))
        except OSError as error:
            verdict.worsen("refused", f"it cannot be read ({error.strerror})")
        except AnswerLost as lost:
            verdict.worsen(lost.status, lost.reason)
        return verdict

    def blank(self, submission: Submission) -> Verdict:
        """The verdict before anything was judged."""
        return Verdict(
            plain_text(submission.name),
            self.tests.name,
            self.tests.unjudged(),
            sandbox=self.server.confinement.form,
            seed=self.seed,
            limits=self.server.limits.as_dict(),
            versions=versions(),
            tests_sha256=self.tests.sha256,
        )

    @contextlib.contextmanager
    def _ended(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._end()

    def _end(self) -> None:
        if self.conversation is not None:
            conversation, self.conversation = self.conversation, None
            usage = self.server.end(conversation.channel, self.number)
            self.cost.cpu_s += usage.cpu_s
            self.cost.memory_kib = max(self.cost.memory_kib, usage.memory_kib)

    def _begin(self, files: list[tuple[str, bytes]], verdict: Verdict) -> dict:
        """A fresh process that has read the notebook; what its text says comes back."""
        self._end()
        channel, self.number = self.server.fork()
        self.cost.forks += 1
        self.conversation = Conversation(channel, self.server.limits.cells_s, self.end_by)
        problems = [
            {"name": p.name, "answers": list(p.answers), "forbidden": list(p.forbidden)} for p in self.tests.problems
        ]
        written = [
            {"name": p.name, "texts": list(p.texts), "headings": self.tests.headings}
            for p in self.tests.problems
            if p.hand_points
        ]
        header = {
            "do": "read",
            "names": [name for name, _ in files],
            "problems": problems,
            "written": written,
            "preferred": self.tests.name,
        }
        self.conversation.send(header, [data for _, data in files])
        try:
            reply, _ = self.conversation.receive()
        except AnswerLost:
            raise Unreadable("the file could not be read within the limits of time and memory") from None
        if "refused" in reply or "notes" not in reply:
            raise Unreadable(
                plain_text(reply.get("refused", "the file could not be read within the limits of memory"))
            )
        return reply

    def _run_cells(self, cells: int) -> None:
        """Runs all cells but those that ended a process before; AnswerLost names the cell that did it now.

        cells: how many there are, counted before any of them ran; a number beyond it is no reply.
        """
        self.conversation.budget_s = self.server.limits.cells_s
        self.conversation.send({"do": "run", "skip": sorted(self.lost_cells)})
        cell = None
        try:
            while True:
                reply, _ = self.conversation.receive()
                if reply.get("done") is True:
                    return
                if type(reply.get("cell")) is not int or not 0 <= reply["cell"] < cells:
                    raise AnswerLost("crashed", "the answer's process sent something that is no reply")
                cell = reply["cell"]
        except AnswerLost as lost:
            where = f"code cell {cell + 1}" if cell is not None else "the first cell"
            raise CellLost(cell, lost.status, f"in {where}, {lost.reason}") from None

    def _ready(self, files: list[tuple[str, bytes]], verdict: Verdict) -> dict:
        """A process in which all cells have run; a cell that ends the process is left out the next time."""
        while True:
            reply = self._begin(files, verdict)
            try:
                self._run_cells(reply["cells"])
                return reply
            except CellLost as lost:
                verdict.worsen(lost.status, lost.reason)
                self.restarts += 1
                if lost.cell is None or lost.cell in self.lost_cells or self.restarts > self.server.limits.restarts:
                    raise
                self.lost_cells.add(lost.cell)

    def _judge(self, files: list[tuple[str, bytes]], verdict: Verdict) -> None:
        reply = self._ready(files, verdict)
        verdict.notebook = plain_text(reply["notebook"])
        verdict.fingerprint = [plain_text(mark) for mark in reply["fingerprint"]]
        for file, problem in zip(self.tests.problems, verdict.problems, strict=True):
            if self.only not in (None, file.name):
                continue
            if file.hand_points:
                problem.written = plain_text(reply["written"].get(file.name, ""), WRITTEN_CHARACTERS)
                problem.note = "" if problem.written else "Nothing is written here."
                continue
            self._judge_problem(file, problem, files, verdict)
            _add_note(problem, reply["notes"][file.name])
        if not verdict.reason and verdict.score == 0:
            notes = reply["notes"].values()
            missing, lost, blank = ([one for n in notes for one in n[kind]] for kind in ("missing", "lost", "blank"))
            verdict.reason = plain_text(_why_nothing(missing, lost, blank))

    def _judge_problem(self, file: TestsFile, problem: ProblemVerdict, files: list, verdict: Verdict) -> None:
        """Runs the tests of one problem; they share one budget of time."""
        budget_s = self.server.limits.question_s
        for place, (case, test) in enumerate(zip(file.cases, problem.tests, strict=True)):
            if self.conversation is None:
                if self.restarts > self.server.limits.restarts:
                    test.message = SKIPPED
                    continue
                self._ready(files, verdict)
            self.conversation.budget_s = budget_s
            lost = self._judge_case(case, test)
            budget_s = self.conversation.budget_s
            if test.kind == "limit":
                verdict.worsen(
                    "limit", f"problem {file.name}, test “{case.name}”: a limit of memory or size was reached"
                )
            if lost is None:
                continue
            verdict.worsen(lost.status, f"problem {file.name}, test “{case.name}”: {lost.reason}")
            self._end()
            self.restarts += 1
            if lost.status == "timeout":
                for later in problem.tests[place + 1 :]:
                    later.message = SKIPPED
                return

    def _judge_case(self, case: Case, test: TestVerdict) -> AnswerLost | None:
        """Runs one test; when the answer changed its arguments in place, a second time with those changes let through.

        The first run protects inputs that the test uses again; the second is what the notebook sees. Points need both.
        """
        test.kind, test.message, lost = self._run_case(case, write_back=False)
        if lost is None and test.kind == "passed" and self.conversation.changed_arguments:
            test.kind, test.message, lost = self._run_case(case, write_back=True)
        test.points = case.points if test.kind == "passed" and lost is None else 0
        return lost

    def _run_case(self, case: Case, write_back: bool) -> tuple[str, str, AnswerLost | None]:
        conversation = self.conversation
        conversation.write_back, conversation.changed_arguments = write_back, False
        conversation.raised, conversation.missing, conversation.over_limit = None, None, False
        limit = self.server.limits.question_s + SLACK_S
        try:
            conversation.ask({"do": "seed", "seed": self.seed})
            seed_everything(self.seed)
            with tests_file.time_limit(limit), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                case.function(Names(conversation))
        except AnswerLost as lost:
            return lost.status, LOST[lost.status], lost
        except tests_file.TimeUp:
            return "timeout", LOST["timeout"], AnswerLost("timeout", "what it gave back took too long to look at")
        except (Exception, RecursionError, MemoryError) as error:
            return (*self._explain(case, error), None)
        return "passed", plain_text(case.success_message or ""), None

    def _explain(self, case: Case, error: BaseException) -> tuple[str, str]:
        """(kind, message) of a test that failed; the message is the author's or the judge's own, never the answer's."""
        conversation = self.conversation
        if conversation.over_limit:
            return "limit", LIMIT
        if error is conversation.raised:
            return "raised", f"It stops with {type(error).__name__}. {tests_file.question_about(error, Everything())}"
        if error is conversation.missing:  # a name that the test asked for, never a text of the answer
            return "question", f"Has the cell that defines {error.args[0]} been handed in, and does it run?"
        asked = isinstance(error, AssertionError) and str(error).endswith("?")
        return "question", plain_text(str(error) if asked else case.failure_message or tests_file.UNREADABLE)


class CellLost(AnswerLost):
    """A cell ended the process, or did not end itself."""

    def __init__(self, cell: int | None, status: str, reason: str) -> None:
        super().__init__(status, reason)
        self.cell = cell


def _add_note(problem: ProblemVerdict, notes: dict) -> None:
    """What the text of the answer says: a forbidden name withholds the points, a blank only explains their absence."""
    if notes["forbidden"]:
        name, line, use = notes["forbidden"][0]
        problem.withheld = True
        problem.note = plain_text(f"Line {line} of {name} uses {use}: can you write that part yourself?")
    elif notes["lost"] and not problem.points:
        name, cell, line = notes["lost"][0]
        problem.note = plain_text(
            f"Code cell {cell}, which defines {name}, is no Python in its line {line}, so none of it counts: what does "
            "Python say when you run that cell?"
        )
    elif notes["missing"] and not problem.points:
        problem.note = plain_text(f"No cell defines {' and '.join(notes['missing'])}.")
    elif notes["blank"] and not problem.points:
        problem.note = plain_text(f"Not written yet: {' and '.join(notes['blank'])} still holds its “...”.")


def _why_nothing(missing: list[str], lost: list, blank: list[str]) -> str:
    if lost:
        cells = dict.fromkeys(f"{cell} (line {line})" for _, cell, line in lost)
        return f"no Python in code cell {', '.join(cells)}, so {', '.join(name for name, *_ in lost)} is lost"
    if missing:
        return f"no cell defines {', '.join(missing)}"
    return f"not written yet: {', '.join(blank)}" if blank else ""


def input_digest(files: list[tuple[str, bytes]]) -> str:
    """A hash of names and contents of what was handed in."""
    digest = hashlib.sha256()
    for name, data in files:
        digest.update(hashlib.sha256(os.fsencode(name)).digest() + hashlib.sha256(data).digest())
    return digest.hexdigest()


def versions() -> dict:
    """The versions that a result depends on."""
    import torch

    return {"judge": JUDGE_VERSION, "python": platform.python_version(), "torch": torch.__version__}
