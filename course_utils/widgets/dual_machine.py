"""Dual machine: one task done by a processor and by a transformer, stepped together and counted.

Two tasks: sort six letters, and add two numbers of three digits.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from course_utils import assets
from course_utils.machine import Counters, Processor, Trace, disassemble
from course_utils.machine import energy as table
from course_utils.machine.assembler import Program
from course_utils.machine.instruction_set import REGISTERS
from course_utils.machine.programs import PROGRAMS
from course_utils.widgets.html_widget import HtmlWidget, WidgetError

INSTRUCTION_BYTES = 4


@dataclass(frozen=True)
class Task:
    """What both machines do: the processor's program and the bundled model, and what the page needs to show them.

    ask: what may be given. inputs: a given text as the program's inputs. data: the label of its first byte. cells: the
    bytes of memory shown, with a gap before each of `gaps`. round_end: the address of the instruction that ends a
    round. prompt and tokens: how many tokens the transformer reads before it writes, and writes. read: what these say.
    """

    verb: str
    example: str
    ask: str
    program: str
    inputs: Callable[[str], list[str]]
    data: str
    cells: int
    gaps: tuple[int, ...]
    shown: tuple[str, ...]
    round_end: Callable[[dict[str, int]], int]
    model: str
    symbols: str
    prompt: int
    tokens: int
    read: Callable[[str], str]

    def assemble(self, text: str) -> Program:
        """The program for this text."""
        return PROGRAMS[self.program].assemble(*self.inputs(text))

    def trainer(self) -> ModuleType:
        """The module that made the model and loads it."""
        from course_utils.training import train_adder, train_sorter

        return {"sorter": train_sorter, "adder": train_adder}[self.model]


TASKS = {
    "sort": Task(
        "sort", "market", r"[a-z]{6}", "sort_letters", lambda text: [text], "letters", 6, (),
        ("s0", "t0", "t1", "t2", "t3", "a0", "a7"), lambda labels: labels["place"],
        "sorter", "abcdefghijklmnopqrstuvwxyz=", 7, 6, lambda written: written),
    "add": Task(
        "add", "957+168", r"[1-9]\d\d\+[1-9]\d\d", "add_decimal", lambda text: text.split("+"), "first", 10, (3, 6),
        ("s0", "s1", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a0", "a7"),
        lambda labels: labels["finish"] - INSTRUCTION_BYTES,
        "adder", "0123456789+=", 8, 4, lambda written: written[::-1].removeprefix("0")),
}


def dual_machine(text: str = "market", *, instruction: int = 0) -> HtmlWidget:
    """The two machines on six small letters, or on a sum such as "957+168", opened after that many instructions.

    Both run in the page, which can change the task and the text: the programs' own instruction words, and the bundled
    models' own weights. One round is one letter put in place, or one digit added, on the left, and one token written on
    the right. Raises WidgetError for any other text.
    """
    name = next((name for name, task in TASKS.items() if re.fullmatch(task.ask, text, re.ASCII)), None)
    if name is None:
        raise WidgetError(
            f"Give six small letters from a to z, such as “market”, or two numbers from 100 to 999, such as “957+168”, "
            f"not “{text}”.")
    texts = {one: task.example for one, task in TASKS.items()} | {name: text}
    traces = {one: traced(TASKS[one], texts[one]) for one in TASKS}
    if not 0 <= instruction <= len(traces[name].steps):
        raise WidgetError(f"“{text}” takes {len(traces[name].steps)} instructions: open it between 0 and that.")
    tasks = {one: {"program": program_props(task, texts[one]), "network": network_props(task), "symbols": task.symbols}
             for one, task in TASKS.items()}
    props = {"start": {"task": name, "at": instruction}, "texts": texts, "tasks": tasks, "energy": energy_props()}
    stills, words = [], []
    for one in sorted(TASKS, key=lambda each: each != name):  # the task that is open comes first
        steps = tasks[one]["network"]["steps"]
        rounds = rounds_of(TASKS[one], texts[one], traces[one], steps)
        said = summary(TASKS[one], texts[one], rounds, traces[one].counters, steps)
        stills.append(figure(rounds, said))
        words.append(table_text(TASKS[one], texts[one], rounds, said))
    return HtmlWidget("dual_machine", props, "".join(stills), "\n\n".join(words))


def traced(task: Task, text: str) -> Trace:
    """The program's whole run on this text."""
    trace = Trace(task.assemble(text))
    trace.run()
    return trace


def program_props(task: Task, text: str) -> dict[str, Any]:
    """The assembled program as the page runs it: words, what each says, addresses, and the registers to show."""
    program = task.assemble(text)
    words = [int.from_bytes(program.text[i : i + 4], "little") for i in range(0, len(program.text), 4)]
    end = program.text_base + len(program.text)
    labels = {address: name for name, address in program.labels.items() if program.text_base <= address < end}
    says = [disassemble(word, program.text_base + 4 * i, program.labels) for i, word in enumerate(words)]
    return {
        "text": [word - (word >> 31 << 32) for word in words],  # signed, as the page's own 32-bit numbers are
        "says": says, "textBase": program.text_base, "entry": program.entry, "data": list(program.data),
        "dataBase": program.labels[task.data], "stackTop": Processor.for_program(program).register("sp"),
        "shown": list(task.shown), "numbers": [REGISTERS[name] for name in task.shown],
        "round": task.round_end(program.labels), "cells": task.cells, "gaps": list(task.gaps),
        "labels": {str(address): name for address, name in labels.items()},
    }


