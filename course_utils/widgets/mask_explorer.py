"""Mask explorer: which words are hidden, which the loss sees, and what two tiny models answer at each place.

One model was trained by BERT's rule; the other's words were selected and scored as often, but never hidden: it cheats.
"""

from __future__ import annotations

import base64
import html
from typing import Any

from course_utils import assets
from course_utils.widgets.html_widget import HtmlWidget, WidgetError

TEXTS = (
    "the old cat sees a small dog . she sings here .",
    "a bird sings . the dogs see the cat . he sleeps",
    "the dog barks here . a cat likes the old dogs .",
)
MODELS = {"hidden": "trained with hidden words", "open": "trained with nothing hidden"}
SHOWN = 5  # words of each answer
Rule = tuple[int, int, int]


def mask_explorer(
    text: str = TEXTS[0], *, draw: int = 9, share: int = 15, masked: int = 80, random: int = 10,
    place: int | None = None,
) -> HtmlWidget:
    """Twelve words, the dice of one draw, and what both models answer at a place.

    text: twelve words of the grammar of chapter 07. draw: the number of the draw, 0 to 9999. share: percent of the
    positions that are selected. masked, random: percent of the selected that become [MASK], or another word; the rest
    stay. place: where to look first, from 0; by default the first one hidden. Raises WidgetError with what is allowed.
    """
    from course_utils.training.train_gap_fillers import SIZES, WORDS, tokens

    try:
        ids = tokens(text)
    except ValueError as problem:
        raise WidgetError(str(problem)) from None
    if len(ids) != SIZES["T"]:
        raise WidgetError(f"Give {SIZES['T']} words, not {len(ids)}.")
    if not 0 <= draw <= 9999:
        raise WidgetError(f"The number of the draw is one of 0 to 9999, not {draw}.")
    if not (0 <= share <= 100 and 0 <= masked <= 100 and 0 <= random <= 100 - masked):
        raise WidgetError("Shares are percent from 0 to 100, and masked and random together at most 100.")
    inputs, labels = corrupt(ids, dice(draw, len(ids), len(WORDS)), (share, masked, random))
    asked = [i for i, label in enumerate(labels) if label is not None]
    if place is None:
        place = next((i for i in asked if inputs[i] == SIZES["V"] - 1), asked[0] if asked else 0)
    if not 0 <= place < len(ids):
        raise WidgetError(f"The place is one of 0 to {len(ids) - 1}, not {place}.")
    texts = [text, *(one for one in TEXTS if one != text)]
    start = {"draw": draw, "share": share, "masked": masked, "random": random, "place": place}
    props = {"words": list(WORDS), "texts": texts, "start": start, "models": packed_models(),
             "sizes": {"H": SIZES["H"], "layers": SIZES["layers"]}, "names": MODELS}
    said, rows = answers(ids, inputs, labels, place)
    still = figure(ids, inputs, labels, rows, said)
    return HtmlWidget("mask_explorer", props, still, f"{' '.join(shown(inputs))}\n{said}")


def dice(draw: int, T: int, words: int) -> list[tuple[float, float, int]]:
    """For each position: chance, fate, and the token that a random word would be.

    The numbers are Park and Miller's: each is 48,271 times the one before, modulo 2³¹ − 1. The page has the same ones.
    """
    prime, state, numbers = 2**31 - 1, draw * 7919 + 17, []
    for _ in range(5 + 3 * T):
        state = state * 48_271 % prime
        numbers.append(state / prime)
    return [(a, b, 1 + int(c * words)) for a, b, c in zip(*(numbers[5 + k :: 3] for k in range(3)), strict=True)]


