"""Metrics: entities found and missed, beside word accuracy and the baselines that put both in perspective."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from course_utils.training.conll import Sentence, spans

Tags = Sequence[Sequence[str]]  # one sequence of tags for each sentence


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 from three counts: entities found right, found, and in the gold tags."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of found entities that are right; 0 when none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of gold entities that were found; 0 when there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """2 · right / (found + gold), the harmonic mean of precision and recall; 0 when both counts are 0."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def record(self) -> dict:
        """The score as a dictionary for JSON."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, "support": self.gold}


def _same_length(gold: Tags, predicted: Tags) -> None:
    if [len(tags) for tags in gold] != [len(tags) for tags in predicted]:
        raise ValueError("Gold and predicted tags must have the same number of sentences, and of words in each.")


def entity_scores(gold: Tags, predicted: Tags) -> dict[str, Score]:
    """A Score for each entity type, and for all of them under "micro", strict: type and both borders must agree.

    Equal to seqeval's `classification_report` with mode="strict" and scheme=IOB2.

    >>> entity_scores([["B-PER", "I-PER", "O"]], [["B-PER", "O", "O"]])["micro"].f1     # half a name is no name
    0.0
    """
    _same_length(gold, predicted)
    right, found, wanted = Counter(), Counter(), Counter()
    for gold_tags, predicted_tags in zip(gold, predicted, strict=True):
        here, there = set(spans(gold_tags)), set(spans(predicted_tags))
        for counter, entities in ((right, here & there), (found, there), (wanted, here)):
            counter.update(kind for kind, _, _ in entities)
    scores = {kind: Score(right[kind], found[kind], wanted[kind]) for kind in sorted({*found, *wanted})}
    return scores | {"micro": Score(right.total(), found.total(), wanted.total())}


def entity_f1(gold: Tags, predicted: Tags) -> float:
    """The micro-averaged entity F1, strict: the number that the field reports for this task."""
    return entity_scores(gold, predicted)["micro"].f1


def word_accuracy(gold: Tags, predicted: Tags) -> float:
    """The share of words whose tag is right: mostly a count of words outside every entity.

    >>> word_accuracy([["O"] * 9 + ["B-PER"]], [["O"] * 10])      # nine words of ten, and not one name
    0.9
    """
    _same_length(gold, predicted)
    pairs = [pair for g, p in zip(gold, predicted, strict=True) for pair in zip(g, p, strict=True)]
    if not pairs:
        raise ValueError("There is no word to score.")
    return sum(g == p for g, p in pairs) / len(pairs)


def all_outside(sentences: Sequence[Sentence]) -> list[list[str]]:
    """The laziest tagger: every word is O."""
    return [["O"] * len(sentence.words) for sentence in sentences]


class Dictionary:
    """The tagger without a network: entities seen in training, found again word by word, the longest first.

    Each string gets the type it had most often. Strings that are as often no entity at all are left out.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        types: dict[tuple[str, ...], Counter] = defaultdict(Counter)
        for sentence in sentences:
            for kind, start, end in spans(sentence.tags):
                types[tuple(sentence.words[start:end])][kind] += 1
        self.longest = max(map(len, types), default=0)
        outside = Counter()  # how often the same words stand in no entity at all
        for sentence in sentences:
            for start in range(len(sentence.words)):
                for end in range(start + 1, min(start + self.longest, len(sentence.words)) + 1):
                    if set(sentence.tags[start:end]) == {"O"}:
                        outside[tuple(sentence.words[start:end])] += 1
        self.type_of = {w: t.most_common(1)[0][0] for w, t in types.items() if t.total() > outside[w]}

    def tag(self, words: Sequence[str]) -> list[str]:
        """The words' tags: from left to right, the longest known entity that starts here."""
        tags, start = ["O"] * len(words), 0
        while start < len(words):
            for end in range(min(start + self.longest, len(words)), start, -1):
                kind = self.type_of.get(tuple(words[start:end]))
                if kind:
                    tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
                    start = end - 1
                    break
            start += 1
        return tags


def calibration(confidence: Sequence[float], right: Sequence[bool], bins: int = 10) -> tuple[list[tuple], float]:
    """Bins of (mean confidence, share right, count) for equal widths of confidence, and the expected calibration error.

    ECE is the mean gap between the two, weighted by count (Guo et al. 2017, equation 3). Empty bins are left out.
    """
    if not confidence or len(confidence) != len(right):
        raise ValueError("Calibration needs as many confidences as right-or-wrong marks, and at least one.")
    members: dict[int, list[int]] = defaultdict(list)
    for index, value in enumerate(confidence):
        members[min(int(value * bins), bins - 1)].append(index)
    table = []
    for _, inside in sorted(members.items()):
        mean = sum(confidence[i] for i in inside) / len(inside)
        table.append((mean, sum(bool(right[i]) for i in inside) / len(inside), len(inside)))
    error = sum(count * abs(mean - share) for mean, share, count in table) / len(confidence)
    return table, error
