"""Headlines: a stream made by a seeded generator, with planted events in which bad news becomes more frequent.

Everything is generated: companies do not exist, and topic and sentiment of each headline are known because the
generator chose them. The test part also uses phrases that no training headline holds.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils import assets

NEGATIVE, NEUTRAL, POSITIVE = "negative", "neutral", "positive"
SENTIMENTS = (NEGATIVE, NEUTRAL, POSITIVE)
FIRMS = (
    "Alder Rail", "Brightwater", "Corvane", "Dunmore Foods", "Eastfell Bank", "Farrow Steel", "Glenby",
    "Harrowgate Oil", "Isk Telecom", "Juno Motors", "Kestrel Air", "Lowick Pharma",
)
# topic → sentiment → (phrases of the training part, phrases that only the test part adds)
PHRASES = {
    "earnings": {
        NEGATIVE: (
            ["misses profit forecast", "cuts its outlook for the year",
             "reports a wider loss", "sales fall short of plan"],
            ["quarter ends deep in the red", "earnings disappoint once more"],
        ),
        NEUTRAL: (
            ["to publish results on Thursday", "names date for annual report",
             "keeps its dividend unchanged", "profit in line with forecast"],
            ["moves quarterly call to May", "confirms its guidance"],
        ),
        POSITIVE: (
            ["beats profit forecast", "raises its outlook for the year",
             "reports record sales", "doubles its dividend"],
            ["quarter exceeds all estimates", "margins widen to a new high"],
        ),
    },
    "legal": {
        NEGATIVE: (
            ["sued over misleading accounts", "fined by the regulator",
             "offices searched by police", "loses patent case"],
            ["faces class action by investors", "charged with price fixing"],
        ),
        NEUTRAL: (
            ["hearing moved to next month", "files papers with the court",
             "appoints new head of legal affairs", "regulator opens consultation"],
            ["court sets a date for talks", "submits annual filing"],
        ),
        POSITIVE: (
            ["wins patent case", "cleared by the regulator",
             "settles dispute on good terms", "court rejects claim against it"],
            ["probe ends without charges", "appeal decided in its favour"],
        ),
    },
    "operations": {
        NEGATIVE: (
            ["recalls faulty products", "closes plant after fire",
             "strike stops production", "hit by data theft"],
            ["halts deliveries after accident", "systems down for a third day"],
        ),
        NEUTRAL: (
            ["moves headquarters", "plans meeting with suppliers",
             "renames its logistics unit", "publishes plan for maintenance"],
            ["changes shift hours", "relocates a warehouse"],
        ),
        POSITIVE: (
            ["opens new plant ahead of time", "wins large order",
             "ends strike with agreement", "launches well received product"],
            ["production back to full speed", "secures ten-year supply contract"],
        ),
    },
}
FRAMES = (
    "{firm} {phrase}", "{firm}: {phrase}", "Update: {firm} {phrase}", "{firm} {phrase}, sources say",
    "{firm} {phrase} - report",
)


@dataclass(frozen=True)
class Headline:
    """One generated headline with what the generator chose: topic, sentiment, and the day it appears."""

    text: str
    topic: str
    sentiment: str
    day: int = 0


@dataclass(frozen=True)
class Event:
    """A planted event: from day `start` for `days` days the share of negative headlines is `share`.

    With a topic, the negative headlines of those days are of that topic, all of them.
    """

    start: int
    days: int
    share: float
    topic: str = ""


def headline(draw: random.Random, topic: str, sentiment: str, day: int = 0, *, unseen: bool) -> Headline:
    """One headline; unseen: whether a third of the phrases come from the list that training never uses."""
    known, new = PHRASES[topic][sentiment]
    phrase = draw.choice(new if unseen and draw.random() < 1 / 3 else known)
    return Headline(draw.choice(FRAMES).format(firm=draw.choice(FIRMS), phrase=phrase), topic, sentiment, day)


def labelled(count: int, seed: int, *, unseen: bool) -> list[Headline]:
    """`count` headlines, topics and sentiments in equal shares; the same for the same seed on every machine."""
    draw = random.Random(seed)
    pairs = [(topic, sentiment) for topic in PHRASES for sentiment in SENTIMENTS]
    return [headline(draw, *pairs[i % len(pairs)], unseen=unseen) for i in range(count)]


def shares(days: int, base: float, events: Sequence[Event]) -> list[float]:
    """The true share of negative headlines on each day."""
    found = [base] * days
    for event in events:
        for day in range(event.start, min(days, event.start + event.days)):
            found[day] = event.share
    return found


def stream(days: int, per_day: int, base: float, events: Sequence[Event], seed: int) -> list[Headline]:
    """`per_day` headlines on each day; a negative one with the day's share, the others neutral or positive evenly."""
    draw, found = random.Random(seed), []
    told = {day: event.topic for event in events for day in range(event.start, event.start + event.days)}
    for day, share in enumerate(shares(days, base, events)):
        for _ in range(per_day):
            other = NEUTRAL if draw.random() < 0.5 else POSITIVE
            sentiment = NEGATIVE if draw.random() < share else other
            topic = draw.choice(list(PHRASES))
            if sentiment == NEGATIVE:
                topic = told.get(day) or topic
            found.append(headline(draw, topic, sentiment, day, unseen=True))
    return found


