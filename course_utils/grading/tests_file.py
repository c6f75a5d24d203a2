"""The tests of one problem, loaded from a file or from the author's notebook, and run on a set of names.

The same test functions run on a student's own functions in the notebook and on stand-ins for them in a judge: a test
takes `env`, calls `env["softmax"](…)` with plain values, and compares plain values that come back.
"""

from __future__ import annotations

import contextlib
import linecache
import random
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

PUBLIC = Path(__file__).parent / "public"
TIME_LIMIT_S = 5.0
WAITING = 6
UNREADABLE = "What does your function give back here: is it the kind of value that the text asks for?"


@dataclass
class Case:
    """One test: its function, its points, and the messages its author may have written."""

    function: Callable[[Mapping], None]
    points: int
    hidden: bool
    success_message: str | None = None
    failure_message: str | None = None

    @property
    def name(self) -> str:
        """What the test holds to be true, as words: test_rows_add_up is “rows add up”."""
        return self.function.__name__.removeprefix("test_").replace("_", " ")


def test_case(points: int, hidden: bool, **messages: str) -> Callable[[Callable], Case]:
    """The decorator above each function of a test file; the same arguments as Otter's."""
    return lambda function: Case(function, points, hidden, **messages)


test_case.__test__ = False  # it is no test itself, whatever its name says to pytest


@dataclass
class TestsFile:
    """The tests of one problem, with what a student should know about it."""

    __test__ = False

    name: str
    number: int
    title: str
    answers: tuple[str, ...]
    forbidden: tuple[str, ...]
    points_in_all: int
    cases: list[Case] = field(default_factory=list)
    hand_points: int = 0  # of a written answer: a person gives them
    texts: tuple[str, ...] = ()  # the author's text cells around a written answer

    @property
    def points(self) -> int:
        """The points of the tests in this file."""
        return sum(case.points for case in self.cases)


def load(text: str, path: str) -> TestsFile:
    """The tests in the text of a file that `course release` made; path is what tracebacks name."""
    names: dict = {}
    # An entry without a time is never thrown out, so that a traceback can show the line of a file that is none.
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    exec(compile(text, path, "exec"), names)
    header = {key: names[key] for key in ("name", "number", "title", "answers", "forbidden", "points_in_all")}
    return TestsFile(**header, cases=[value for value in names.values() if isinstance(value, Case)])


def load_public(set_name: str, folder: Path = PUBLIC) -> list[TestsFile]:
    """The public tests of a set in the order of its problems; FileNotFoundError with what exists when there is none."""
    paths = sorted((folder / set_name).glob("*.py"))
    if not paths:
        have = ", ".join(sorted(path.name for path in folder.iterdir() if path.is_dir())) or "none"
        raise FileNotFoundError(f"There is no problem set “{set_name}” in this installation; there is: {have}.")
    return sorted((load(path.read_text(encoding="utf-8"), str(path)) for path in paths), key=lambda file: file.number)


class NotebookNames(Mapping):
    """The names of a notebook as the `env` of a test; it can be asked what a judge's stand-ins can be asked."""

    def __init__(self, names: Mapping) -> None:
        self.names = names

    def __getitem__(self, name: str) -> object:
        return self.names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def probe(self, source: str, *given: object, **named: object) -> object:
        """What `probe(env, …)`, defined by this source text, gives back; a judge runs the same text next to the answer.

        For what calls alone cannot see: gradients, hooks, a training loop. It must hold no expected value.
        """
        space: dict = {}
        exec(compile(source, "<probe>", "exec"), space)
        return space["probe"](self.names, *given, **named)


@dataclass(frozen=True)
class Outcome:
    """What one test found. kind: passed, question (a value is not right), raised (the answer stopped), timeout."""

    case: Case
    kind: str
    question: str = ""
    error: str = ""
    line: str = ""

    @property
    def passed(self) -> bool:
        """True when the test gives its points."""
        return self.kind == "passed"

    @property
    def points(self) -> int:
        """All points of the test, or none."""
        return self.case.points if self.passed else 0


class TimeUp(BaseException):
    """An answer ran past its time; no Exception, so that `except Exception` in the answer does not swallow it."""


