"""Fact passages: short texts with questions and answers, written ones from a file and generated ones from a seed."""

from __future__ import annotations

import functools
import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from course_utils import assets


class PassageError(ValueError):
    """A file of passages cannot be read; the sentence says which line and what is needed."""


@dataclass(frozen=True)
class Example:
    """One question to one passage. answers: texts that stand in the passage, none of them when it does not say.

    at: the first character of the first answer, where a data set tells it; else its first occurrence is meant.
    """

    passage: str
    question: str
    answers: tuple[str, ...]
    at: int | None = None

    @property
    def start(self) -> int:
        """The first character of the first answer in the passage; −1 when there is no answer."""
        if not self.answers:
            return -1
        return self.passage.index(self.answers[0]) if self.at is None else self.at


def read(language: str, path: Path | None = None, part: str = "written") -> list[Example]:
    """The written examples, "en" or "zh": a line "# passage", then lines "? question | answer", "-" for none.

    part: "train", "dev", or "written", the test. Several right answers are separated by " / "; the first is the one to
    learn. Raises PassageError when an answer does not stand in its passage.
    """
    path = path or assets.bundled("qa") / f"{part}.{language}.txt"
    found: list[Example] = []
    passage = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            passage = line[2:].strip()
        elif line.startswith("? ") and passage and " | " in line:
            question, answer = line[2:].rsplit(" | ", 1)
            answers = () if answer.strip() == "-" else tuple(part.strip() for part in answer.split(" / "))
            for text in answers:
                if text not in passage:
                    raise PassageError(f"{path.name}, line {number}: “{text}” does not stand in the passage above.")
            found.append(Example(passage, question.strip(), answers))
        elif line.strip():
            raise PassageError(f"{path.name}, line {number}: “# passage” or “? question | answer” is needed.")
    return found


def from_json(path: Path) -> list[Example]:
    """The examples of a file in the layout of SQuAD, v1.1 or v2.0, plain or compressed (.gz).

    Raises PassageError when the file is not of this layout.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    found = []
    try:
        with opener(path, "rt", encoding="utf-8") as handle:
            articles = json.load(handle)["data"]
        for article in articles:
            for paragraph in article["paragraphs"]:
                found += [_as_example(paragraph["context"], q["question"], q["answers"]) for q in paragraph["qas"]]
    except (KeyError, TypeError, ValueError) as error:
        raise PassageError(f"{path.name} is no file in the layout of SQuAD: data, paragraphs, qas, answers.") from error
    return found


def _as_example(passage: str, question: str, answers: list[dict]) -> Example:
    texts = tuple(dict.fromkeys(answer["text"] for answer in answers))
    return Example(passage, question, texts, answers[0]["answer_start"] if answers else None)


def from_hub(name: str, say: Callable[[str], None] = print) -> dict[str, list[Example]]:
    """The splits of "squad", "squad_v2" or "cmrc2018" (Chinese) from the hub.

    Raises AssetError when they cannot be had, or have other counts than the table of data sets says.
    """
    found = {}
    for split, rows in assets.data_set(name, say).items():
        if len(rows) != assets.DATA_SETS[name].sentences[split]:
            raise assets.AssetError(f"{name}, {split}: {len(rows)} rows, not what the table of data sets says.")
        found[split] = [
            _as_example(row["context"], row["question"], [
                {"text": text, "answer_start": at}
                for text, at in zip(row["answers"]["text"], row["answers"]["answer_start"], strict=True)])
            for row in rows
        ]
    return found


@dataclass(frozen=True)
class Fact:
    """One property of a subject: what its value is made of, and ways to tell it and to ask for it."""

    value: str
    sentences: tuple[str, ...]
    questions: tuple[str, ...]


@functools.cache
def templates(language: str = "en") -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[Fact, ...]]]:
    """The word lists by name, and the facts of each kind of subject, from the bundled file of the language."""
    file = "templates.txt" if language == "en" else f"templates.{language}.txt"
    lists: dict[str, tuple[str, ...]] = {}
    subjects: dict[str, list[Fact]] = {}
    value, sentences = "", ()
    for line in (assets.bundled("qa") / file).read_text(encoding="utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "list":
            name, _, words = rest.partition(": ")
            lists[name] = tuple(words.split(" | "))
        elif sign == "subject":
            subjects[rest] = []
        elif sign == "fact":
            value = rest
        elif sign == "-":
            sentences = tuple(rest.split(" | "))
        elif sign == "?":
            subjects[list(subjects)[-1]].append(Fact(value, sentences, tuple(rest.split(" | "))))
    return lists, {name: tuple(facts) for name, facts in subjects.items()}


def _drawn(pattern: str, draw: random.Random, language: str) -> str:
    """A pattern such as "first last" or "number 12 480 metres" with each word list replaced by one of its words.

    Chinese patterns are written without spaces, so the longest name of a list that fits is taken first.
    """
    lists, _ = templates(language)
    sign, *rest = pattern.split()
    space = " " if language == "en" else ""
    if sign == "number":
        return space.join([str(draw.randint(int(rest[0]), int(rest[1]))), *rest[2:]])
    if language == "en":
        return " ".join(draw.choice(lists[word]) if word in lists else word for word in pattern.split())
    names = "|".join(sorted(lists, key=len, reverse=True))
    return re.sub(names, lambda match: draw.choice(lists[match[0]]), pattern)


def _filled(text: str, subject: str, value: str) -> str:
    """The sentence with N and VALUE replaced, its first letter large."""
    words = re.sub(r"(?<![A-Za-z])N(?![A-Za-z])", subject, text).replace("VALUE", value)
    return words[0].upper() + words[1:]


def generated(count: int, seed: int, silent: float = 0.2, language: str = "en") -> Iterator[Example]:
    """`count` generated examples: each passage tells facts about each of two subjects, in any order.

    So the question's subject and its property must both be matched. A share of about `silent` asks for a property that
    the passage does not tell. Names, places and numbers are drawn at random: nothing in them is information. In English
    three or four facts are told of each subject, in Chinese two or three.
    """
    draw = random.Random(seed)
    for _ in range(count):
        example, answered = None, draw.random() >= silent
        while example is None:
            example = _one(draw, answered, language)
        yield example


def _one(draw: random.Random, answered: bool, language: str) -> Example | None:
    """One example; None when its answer stands at more than one place, so that no place is the right one."""
    _, subjects = templates(language)
    told: list[str] = []
    askable: list[tuple[str, str]] = []
    for kind in draw.choices(list(subjects), k=2):
        name, facts = _drawn(kind, draw, language), subjects[kind]
        fewest, most = (3, len(facts) - 1) if language == "en" else (2, 3)
        kept = draw.sample(range(len(facts)), draw.randint(fewest, most))
        for i, fact in enumerate(facts):
            value = _drawn(fact.value, draw, language)
            if i in kept:
                told.append(_filled(draw.choice(fact.sentences), name, value))
            if (i in kept) == answered:
                askable.append((_filled(draw.choice(fact.questions), name, value), value))
    draw.shuffle(told)
    passage = (" " if language == "en" else "").join(told)
    question, value = draw.choice(askable)
    value = next((form for form in (value, value[0].upper() + value[1:]) if form in passage), value)
    if passage.lower().count(value.lower()) != int(answered):
        return None
    return Example(passage, question, (value,) if answered else ())
