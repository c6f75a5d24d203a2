"""Support desk: messages to a bicycle-rental firm → intent or out of scope → passages → cited answer or hand-over.

Firm, passages and messages are invented for this course. A passage is the answer to six written questions; its group
is the intent.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
import torch

from course_utils import assets
from course_utils.cases.ranking import fuse
from course_utils.cases.sentence_vectors import sentence_vectors

NOWHERE = "-"


class DeskError(ValueError):
    """A file of the desk cannot be read, or a message is empty; the sentence says which and what is needed."""


@dataclass(frozen=True)
class Passage:
    """One passage of the list of answers: its id, its intent, its title, its text, and questions it answers."""

    id: str
    intent: str
    title: str
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """One message with the id of the passage that answers it, or "-" when none does."""

    text: str
    passage: str


@dataclass(frozen=True)
class Step:
    """What the desk did with one message: query, intent, score, ranked passages with scores, decision and answer.

    guess, chance: the intent that the classifier finds likeliest, scope aside, and its probability.
    """

    message: str
    query: str
    intent: str
    score: float
    passages: tuple[tuple[str, float], ...]
    decision: str
    answer: str
    guess: str = ""
    chance: float = 0.0


def read_passages(path: Path | None = None) -> list[Passage]:
    """The passages of a file: a line "id | intent | title | text", then its questions, each after "? "."""
    path = path or assets.bundled("desk") / "faq.txt"
    found: list[Passage] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("? ") and found:
            last = found.pop()
            found.append(Passage(last.id, last.intent, last.title, last.text, (*last.questions, line[2:].strip())))
        elif line.strip():
            parts = [part.strip() for part in line.split(" | ")]
            if len(parts) != 4 or not all(parts):
                raise DeskError(f"{path.name}, line {number}: “id | intent | title | text” or “? question” is needed.")
            found.append(Passage(*parts, questions=()))
    if not found:
        raise DeskError(f"{path} holds no passage.")
    return found


def read_outside(path: Path | None = None) -> list[str]:
    """The messages that no passage answers, one a line."""
    path = path or assets.bundled("desk") / "out_of_scope.txt"
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_dialogues(path: Path | None = None) -> dict[str, list[Message]]:
    """Dialogues by name: a line "# name", then the customer's turns "u text | passage id or -"."""
    path = path or assets.bundled("desk") / "dialogues.txt"
    found: dict[str, list[Message]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            found[line[2:].strip()] = []
        elif line.startswith("u ") and " | " in line and found:
            text, passage = line[2:].rsplit(" | ", 1)
            found[list(found)[-1]].append(Message(text.strip(), passage.strip()))
        elif line.strip():
            raise DeskError(f"{path.name}, line {number}: “# name” or “u text | passage” is needed.")
    return found


def split(passages: Sequence[Passage], outside: Sequence[str], seed: int) -> dict[str, list[Message]]:
    """Of each passage two questions for test, one for dev, the rest for train; of outside a third for dev."""
    draw = random.Random(seed)
    parts: dict[str, list[Message]] = {"train": [], "dev": [], "test": []}
    for passage in passages:
        questions = draw.sample(passage.questions, len(passage.questions))
        for place, text in enumerate(questions):
            part = "test" if place < 2 else "dev" if place == 2 else "train"
            parts[part].append(Message(text, passage.id))
    for place, text in enumerate(draw.sample(list(outside), len(outside))):
        parts["dev" if place < len(outside) // 3 else "test"].append(Message(text, NOWHERE))
    return parts


class Retriever:
    """Ranks documents for a query: by BM25 (bm25s), by the cosine of sentence vectors, and by both fused.

    A document is one or more texts, such as a passage and the questions known for it: BM25 reads them as one text, the
    document's vector is the mean of theirs, made 1 long again.
    """

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self.count = len(documents)
        self.words = bm25s.BM25()
        joined = [" ".join(texts) for texts in documents]
        self.words.index(bm25s.tokenize(joined, stopwords="en", show_progress=False), show_progress=False)
        rows = sentence_vectors([text for texts in documents for text in texts])
        means = [part.mean(dim=0) for part in rows.split([len(texts) for texts in documents])]
        self.vectors = torch.nn.functional.normalize(torch.stack(means), dim=1)

    def bm25(self, query: str) -> np.ndarray:
        """(documents,): BM25 of each document; 0 where no word is shared."""
        words = bm25s.tokenize([query], stopwords="en", show_progress=False, return_ids=False)[0]
        known = [word for word in words if word in self.words.vocab_dict]
        return np.asarray(self.words.get_scores(known)) if known else np.zeros(self.count)

    def dense(self, vector: torch.Tensor) -> np.ndarray:
        """(documents,): the cosine of the query's vector with each document's."""
        return (self.vectors @ vector).numpy()

    def rankings(self, query: str, vector: torch.Tensor) -> dict[str, list[int]]:
        """All documents in order, by "BM25", "dense" and "fused"; equal scores keep the documents' order."""
        words = np.argsort(-self.bm25(query), kind="stable").tolist()
        dense = np.argsort(-self.dense(vector), kind="stable").tolist()
        return {"BM25": words, "dense": dense, "fused": fuse([words, dense])}


class Desk:
    """The whole system. Below the cosine `threshold` a person takes over; ranking: "BM25", "dense" or "fused"."""

    def __init__(
        self, passages: Sequence[Passage], train: Sequence[Message], threshold: float, ranking: str = "dense"
    ) -> None:
        from sklearn.linear_model import LogisticRegression

        self.passages, self.threshold, self.ranking = list(passages), threshold, ranking
        known = [[m.text for m in train if m.passage == p.id] for p in passages]
        self.retriever = Retriever([[f"{p.title}. {p.text}", *q] for p, q in zip(passages, known, strict=True)])
        intent_of = {p.id: p.intent for p in passages}
        texts = [f"{p.title}. {p.text}" for p in passages] + [m.text for m in train]
        labels = [p.intent for p in passages] + [intent_of[m.passage] for m in train]
        self.intents = LogisticRegression(C=10.0, max_iter=1000).fit(sentence_vectors(texts).numpy(), labels)

    def query(self, message: str, before: Sequence[str] = ()) -> str:
        """The message alone when it speaks for itself, else the message before and it.

        It speaks for itself when its own cosine is at least that of both together. Raises DeskError when it is empty.
        """
        return self._meant(message, before)[0]

    def _meant(self, message: str, before: Sequence[str]) -> tuple[str, torch.Tensor]:
        """The query and its vector, so that each text is encoded once."""
        if not message.strip():
            raise DeskError("The message is empty: write what the customer wants to know.")
        texts = [message, f"{before[-1]} {message}"] if before else [message]
        vectors = sentence_vectors(texts)
        nearest = [float(self.retriever.dense(vector).max()) for vector in vectors]
        best = nearest.index(max(nearest))
        return texts[best], vectors[best]

    def step(self, message: str, before: Sequence[str] = ()) -> Step:
        """One message answered with the passage it cites, or handed over to a person."""
        query, vector = self._meant(message, before)
        cosines = self.retriever.dense(vector)
        order = self.retriever.rankings(query, vector)[self.ranking]
        ranked = tuple((self.passages[i].id, round(float(cosines[i]), 2)) for i in order[:3])
        # The first passage must itself be near enough: what is cited is what was scored.
        score, best = float(cosines[order[0]]), self.passages[order[0]]
        chances = self.intents.predict_proba(vector.numpy()[None])[0]
        guess = (str(self.intents.classes_[chances.argmax()]), float(chances.max()))
        if score < self.threshold:
            said = "I pass you on to a colleague."
            return Step(message, query, "out of scope", score, ranked, "hand over", said, *guess)
        return Step(message, query, guess[0], score, ranked, "answer", f"{best.text} [{best.id}]", *guess)

    def talk(self, messages: Sequence[str]) -> list[Step]:
        """The steps of a dialogue, each knowing the customer's messages before it."""
        return [self.step(message, messages[:turn]) for turn, message in enumerate(messages)]


def grounded(step: Step, passages: Mapping[str, Passage]) -> bool:
    """True when every word of an answer stands in the passage that it cites; a hand-over cites nothing."""
    if step.decision != "answer":
        return True
    text, _, cited = step.answer.rpartition(" [")
    return passages[cited.rstrip("]")].text == text
