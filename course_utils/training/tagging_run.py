"""Tagging run: data, model and recipe brought together, trained and scored; what the command and the chapter share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch

from course_utils.training import alignment, metrics, prediction, tagger
from course_utils.training.alignment import Example
from course_utils.training.conll import Sentence
from course_utils.training.loop import Training
from course_utils.training.recipe import Recipe


def documents_of(sentences: Sequence[Sentence]) -> list[int] | None:
    """The document number of each sentence, or None when the file does not separate documents."""
    numbers = [sentence.document for sentence in sentences]
    return numbers if len(set(numbers)) > 1 else None


class TaggingRun:
    """One recipe on one corpus with one encoder.

    splits: sentences under "train", "dev" and perhaps "test". model: a checkpoint's name or a folder.
    `rows` are the training examples as the recipe labels them; scores are always read at each word's own first piece.
    """

    def __init__(
        self, splits: Mapping[str, Sequence[Sentence]], recipe: Recipe, *, model: str = "minilm", device: str = "cpu"
    ) -> None:
        self.splits, self.recipe = splits, recipe
        self.tags = alignment.tag_set(splits["train"])
        self.tokenizer, self.tagger = tagger.pretrained(
            model, self.tags, layers=recipe.layers, attention=recipe.attention, casing=recipe.casing,
            dropout=recipe.dropout, generator=torch.Generator().manual_seed(recipe.seed),
        )
        self.tagger.to(device)
        self.rows = self.label_as_recipe(splits["train"])
        self._encoded: dict[str, list[Example]] = {}
        self.training: Training | None = None

    def encode(self, sentences: Sequence[Sentence], *, first: int | None = None) -> list[Example]:
        """Rows with every label on the first piece of its own word; first: see `alignment.encode`."""
        documents = documents_of(sentences) if self.recipe.windows else None
        return alignment.encode(self.tokenizer, sentences, self.tags, max_pieces=self.recipe.max_pieces,
                                documents=documents, first=first)

    def looks(self, sentences: Sequence[Sentence]) -> list[Example]:
        """The rows to read the answer in: with windows, every sentence in as many differently cut rows as asked."""
        rows = self.encode(sentences)
        if self.recipe.windows and documents_of(sentences) is not None:
            limit, looks = self.recipe.max_pieces - 2, self.recipe.looks
            rows += [row for look in range(1, looks) for row in self.encode(sentences, first=limit * look // looks)]
        return rows

    def label_as_recipe(self, sentences: Sequence[Sentence]) -> list[Example]:
        """Rows labelled as the recipe wants them: right, or with the articles' defects."""
        rows, recipe = self.encode(sentences), self.recipe
        label_of = {tag: number for number, tag in enumerate(self.tags)}
        for row in rows:
            if recipe.by_position:
                words = [label_of[sentences[s].tags[w]] for s, w in row.words]
                row.labels = alignment.labels_by_position(words, max(len(row.ids), len(words)))
            if recipe.score_all:
                row.labels = alignment.score_everything(row.labels, recipe.pad_to or len(row.ids))
        return rows

    def predict(self, split: str) -> list[list[str]]:
        """The tag of every word of a split."""
        if split not in self._encoded:
            self._encoded[split] = self.looks(self.splits[split])
        words = [len(sentence.words) for sentence in self.splits[split]]
        return prediction.predict(self.tagger, self._encoded[split], words, pad_id=self.tokenizer.pad_token_id,
                                  autocast=self.recipe.autocast, legal=self.recipe.legal)

    def gold(self, split: str) -> list[Sequence[str]]:
        """The tags of a split as the file gives them."""
        return [sentence.tags for sentence in self.splits[split]]

    def entity_f1(self, split: str) -> float:
        """Strict entity F1 over all types, tags read at their words."""
        return metrics.entity_f1(self.gold(split), self.predict(split))

    def train(
        self, *, folder: Path | None = None, checkpoint_every: int = 0, say: Callable[[str], None] = lambda line: None
    ) -> list[dict]:
        """Trains to the end, or goes on from the folder's checkpoint; returns one record an epoch."""
        self.training = Training(self.tagger, self.rows, self.recipe, pad_id=self.tokenizer.pad_token_id, folder=folder,
                                 checkpoint_every=checkpoint_every, say=say)
        return self.training.run(lambda _: self.entity_f1("dev"))

    def own_accuracy(self, split: str) -> float:
        """The share of positions labelled right by the recipe's own labelling: the articles' headline number."""
        rows, pad_id = self.label_as_recipe(self.splits[split]), self.tokenizer.pad_token_id
        return prediction.position_accuracy(self.tagger, rows, pad_id=pad_id, to=self.recipe.pad_to)

    def scores(self, split: str) -> dict:
        """Entity scores by type and over all, word accuracy, and both baselines, as a dictionary for JSON."""
        gold, predicted, sentences = self.gold(split), self.predict(split), self.splits[split]
        dictionary = metrics.Dictionary(self.splits["train"])
        looked_up = [dictionary.tag(sentence.words) for sentence in sentences]
        return {
            "entities": {kind: score.record() for kind, score in metrics.entity_scores(gold, predicted).items()},
            "word_accuracy": metrics.word_accuracy(gold, predicted),
            "all_outside_accuracy": metrics.word_accuracy(gold, metrics.all_outside(sentences)),
            "dictionary_f1": metrics.entity_f1(gold, looked_up),
            "own_accuracy": self.own_accuracy(split),
            "sentences": len(sentences),
            "words": sum(map(len, gold)),
        }

    def report(self) -> dict:
        """History, scores on dev and test, and the speed of training, as a dictionary for JSON."""
        words = sum(len(row.words) for row in self.rows) * len(self.training.history)
        found = {split: self.scores(split) for split in ("dev", "test") if split in self.splits}
        seconds = self.training.seconds
        return {
            "history": self.training.history, "scores": found, "training_s": seconds,
            "words_per_s": words / seconds if seconds else 0.0, "parameters": self.tagger.parameters_count(),
            "tags": self.tags,
        }
