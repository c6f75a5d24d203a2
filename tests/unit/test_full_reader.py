"""The full-size reader in Chinese, against a stand-in for the hub that serves a small BERT and a small reading set."""

import hashlib
import json

import pytest
from hub_stand_in import Hub, call, serve

from course_utils import assets
from course_utils.cases import chinese_pieces, fact_passages

hub = pytest.fixture(serve)
RUN = """
import dataclasses, json, sys
from course_utils import assets
from course_utils.cases import full_reader
weights, rows = sys.argv[1], int(sys.argv[2])
assets.CHECKPOINTS["bert-base-chinese"] = dataclasses.replace(assets.CHECKPOINTS["bert-base-chinese"], sha256=weights)
counts = dict.fromkeys(("train", "dev", "test"), rows)
assets.DATA_SETS["cmrc2018"] = dataclasses.replace(assets.DATA_SETS["cmrc2018"], sentences=counts)
try:
    print(json.dumps(full_reader.run("zh", epochs=30, device="cpu")))
except assets.AssetError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def small_bert(tmp_path_factory):
    """The files of a random BERT whose vocabulary has the common Chinese characters."""
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("bert")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *chinese_pieces.common_characters(), *chinese_pieces.MARKS]
    words += [f"{sign}{digit}" for digit in range(10) for sign in ("", "##")]
    BertModel(BertConfig(vocab_size=len(words), hidden_size=48, num_hidden_layers=2, num_attention_heads=2,
                         intermediate_size=96, max_position_embeddings=512)).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(words))
    kept = {"do_lower_case": False, "tokenizer_class": "BertTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(kept))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def questions(tmp_path):
    """Parquet files in the columns of CMRC 2018, and how many rows each has: the dev passages of the course."""
    import datasets

    datasets.disable_progress_bars()
    examples = [e for e in fact_passages.read("zh", part="dev") if e.answers][:16]
    columns = {"context": [e.passage for e in examples], "question": [e.question for e in examples],
               "answers": [{"text": [e.answers[0]], "answer_start": [e.start]} for e in examples]}
    datasets.Dataset.from_dict(columns).to_parquet(str(tmp_path / "x.parquet"))
    return (tmp_path / "x.parquet").read_bytes(), len(examples)


def offer(tmp_path, small_bert):
    """Puts both on the stand-in; the number of questions."""
    data, rows = questions(tmp_path)
    bert, cmrc = assets.CHECKPOINTS["bert-base-chinese"], assets.DATA_SETS["cmrc2018"]
    Hub.repositories = {("models", bert.repository): (bert.revision, small_bert),
                        ("datasets", cmrc.repository): (cmrc.revision, dict.fromkeys(cmrc.files.values(), data))}
    return rows


def test_a_chinese_bert_and_reading_set_are_fetched_trained_and_marked(hub, tmp_path, small_bert, report):
    rows = offer(tmp_path, small_bert)
    checksum = hashlib.sha256(small_bert["model.safetensors"]).hexdigest()
    said = call(RUN, checksum, str(rows), endpoint=hub, cache=tmp_path / "cache")
    assert said[0] == "hfl/cmrc2018 at 137f2c4. Licence: CC BY-SA 4.0 (Cui et al. 2019)."
    first, last = (float(part) for part in said[1].split("loss ")[1].split(" → "))
    assert last < first
    marks = json.loads(said[-1])
    assert marks["n"] == rows
    assert 0 <= marks["em"] <= marks["f1"] <= 1
    asked = [path for _, path, _ in Hub.log if "/resolve/" in path]
    pinned = assets.CHECKPOINTS["bert-base-chinese"].revision, assets.DATA_SETS["cmrc2018"].revision
    assert all(any(revision in path for revision in pinned) for path in asked)
    report(f"stand-in: {said[1]}")


def test_other_weights_and_other_counts_are_refused(hub, tmp_path, small_bert):
    rows = offer(tmp_path, small_bert)
    assert "is damaged" in call(RUN, "0" * 64, str(rows), endpoint=hub, cache=tmp_path / "a")[-1]
    assert "not what the table of data sets says" in call(RUN, "0" * 64, "5", endpoint=hub, cache=tmp_path / "b")[-1]