@contextlib.contextmanager
def time_limit(seconds: float | None, *, own_work: bool = False) -> Iterator[None]:
    """Raises TimeUp in the body after this time, where the system has alarms and this is the main thread.

    own_work: count only the time in which this process computes, so that a busy machine costs no student a point;
        an answer that waits instead of computing is then stopped after WAITING times as long.
    """
    possible = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not seconds or not possible:
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise TimeUp

    alarms = [(signal.ITIMER_REAL, signal.SIGALRM, seconds * (WAITING if own_work else 1))]
    if own_work:
        alarms.append((signal.ITIMER_PROF, signal.SIGPROF, seconds))
    before = [(name, signal.signal(name, ring)) for _, name, _ in alarms]
    for timer, _, after_s in alarms:
        signal.setitimer(timer, after_s, 0.5)  # again and again, should the answer catch the first
    try:
        yield
    finally:
        for timer, _, _ in alarms:
            signal.setitimer(timer, 0)
        for name, handler in before:
            signal.signal(name, handler)


@contextlib.contextmanager
def fixed_randomness(seed: int) -> Iterator[None]:
    """Seeds Python, NumPy and torch for one test and puts their states back afterwards."""
    import numpy
    import torch

    python, array = random.getstate(), numpy.random.get_state()
    with torch.random.fork_rng(devices=[]):
        random.seed(seed)
        numpy.random.seed(seed)
        torch.manual_seed(seed)
        try:
            yield
        finally:
            random.setstate(python)
            numpy.random.set_state(array)


def _students_line(trace: TracebackType | None, names: Mapping) -> str:
    """The last line of the student's own in a traceback, as “line 3: return x”, or "" when there is none."""
    line = ""
    for frame, number in traceback.walk_tb(trace):
        if frame.f_globals is names:
            text = linecache.getline(frame.f_code.co_filename, number).strip()
            line = f"line {number}: {text}" if text else f"line {number} of {frame.f_code.co_name}"
    return line


def run_case(case: Case, names: Mapping, *, seed: int = 0, time_limit_s: float | None = TIME_LIMIT_S) -> Outcome:
    """Runs one test on these names. What the answer raises, or that it never ends, is an outcome and no error."""
    try:
        with fixed_randomness(seed), time_limit(time_limit_s, own_work=True):
            case.function(NotebookNames(names))
    except TimeUp:
        return Outcome(case, "timeout", f"Still running after {time_limit_s:g} s: which loop never reaches its end?")
    except Exception as error:
        line = _students_line(error.__traceback__, names)
        missing = isinstance(error, KeyError) and error.args[:1] and error.args[0] not in names
        if not line and not missing:
            # The test stopped, not the answer: at an assert that asks, or at a value that it could not even look at.
            asked = isinstance(error, AssertionError) and str(error).endswith("?")
            return Outcome(case, "question", str(error) if asked else case.failure_message or UNREADABLE)
        return Outcome(case, "raised", question_about(error, names), f"{type(error).__name__}: {error}", line)
    return Outcome(case, "passed")


def run_cases(
    cases: list[Case], names: Mapping, *, seed: int = 0, time_limit_s: float | None = TIME_LIMIT_S
) -> list[Outcome]:
    """Runs tests one after the other; after one that ran past its time the others are not begun and get no points."""
    outcomes: list[Outcome] = []
    for case in cases:
        stuck = outcomes and outcomes[-1].kind == "timeout"
        limits = {"seed": seed, "time_limit_s": time_limit_s}
        outcomes.append(Outcome(case, "timeout", outcomes[-1].question) if stuck else run_case(case, names, **limits))
    return outcomes


def question_about(error: BaseException, names: Mapping) -> str:
    """The question that helps with an exception, by its kind and words."""
    text = str(error)
    if isinstance(error, KeyError) and error.args and error.args[0] not in names:
        return f"Has the cell that defines {error.args[0]} been run?"
    if isinstance(error, NameError):
        return "Is this name defined in a cell above, and has that cell been run since the kernel started?"
    if "NoneType" in text or "ellipsis" in text:
        return "Does every path through your function end in a return, and is there no ... left?"
    if isinstance(error, RuntimeError | ValueError | IndexError) and any(
        word in text for word in ("size", "shape", "dimension", "broadcast", "index", "Dimension")
    ):
        return "What is the shape of each tensor in this line, and which axes must agree?"
    if isinstance(error, RecursionError):
        return "Which call here calls the same function again, and what would make it stop?"
    if isinstance(error, TypeError):
        return "What does this line get, and what kind of value does it need?"
    return "What are the values in this line just before it stops?"
