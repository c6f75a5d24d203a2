"""Ratings: who liked what, oldest first, and what the items are called; from a folder of your own or from the hub.

The last liked item of each reader is held out: what stood before it must find it again.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_utils import assets
from course_utils.cases import catalogue

MOVIES, BOOKS = ("userId", "movieId", "rating", "timestamp"), ("user_id", "book_id", "rating")
LIKED = 4.0  # a rating of at least so much counts as a like


class RatingsError(ValueError):
    """A file of ratings or items cannot be read; the sentence names file, line and what is needed."""


@dataclass(frozen=True)
class Likes:
    """(reader, item) of each like, the oldest first, both numbered from 0; and the items' texts, "" where unknown."""

    pairs: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]

    @property
    def readers(self) -> int:
        """How many readers liked something."""
        return len({reader for reader, _ in self.pairs})

    def most_liked(self, items: int) -> Likes:
        """Only the likes of the `items` items with most of them, numbered anew from the most liked; ties as before.

        >>> Likes(((0, 2), (1, 2), (0, 1)), ("a", "b", "c")).most_liked(1)
        Likes(pairs=((0, 0), (1, 0)), texts=('c',))
        """
        counts = np.bincount([item for _, item in self.pairs], minlength=len(self.texts))
        kept = np.argsort(-counts, kind="stable")[:items].tolist()
        place = {item: number for number, item in enumerate(kept)}
        pairs = [(reader, place[item]) for reader, item in self.pairs if item in place]
        numbers = {reader: number for number, reader in enumerate(sorted({reader for reader, _ in pairs}))}
        return Likes(tuple((numbers[r], i) for r, i in pairs), tuple(self.texts[item] for item in kept))


def bundled(seed: int = 0) -> Likes:
    """The first click of each reader on each item in the generated log of chapter 17, and the items' titles."""
    log = catalogue.log(seed)
    clicks = zip(log.reader[log.clicked].tolist(), log.item[log.clicked].tolist(), strict=True)
    return Likes(tuple(dict.fromkeys(clicks)), tuple(catalogue.items()[0]))  # the log is in the order of days


def from_folder(folder: Path | str, least: float = LIKED) -> Likes:
    """The likes and titles of a folder in the layout of MovieLens or goodbooks-10k; each file may be packed by gzip.

    movies.csv (movieId, title, genres) with ratings.csv (userId, movieId, rating, timestamp), or books.csv (book_id,
    title, authors) with ratings.csv (user_id, book_id, rating; in the order of time). Without ratings.csv there are
    titles and no likes. An item's text is its title with genres or authors. Raises RatingsError with file and line.
    """
    folder = Path(folder)
    movies, books, ratings = (_file(folder, name) for name in ("movies", "books", "ratings"))
    if movies is None and books is None:
        raise RatingsError(f"{folder} holds no movies.csv and no books.csv, which tell what the items are called.")
    columns = ("movieId", "title", "genres") if movies else ("book_id", "title", "authors")
    texts: dict[str, str] = {}
    for number, (item, title, more) in rows(movies or books, columns):
        if item in texts:
            raise RatingsError(f"{(movies or books).name}, line {number}: the item {item} stands there twice.")
        known = more.replace("|", ", ") if more and not more.startswith("(no ") else ""
        texts[item] = f"{title}. {known}." if known else title
    if ratings is None:
        return Likes((), tuple(texts.values()))
    return _numbered(_liked(ratings, MOVIES if movies else BOOKS, least), texts, ratings.name)


