"""Dual machine: six letters sorted by a processor and by a transformer, stepped together and counted."""

from __future__ import annotations

import base64
import html
from typing import Any

from course_utils import assets
from course_utils.machine import Counters, Processor, Trace, disassemble
from course_utils.machine import energy as table
from course_utils.machine.instruction_set import REGISTERS
from course_utils.machine.programs import PROGRAMS
from course_utils.widgets.html_widget import HtmlWidget, WidgetError

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LENGTH = 6
SHOWN = ("s0", "t0", "t1", "t2", "t3", "a0", "a7")
"""The registers that the sorting program uses."""


def dual_machine(letters: str = "market", *, instruction: int = 0) -> HtmlWidget:
    """The two machines on the same six small letters, opened after that many instructions of the processor.

    Both run in the page: the program's own 20 instruction words, and the bundled sorter's own weights. One round is one
    letter put in place on the left and one token written on the right. Raises WidgetError for other letters.
    """
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        raise WidgetError(f"Give six small letters from a to z, such as “market”, not “{letters}”.")
    trace = Trace(PROGRAMS["sort_letters"].assemble(letters))
    trace.run()
    if not 0 <= instruction <= len(trace.steps):
        raise WidgetError(f"“{letters}” takes {len(trace.steps)} instructions: open it between 0 and that.")
    props = {"start": {"letters": letters, "at": instruction}, "program": program_props(letters),
             "network": network_props(), "energy": energy_props(), "letters": LETTERS + "="}
    rounds = rounds_of(trace, letters, props["network"]["steps"])
    said = summary(letters, rounds, trace.counters, props["network"]["steps"])
    return HtmlWidget("dual_machine", props, figure(rounds, said), text(letters, rounds, said))


def program_props(letters: str) -> dict[str, Any]:
    """The assembled program as the page runs it: words, what each says, addresses, and the registers to show."""
    program = PROGRAMS["sort_letters"].assemble(letters)
    words = [int.from_bytes(program.text[i : i + 4], "little") for i in range(0, len(program.text), 4)]
    says = [disassemble(word, program.text_base + 4 * i, program.labels) for i, word in enumerate(words)]
    processor = Processor.for_program(program)
    return {
        "text": [word - (word >> 31 << 32) for word in words],  # signed, as the page's own 32-bit numbers are
        "says": says, "textBase": program.text_base, "entry": program.entry, "data": list(program.data),
        "dataBase": program.labels["letters"], "stackTop": processor.register("sp"), "shown": list(SHOWN),
        "numbers": [REGISTERS[name] for name in SHOWN], "round": program.labels["place"],
        "labels": {str(address): name for name, address in program.labels.items() if name != "letters"},
    }


def network_props() -> dict[str, Any]:
    """The bundled sorter: shapes, whole numbers and scales in base 64, sizes, and the work of each written token."""
    from safetensors.torch import load_file

    from course_utils.nn.decoder import generation_costs
    from course_utils.training.train_sorter import SIZES

    packed = load_file(assets.bundled("sorter.safetensors"))
    shapes, whole, real = [], b"", b""
    for name in sorted(name for name in packed if not name.endswith(".scale")):
        value = packed[name]
        matrix = value.ndim == 2
        shapes.append([name, *value.shape] if matrix else [name, len(value), 0])
        whole += value.numpy().tobytes() if matrix else b""
        real += packed[f"{name}.scale" if matrix else name].numpy().astype("<f4").tobytes()
    C, layers, V = SIZES["C"], SIZES["layers"], SIZES["V"]
    costs = generation_costs(C, layers, V, prompt=LENGTH + 1, new=LENGTH)
    return {
        "sizes": {"H": SIZES["H"], "layers": layers}, "steps": [[int(c.flop), int(c.bytes)] for c in costs],
        "weights": {"shapes": shapes, "whole": _base64(whole), "real": _base64(real)},
    }


def energy_props() -> dict[str, float]:
    """Picojoules of `machine.energy`'s table: an instruction, an access to either cache, half a multiply-and-add."""
    flop = table.network_energy(1, 0).total_j
    weight_byte = table.network_energy(0, 1).total_j
    values = {"instruction": table.INSTRUCTION_J, "access": table.CACHE_8KB_J, "flop": flop, "byte": weight_byte}
    return {name: round(value / table.PICO, 6) for name, value in values.items()}


def rounds_of(trace: Trace, letters: str, steps: list[list[int]]) -> list[dict[str, Any]]:
    """After each round: the letters in memory, instructions so far, the transformer's tokens, FLOP so far."""
    from course_utils.training import train_sorter

    (answer,) = train_sorter.sort_letters(train_sorter.load(), [letters])
    place, base = trace.program.labels["place"], trace.program.labels["letters"]
    memory, rounds = list(letters), []
    for step in trace.steps:
        if step.stored:
            memory[step.stored.place - base] = chr(step.stored.after)
        if step.pc == place:
            k = len(rounds) + 1
            rounds.append({"memory": "".join(memory), "instructions": step.number, "tokens": answer[:k],
                           "flop": sum(flop for flop, _ in steps[:k])})
    rounds[-1] |= {"instructions": len(trace.steps)}  # the last round includes printing and the end
    return rounds


def summary(letters: str, rounds: list[dict[str, Any]], counters: Counters, steps: list[list[int]]) -> str:
    """Both machines' result and totals in one sentence."""
    last, weights = rounds[-1], sum(read for _, read in steps)
    return (
        f"To sort “{letters}” the processor executes {last['instructions']} instructions and moves "
        f"{counters.bytes_moved:,} bytes; the transformer writes “{last['tokens']}” with {last['flop']:,} FLOP "
        f"and reads {weights:,} bytes of weights."
    )


def text(letters: str, rounds: list[dict[str, Any]], said: str) -> str:
    """The rounds as a small text table."""
    lines = [f"Two machines sort “{letters}”", "round  letters  instructions  tokens     FLOP"]
    for k, one in enumerate(rounds, 1):
        lines.append(f"{k:>5}  {one['memory']:<7}  {one['instructions']:>12}  {one['tokens']:<6}  {one['flop']:>7,}")
    return "\n".join([*lines, said])


def figure(rounds: list[dict[str, Any]], said: str) -> str:
    """The same rounds as a table with a caption: the still figure."""
    head = "".join(f'<th scope="col">{name}</th>' for name in (
        "Round", "Processor: letters in memory", "Instructions so far", "Transformer: tokens written", "FLOP so far"))
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
