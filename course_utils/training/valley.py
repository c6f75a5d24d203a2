"""Valley: short generated stories from a small grammar, so that a model can learn a language in half a minute.

The text is synthetic. Facts about a valley's towns never change (which river, which colour of roof); who has which
trade, and where, changes with each story and must be read from it. Both are things that a masked word can ask for.
"""

from __future__ import annotations

import functools
import json
import random
import re
from dataclasses import dataclass

from course_utils import assets

SLOT = re.compile(r"\{(\w+)\}")
LISTS = {"days": "day", "counts": "count", "roles": "role"}


@dataclass(frozen=True)
class Story:
    """A story as sentences, and what its slots were filled with in each: name → word."""

    sentences: tuple[str, ...]
    filled: tuple[dict[str, str], ...]

    def __str__(self) -> str:
        return " ".join(self.sentences)


@functools.cache
def grammar() -> dict:
    """The grammar as lists of entities and templates: `course_utils/data/valley/grammar.json`."""
    return json.loads(assets.bundled("valley/grammar.json").read_text(encoding="utf-8"))


def _pick(rng: random.Random, options: list, not_this: object = None) -> object:
    """One of the options, evenly; only `random()` is asked, whose values Python promises never to change."""
    allowed = [option for option in options if option != not_this]
    return allowed[int(rng.random() * len(allowed))]


def _hero(rng: random.Random) -> dict:
    """What stays the same through a story: a person with a trade, in a town."""
    rules = grammar()
    return {**_pick(rng, rules["people"]), **_pick(rng, rules["trades"]), **_pick(rng, rules["towns"])}


def _second(rng: random.Random, entity: dict, kind: str) -> dict:
    """Another entity of the same kind, its slots named with a 2: a town that is not the hero's town."""
    options = [other for other in grammar()[kind] if not other.items() <= entity.items()]
    return {f"{slot}2": word for slot, word in _pick(rng, options).items()}


def _sentence(rng: random.Random, hero: dict) -> dict:
    """Words for every slot that a template may have, drawn for one sentence."""
    rules = grammar()
    words = hero | _pick(rng, rules["animals"]) | _pick(rng, rules["seasons"])
    for kind in ("trades", "people", "towns", "animals"):
        words |= _second(rng, words, kind)
    return words | {slot: _pick(rng, rules[kind]) for kind, slot in LISTS.items()}


def story(rng: random.Random, sentences: int = 5) -> Story:
    """One story: a first sentence that names the hero, then others about the same person, none twice."""
    hero, made, filled = _hero(rng), [], []
    templates, rules = [_pick(rng, grammar()["first"])], list(grammar()["then"])
    while len(templates) < sentences:
        templates.append(rules.pop(int(rng.random() * len(rules))))
    for template in templates:
        words = _sentence(rng, hero)
        used = {slot: words[slot] for slot in SLOT.findall(template)}
        made.append(SLOT.sub(lambda match, used=used: used[match[1]], template))
        filled.append(used)
    return Story(tuple(made), tuple(filled))


def stories(count: int, seed: int, sentences: int = 5) -> list[Story]:
    """`count` stories; the same for the same seed on every machine. Raises ValueError for fewer than one sentence."""
    most = 1 + len(grammar()["then"])
    if not 1 <= sentences <= most:
        raise ValueError(f"A story has 1 to {most} sentences, not {sentences}.")
    rng = random.Random(seed)
    return [story(rng, sentences) for _ in range(count)]