def from_folder(folder: str | Path) -> list[Headline]:
    """The headlines of the reader's own files, in order of file name; what a file does not say is "" or day 0.

    .csv: UTF-8 with a column `text`, and `day`, `topic`, `sentiment` if present. .txt: Latin-1, one `text@sentiment` a
    line, as in the Financial PhraseBank (Malo et al. 2014). Raises ValueError, with file and line, for anything else.
    """
    files = sorted(path for path in Path(folder).glob("*") if path.suffix in (".csv", ".txt"))
    if not files:
        raise ValueError(f"{folder} has no .csv and no .txt file.")
    return [one for path in files for one in (_read_csv(path) if path.suffix == ".csv" else _read_phrases(path))]


def from_hub(name: str = "financial_news", say: Callable[[str], None] = print) -> dict[str, list[Headline]]:
    """The parts train and test of the titles of Canadian press releases, each with topic and sentiment; day 0.

    The sentiment was checked by a person, the topic guessed by a program and checked by nobody. Says repository, commit
    and licence first; AssetError when the set cannot be had, is damaged or is another one.
    """
    found = {}
    for part, rows in assets.counted(name, say).items():
        topics, sentiments = (getattr(rows.features.get(column), "names", ()) for column in ("topic", "labels"))
        if "title" not in rows.features or not topics or tuple(sentiments) != SENTIMENTS:
            raise assets.AssetError(f"{assets.DATA_SETS[name].repository}: the columns title, topic and labels, with "
                                    f"the labels {', '.join(SENTIMENTS)}, are needed: this is another data set.")
        found[part] = [Headline(row["title"].strip(), topics[row["topic"]], sentiments[row["labels"]]) for row in rows]
    return found


def _read_csv(path: Path) -> list[Headline]:
    """The rows of a CSV file with a column `text`."""
    found = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if "text" not in (rows.fieldnames or ()):
                raise ValueError(f"{path.name} has no column text in its first line.")
            for row in rows:
                found.append(_as_headline(row, path, rows.line_num))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{path.name} cannot be read as a table in UTF-8 ({type(error).__name__}).") from error
    return found


def _as_headline(row: dict[str, str | None], path: Path, line: int) -> Headline:
    """One row of a table; ValueError when its text is missing, its day is none or its sentiment is unknown."""
    text, day, sentiment = (row.get(column) or "" for column in ("text", "day", "sentiment"))
    if not text.strip():
        raise ValueError(f"{path.name}, line {line}: the text is missing.")
    if not (day or "0").isdecimal():
        raise ValueError(f"{path.name}, line {line}: the day “{day}” is no whole number from 0 up.")
    _check(sentiment, path, line, ("", *SENTIMENTS))
    return Headline(text, row.get("topic") or "", sentiment, int(day or 0))


def _read_phrases(path: Path) -> list[Headline]:
    """The lines `text@sentiment` of a text file; empty ones are left out."""
    found = []
    for number, line in enumerate(path.read_text(encoding="latin-1").split("\n"), start=1):
        if line.strip():
            text, _, sentiment = line.strip().rpartition("@")
            _check(sentiment, path, number, SENTIMENTS)
            found.append(Headline(text, "", sentiment))
    return found


def _check(sentiment: str, path: Path, line: int, allowed: Sequence[str]) -> None:
    if sentiment not in allowed:
        raise ValueError(f"{path.name}, line {line}: the sentiment “{sentiment}” is none of {', '.join(SENTIMENTS)}.")
