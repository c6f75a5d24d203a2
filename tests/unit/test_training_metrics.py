"""Our entity scores equal seqeval's strict ones; word accuracy and baselines are what they are called."""

import random

import pytest
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2

from course_utils.training import metrics
from course_utils.training.conll import Sentence

KINDS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]


def random_tags(draw, sentences=30):
    return [[draw.choice([*KINDS, "O", "O"]) for _ in range(draw.randint(1, 12))] for _ in range(sentences)]


def noisy(draw, gold, noise=0.3):
    return [[draw.choice(KINDS) if draw.random() < noise else tag for tag in tags] for tags in gold]


@pytest.mark.parametrize("seed", range(25))
def test_entity_scores_equal_seqeval_strict_on_random_tags_legal_or_not(seed):
    draw = random.Random(seed)
    gold = random_tags(draw)
    predicted = noisy(draw, gold)
    theirs = classification_report(gold, predicted, mode="strict", scheme=IOB2, output_dict=True, zero_division=0)
    ours = metrics.entity_scores(gold, predicted)
    compared = 0
    for kind, score in ours.items():
        row = theirs["micro avg" if kind == "micro" else kind]
        assert (score.precision, score.recall, score.f1) == pytest.approx(
            (row["precision"], row["recall"], row["f1-score"]), abs=1e-12)
        assert score.gold == row["support"]
        compared += 1
    assert compared == 4


def test_half_a_name_is_no_name():
    gold = [["B-PER", "I-PER", "O", "B-LOC"]]
    score = metrics.entity_scores(gold, [["B-PER", "O", "O", "B-LOC"]])
    assert score["PER"].f1 == 0
    assert score["LOC"].f1 == 1
    assert score["micro"].f1 == 0.5  # 2 · 1 / (2 + 2)


def test_nothing_found_and_nothing_to_find_score_zero_without_an_error():
    assert metrics.entity_f1([["O", "B-PER"]], [["O", "O"]]) == 0
    assert metrics.entity_f1([["O"]], [["O"]]) == 0


def test_all_outside_has_high_word_accuracy_and_no_entity():
    sentences = [Sentence(tuple("abcdefghij"), ("O",) * 9 + ("B-PER",))]
    gold, lazy = [s.tags for s in sentences], metrics.all_outside(sentences)
    assert metrics.word_accuracy(gold, lazy) == 0.9
    assert metrics.entity_f1(gold, lazy) == 0


def test_unequal_lengths_are_an_error():
    with pytest.raises(ValueError, match="same number"):
        metrics.entity_scores([["O"]], [["O", "O"]])
    with pytest.raises(ValueError, match="no word"):
        metrics.word_accuracy([], [])


def test_the_dictionary_takes_the_longest_entity_and_its_most_frequent_type():
    train = [
        Sentence(("New", "York", "Times"), ("B-ORG", "I-ORG", "I-ORG")),
        Sentence(("New", "York"), ("B-LOC", "I-LOC")),
        Sentence(("Paris",), ("B-PER",)), Sentence(("Paris",), ("B-LOC",)), Sentence(("Paris",), ("B-LOC",)),
        Sentence(("May",), ("B-PER",)), Sentence(("May", "comes", "May"), ("O", "O", "O")),
    ]
    dictionary = metrics.Dictionary(train)
    assert dictionary.tag(["the", "New", "York", "Times", "in", "New", "York"]) == [
        "O", "B-ORG", "I-ORG", "I-ORG", "O", "B-LOC", "I-LOC"]
    assert dictionary.tag(["Paris"]) == ["B-LOC"]
    assert dictionary.tag(["May"]) == ["O"]  # twice outside, once a name
    assert metrics.Dictionary([]).tag(["x"]) == ["O"]


def test_calibration_by_hand():
    table, error = metrics.calibration([0.95, 0.95, 0.55, 0.55], [True, True, True, False])
    assert table == [(0.55, 0.5, 2), (0.95, 1.0, 2)]
    assert error == pytest.approx(0.5 * 0.05 + 0.5 * 0.05)
    assert metrics.calibration([1.0], [True])[1] == 0
    with pytest.raises(ValueError, match="at least one"):
        metrics.calibration([], [])
