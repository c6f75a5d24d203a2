"""Reviews: the bundled sentences are what the grammar makes; files are read or refused; real data is measured."""

import gzip
import os
import random
from pathlib import Path

import pytest

from course_utils import assets
from course_utils.cases import augmentation, reviews
from course_utils.training.interval import share_interval

DATA = Path(os.environ.get("COURSE_TEST_DATA", "/nowhere"))
ABSENT = "COURSE_TEST_DATA" not in os.environ
needs_data = pytest.mark.skipif(ABSENT, reason="COURSE_TEST_DATA names no folder of public data sets")


def test_the_bundled_parts_are_what_the_grammar_makes_and_share_no_text(report):
    made, bundled = reviews.generate_all(), reviews.bundled()
    for name, part in made.items():
        assert bundled[name] == part
    texts = [review.text for part in bundled.values() for review in part]
    assert len(set(texts)) == len(texts) == 1480
    report(f"reviews: {len(texts)} sentences, none twice")


def test_half_of_each_part_is_positive_and_only_test_has_new_adjectives():
    parts = reviews.bundled()
    for name, part in parts.items():
        assert sum(review.label for review in part) * 2 == len(part)
        new = [word for side in reviews.ADJECTIVES.values() for word in side[1]]
        assert any(word in review.text for review in part for word in new) == (name == "test") or name == "written"


def test_bad_files_are_refused_with_the_line(tmp_path):
    (tmp_path / "train.tsv").write_text("Good.\t1\nBad.\n", encoding="utf-8")
    with pytest.raises(reviews.ReviewError, match=r"train\.tsv, line 2"):
        reviews.read(tmp_path / "train.tsv")
    with pytest.raises(reviews.ReviewError, match=r"must hold train\.tsv and dev\.tsv"):
        reviews.folder(tmp_path)
    (tmp_path / "dev.tsv").write_text("\n", encoding="utf-8")
    with pytest.raises(reviews.ReviewError, match="holds no review"):
        reviews.read(tmp_path / "dev.tsv")
    with pytest.raises(reviews.ReviewError, match="cannot be read"):
        reviews.read(tmp_path / "none.tsv")


def test_a_folder_of_ones_own_is_read(tmp_path):
    for name in ("train", "dev"):
        (tmp_path / f"{name}.tsv").write_text("Good.\t1\r\nOdd\x85sign.\t0\n", encoding="utf-8")
    parts = reviews.folder(tmp_path)
    assert [r.label for r in parts["train"]] == [1, 0]
    assert set(parts) == {"train", "dev"}


def test_the_hub_set_is_read_only_when_it_has_the_stated_size(monkeypatch):
    rows = [{"sentence": "fine ", "label": 1}] * 872
    monkeypatch.setattr(assets, "data_set", lambda name, say: {"dev": rows})
    assert reviews.from_hub()["dev"][0] == reviews.Review("fine", 1)
    monkeypatch.setattr(assets, "data_set", lambda name, say: {"dev": rows[1:]})
    with pytest.raises(assets.AssetError, match="871 rows in dev, not 872"):
        reviews.from_hub()


def test_augmentations_keep_or_lose_what_they_say():
    review, draw = reviews.Review("The soup was not bad.", 1, "food", "negation"), random.Random(0)
    assert augmentation.drop_negation(review, draw).text == "The soup was bad."
    changed = {augmentation.synonyms(review, draw).text for _ in range(40)}
    assert len(changed) > 3
    assert all(text.startswith("The soup was not ") for text in changed)
    assert all("was not bad." in augmentation.nouns(review, draw).text for _ in range(10))
    assert len(augmentation.augment([review] * 5, "words dropped", 2, 0)) == 15
    with pytest.raises(ValueError, match="No augmentation is called"):
        augmentation.augment([review], "magic", 1, 0)


def _baseline(train, dev):
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    chain = make_pipeline(CountVectorizer(token_pattern=r"\w+", ngram_range=(1, 2)), LogisticRegression(max_iter=500))
    chain.fit([r.text for r in train], [r.label for r in train])
    return int((chain.predict([r.text for r in dev]) == [r.label for r in dev]).sum())


def _packed(name):
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="\n") as handle:
        return list(reviews.parse(handle.read(), name))


@needs_data
def test_sst2_is_read_by_the_same_code_and_counting_words_reaches_about_four_fifths(report):
    train, dev = _packed("sst2/train.tsv.gz"), _packed("sst2/dev.tsv.gz")
    assert (len(train), len(dev)) == (6920, 872)
    right = _baseline(train, dev)
    low, high = share_interval(right, len(dev))
    report(f"SST-2, 6,920 sentences, bag of words: {right / 872:.1%} [{low:.1%}, {high:.1%}] on dev")
    assert 0.75 < right / 872 < 0.86


@needs_data
@pytest.mark.parametrize("name", ["amazon_cells", "imdb", "yelp"])
def test_the_uci_sentences_are_read_and_measured(name, report):
    rows = _packed(f"uci_sentiment/{name}_labelled.txt.gz")
    assert len(rows) == 1000
    random.Random(0).shuffle(rows)
    right = _baseline(rows[:800], rows[800:])
    low, high = share_interval(right, 200)
    report(f"UCI {name}, 800 sentences, bag of words: {right / 200:.1%} [{low:.1%}, {high:.1%}] on 200")
    assert right > 130
