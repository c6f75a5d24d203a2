"""The case studies' data sets from the hub, against a small stand-in for it that serves parquet files made here."""

import hashlib
import json

import pytest
from hub_stand_in import Hub, call, serve

from course_utils import assets
from course_utils.cases import headlines, intents, ratings

hub = pytest.fixture(serve)
NAMED = {"banking77": ("label", ["card_arrival", "lost_card"]), "clinc150": ("intent", ["oos", "weather"])}
WORDS = {"answers": {"text": ["Rome"], "answer_start": [17]}, "context": "Ada was born in Rome.", "question": "Where?"}
# name → (columns of two rows, what the chapter's own reader makes of the first part)
SETS = {
    "sst2": ({"sentence": ["fine ", "bad"], "label": [1, 0]}, [["fine", 1], ["bad", 0]]),
    "squad": ({key: [value, value] for key, value in WORDS.items()}, [["Where?", ["Rome"], 17]] * 2),
    "banking77": ({"text": ["Where is it?", "Gone!"], "label": [0, 1]},
                  [["Where is it?", "card_arrival"], ["Gone!", "lost_card"]]),
    "clinc150": ({"text": ["Sun?", "Sing."], "intent": [1, 0]}, [["Sun?", "weather"], ["Sing.", "-"]]),
    "financial_news": ({"title": ["Glenby wins ", "Isk lost"], "topic": [1, 0], "labels": [2, 0]},
                       [["Glenby wins", "other", "positive"], ["Isk lost", "dividend", "negative"]]),
    "yambda": ({"uid": [7, 3, 3], "item_id": [9, 9, 5], "timestamp": [30, 10, 20], "is_organic": [1, 1, 0]},
               [[0, 1], [0, 0], [1, 1]]),  # by time: listener 3 (0) likes 9 (1), then 5 (0); 7 (1) likes 9
}
CALL = """
import dataclasses, json, sys
from course_utils import assets
from course_utils.cases import fact_passages, headlines, intents, ratings, reviews
name, changes = sys.argv[1], json.loads(sys.argv[2])
if changes:
    assets.DATA_SETS[name] = dataclasses.replace(assets.DATA_SETS[name], **changes)
readers = {
    "sst2": lambda: [[r.text, r.label] for r in reviews.from_hub(name)["train"]],
    "squad": lambda: [[e.question, e.answers, e.start] for e in fact_passages.from_hub(name)["train"]],
    "banking77": lambda: [[r.text, r.intent] for r in intents.from_hub(name)["train"]],
    "clinc150": lambda: [[r.text, r.intent] for r in intents.from_hub(name)["train"]],
    "financial_news": lambda: [[h.text, h.topic, h.sentiment] for h in headlines.from_hub(name)["train"]],
    "yambda": lambda: ratings.from_hub(name).pairs,
}
for name in [name] if name else readers:
    try:
        print(json.dumps(readers[name]()))
    except (assets.AssetError, reviews.ReviewError, intents.IntentError) as error:
        print(type(error).__name__ + ":", error)
"""


def parquet(tmp_path, name, columns):
    """The bytes of a parquet file with these columns, numbers of classes with their names."""
    import datasets

    datasets.disable_progress_bars()
    rows = datasets.Dataset.from_dict(columns)
    named = {"topic": ["dividend", "other"], "labels": list(headlines.SENTIMENTS)} | dict([NAMED.get(name, ("", []))])
    for column in set(named) & set(rows.features):
        rows = rows.cast_column(column, datasets.ClassLabel(names=named[column]))
    rows.to_parquet(str(tmp_path / "x.parquet"))
    return (tmp_path / "x.parquet").read_bytes()


def offer(tmp_path, name, columns=None):
    """Serves all splits of a data set with the same rows; returns the changes to its row of the table."""
    tmp_path.mkdir(exist_ok=True)
    record, columns = assets.DATA_SETS[name], columns or SETS[name][0]
    data = parquet(tmp_path, name, columns)
    Hub.repositories = {("datasets", record.repository): (record.revision, dict.fromkeys(record.files.values(), data))}
    count = len(next(iter(columns.values())))
    return {"sha256": dict.fromkeys(record.files, hashlib.sha256(data).hexdigest()),
            "sentences": dict.fromkeys(record.files, count)}


def load(endpoint, tmp_path, name, changes):
    return call(CALL, name, json.dumps(changes), endpoint=endpoint, cache=tmp_path / "cache")


@pytest.mark.parametrize("name", SETS)
def test_a_chapter_reads_its_set_at_the_pinned_commit_and_says_its_licence_first(hub, tmp_path, name, report):
    record = assets.DATA_SETS[name]
    said = load(hub, tmp_path, name, offer(tmp_path, name))
    assert said[0] == f"{record.repository} at {record.revision[:7]}. Licence: {record.licence}."
    assert json.loads(said[-1]) == SETS[name][1]
    asked = [path for _, path, _ in Hub.log if "/datasets/" in path]
    assert asked
    assert all(record.revision in path for path in asked)
    report(f"{name}: {len(asked)} questions to the stand-in, all at {record.revision[:7]}")


@pytest.mark.parametrize("name", SETS)
def test_other_counts_and_other_bytes_are_refused_in_one_sentence(hub, tmp_path, name):
    record, changes = assets.DATA_SETS[name], offer(tmp_path / "a", name)
    few = load(hub, tmp_path / "a", name, changes | {"sentences": dict.fromkeys(record.files, 5)})
    assert len(few) == 2
    assert ("this is another data set" in few[-1]) or ("not what the table of data sets says" in few[-1])
    damaged = load(hub, tmp_path / "b", name, changes | {"sha256": dict.fromkeys(record.files, "0" * 64)})
    assert len(damaged) == 2
    assert damaged[-1].startswith("AssetError: ")
    assert "is damaged (its SHA-256 is not the published one)" in damaged[-1]


@pytest.mark.parametrize(("name", "columns", "says"), [
    ("banking77", {"message": ["a"], "label": [0]}, "IntentError: legacy-datasets/banking77: the columns text and"),
    ("financial_news", {"headline": ["a"], "topic": [0], "labels": [0]}, "AssetError: Jean-Baptiste/financial_news"),
    ("yambda", {"uid": [1], "item_id": [2], "time": [3]}, "AssetError: yandex/yambda: the column timestamp is missing"),
])
def test_other_columns_are_named_in_one_sentence(hub, tmp_path, name, columns, says):
    said = load(hub, tmp_path, name, offer(tmp_path, name, columns))
    assert said[-1].startswith(says)
    assert said[-1].endswith("this is another data set.")


def test_an_unreachable_hub_is_one_sentence_that_names_the_other_two_ways(tmp_path):
    said = load("http://127.0.0.1:9", tmp_path, "", {})
    assert said[1::2] == [
        f"AssetError: The data set “{name}” is not here and the hub cannot be reached: take a folder of your own, or "
        "the data bundled with the course." for name in SETS]


def test_an_unknown_name_is_refused_before_anything_is_asked():
    with pytest.raises(intents.IntentError, match="there is: banking77, clinc150"):
        intents.from_hub("snips")
    for reader in (headlines.from_hub, ratings.from_hub):
        with pytest.raises(assets.AssetError, match="No data set called “nothing”"):
            reader("nothing")