def corrupt(ids: list[int], thrown: list[tuple[float, float, int]], rule: Rule) -> tuple[list[int], list[int | None]]:
    """What the model reads, and what the loss asks at each position (None: nothing); shares in percent."""
    from course_utils.training.train_gap_fillers import MASK

    share, masked, random = (one / 100 for one in rule)
    inputs: list[int] = []
    labels: list[int | None] = []
    for token, (chance, fate, drawn) in zip(ids, thrown, strict=True):
        chosen = chance < share
        labels.append(token if chosen else None)
        inputs.append(token if not chosen else MASK if fate < masked else drawn if fate < masked + random else token)
    return inputs, labels


def packed_models() -> dict[str, dict[str, Any]]:
    """Both bundled models: shapes, whole numbers and scales in base 64."""
    from safetensors.torch import load_file

    from course_utils.training.train_gap_fillers import FILE

    packed, found = load_file(assets.bundled(FILE)), {}
    for model in MODELS:
        shapes, whole, real = [], b"", b""
        for name in sorted(n for n in packed if n.startswith(f"{model}.") and not n.endswith(".scale")):
            value = packed[name]
            matrix = value.ndim == 2
            shapes.append([name.removeprefix(f"{model}."), *value.shape, *([] if matrix else [0])])
            whole += value.numpy().tobytes() if matrix else b""
            real += packed[f"{name}.scale" if matrix else name].numpy().astype("<f4").tobytes()
        found[model] = {"shapes": shapes, "whole": _base64(whole), "real": _base64(real)}
    return found


def probabilities(inputs: list[int]) -> dict[str, list[list[float]]]:
    """Each model's probabilities of all tokens at every position."""
    import torch

    from course_utils.training.train_gap_fillers import load

    with torch.no_grad():
        return {name: model(torch.tensor([inputs])).softmax(dim=-1)[0].tolist() for name, model in load().items()}


def answers(
    ids: list[int], inputs: list[int], labels: list[int | None], place: int
) -> tuple[str, list[tuple[str, list[str]]]]:
    """What there is to see in words, and each model's first words at the place with their shares."""
    import math

    asked, p = [i for i, label in enumerate(labels) if label is not None], probabilities(inputs)
    right, said = shown([ids[place]])[0], f"{len(asked)} of {len(ids)} positions are asked for."
    for name, says in MODELS.items():
        nats = -sum(math.log(p[name][i][ids[i]]) for i in asked) / max(len(asked), 1)
        loss = f"; its loss over those asked is {nats:.2f} nats" if asked else ""
        said += f" The model {says} gives “{right}” at place {place + 1} {p[name][place][ids[place]]:.0%}{loss}."
    rows = []
    for name in MODELS:
        order = sorted(range(len(p[name][place])), key=lambda token, name=name: -p[name][place][token])[:SHOWN]
        rows.append((MODELS[name], [f"{shown([token])[0]} {p[name][place][token]:.0%}" for token in order]))
    return said, rows


def shown(tokens: list[int]) -> list[str]:
    """The words behind tokens; the last token is [MASK]."""
    from course_utils.training.train_gap_fillers import WORDS

    return [("[PAD]", *WORDS, "[MASK]")[token] for token in tokens]


def figure(ids: list[int], inputs: list[int], labels: list[int | None], rows: list, said: str) -> str:
    """Text, inputs and labels as a table, the answers under it: the still figure."""
    lines = (("Text", shown(ids)), ("The model reads", shown(inputs)),
             ("The loss asks for", ["–" if label is None else shown([label])[0] for label in labels]))
    body = "".join(
        f'<tr><th scope="row">{name}</th>' + "".join(f"<td>{html.escape(one)}</td>" for one in cells) + "</tr>"
        for name, cells in lines)
    answered = "".join(f"<li>{html.escape(name)}: {html.escape(', '.join(words))}</li>" for name, words in rows)
    return (
        f'<figure style="margin:0;overflow-x:auto"><table><tbody>{body}</tbody></table><ul>{answered}</ul>'
        f"<figcaption>{html.escape(said)} "
        "This table stands still until its cell is run or JavaScript is on.</figcaption></figure>"
    )


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
