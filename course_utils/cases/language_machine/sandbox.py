"""Sandbox: runs a program on the processor of chapter 01 with limits, and says what came out or what went wrong.

Two walls stand one behind the other. The language is checked first (`program`), so that a bad program mostly never
starts; then the processor runs it with at most `max_steps` steps, a fixed memory, a limit on what it prints, and no way
to files, network or Python: its only calls to the outside print and end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_utils.cases.language_machine.program import Fault, Statement, assembly, check, parse
from course_utils.machine import AssemblyError, MachineError, Processor, Trace, assemble

MAX_STEPS, MAX_OUTPUT = 200, 64


@dataclass(frozen=True)
class Outcome:
    """What a run gave: the printed text, or a fault; steps executed."""

    printed: str | None
    fault: Fault | None
    steps: int

    @property
    def answer(self) -> int | None:
        """The printed number; None after a fault."""
        return int(self.printed) if self.printed is not None and self.printed.lstrip("-").isdigit() else None


def run_assembly(source: str, max_steps: int = MAX_STEPS) -> Outcome:
    """Runs any RV32IM source text, however hostile; every error of the machine becomes a fault of kind "machine"."""
    processor = None
    try:
        processor = Processor.for_program(assemble(source), output_limit=MAX_OUTPUT)
        processor.run(max_steps)
    except AssemblyError as error:
        return Outcome(None, Fault("syntax", error.line_number, str(error)), 0)
    except MachineError as error:
        return Outcome(None, Fault("machine", 0, f"{type(error).__name__}: {error}"), processor.instructions_executed)
    return Outcome(processor.output, None, processor.instructions_executed)


def run(words: list[str], numbers: Sequence[int] | None = None) -> Outcome:
    """Checks and runs a program of the small language; `numbers`: those of the question, in reading order.

    With them, constants must be among them, lw loads them, and a printed number below 0 is a fault: these questions
    count things. run("li t0 2 li t1 3 mul t0 t0 t1 out t0".split()).answer is 6.
    """
    try:
        statements = parse(words)
        check(statements, numbers)
    except Fault as fault:
        return Outcome(None, fault, 0)
    outcome = run_assembly(assembly(statements, numbers or ()))
    if numbers is not None and (outcome.answer or 0) < 0:
        line = len(statements)
        return Outcome(None, Fault("below", line, f"Line {line}: the result is below 0."), outcome.steps)
    return outcome


def trace(statements: list[Statement], numbers: Sequence[int] = ()) -> Trace:
    """The recorded run of a checked program, step by step; `numbers`: what its lw load."""
    recorded = Trace(assemble(assembly(statements, numbers)))
    recorded.run(MAX_STEPS)
    return recorded
