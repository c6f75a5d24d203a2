"""Augmentation: new training sentences from old ones; three that should keep the label, and one that does not care."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from course_utils.cases.reviews import ADJECTIVES, DOMAINS, Review

TURNING = ("not", "never", "anything but", "would not", "nobody", "although", "but")  # words that turn a sentence round
SYNONYMS = {  # a word of the training part → words with the same sentiment that a dictionary offers
    word: ADJECTIVES[label][1] for label in ADJECTIVES for word in ADJECTIVES[label][0]
}
_SYNONYM = re.compile(r"\b(" + "|".join(sorted(SYNONYMS, key=len, reverse=True)) + r")\b")


def synonyms(review: Review, draw: random.Random) -> Review:
    """Each adjective becomes, with probability one half, a word of the same sentiment."""
    def other(match: re.Match) -> str:
        return draw.choice(SYNONYMS[match[0]]) if draw.random() < 0.5 else match[0]

    return replace(review, text=_SYNONYM.sub(other, review.text))


def nouns(review: Review, draw: random.Random) -> Review:
    """The things that the review speaks of become other things of the same domain: the label stays."""
    things = DOMAINS.get(review.domain, ())
    found = [thing for thing in things if thing in review.text.lower()]
    text = review.text
    for number, thing in enumerate(found):
        text = re.sub(re.escape(thing), f"<{number}>", text, flags=re.IGNORECASE)
    for number, thing in enumerate(draw.sample(list(things), len(found))):
        text = text.replace(f"<{number}>", thing)
    return replace(review, text=text[:1].upper() + text[1:])


def drop_words(review: Review, draw: random.Random, share: float = 0.3) -> Review:
    """Each word goes with a probability of `share`, whatever it means; the label is kept whether it is true or not."""
    words = review.text.split()
    kept = [word for word in words if draw.random() >= share] or words
    return replace(review, text=" ".join(kept))


def drop_negation(review: Review, draw: random.Random) -> Review:
    """The words that turn a sentence round go, as stop words do; the label is kept, and often false."""
    pattern = r"\b(" + "|".join(sorted(TURNING, key=len, reverse=True)) + r")\b"
    return replace(review, text=" ".join(re.sub(pattern, "", review.text, flags=re.IGNORECASE).split()))


RECIPES: dict[str, Callable[[Review, random.Random], Review]] = {
    "synonyms": synonyms, "other nouns": nouns, "words dropped": drop_words, "negations dropped": drop_negation,
}


def augment(reviews: Sequence[Review], recipe: str, copies: int, seed: int) -> list[Review]:
    """The reviews and `copies` altered versions of each. ValueError when there is no such recipe."""
    if recipe not in RECIPES:
        raise ValueError(f"No augmentation is called “{recipe}”; there is: {', '.join(RECIPES)}.")
    draw = random.Random(seed)
    return [*reviews, *(RECIPES[recipe](review, draw) for _ in range(copies) for review in reviews)]
