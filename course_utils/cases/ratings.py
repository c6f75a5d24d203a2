"""Ratings: a file of your own, such as MovieLens' ratings.csv, read as likes in the order of time."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np

COLUMNS = ("userId", "movieId", "rating", "timestamp")


class RatingsError(ValueError):
    """A file of ratings cannot be read; the sentence names file, line and what is needed."""


def read_likes(path: Path | str, least: float = 4.0) -> list[tuple[int, int]]:
    """(reader, item) of each rating of at least `least`, the oldest first; both are numbered from 0.

    path: a CSV file, packed by gzip or not, with the columns userId, movieId, rating, timestamp. Raises RatingsError
    when a column is missing, a number is none, or nothing is left.
    """
    path = Path(path)
    opener = gzip.open if path.suffix == ".gz" else open
    liked = []
    with opener(path, "rt", encoding="utf-8") as handle:
        rows = csv.DictReader(handle)
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise RatingsError(f"{path.name}: the column {missing[0]} is missing; {', '.join(COLUMNS)} are needed.")
        for number, row in enumerate(rows, start=2):
            try:
                if float(row["rating"]) >= least:
                    liked.append((float(row["timestamp"]), row["userId"], row["movieId"]))
            except (TypeError, ValueError):
                raise RatingsError(f"{path.name}, line {number}: rating and timestamp must be numbers.") from None
    if not liked:
        raise RatingsError(f"{path.name} holds no rating of at least {least:g}.")
    liked.sort(key=lambda entry: entry[0])
    readers = {name: i for i, name in enumerate(sorted({entry[1] for entry in liked}))}
    items = {name: i for i, name in enumerate(sorted({entry[2] for entry in liked}))}
    return [(readers[reader], items[item]) for _, reader, item in liked]


def hold_out_last(likes: Sequence[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """The table (readers, items) of likes without each reader's last one, and that last item of each reader.

    >>> past, last = hold_out_last([(0, 2), (1, 0), (0, 1)])     # oldest first
    >>> past.tolist(), last.tolist()
    ([[0.0, 0.0, 1.0], [0.0, 0.0, 0.0]], [1, 0])
    """
    readers, items = (np.array(column) for column in zip(*likes, strict=True))
    last = np.zeros(readers.max() + 1, dtype=int)
    past = np.zeros((len(last), items.max() + 1), dtype=np.float32)
    past[readers, items] = 1
    for reader, item in likes:
        last[reader] = item
    past[np.arange(len(last)), last] = 0
    return past, last
