"""The real download path of data sets, against a small stand-in for the hub that serves parquet files."""

import hashlib
import json

import pytest
from hub_stand_in import Hub, call, serve

from course_utils import assets
from course_utils.training import conll

hub = pytest.fixture(serve)
CONLL = "Ada\tB-PER\nLovelace\tI-PER\nleft\tO\nRome\tB-LOC\n\nRain\tO\n"
ROWS = {"tokens": [["Ada", "Lovelace", "left", "Rome"], ["Rain"]], "ner_tags": [[1, 2, 0, 5], [0]]}  # and an empty row
# The pinned row of the table with this test's checksums and counts; how a chapter loads it.
CALL = """
import dataclasses, json, sys, urllib.request
from course_utils import assets, runtime
from course_utils.training import conll, hub_sets
name, changes = sys.argv[1], json.loads(sys.argv[2])
assets.DATA_SETS[name] = dataclasses.replace(assets.DATA_SETS[name], **changes)
def say(line):
    print(line)
    if runtime.online():
        urllib.request.urlopen(runtime.hub() + "/api/models/said/revision/1")
try:
    splits = hub_sets.sentences(name, say)
    print(json.dumps({split: [[s.words, s.tags, s.document, s.id] for s in part] for split, part in splits.items()}))
except (assets.AssetError, conll.ConllError) as error:
    print(type(error).__name__ + ":", error)
"""


def parquet(tmp_path, rows, names):
    """The bytes of a parquet file with these rows, the tags as numbers with or without names."""
    import datasets

    tag = datasets.ClassLabel(names=list(names)) if names else datasets.Value("int64")
    feature = {"tokens": datasets.Sequence(datasets.Value("string")), "ner_tags": datasets.Sequence(tag)}
    feature |= {"document_id": datasets.Value("int64")} if "document_id" in rows else {}
    datasets.disable_progress_bars()
    datasets.Dataset.from_dict(rows, features=datasets.Features(feature)).to_parquet(str(tmp_path / "x.parquet"))
    return (tmp_path / "x.parquet").read_bytes()


def offer(tmp_path, name="conll2003", rows=ROWS, names=True):
    """Serves three equal splits of a data set; returns the changes to its row."""
    record = assets.DATA_SETS[name]
    data = parquet(tmp_path, rows, record.tags if names is True else names)
    Hub.repositories = {("datasets", record.repository): (record.revision, dict.fromkeys(record.files.values(), data)
                                                          | {"conll2003.py": b"raise SystemExit"})}
    Hub.repositories["models", "said"] = ("1", {})
    return {"sha256": dict.fromkeys(record.files, hashlib.sha256(data).hexdigest()),
            "sentences": dict.fromkeys(record.files, 2)}


def load(endpoint, tmp_path, changes, name="conll2003"):
    return call(CALL, name, json.dumps(changes), endpoint=endpoint, cache=tmp_path / "cache")


def test_the_sentences_are_those_of_a_conll_file_and_the_licence_is_said_before_anything_is_asked(hub, tmp_path):
    (tmp_path / "train.conll").write_text(CONLL)
    expected = [[list(s.words), list(s.tags)] for s in conll.read(tmp_path / "train.conll")]
    said = load(hub, tmp_path, offer(tmp_path))
    assert said[0] == ("lhoestq/conll2003 at 19edcb4. Licence: Reuters news, for research only, not to be passed on.")
    found = json.loads(said[-1])
    assert list(found) == ["train", "dev", "test"]
    for split in found.values():
        assert [row[:2] for row in split] == expected
    assert found["dev"][1][3] == "lhoestq/conll2003/dev/1"
    asked = [path for _, path, _ in Hub.log]
    assert asked.index("/api/models/said/revision/1") < min(i for i, path in enumerate(asked) if "/datasets/" in path)
    revision = assets.DATA_SETS["conll2003"].revision
    assert all(revision in path for path in asked if "/datasets/" in path)
    assert not [path for path in asked if path.endswith(".py")]
    before = sum("/resolve/" in path for path in asked)
    assert load(hub, tmp_path, offer(tmp_path))[-1] == said[-1]
    assert sum("/resolve/" in path for _, path, _ in Hub.log) == before  # the second time from the cache


def test_numbers_without_names_mean_the_tables_tags_and_documents_are_kept(hub, tmp_path):
    rows = ROWS | {"document_id": [3, 4]}
    found = json.loads(load(hub, tmp_path, offer(tmp_path, "wnut17", rows, names=None), "wnut17")[-1])
    assert [row[1] for row in found["train"]] == [["B-corporation", "I-corporation", "O", "B-group"], ["O"]]
    assert [row[2] for row in found["train"]] == [3, 4]


def test_other_names_other_counts_and_other_bytes_are_refused(hub, tmp_path):
    other = load(hub, tmp_path / "a", offer(tmp_path, names=[f"T{n}" for n in range(9)]))[-1]
    assert other.startswith("ConllError: The tags are T0, T1")
    fewer = load(hub, tmp_path / "b", offer(tmp_path) | {"sentences": dict.fromkeys(("train", "dev", "test"), 3)})[-1]
    assert fewer == "ConllError: lhoestq/conll2003: 2 sentences in train, not 3: this is another data set."
    damaged = load(hub, tmp_path / "c", offer(tmp_path) | {"sha256": {"dev": "0" * 64}})[-1]
    assert "is damaged (its SHA-256 is not the published one)" in damaged


def test_an_unreachable_hub_is_one_sentence_that_names_the_folder_and_the_bundled_corpus(tmp_path):
    said = load("http://127.0.0.1:9", tmp_path, {})
    assert said[-1] == (
        "AssetError: The data set “conll2003” is not here and the hub cannot be reached: give a folder with its CoNLL "
        "files instead of its name, or leave it out for the corpus bundled with the course.")


def test_an_unknown_name_is_one_sentence():
    with pytest.raises(assets.AssetError, match="No data set called “ontonotes”; there is: conll2003, wnut17"):
        assets.data_set("ontonotes")
