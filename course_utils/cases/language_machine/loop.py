"""Loop: reason, write instructions, execute, feed back, and again; the weights never change in it.

For each question the model writes a program, the sandbox runs it, and a fault goes back into the context together with
the failed program. What "feedback" is worth is measured against two rivals that get as many tries: the same model asked
again without the fault, and shown a false one, with another kind and line.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field

import torch

from course_utils.cases.language_machine import sandbox, translator
from course_utils.cases.language_machine.program import INSTRUCTIONS, KINDS, Fault, parse
from course_utils.cases.language_machine.question import Question
from course_utils.nn.decoder import Decoder

MODES = ("feedback", "again", "false fault")


@dataclass
class Attempt:
    """One try: the words of the program and what the sandbox said."""

    words: list[str]
    outcome: sandbox.Outcome


@dataclass
class Record:
    """All tries for one question."""

    question: Question
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether the last try printed the answer."""
        return self.attempts[-1].outcome.answer == self.question.answer

    @property
    def valid(self) -> bool:
        """Whether the last try ran to its end without a fault."""
        return self.attempts[-1].outcome.fault is None


def solve(model: Decoder, asked: list[Question], *, tries: int = 1, mode: str = "feedback", temperature: float = 0.0,
          first: float = 0.0, seed: int = 0, begun: list[Record] | None = None, names: bool = False) -> list[Record]:
    """One record a question: at most `tries` programs each, stopped at the first that runs without a fault.

    mode "feedback": the next try reads the last program and its fault. "again": it reads the question alone. "false
    fault": it reads the last program and a fault of another kind, at a line drawn at random. Words are drawn at the
    temperature `first` in the first try, at `temperature` in later ones; at 0 the most likely are taken. begun: records
    whose tries are taken over, so that several ways can go on from the same first try. names: whether the model reads
    n1, n2, n3 in place of the numbers, as "pointer" does.
    """
    if mode not in MODES:
        raise ValueError(f"There is no mode {mode!r}; there are: {', '.join(MODES)}.")
    generator, draw = torch.Generator().manual_seed(seed), random.Random(seed)
    records = [Record(one.question, list(one.attempts)) for one in begun] if begun else [Record(q) for q in asked]
    for number in range(tries):
        pending = [r for r in records if len(r.attempts) == number and not (number and r.valid)]
        if not pending:
            continue
        contexts = [_context(record, mode, draw, names) for record in pending]
        written = translator.write(model, contexts, temperature=temperature if number else first, generator=generator)
        for record, words in zip(pending, written, strict=True):
            record.attempts.append(Attempt(words, sandbox.run(words, record.question.numbers)))
    return records


def _context(record: Record, mode: str, draw: random.Random, names: bool) -> list[int]:
    if not record.attempts or mode == "again":
        return translator.context(record.question, names=names)
    last = record.attempts[-1]
    fault = last.outcome.fault
    if mode == "false fault":
        fault = Fault(draw.choice([kind for kind in KINDS if kind != fault.kind]), draw.randint(1, 6), "")
    return translator.context(record.question, last.words, fault, names=names)


def answers(model: Decoder, asked: list[Question]) -> list[int | None]:
    """What the rival answers directly; None where it writes no number."""
    written = translator.write(model, [translator.context(question) for question in asked], limit=14)
    return [int("".join(words)) if words and all(w.isdigit() for w in words) else None for words in written]


def weight_hash(model: torch.nn.Module) -> str:
    """SHA-256 of all weights, in the order of their names: equal before and after means that nothing was learned."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def story(record: Record, direct: int | None) -> dict:
    """A record as plain data for the widget: what was asked, written, run, refused and answered, in order."""
    question = record.question
    events = [{"stage": "question", "text": question.text}]
    for attempt in record.attempts:
        events.append({"stage": "program", "text": "\n".join(listing(attempt.words))})
        if attempt.outcome.fault is not None:
            events.append({"stage": "fault", "text": attempt.outcome.fault.sentence})
            continue
        steps = sandbox.trace(parse(attempt.words), question.numbers).steps
        events += [{"stage": "run", "text": str(step).replace("  ", " ").strip()} for step in steps]
    printed = record.attempts[-1].outcome.printed
    said = "no answer" if printed is None else printed
    events.append({"stage": "answer", "text": f"{said} (right: {question.answer}; the model asked for the answer "
                   f"directly says {'nothing' if direct is None else direct})"})
    return {"question": question.text, "events": events}


def listing(words: list[str]) -> list[str]:
    """The words as lines, digits joined: a line begins at each instruction. Also for words that are no program."""
    lines, before = [], ""
    for word in words:
        if word in INSTRUCTIONS or not lines:
            lines.append(word)
        else:
            lines[-1] += word if word.isdigit() and before.isdigit() else f" {word}"
        before = word
    return lines