def network_props(task: Task) -> dict[str, Any]:
    """The bundled model: shapes, whole numbers and scales in base 64, sizes, and the work of each written token."""
    from safetensors.torch import load_file

    from course_utils.nn.decoder import generation_costs

    packed = load_file(assets.bundled(f"{task.model}.safetensors"))
    shapes, whole, real = [], b"", b""
    for name in sorted(name for name in packed if not name.endswith(".scale")):
        value = packed[name]
        matrix = value.ndim == 2
        shapes.append([name, *value.shape] if matrix else [name, len(value), 0])
        whole += value.numpy().tobytes() if matrix else b""
        real += packed[f"{name}.scale" if matrix else name].numpy().astype("<f4").tobytes()
    sizes = task.trainer().SIZES
    costs = generation_costs(sizes["C"], sizes["layers"], sizes["V"], prompt=task.prompt, new=task.tokens)
    return {
        "sizes": {"H": sizes["H"], "layers": sizes["layers"]}, "steps": [[int(c.flop), int(c.bytes)] for c in costs],
        "weights": {"shapes": shapes, "whole": _base64(whole), "real": _base64(real)},
    }


def energy_props() -> dict[str, float]:
    """Picojoules of `machine.energy`'s table: an instruction, an access to either cache, half a multiply-and-add."""
    flop = table.network_energy(1, 0).total_j
    weight_byte = table.network_energy(0, 1).total_j
    values = {"instruction": table.INSTRUCTION_J, "access": table.CACHE_8KB_J, "flop": flop, "byte": weight_byte}
    return {name: round(value / table.PICO, 6) for name, value in values.items()}


def written(task: Task, text: str) -> str:
    """The tokens that the bundled model writes for this text."""
    import torch

    prompt = torch.tensor([[task.symbols.index(symbol) for symbol in text + "="]])
    return "".join(task.symbols[token] for token in task.trainer().load().generate(prompt, task.tokens)[0].tolist())


def rounds_of(task: Task, text: str, trace: Trace, steps: list[list[int]]) -> list[dict[str, Any]]:
    """After each round: the bytes in memory, instructions so far, the transformer's tokens, FLOP so far."""
    answer, labels = written(task, text), trace.program.labels
    memory = [chr(byte) if byte else "·" for byte in trace.program.data[: task.cells]]
    rounds: list[dict[str, Any]] = []
    for step in trace.steps:
        if step.stored:
            memory[step.stored.place - labels[task.data]] = chr(step.stored.after)
        ends = step.pc == task.round_end(labels) and len(rounds) < task.tokens - 1
        if ends or step is trace.steps[-1]:
            k = len(rounds) + 1
            shown = "".join(" " * (i in task.gaps) + byte for i, byte in enumerate(memory))
            rounds.append({"memory": shown, "instructions": step.number, "tokens": answer[:k],
                           "flop": sum(flop for flop, _ in steps[:k])})
    return rounds


def summary(task: Task, text: str, rounds: list[dict[str, Any]], counters: Counters, steps: list[list[int]]) -> str:
    """Both machines' result and totals in one sentence."""
    last, weights = rounds[-1], sum(read for _, read in steps)
    says = task.read(last["tokens"])
    meant = f" for “{says}”" if says != last["tokens"] else ""
    return (
        f"To {task.verb} “{text}” the processor executes {last['instructions']} instructions and moves "
        f"{counters.bytes_moved:,} bytes; the transformer writes “{last['tokens']}”{meant} with {last['flop']:,} FLOP "
        f"and reads {weights:,} bytes of weights."
    )


def table_text(task: Task, text: str, rounds: list[dict[str, Any]], said: str) -> str:
    """The rounds as a small text table."""
    lines = [f"Two machines {task.verb} “{text}”", f"round  {'memory':<12}  instructions  tokens     FLOP"]
    for k, one in enumerate(rounds, 1):
        lines.append(f"{k:>5}  {one['memory']:<12}  {one['instructions']:>12}  {one['tokens']:<6}  {one['flop']:>7,}")
    return "\n".join([*lines, said])


def figure(rounds: list[dict[str, Any]], said: str) -> str:
    """The same rounds as a table with a caption: the still figure."""
    head = "".join(f'<th scope="col">{name}</th>' for name in (
        "Round", "Processor: memory", "Instructions so far", "Transformer: tokens written", "FLOP so far"))
    rows = "".join(
        f'<tr><th scope="row">{k}</th><td><code>{one["memory"]}</code></td><td>{one["instructions"]}</td>'
        f'<td><code>{one["tokens"]}</code></td><td>{one["flop"]:,}</td></tr>' for k, one in enumerate(rounds, 1))
    return (
        f'<figure style="margin:0;overflow-x:auto"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"<figcaption>{html.escape(said)} "
        "This table stands still until its cell is run or JavaScript is on.</figcaption></figure>"
    )


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
