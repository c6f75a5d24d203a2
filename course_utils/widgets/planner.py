"""Planner: memory, time and money of training and serving a model, from 100 million to a trillion parameters."""

from __future__ import annotations

import html
from typing import Any

from course_utils import costs, hardware
from course_utils.units import text
from course_utils.widgets.html_widget import HtmlWidget, WidgetError

CHIPS = ("Tesla T4", "V100", "A100 80GB SXM", "H100 SXM", "H200", "MI300X", "TPU v5e")
SIZES = [m * 10**e for e in (8, 9, 10, 11) for m in (1, 2, 4, 7)] + [10**12]
TOKENS = [m * 10**e for e in (9, 10, 11, 12) for m in (1, 2, 5)] + [10**13, 2 * 10**13]
MOST_DEVICES = 14  # as a power of two
STAGES = {0: "nothing sharded", 1: "optimizer sharded", 2: "optimizer and gradients sharded", 3: "everything sharded"}


def planner(
    chip: str = "H100 SXM", *, parameters: float = 7e9, tokens: float = 2e12, devices: int = 64, sharded: int = 2,
    utilisation: float = 0.4, price: float = 2.5,
) -> HtmlWidget:
    """The calculator, to begin with this plan. price: in any currency, for an hour of one device.

    Serving is counted for one sequence in 16 bits: every token reads all weights once. Raises WidgetError for a chip
    without dense 16-bit peak, bandwidth and memory on record, and for numbers that the controls cannot show.
    """
    chips = chips_props()
    names = [one["name"] for one in chips]
    if chip not in names:
        raise WidgetError(f"There is no plan for “{chip}”; choose one of: {', '.join(names)}.")
    for name, value, allowed in (("parameters", parameters, SIZES), ("tokens", tokens, TOKENS),
                                 ("devices", devices, [2**n for n in range(MOST_DEVICES + 1)]),
                                 ("sharded", sharded, list(STAGES))):
        if value not in allowed:
            raise WidgetError(f"{name} must be one of {', '.join(f'{one:,}' for one in allowed)}, not {value:,}.")
    if not 0.01 <= utilisation <= 1 or price < 0:
        raise WidgetError("The utilisation is a share from 0.01 to 1, and a price is not negative.")
    start = {"chip": names.index(chip), "parameters": SIZES.index(parameters), "tokens": TOKENS.index(tokens),
             "devices": devices.bit_length() - 1, "sharded": sharded, "utilisation": utilisation, "price": price}
    props = {"chips": chips, "sizes": SIZES, "tokens": TOKENS, "most": MOST_DEVICES, "stages": STAGES, "start": start}
    one = chips[names.index(chip)]
    found = plan(one, parameters, tokens, devices, sharded, utilisation, price)
    rows = [(label, text(found[key], unit) if unit else f"{found[key]:,.4g}") for key, label, unit in ROWS]
    said = (f"{devices:,} × {chip}, {parameters / 1e9:g} billion parameters, {tokens / 1e9:,g} billion tokens, "
            f"{STAGES[sharded]}")
    return HtmlWidget("planner", props, figure(rows, said), "\n".join([said, *(f"{a:<44}{b:>14}" for a, b in rows)]))


ROWS = (
    ("flop", "Training", "FLOP"), ("days", "Days of training", ""), ("state_bytes", "State on each device", "B"),
    ("device_bytes", "Memory of a device", "B"), ("cost", "Price of the training", ""),
    ("weight_bytes", "Weights to serve, 16 bits", "B"), ("least", "Devices that hold them", ""),
    ("tokens_per_s", "Tokens a second, one sequence, at most", ""), ("million", "Price of a million of them", ""),
)


def chips_props() -> list[dict[str, Any]]:
    """Name, dense 16-bit peak, bandwidth and memory of the chips that can be planned with, in base units."""
    found = []
    for name in CHIPS:
        chip = hardware.chip(name)
        dtype = "bf16" if chip.find("peak", dtype="bf16") else "fp16"
        found.append({"name": chip.name, "peak": chip.peak(dtype).value, "bandwidth": chip.bandwidth.value,
                      "memory": chip.memory_bytes})
    return found


def plan(
    chip: dict[str, Any], parameters: float, tokens: float, devices: int, sharded: int, utilisation: float, price: float
) -> dict[str, float]:
    """All figures of one plan, by `costs`, in base units; days in days, prices in the currency of `price`."""
    flop, weight_bytes = costs.training_flop(parameters, tokens), 2 * parameters
    seconds = costs.run_s(flop, devices, chip["peak"], utilisation)
    least = -(-weight_bytes // chip["memory"])
    tokens_per_s = least * chip["bandwidth"] / weight_bytes
    return {
        "flop": flop, "days": seconds / 86400, "cost": costs.money(seconds, devices, price),
        "weight_bytes": weight_bytes, "device_bytes": chip["memory"],
        "state_bytes": costs.training_state_bytes(parameters, devices, sharded),
        "least": least, "tokens_per_s": tokens_per_s, "million": least * price / 3600 * 1e6 / tokens_per_s,
    }


def figure(rows: list[tuple[str, str]], said: str) -> str:
    """The plan as a table with a caption: the still figure."""
    body = "".join(f'<tr><th scope="row">{html.escape(a)}</th><td>{html.escape(b)}</td></tr>' for a, b in rows)
    return (
        f'<figure style="margin:0;overflow-x:auto"><table><tbody>{body}</tbody></table>'
        f"<figcaption>{html.escape(said)}. "
        "This table stands still until its cell is run or JavaScript is on.</figcaption></figure>"
    )
