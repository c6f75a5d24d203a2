"""Catalogue: an invented shop of short books, its readers, and the log of what they were shown and clicked.

Everything is generated from a seed, so the truth is known: whom an item suits, and which places of a list are looked
at. Titles speak of the item's topic. They do not tell its style, which some readers like and others do not, nor how
good it is: that can be learned from behaviour only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TOPICS = {
    "cooking": "bread soup pasta spices vegetables sauces",
    "gardening": "roses tomatoes soil hedges compost seeds",
    "astronomy": "planets galaxies telescopes comets stars eclipses",
    "music": "piano violin jazz opera choirs rhythm",
    "history": "castles empires knights pharaohs revolutions vikings",
    "health": "sleep nutrition breathing muscles vaccines posture",
    "money": "savings taxes pensions mortgages shares insurance",
    "travel": "trains islands mountains deserts harbours hostels",
    "computing": "compilers databases networks algorithms processors encryption",
    "animals": "wolves bees owls whales horses spiders",
}
FRAMES = ("All about {a}", "{a} and {b}", "The book of {a}", "From {a} to {b}", "{a} for beginners", "A year of {a}")
STYLES = 3
ITEMS, READERS, DAYS, SPLIT, PLACES = 300, 400, 60, 50, 10
BIAS = 0.8  # a reader looks at place p with probability p^(−BIAS)
KNOWN = 240  # items of the first day; the others come on day SPLIT and are cold


class CatalogueError(ValueError):
    """A log was asked for with a number that makes no sense; the sentence says which and what is needed."""


@dataclass(frozen=True)
class Log:
    """What was shown: one entry a shown item in each array, all of the same length; and the truth behind it.

    reader, item, day, place (from 1): whole numbers. clicked, by_lot (the order of the list was drawn): bool.
    relevant: the probability that the reader, if she looks, clicks. Only a generated log knows it.
    """

    reader: np.ndarray
    item: np.ndarray
    day: np.ndarray
    place: np.ndarray
    clicked: np.ndarray
    by_lot: np.ndarray
    relevant: np.ndarray

    def part(self, keep: np.ndarray) -> Log:
        """The entries for which `keep` is true."""
        return Log(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))

    def clicks(self) -> np.ndarray:
        """(READERS, ITEMS) float: 1 where a reader clicked an item at least once."""
        table = np.zeros((READERS, ITEMS))
        table[self.reader[self.clicked], self.item[self.clicked]] = 1.0
        return table


def items(seed: int = 0) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The titles of the 300 items, their topics and their hidden styles; the same for every log of this seed.

    >>> items()[0][:2]
    ['Soup for beginners', 'Jazz for beginners']
    """
    draw = np.random.default_rng([seed, 17])
    topic, style = draw.integers(len(TOPICS), size=ITEMS), draw.integers(STYLES, size=ITEMS)
    titles = []
    for number in topic:
        a, b = draw.choice(list(TOPICS.values())[number].split(), 2, replace=False)
        title = FRAMES[draw.integers(len(FRAMES))].format(a=a, b=b)
        titles.append(title[0].upper() + title[1:])
    return titles, topic, style


def looked_at(place: np.ndarray | int) -> np.ndarray:
    """The probability that a reader looks at a place, 1 for the first: place^(−0.8).

    >>> round(float(looked_at(10)), 3)     # 10^(−0.8)
    0.158
    """
    return np.asarray(place, dtype=float) ** -BIAS


def log(seed: int, lot: float = 0.1) -> Log:
    """60 days of lists of ten for 400 readers, drawn from the items that are on sale, ordered by the house.

    The house's order has nothing to do with readers: think of what publishers pay. A share `lot` of the lists before
    day 50, and all lists from then on, are ordered by lot instead. Halfway, readers give up one favourite topic for
    another. Raises CatalogueError unless 0 ≤ lot ≤ 1.
    """
    if not 0 <= lot <= 1:
        raise CatalogueError(f"A share of {lot} lists ordered by lot is none: give a number from 0 to 1.")
    draw = np.random.default_rng([seed, 18])
    _, topic, style = items()
    quality, house = draw.normal(0, 0.7, ITEMS), draw.permutation(ITEMS)
    likes = np.full((2, READERS, len(TOPICS)), -3.4)
    for reader in range(READERS):
        first, second, third = draw.choice(len(TOPICS), 3, replace=False)
        likes[0, reader, [first, second]] = 0.3
        likes[1, reader, [first, third]] = 0.3
    taste = np.where(np.arange(STYLES) == draw.integers(STYLES, size=(READERS, 1)), 1.0, -1.0)
    shown = []
    for day in range(DAYS):
        for reader in np.flatnonzero(draw.random(READERS) < 0.5):
            chosen = draw.choice(ITEMS if day >= SPLIT else KNOWN, PLACES, replace=False)
            by_lot = day >= SPLIT or draw.random() < lot
            chosen = chosen if by_lot else chosen[np.argsort(house[chosen])]
            wish = likes[int(day >= DAYS // 2), reader, topic[chosen]] + taste[reader, style[chosen]] + quality[chosen]
            places = range(1, PLACES + 1)
            shown += [(reader, i, day, p, by_lot, w) for p, i, w in zip(places, chosen, wish, strict=True)]
    reader, item, day, place, by_lot, wish = map(np.array, zip(*shown, strict=True))
    relevant = 1 / (1 + np.exp(-wish))
    clicked = draw.random(len(item)) < relevant * looked_at(place)
    return Log(reader, item, day, place, clicked, by_lot, relevant)
