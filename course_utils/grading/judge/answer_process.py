"""The answer's process, behind the walls: reads what was handed in, runs its cells, and answers the judge's calls.

Nothing here is trusted once the first cell has run: the judge believes only the plain values that come back.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from course_utils.grading import answer_source
from course_utils.grading.judge import cell_run, handed_in, written_answer
from course_utils.grading.judge.channel import Channel, ChannelClosed
from course_utils.grading.judge.codec import CodecError, Packer, Unpacker


class AnswerProcess:
    """One submission's code and its objects; each method that the judge may ask for begins with `do_`."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.kept: list[object] = []  # values that are not plain stay here; the judge holds their numbers
        self.notebook: handed_in.HandedIn | None = None
        self.names: dict = {}

    def serve(self) -> None:
        """Answers one message after the other until the judge closes the channel."""
        while True:
            try:
                header, blobs = self.channel.receive()
            except ChannelClosed:
                return
            action: Callable = getattr(self, "do_" + header.pop("do"))
            try:
                reply, blobs = action(blobs, **header)
            except CodecError as error:
                reply, blobs = {"limit": str(error)}, []
            except BaseException as error:
                reply, blobs = {"limit": "memory"} if _out_of_memory(error) else {"raised": _kind(error)}, []
            self.channel.send(reply, blobs)

    def do_read(
        self, blobs: list[bytes], names: list[str], problems: list[dict], preferred: str, written: list[dict] = ()
    ) -> tuple:
        """Reads the notebook; replies with what its text says about each problem. No code of it has run yet."""
        wanted = [answer for problem in problems for answer in problem["answers"]]
        try:
            self.notebook = handed_in.read(list(zip(names, blobs, strict=True)), wanted, preferred)
        except handed_in.Refused as reason:
            return {"refused": str(reason)}, []
        except Exception:
            return {"refused": "the file is no notebook that can be read; save it again and hand it in"}, []
        defined = self.notebook.definitions
        notes = {}
        for problem in problems:
            texts = [(name, defined[name]) for name in problem["answers"] if name in defined]
            lost = [(name, handed_in.lost_in(self.notebook.cells, name)) for name in problem["answers"]]
            uses = [(name, answer_source.forbidden_use(text, tuple(problem["forbidden"]))) for name, text in texts]
            notes[problem["name"]] = {
                "missing": [name for name in problem["answers"] if name not in defined],
                "lost": [[name, *place] for name, place in lost if place and name not in defined],
                "blank": [name for name, text in texts if answer_source.is_blank(text, (name,))],
                "forbidden": [[name, *use] for name, use in uses if use][:1],
            }
        marks = handed_in.fingerprint([defined[name] for name in wanted if name in defined])
        reply = {
            "notebook": self.notebook.name,
            "cells": len(self.notebook.cells),
            "notes": notes,
            "fingerprint": marks,
            "written": written_answer.answers_in(self.notebook.texts, written),
        }
        return reply | {"digest": self.notebook.digest}, []

    def do_run(self, blobs: list[bytes], skip: list[int]) -> tuple:
        """Runs all cells but those to skip; says before each one which it is, so that a death has an address."""
        self.names = cell_run.notebook_names()
        failed = []
        for number, source in enumerate(self.notebook.cells):
            if number in skip or not source.strip():
                continue
            self.channel.send({"cell": number})
            if not cell_run.run_cell(source, f"<cell {number + 1}>", self.names):
                failed.append(number)
        return {"done": True, "failed": failed}, []

    def do_seed(self, blobs: list[bytes], seed: int) -> tuple:
        """Seeds Python, NumPy and torch, as the check in the notebook does before each test."""
        seed_everything(seed)
        return {"value": None}, []

    def do_get(self, blobs: list[bytes], name: str) -> tuple:
        """The value of a top-level name."""
        return self._value(self.names[name]) if name in self.names else ({"missing": True}, [])

    def do_attribute(self, blobs: list[bytes], of: int, name: str) -> tuple:
        """An attribute of a kept object."""
        return self._value(getattr(self.kept[of], name))

    def do_call(self, blobs: list[bytes], what: int, arguments: object) -> tuple:
        """Calls a kept object; the reply tells apart the value and the arguments that were changed in place."""
        unpacker = Unpacker(blobs, lambda node: self.kept[node["h"]])
        given, named = unpacker.unpack(arguments)
        return self._value(self.kept[what](*given, **named), unpacker)

    def do_probe(self, blobs: list[bytes], source: str, arguments: object) -> tuple:
        """Runs a test author's function `probe(env, …)` here, next to the answer; only its value goes back."""
        given, named = Unpacker(blobs, lambda node: self.kept[node["h"]]).unpack(arguments)
        space: dict = {}
        exec(compile(source, "<probe>", "exec"), space)
        return self._value(space["probe"](self.names, *given, **named))

    def _keep(self, value: object) -> dict:
        self.kept.append(value)
        return {"h": len(self.kept) - 1, "callable": callable(value), "type": type(value).__name__[:80]}

    def _value(self, value: object, unpacker: Unpacker | None = None) -> tuple[dict, list[bytes]]:
        packer = Packer(self._keep)
        reply = {"value": packer.pack(value)}
        changed = {}
        for place, (leaf, origin) in (
            enumerate(zip(unpacker.leaves, unpacker.origins, strict=True)) if unpacker else ()
        ):
            now = Packer()
            node = now.pack(leaf)
            if now.blobs[0] != origin:
                changed[place] = [node, len(packer.blobs)]
                packer.blobs.append(now.blobs[0])
        return (reply | {"changed": changed} if changed else reply), packer.blobs


def seed_everything(seed: int) -> None:
    """Seeds Python, NumPy and torch's CPU generator: as torch.manual_seed, without its search for devices."""
    import numpy
    import torch

    random.seed(seed)
    numpy.random.seed(seed)
    torch.default_generator.manual_seed(seed)


def _out_of_memory(error: BaseException) -> bool:
    """True for Python's MemoryError, and for the RuntimeError that torch raises in its place."""
    return isinstance(error, MemoryError) or (
        type(error) is RuntimeError and "allocate memory" in str(error.args[:1])
    )


def _kind(error: BaseException) -> list[str]:
    """The names of an exception's classes, nearest first; its text stays here."""
    return [str(one.__name__)[:80] for one in type(error).__mro__][:8]
