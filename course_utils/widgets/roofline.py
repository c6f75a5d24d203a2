"""Roofline: a kernel of a language model moved under the roof of a recorded machine or of a chip's data sheet."""

from __future__ import annotations

import html
from typing import Any

from course_utils import costs, hardware
from course_utils.costs import Cost
from course_utils.measure import report
from course_utils.measure.ceilings import Ceilings
from course_utils.units import rate_text, text
from course_utils.widgets.html_widget import HtmlWidget, WidgetError

LAYERS, VOCABULARY, HEAD = 12, 50257, 64
KERNELS = {
    "model decode": "Whole model, one token for each sequence (decode)",
    "model prefill": "Whole model, a prompt read at once (prefill)",
    "feed-forward": "One matrix product of the feed-forward part",
    "attention prefill": "Attention over a prompt, step by step",
    "attention fused": "Attention over a prompt, fused",
    "attention decode": "Attention of one token to a KV cache",
    "residual add": "Adding two arrays",
}
DTYPES = {"fp64": 8, "fp32": 4, "tf32": 4, "bf16": 2, "fp16": 2, "fp8": 1, "fp4": 0.5}
DTYPES |= {"int32": 4, "int16": 2, "int8": 1}
LONGEST = {"B": 12, "T": 17, "C": 14}
"""Largest powers of two on the sliders; the width begins at 64."""


def roofline(
    machine: str | None = None, *, dtype: str | None = None, kernel: str = "model decode",
    B: int = 1, T: int = 512, C: int = 768, own: Ceilings | None = None,
) -> HtmlWidget:
    """The roof of a machine with one kernel under it, to be moved by batch B, tokens T and width C.

    B, T, C: powers of two; C may be 768 too. T is the prompt's length, in decode the tokens in the cache. machine: a
    recorded machine or a chip of `hardware`; when left out the H100 SXM, or the reader's own if `own` is given, the
    ceilings that `measure.ceilings.measure` found. dtype: "fp32", "bf16" … as far as the machine has it. Raises
    WidgetError with what there is.
    """
    machines = machines_props(own)
    names = [one["name"] for one in machines]
    machine = machine or (names[0] if own else "H100 SXM")
    if machine not in names:
        raise WidgetError(f"There is no machine “{machine}”; choose one of: {', '.join(names)}.")
    chosen = machines[names.index(machine)]
    dtype = dtype or next(d for d in ("bf16", "fp16", *chosen["peaks"]) if d in chosen["peaks"])
    if dtype not in chosen["peaks"]:
        raise WidgetError(f"{machine} has no recorded rate for “{dtype}”; it has: {', '.join(chosen['peaks'])}.")
    if kernel not in KERNELS:
        raise WidgetError(f"There is no kernel “{kernel}”; choose one of: {', '.join(KERNELS)}.")
    for letter, value, least in (("B", B, 1), ("T", T, 1), ("C", C, 64)):
        allowed = [2**n for n in range(least.bit_length() - 1, LONGEST[letter] + 1)] + [768] * (letter == "C")
        if value not in allowed:
            raise WidgetError(f"{letter} must be a power of two from {least} to {2 ** LONGEST[letter]:,}, not {value}.")
    start = {"machine": names.index(machine), "dtype": dtype, "kernel": kernel, "B": B, "T": T, "C": C}
    props = {"machines": machines, "kernels": KERNELS, "bytes": DTYPES, "start": start, "longest": LONGEST}
    said = sentence(chosen, dtype, kernel, B, T, C)
    return HtmlWidget("roofline", props, figure(machines, said), text_table(machines, said))


