"""KV cache: token after token with and without one; what each step computes and reads, and what it adds up to."""

from __future__ import annotations

import html

from course_utils import costs
from course_utils.costs import Cost
from course_utils.units import text
from course_utils.widgets.html_widget import HtmlWidget, WidgetError

MODELS = (
    {"name": "GPT-2 small", "L": 12, "C": 768, "V": 50257},
    {"name": "GPT-2 XL", "L": 48, "C": 1600, "V": 50257},
    {"name": "a model of 32 layers, width 4096", "L": 32, "C": 4096, "V": 32000},
)
PROMPTS = (1, 16, 64)
MOST = 64
"""New tokens on the slider."""


def kv_cache(model: str = "GPT-2 small", *, prompt: int = 16, step: int = 8, cached: bool = True) -> HtmlWidget:
    """Tokens written one by one, with counters of FLOP and bytes for both ways, at 2 bytes a number.

    model: a name of MODELS. prompt: one of PROMPTS. step: the new token that is being written, 0 to MOST; step 0 reads
    the prompt. Raises WidgetError with what there is.
    """
    names = [one["name"] for one in MODELS]
    if model not in names:
        raise WidgetError(f"There is no model “{model}”; choose one of: {', '.join(names)}.")
    if prompt not in PROMPTS:
        raise WidgetError(f"The prompt has one of {', '.join(map(str, PROMPTS))} tokens, not {prompt}.")
    if not 0 <= step <= MOST:
        raise WidgetError(f"The new token is one of 0 to {MOST}, not {step}.")
    start = {"model": names.index(model), "prompt": prompt, "step": step, "cached": int(cached)}
    props = {"models": list(MODELS), "prompts": list(PROMPTS), "most": MOST, "start": start}
    rows = table_rows(model, prompt)
    said = (
        f"{model}, a prompt of {prompt} tokens: after {MOST} more tokens the cache has saved a factor of "
        f"{total_cost(model, prompt, MOST, False).flop / total_cost(model, prompt, MOST, True).flop:.3g} in FLOP."
    )
    return HtmlWidget("kv_cache", props, figure(rows, said), text_table(rows, said))


def _shape(model: str) -> tuple[int, int, int]:
    one = next(one for one in MODELS if one["name"] == model)
    return one["L"], one["C"], one["V"]


def step_cost(model: str, prompt: int, n: int, cached: bool) -> Cost:
    """FLOP and bytes of the step that writes new token n; step 0 reads the prompt, in both ways.

    With a cache: `costs.decode_step` with S = prompt + n tokens, the new one among them. Without: `costs.prefill` of
    all prompt + n tokens.
    """
    L, C, V = _shape(model)
    if cached and n > 0:
        return costs.decode_step(L, C, V, 1, prompt + n)
    return costs.prefill(L, C, V, 1, prompt + n)


def total_cost(model: str, prompt: int, n: int, cached: bool) -> Cost:
    """FLOP and bytes of the steps 0 to n together."""
    return sum((step_cost(model, prompt, i, cached) for i in range(1, n + 1)), step_cost(model, prompt, 0, cached))


def table_rows(model: str, prompt: int) -> list[tuple[str, str, str, str]]:
    """New token, FLOP since the start without and with a cache, bytes of the cache, for a few tokens."""
    L, C, _ = _shape(model)
    found = []
    for n in (0, 1, 4, 16, MOST):
        without, kept = (total_cost(model, prompt, n, cached).flop for cached in (False, True))
        cache = costs.kv_cache_bytes(L, 1, prompt + n, C)
        found.append((str(n), text(without, "FLOP"), text(kept, "FLOP"), text(cache, "B")))
    return found


HEAD = ("New token", "FLOP without", "FLOP with a cache", "Cache")


def text_table(rows: list[tuple[str, str, str, str]], said: str) -> str:
    """The rows as text."""
    return "\n".join(["".join(f"{cell:>20}" for cell in row) for row in (HEAD, *rows)] + [said])


def figure(rows: list[tuple[str, str, str, str]], said: str) -> str:
    """The same rows as an HTML table with a caption: the still figure."""
    head = "".join(f'<th scope="col">{name}</th>' for name in HEAD)
    body = "".join(
        f'<tr><th scope="row">{n}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for n, *cells in rows
    )
    return (
        f'<figure style="margin:0;overflow-x:auto"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        f"<figcaption>{html.escape(said)} "
        "This table stands still until its cell is run or JavaScript is on.</figcaption></figure>"
    )