def from_hub(name: str = "yambda", say: Callable[[str], None] = print) -> Likes:
    """The likes of 10,000 listeners of a music service; the tracks have numbers and no titles.

    Says repository, commit and licence first; AssetError when the set cannot be had, is damaged or is another one.
    """
    rows = assets.counted(name, say)["likes"]
    missing = {"uid", "item_id", "timestamp"} - set(rows.features)
    if missing:
        raise assets.AssetError(f"{assets.DATA_SETS[name].repository}: the column {min(missing)} is missing: this is "
                                "another data set.")
    reader, item, time = (np.asarray(rows[column]) for column in ("uid", "item_id", "timestamp"))
    order = np.argsort(time, kind="stable")
    (_, readers), (names, items) = (np.unique(values[order], return_inverse=True) for values in (reader, item))
    pairs = dict.fromkeys(zip(readers.tolist(), items.tolist(), strict=True))
    return Likes(tuple(pairs), ("",) * len(names))


def _file(folder: Path, name: str) -> Path | None:
    return next((path for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz") if path.is_file()), None)


def rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The line's number and these columns of each row; RatingsError when one is missing."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="") as handle:
            rows = csv.DictReader(handle)
            missing = [name for name in columns if name not in (rows.fieldnames or ())]
            if missing:
                raise RatingsError(f"{path.name}: the column {missing[0]} is missing; {', '.join(columns)} are needed.")
            for row in rows:
                values = tuple(row[name] for name in columns)
                if None in values:
                    raise RatingsError(f"{path.name}, line {rows.line_num}: {', '.join(columns)} are needed.")
                yield rows.line_num, values
    except (UnicodeDecodeError, gzip.BadGzipFile, csv.Error) as error:
        raise RatingsError(f"{path.name} cannot be read as a table in UTF-8 ({type(error).__name__}).") from error


def _liked(path: Path, columns: Sequence[str], least: float) -> list[tuple[str, str, int]]:
    """(reader, item, line) of each rating of at least `least`, the oldest first; without times the file is in order."""
    found = []
    for number, (reader, item, *numbers) in rows(path, columns):
        try:
            rating, time = [*map(float, numbers), 0.0][:2]
        except ValueError:
            rating = time = math.nan
        if not (math.isfinite(rating) and math.isfinite(time)):
            raise RatingsError(f"{path.name}, line {number}: {' and '.join(columns[2:])} must be numbers.")
        if rating >= least:
            found.append((time, reader, item, number))
    if not found:
        raise RatingsError(f"{path.name} holds no rating of at least {least:g}.")
    found.sort(key=lambda entry: entry[0])
    return [entry[1:] for entry in found]


def _numbered(liked: Sequence[tuple[str, str, int]], texts: dict[str, str], name: str) -> Likes:
    """The likes with numbers in place of names; RatingsError when an item is in no list of items."""
    items = {item: number for number, item in enumerate(texts)}
    readers = {reader: number for number, reader in enumerate(sorted({reader for reader, _, _ in liked}))}
    for _, item, line in liked:
        if item not in items:
            raise RatingsError(f"{name}, line {line}: the item {item} stands in no list of items.")
    pairs = dict.fromkeys((readers[reader], items[item]) for reader, item, _ in liked)
    return Likes(tuple(pairs), tuple(texts.values()))


def hold_out_last(likes: Likes, back: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """The table (readers, items) of likes before each reader's last one, and that last item of each reader.

    back: 2 for the last but one, and so on, with nothing after it in the table: for choosing a setting. Readers with at
    most `back` likes are left out, since nothing would be known of them; RatingsError when nobody is left.

    >>> past, last = hold_out_last(Likes(((0, 2), (1, 0), (0, 1)), ("a", "b", "c")))     # oldest first
    >>> past.tolist(), last.tolist()
    ([[0.0, 0.0, 1.0]], [1])
    """
    of: dict[int, list[int]] = {}
    for reader, item in likes.pairs:
        of.setdefault(reader, []).append(item)
    known = [items for _, items in sorted(of.items()) if len(items) > back]
    if not known:
        raise RatingsError(f"Nobody likes more than {back} of these items, so there is nothing to hold out.")
    past = np.zeros((len(known), len(likes.texts)), dtype=np.float32)
    for row, items in enumerate(known):
        past[row, items[:-back]] = 1
    return past, np.array([items[-back] for items in known], dtype=int)
