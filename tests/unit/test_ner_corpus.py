"""The bundled named-entity corpus keeps what its card says; baselines are computed here, by seqeval."""

import re
from collections import Counter
from pathlib import Path

import pytest
from seqeval.metrics import f1_score
from seqeval.scheme import IOB2

import course_utils
from course_utils.training import conll
from course_utils.training.metrics import Dictionary

DATA = Path(course_utils.__file__).parent / "data"
CARD = (DATA / "ner.md").read_text(encoding="utf-8")
SPLITS = conll.read_splits(DATA / "ner")
EVERY = [sentence for split in SPLITS.values() for sentence in split]


def rows(heading):
    """The body cells of the card's table under `heading`, as `{first cell: [numbers]}`."""
    part = CARD.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("| ").split("|") for line in part.splitlines() if line.startswith("|")]
    return {cells[0].strip(): [float(c.strip(" %").replace(",", "")) for c in cells[1:]] for cells in lines[2:]}


def names(sentences):
    """Each entity as (lower-cased name, type), with repetition."""
    return [(" ".join(s.words[start:end]).lower(), kind)
            for s in sentences for kind, start, end in conll.spans(s.tags)]


def new_names(train, test):
    """Share of the entities of `test` whose name never is an entity of that type in `train`."""
    known, found = set(names(train)), names(test)
    return sum(name not in known for name in found) / len(found)


def baselines(train, other):
    """Word accuracy of all-O, entity F1 of the dictionary, share of new names: in percent."""
    words = [tag for s in other for tag in s.tags]
    dictionary = Dictionary(train)
    guess = [dictionary.tag(s.words) for s in other]
    f1 = f1_score([list(s.tags) for s in other], guess, mode="strict", scheme=IOB2)
    return [100 * words.count("O") / len(words), 100 * f1, 100 * new_names(train, other)]


def test_the_validator_finds_nothing_in_the_corpus(report):
    checked = conll.validate(SPLITS)
    assert checked.problems == []
    assert len(EVERY) >= 1_200
    words = sum(len(s.words) for s in EVERY)
    report(f"corpus: {len(EVERY):,} sentences, {words:,} words, {len(names(EVERY)):,} entities")


def test_no_sentence_is_in_two_places_and_every_id_is_unique():
    texts = {" ".join(s.words).lower() for s in EVERY}
    assert len(texts) == len(EVERY) == len({s.id for s in EVERY})


def test_the_corpus_is_as_large_and_as_mixed_as_promised():
    counts = Counter(kind for _, kind in names(EVERY))
    assert min(counts[kind] for kind in conll.TYPES) >= 250
    assert 14 <= sum(len(s.words) for s in EVERY) / len(EVERY) <= 20
    assert 0.15 <= sum(not conll.spans(s.tags) for s in EVERY) / len(EVERY) <= 0.25
    assert sum(s.register == "scores" for s in EVERY) <= 0.15 * len(EVERY)


def test_the_test_split_holds_a_register_that_train_and_dev_lack():
    registers = {split: {s.register for s in sentences} for split, sentences in SPLITS.items()}
    assert registers["test"] - registers["train"] == {"email"}
    assert registers["dev"] <= registers["train"]


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_the_sizes_in_the_card_are_those_of_the_files(split):
    counts = conll.validate({split: SPLITS[split]}).counts[split]
    expected = [counts[k] for k in ("sentences", "words", "without", *conll.TYPES)]
    assert rows("Sizes")[split] == expected


def test_the_totals_in_the_card_are_the_sums():
    table = rows("Sizes")
    assert table["all"] == [sum(column) for column in zip(*(table[s] for s in SPLITS), strict=True)]


def test_the_registers_in_the_card_are_those_of_the_files():
    table, splits = rows("Registers"), list(SPLITS.values())
    counted = {r: [sum(s.register == r for s in split) for split in splits] for r in {s.register for s in EVERY}}
    assert table == counted


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_baselines_and_the_share_of_new_names_in_the_card_are_what_is_computed(split):
    assert rows("Baselines")[split] == pytest.approx(baselines(SPLITS["train"], SPLITS[split]), abs=0.05)


def test_a_share_of_the_test_entities_is_new_and_a_share_is_known():
    assert 0.3 < new_names(SPLITS["train"], SPLITS["test"]) < 0.8


def test_the_same_name_has_different_types_in_different_sentences():
    kinds = {}
    for name, kind in names(SPLITS["train"]):
        kinds.setdefault(name, set()).add(kind)
    several = sorted(name for name, found in kinds.items() if len(found) > 1)
    assert {"jordan", "paris", "washington", "lincoln", "ford", "chelsea", "amazon", "phoenix"} <= set(several)
    stated = re.search(r"(\d+) names have more than one type in train", CARD)
    assert int(stated[1]) == len(several)


def test_typography_is_uniform_so_that_no_split_can_be_told_by_its_quotes():
    strange = {c for s in EVERY for w in s.words for c in w if c in "‘’“”„…\u00a0\u200b"}
    assert strange == set()


def test_each_sentence_keeps_its_id_register_and_number():
    assert all(re.fullmatch(rf"{s.register}-\d{{3}}", s.id) for s in EVERY)
