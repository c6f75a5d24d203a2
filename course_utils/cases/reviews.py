"""Reviews: short opinions with a known sentiment, put together by a small grammar, and read from files.

The grammar is ours, so each sentence's label is known without asking anybody. It negates, contrasts and hedges, so
that counting words is not enough; the test part also uses words that no training sentence holds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils import assets

NEGATIVE, POSITIVE = 0, 1
DOMAINS = {
    "film": ["the plot", "the acting", "the ending", "the dialogue", "the music", "the camera work", "the second half"],
    "food": ["the soup", "the service", "the bread", "the dessert", "the fish", "the coffee", "the menu"],
    "hotel": ["the room", "the bed", "the breakfast", "the view", "the front desk", "the bathroom", "the location"],
    "phone": ["the screen", "the battery", "the speaker", "the keyboard", "the camera", "the charger", "the software"],
}
ADJECTIVES = {  # known to the training part · only in the test part
    POSITIVE: (
        ["good", "great", "lovely", "excellent", "pleasant", "impressive", "wonderful", "reliable",
         "charming", "solid"],
        ["superb", "delightful", "splendid", "terrific", "brilliant", "satisfying"],
    ),
    NEGATIVE: (
        ["bad", "awful", "poor", "dull", "terrible", "disappointing", "weak", "annoying", "unpleasant",
         "sloppy"],
        ["dreadful", "mediocre", "horrible", "tiresome", "shoddy", "pathetic"],
    ),
}
PLAIN = ["{A} was {p}.", "I found {a} {p}.", "{A} was really {p}.", "Honestly, {a} was {p}.",
         "{A} turned out to be {p}."]
NEGATED = ["{A} was not {n}.", "{A} was never {n}.", "{A} was anything but {n}.", "I would not call {a} {n}.",
           "Nobody could say that {a} was {n}."]
CONTRAST = ["{A} was {n}, but {b} was {p}, and that decided it.",
            "Although {a} was {n}, {b} was {p}, and that is what counts.",
            "I liked it in the end: {a} was {n}, {b} was {p}.",
            "{A} may have been {n}; what stays with me is that {b} was {p}."]
HEDGED = ["I expected {a} to be {n}, and it was {p}.", "People told me that {a} was {n}; to me it seemed {p}.",
          "At first {a} seemed {n}, later it was {p}.", "Some call {a} {n}. I would say {p}."]
CONTRAST_NEGATIVE = CONTRAST[2].replace("liked", "regretted")
PATTERNS = {"plain": PLAIN, "negation": NEGATED, "contrast": CONTRAST, "hedge": HEDGED}
MIX = ("plain", "plain", "plain", "negation", "contrast", "hedge")  # half of all sentences are plain
SPLITS = {"train": (600, 1), "dev": (200, 2), "test": (600, 3)}  # sentences, seed of the generator


class ReviewError(ValueError):
    """A file of reviews cannot be read; the sentence names file and line."""


@dataclass(frozen=True)
class Review:
    """One sentence: its text, its label (1 = positive), what it is about, and the pattern it was made from."""

    text: str
    label: int
    domain: str = ""
    pattern: str = ""


def generate(count: int, seed: int, *, unseen: bool, taken: Collection[str] = ()) -> list[Review]:
    """`count` different reviews, half of them positive, patterns in the shares of MIX, domains in turn.

    unseen: whether half of the adjectives come from the lists that the training part never uses.
    taken: texts that must not be made again.
    """
    draw, made, seen = random.Random(seed), [], set(taken)
    while len(made) < count:
        number = len(made)
        label, pattern = number % 2, MIX[number // 2 % len(MIX)]
        domain = list(DOMAINS)[number // 12 % len(DOMAINS)]
        template = draw.choice(PATTERNS[pattern])
        if label == NEGATIVE and template == CONTRAST[2]:
            template = CONTRAST_NEGATIVE
        a, b = draw.sample(DOMAINS[domain], 2)
        same, other = (draw.choice(ADJECTIVES[side][unseen and draw.random() < 0.5]) for side in (label, 1 - label))
        text = template.format(A=a[0].upper() + a[1:], a=a, b=b, p=same, n=other)
        if text not in seen:
            seen.add(text)
            made.append(Review(text, label, domain, pattern))
    return made


def generate_all() -> dict[str, list[Review]]:
    """The three generated parts of the course's data, no text in two of them."""
    parts: dict[str, list[Review]] = {}
    for name, (count, seed) in SPLITS.items():
        taken = {review.text for part in parts.values() for review in part}
        parts[name] = generate(count, seed, unseen=name == "test", taken=taken)
    return parts


def rows(reviews: Sequence[Review]) -> str:
    """The reviews as tab-separated lines: text, label, domain, pattern."""
    return "".join(f"{r.text}\t{r.label}\t{r.domain}\t{r.pattern}\n" for r in reviews)


def parse(text: str, name: str) -> Iterator[Review]:
    """The reviews of tab-separated lines; domain and pattern may be missing. ReviewError names the line that is bad."""
    for number, line in enumerate(text.split("\n"), start=1):  # not splitlines: reviews hold odd separators
        if line.strip():
            parts = [part.strip() for part in line.rstrip("\r").split("\t")]
            if len(parts) < 2 or parts[1] not in ("0", "1"):
                raise ReviewError(f"{name}, line {number}: a text, a tab and the label 0 or 1 are needed.")
            yield Review(parts[0], int(parts[1]), *parts[2:4])


def read(path: Path) -> list[Review]:
    """The reviews of a file in UTF-8; ReviewError when there is none, or a line is no review."""
    try:
        found = list(parse(path.read_text(encoding="utf-8"), path.name))
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError(f"{path} cannot be read as text in UTF-8 ({type(error).__name__}).") from error
    if not found:
        raise ReviewError(f"{path} holds no review: one text, a tab and a label 0 or 1 a line.")
    return found


def bundled() -> dict[str, list[Review]]:
    """The parts train, dev, test (generated) and written (eighty sentences written one by one) of the course's data."""
    folder = assets.bundled("sentiment")
    return {name: read(folder / f"{name}.tsv") for name in (*SPLITS, "written")}


def folder(path: Path) -> dict[str, list[Review]]:
    """A folder of your own: the files train.tsv and dev.tsv, and test.tsv where there is one."""
    names = [name for name in SPLITS if (path / f"{name}.tsv").is_file()]
    if not {"train", "dev"} <= set(names):
        raise ReviewError(f"{path} must hold train.tsv and dev.tsv: one text, a tab and a label 0 or 1 a line.")
    return {name: read(path / f"{name}.tsv") for name in names}


def from_hub(name: str = "sst2", say: Callable[[str], None] = print) -> dict[str, list[Review]]:
    """The parts train and dev of a data set of the hub with the columns sentence and label; its licence is said first.

    AssetError when the set cannot be had, or has not the number of rows that the table of data sets states.
    """
    return {part: [Review(row["sentence"].strip(), row["label"]) for row in rows]
            for part, rows in assets.counted(name, say).items()}