def kernel_cost(kernel: str, B: int, T: int, C: int, dtype_bytes: float) -> Cost:
    """FLOP and bytes of one of KERNELS; the model has 12 layers, a vocabulary of 50,257 and heads of 64."""
    H = C // HEAD
    return {
        "model decode": lambda: costs.decode_step(LAYERS, C, VOCABULARY, B, T, dtype_bytes),
        "model prefill": lambda: costs.prefill(LAYERS, C, VOCABULARY, B, T, dtype_bytes),
        "feed-forward": lambda: costs.matmul(B * T, C, 4 * C, dtype_bytes),
        "attention prefill": lambda: costs.attention(B, H, T, T, HEAD, dtype_bytes),
        "attention fused": lambda: costs.attention(B, H, T, T, HEAD, dtype_bytes, fused=True),
        "attention decode": lambda: costs.attention(B, H, 1, T, HEAD, dtype_bytes, fused=True),
        "residual add": lambda: Cost(B * T * C, 3 * dtype_bytes * B * T * C),
    }[kernel]()


def measured_machine(name: str, where: str, ceilings: Ceilings) -> dict[str, Any]:
    """A measured machine as the page reads it: matrix rates, main memory, where and when."""
    peaks = {hardware.TORCH_NAMES.get(dtype, dtype): rate.per_s for dtype, rate in ceilings.matrix.items()}
    return {"name": name, "group": "Measured", "where": where, "memory": ceilings.main_memory, "peaks": peaks}


def machines_props(own: Ceilings | None) -> list[dict[str, Any]]:
    """The reader's own machine if given, every recorded one, then every chip that has a bandwidth, newest first."""
    found = [measured_machine("This machine", "measured just now by this notebook", own)] if own else []
    for record, told in report.recorded():
        name = record.machine["accelerator"] or f"{record.machine['processor']}, {told.ceilings.threads} thread(s)"
        found.append(measured_machine(name, f"measured: {record.where}", told.ceilings))
    for chip in reversed(hardware.chips()):
        peaks = {s.dtype: chip.peak(s.dtype).value for s in chip.specs if s.what == "peak" and s.density == "dense"}
        if bandwidth := chip.find("bandwidth"):
            where = f"data sheet, {chip.year}, dense peaks; bandwidth {bandwidth.checked}"
            found.append({"name": chip.name, "group": f"{chip.kind.upper()}, data sheet", "where": where,
                          "memory": bandwidth.value, "peaks": peaks})
    return found


def sentence(machine: dict[str, Any], dtype: str, kernel: str, B: int, T: int, C: int) -> str:
    """The starting point in words: intensity, balance, what it waits for, and the least time."""
    peak, work = machine["peaks"][dtype], kernel_cost(kernel, B, T, C, DTYPES[dtype])
    arithmetic_s, memory_s = work.flop / peak, work.bytes / machine["memory"]
    bound = "arithmetic" if arithmetic_s > memory_s else "memory"
    return (
        f"On {machine['name']} in {dtype}, “{kernel}” with B = {B:,}, T = {T:,}, C = {C:,} does "
        f"{work.intensity:.3g} FLOP/byte against a balance of {peak / machine['memory']:.3g}: it waits for {bound}, "
        f"at least {text(max(arithmetic_s, memory_s), 's')}."
    )


def _row(machine: dict[str, Any]) -> tuple[str, str, str, str]:
    dtype = next(d for d in ("bf16", "fp16", *machine["peaks"]) if d in machine["peaks"])
    peak = machine["peaks"][dtype]
    rate = text(peak, "OP/s") if dtype.startswith("int") else rate_text(peak)
    return machine["name"], f"{dtype} {rate}", text(machine["memory"], "B/s"), f"{peak / machine['memory']:.3g}"


def text_table(machines: list[dict[str, Any]], said: str) -> str:
    """Machines with peak, bandwidth and balance, as text."""
    rows = [f"{n:<34} {p:>20} {b:>11} {r:>8}" for n, p, b, r in map(_row, machines)]
    return "\n".join([f"{'machine':<34} {'dense peak':>20} {'bandwidth':>11} {'balance':>8}", *rows, said])


def figure(machines: list[dict[str, Any]], said: str) -> str:
    """The same table as HTML with a caption: the still figure."""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Machine", "Dense peak", "Bandwidth", "Balance"))
    rows = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        for name, *cells in map(_row, machines)
    )
    return (
        f'<figure style="margin:0;overflow-x:auto"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"<figcaption>{html.escape(said)} "
        "This table stands still until its cell is run or JavaScript is on.</figcaption></figure>"
    )
