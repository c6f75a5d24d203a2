"""Each entity gets one outcome: as a hand would sort it, and in the numbers that seqeval counts."""

import random

import pytest
from seqeval.metrics.v1 import precision_recall_fscore_support
from seqeval.scheme import IOB2, Entities

from course_utils.widgets.span_outcomes import OUTCOMES, Outcome, outcome_counts, outcomes

TAGS = ["O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
PER, LOC = "B-PER I-PER", "B-LOC I-LOC"

BY_HAND = [  # gold, predicted, outcomes from left to right
    ("O O", "O O", []),
    (PER, PER, ["right"]),
    (PER, LOC, ["type"]),
    (PER, "B-PER O", ["boundary"]),
    (PER, "O B-PER", ["boundary"]),
    (PER, "B-LOC O", ["boundary"]),  # half of it and of another type: still the border
    (PER, "O O", ["missed"]),
    ("O O", PER, ["invented"]),
    (PER, "B-PER B-PER", ["boundary", "invented"]),  # one name cut in two: one half is too many
    ("B-PER B-PER", PER, ["boundary", "missed"]),  # two names glued together
    ("B-PER O B-LOC", "O B-LOC B-LOC", ["missed", "invented", "right"]),
    ("B-PER I-PER I-PER O", "B-LOC B-PER I-PER O", ["boundary", "invented"]),  # the longer overlap wins
    (PER, "I-PER I-PER", ["missed"]),                                  # I- without its B- is no entity in IOB2
]


@pytest.mark.parametrize(("gold", "predicted", "kinds"), BY_HAND)
def test_outcomes_are_those_a_hand_would_give(gold, predicted, kinds):
    found = outcomes(gold.split(), predicted.split())
    assert sorted(one.kind for one in found) == sorted(kinds)
    places = [(one.gold or one.predicted)[1] for one in found]
    assert places == sorted(places)


def test_a_pair_carries_both_spans_and_a_single_one_its_own():
    assert outcomes(["B-PER", "I-PER", "O", "B-LOC"], ["B-PER", "O", "O", "B-ORG"]) == [
        Outcome("boundary", ("PER", 0, 2), ("PER", 0, 1)), Outcome("type", ("LOC", 3, 4), ("ORG", 3, 4))]
    assert outcomes(["B-PER", "O"], ["O", "B-PER"]) == [
        Outcome("missed", ("PER", 0, 1), None), Outcome("invented", None, ("PER", 1, 2))]


def test_the_pair_of_equal_borders_is_matched_before_any_other():
    (one,) = (o for o in outcomes(["B-PER", "B-LOC", "O"], ["B-LOC", "I-LOC", "O"]) if o.kind == "boundary")
    assert one.gold == ("LOC", 1, 2)  # equal overlap on both sides: the same type decides


@pytest.mark.parametrize("seed", range(20))
def test_right_missed_and_invented_add_up_to_seqeval_s_true_positives_misses_and_false_alarms(seed):
    draw, compared = random.Random(seed), 0
    gold = [[draw.choice(TAGS) for _ in range(draw.randint(1, 14))] for _ in range(30)]
    predicted = [[draw.choice(TAGS) if draw.random() < 0.4 else tag for tag in tags] for tags in gold]
    counts = outcome_counts(one for g, p in zip(gold, predicted, strict=True) for one in outcomes(g, p))
    theirs_gold, theirs = (
        {e.to_tuple() for row in Entities(tags, IOB2).entities for e in row} for tags in (gold, predicted))
    matched = counts["type"] + counts["boundary"]
    assert counts["right"] == len(theirs & theirs_gold)
    assert counts["missed"] + matched == len(theirs_gold - theirs)
    assert counts["invented"] + matched == len(theirs - theirs_gold)
    precision, recall, _, support = precision_recall_fscore_support(
        gold, predicted, average="micro", scheme=IOB2, zero_division=0)
    assert counts["right"] / (counts["right"] + matched + counts["invented"]) == pytest.approx(precision)
    assert counts["right"] / support == pytest.approx(recall)
    for g, p in zip(gold, predicted, strict=True):
        found = outcomes(g, p)
        for side in (1, 2):
            spans = [one[side] for one in found if one[side]]
            assert len(spans) == len(set(spans))  # no span stands in two outcomes
            compared += len(spans)
    assert compared > 100


def test_counts_name_every_outcome_and_unequal_lengths_are_refused():
    assert outcome_counts([]) == dict.fromkeys(OUTCOMES, 0)
    with pytest.raises(ValueError, match="1 gold tags and 2 predicted"):
        outcomes(["O"], ["O", "O"])
