"""`course ner` and `course tag` from end to end on a tiny model, and one sentence for everything that can be wrong."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import safetensors.torch
import torch

from course_utils import assets, cli, runtime
from course_utils.training import ner_command, tag_command

SENTENCES = [("Ada Lovelace met Bo", "B-PER I-PER O B-PER"), ("Rain in Bergen", "O O B-LOC"), ("It rains", "O O")]


def conll_text(sentences=SENTENCES):
    blocks = (zip(words.split(), tags.split(), strict=True) for words, tags in sentences)
    return "\n\n".join("\n".join(f"{w}\t{t}" for w, t in block) for block in blocks) + "\n"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A folder with a random BERT of one layer and a tokenizer that knows letters only."""
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *[f"##{letter}" for letter in letters], "."]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    torch.manual_seed(0)
    BertModel(BertConfig(vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
                         intermediate_size=16, max_position_embeddings=128)).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for split in ("train", "dev", "test"):
        (folder / f"{split}.conll").write_text(conll_text(), encoding="utf-8")
    return folder


def course(*arguments):
    return cli.main([str(a) for a in arguments])


@pytest.fixture(autouse=True)
def on_the_cpu(monkeypatch):
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    monkeypatch.setenv("COURSE_OFFLINE", "1")
    runtime.online.cache_clear()


@pytest.mark.parametrize("recipe", ["course", "plain", "articles"])
def test_ner_trains_scores_and_saves_and_tag_uses_it(recipe, tiny, data, tmp_path, capsys):
    out = tmp_path / "out"
    small = ("--batch-size", 2, "--model", tiny, "--recipe", recipe, "--epochs", 2, "--seed", 3)
    assert course("ner", "--data", data, "--out", out, *small) == 0
    metrics = json.loads((out / "metrics.json").read_text())
    assert set(metrics["scores"]) == {"dev", "test"}
    test = metrics["scores"]["test"]
    assert test["entities"]["PER"]["support"] == 2
    assert test["entities"]["micro"]["support"] == 3
    assert test["words"] == 9
    assert test["all_outside_accuracy"] == pytest.approx(5 / 9)
    assert test["dictionary_f1"] == 1.0  # the three files are the same
    assert metrics["recipe"]["seed"] == 3
    assert len(metrics["history"]) == metrics["recipe"]["epochs"] == 2
    assert metrics["words_per_s"] > 0
    assert metrics["peak_memory_bytes"] > 1e6
    assert {"torch", "python", "transformers"} <= set(metrics["machine"])
    capsys.readouterr()
    text = tmp_path / "text.txt"
    text.write_text("Ada met Bo.\n\nIt rains in Bergen.\n", encoding="utf-8")
    assert course("tag", "--model", out, text) == 0
    said = capsys.readouterr()
    records = [json.loads(line) for line in said.out.splitlines()]
    assert [r["words"] for r in records] == [["Ada", "met", "Bo", "."], ["It", "rains", "in", "Bergen", "."]]
    assert all(len(r["words"]) == len(r["tags"]) for r in records)
    assert "2 sentences, 9 words" in said.err


def test_started_again_it_goes_on_and_writes_the_same_metrics(tiny, data, tmp_path, capsys):
    arguments = ("ner", "--data", data, "--model", tiny, "--epochs", 1, "--batch-size", 2, "--out", tmp_path / "out")
    assert course(*arguments) == 0
    first = json.loads((tmp_path / "out" / "metrics.json").read_text())
    capsys.readouterr()
    assert course(*arguments) == 0
    assert "Going on from" in capsys.readouterr().out
    second = json.loads((tmp_path / "out" / "metrics.json").read_text())
    assert second["scores"] == first["scores"]
    assert second["history"] == first["history"]


def test_the_command_killed_while_it_trains_and_started_again_ends_as_if_nothing_had_happened(tiny, data, tmp_path):
    shared = ["ner", "--data", data, "--model", tiny, "--epochs", 8, "--batch-size", 1, "--checkpoint-every", 1]
    threads = {"OMP_NUM_THREADS": str(torch.get_num_threads()), "PYTHONPATH": str(Path(__file__).parents[2])}
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    running = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "course_utils.cli", *map(str, shared), "--out",
                                str(killed)], env=os.environ | threads, stdout=subprocess.DEVNULL)
    while not (killed / "checkpoint.pt").exists():
        assert running.poll() is None
        time.sleep(0.01)
    running.kill()
    running.wait()
    assert not (killed / "metrics.json").exists()
    assert course(*shared, "--out", killed) == 0
    assert course(*shared, "--out", whole) == 0
    resumed, straight = (json.loads((folder / "metrics.json").read_text()) for folder in (killed, whole))
    assert len(straight["history"]) == 8
    assert resumed["history"] == straight["history"]  # losses and scores to the last bit
    assert resumed["scores"] == straight["scores"]


def test_under_torchrun_two_processes_write_the_metrics_of_one(tiny, data, tmp_path):
    """The real command, started by torchrun, without dropout: the same batches, so the same curve and scores."""
    if not torch.distributed.is_available():
        pytest.skip("this torch has no torch.distributed")
    shared = ("ner", "--data", data, "--model", tiny, "--epochs", 3, "--batch-size", 2, "--dropout", 0)
    assert course(*shared, "--out", tmp_path / "one") == 0
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": root, "OMP_NUM_THREADS": "1"}
    torchrun = [sys.executable, "-W", "ignore", "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2",
                "-m", "course_utils.cli", *map(str, shared), "--out", str(tmp_path / "two")]
    said = [subprocess.run(torchrun, env=environment, capture_output=True, text=True, timeout=120) for _ in range(2)]
    assert [done.returncode for done in said] == [0, 0], said[0].stderr + said[1].stderr
    assert "on cpu in 2 processes" in said[0].stdout
    assert said[0].stdout.count("wrote ") == 1  # the second process says nothing
    assert "Going on from" in said[1].stdout
    one, two = (json.loads((tmp_path / name / "metrics.json").read_text()) for name in ("one", "two"))
    assert (one["processes"], two["processes"]) == (1, 2)
    assert len(two["history"]) == 3
    for alone, together in zip(one["history"], two["history"], strict=True):
        assert together["loss"] == pytest.approx(alone["loss"], rel=1e-3)
    for split in ("dev", "test"):
        alone, together = (metrics["scores"][split] for metrics in (one, two))
        assert together["word_accuracy"] == pytest.approx(alone["word_accuracy"], abs=0.12)  # one word of nine
        assert together["entities"]["micro"]["f1"] == pytest.approx(alone["entities"]["micro"]["f1"], abs=0.35)


def test_the_full_size_takes_bert_base_cased_where_it_can_be_had_and_else_minilm(monkeypatch):
    have, online = {"bert-base-cased": None}, False
    monkeypatch.setattr(assets, "find", lambda name: have[name])
    monkeypatch.setattr(runtime, "online", lambda: online)
    assert ner_command.default_model(full=True) == ner_command.default_model(full=False) == "minilm"
    online = True
    assert ner_command.default_model(full=True) == "bert-base-cased"
    assert ner_command.default_model(full=False) == "minilm"
    online, have["bert-base-cased"] = False, "in the cache"
    assert ner_command.default_model(full=True) == "bert-base-cased"


def test_a_larger_model_and_a_gpu_change_the_course_recipe_and_a_given_rate_wins():
    given = cli.parser("ner").parse_args(["ner", "--out", "x"])
    small = ner_command.recipe_of(given, "minilm", device="cpu")
    large = ner_command.recipe_of(given, "bert-base-cased", device="cuda", half="bf16")
    assert (small.learning_rate, small.attention, small.autocast) == (3e-4, "eager", None)
    assert (large.learning_rate, large.attention, large.autocast) == (5e-5, "sdpa", "bf16")
    asked = cli.parser("ner").parse_args(["ner", "--out", "x", "--learning-rate", "1e-5", "--autocast", "none"])
    rate = ner_command.recipe_of(asked, "bert-base-cased", device="cuda", half="bf16")
    assert (rate.learning_rate, rate.autocast) == (1e-5, None)


@pytest.mark.parametrize(("change", "sentence"), [
    (lambda d: (d / "train.conll").write_text("Ada\tB-PER\nLovelace\n"), "train.conll:2: the line has no tag"),
    (lambda d: (d / "train.conll").write_text("Ada\tPERSON\n"), "train.conll:1: the tag 'PERSON' is outside"),
    (lambda d: (d / "dev.conll").write_text("Ada\tO\nBo\tI-PER\n"), "dev.conll:2: I-PER follows O"),
    (lambda d: (d / "dev.conll").write_text("\n\n"), "the split dev has no sentence"),
    (lambda d: (d / "dev.conll").unlink(), "no dev file"),
    (lambda d: (d / "train.conll").unlink(), "no train file"),
    (lambda d: (d / "test.conll").write_bytes(b"\xff\xfeA\tO\n"), "test.conll:1: not UTF-8"),
    (lambda d: (d / "dev.conll").write_text("Diwali\tB-EVENT\n"), "dev.conll:1: the tag “B-EVENT” is unknown"),
])
def test_bad_files_end_in_one_sentence_with_file_and_line(change, sentence, tiny, data, tmp_path, capsys):
    change(data)
    assert course("ner", "--data", data, "--model", tiny, "--epochs", 1, "--out", tmp_path / "out") == 1
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(("arguments", "sentence"), [
    (("--data", "nowhere"), "nowhere: no such folder"),
    (("--data", "wnut17"), "The data set “wnut17” is not here and the hub cannot be reached"),
    (("--epochs", 0), "at least one epoch"),
    (("--model", "no-such-model"), "No checkpoint called “no-such-model”"),
])
def test_bad_arguments_end_in_one_sentence(arguments, sentence, tiny, data, tmp_path, capsys):
    given = ("--data", data, "--model", tiny, "--epochs", 1, "--out", tmp_path / "out")
    assert course("ner", *given, *arguments) == 1
    assert sentence in capsys.readouterr().err


def test_a_full_disk_ends_in_one_sentence(tiny, data, tmp_path, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(torch, "save", full)
    assert course("ner", "--data", data, "--model", tiny, "--epochs", 1, "--out", tmp_path / "out") == 1
    error = capsys.readouterr().err
    assert "No space left on device" in error
    assert "make room" in error


@pytest.mark.parametrize("full", ["weights", "metrics"])
def test_a_disk_that_fills_up_after_training_leaves_no_half_file_and_the_checkpoint(
    full, tiny, data, tmp_path, monkeypatch, capsys
):
    arguments = ("ner", "--data", data, "--model", tiny, "--epochs", 1, "--out", tmp_path / "out")
    plain, plain_save = Path.write_text, safetensors.torch.save_file

    def write(path, text, **options):
        if path.name == "metrics.json.partial":
            plain(path, text[:20], **options)
            raise OSError(28, "No space left on device")
        return plain(path, text, **options)

    def save(tensors, path, **options):
        Path(path).write_bytes(b"half")
        raise safetensors.SafetensorError("I/O error: No space left on device (os error 28)")

    with monkeypatch.context() as patch:
        if full == "metrics":
            patch.setattr(Path, "write_text", write)
        else:
            patch.setattr(safetensors.torch, "save_file", save)
        assert course(*arguments) == 1
    error = capsys.readouterr().err
    assert "No space left on device" in error
    assert "make room and start again" in error
    assert not [path for path in (tmp_path / "out").rglob("*") if path.name.endswith(".partial")]
    assert not (tmp_path / "out" / "metrics.json").exists()
    assert safetensors.torch.save_file is plain_save
    assert course(*arguments) == 0  # with room again it goes on, and trains nothing twice
    assert "Going on from" in capsys.readouterr().out
    assert (tmp_path / "out" / "metrics.json").exists()


def test_tag_writes_only_sequences_that_iob2_allows(tiny):
    """A head that answers I-PER to every word: each word's own best tag would stand without a beginning."""
    from course_utils.training import tagger

    tokenizer, model = tagger.pretrained(str(tiny), ["O", "B-PER", "I-PER"])
    model.eval().classifier.bias.data = torch.tensor([0.0, 1.0, 9.0])
    records = list(tag_command.tag(model, tokenizer, [["Ada", "Lovelace"], ["It", "rains", "."]]))
    assert [r["tags"] for r in records] == [["B-PER", "I-PER"], ["B-PER", "I-PER", "I-PER"]]


def test_tag_without_a_model_or_without_a_sentence_says_so(tmp_path, capsys):
    assert course("tag", "--model", tmp_path) == 1
    assert "no saved tagger" in capsys.readouterr().err


def test_conll_lines_and_plain_lines_are_told_apart():
    conll_lines = ["-DOCSTART- O\n", "\n", "# id = n1\n", "Ada\tB-PER\n", "met\tO\n", "\n", "Bo\tO\n"]
    assert list(tag_command.sentences_of(conll_lines)) == [["Ada", "met"], ["Bo"]]
    four = ["EU NNP B-NP B-ORG\n", "said VBD B-VP O\n"]
    assert list(tag_command.sentences_of(four)) == [["EU", "said"]]
    plain = ["Ada met Bo.\n", "\n", "Rain, rain!\n"]
    assert list(tag_command.sentences_of(plain)) == [["Ada", "met", "Bo", "."], ["Rain", ",", "rain", "!"]]
    assert list(tag_command.sentences_of([])) == []


def test_words_keep_inner_marks_and_lose_outer_ones():
    """The same words as in the corpus of the course: 's stands alone, abbreviations and numbers stay whole."""
    assert tag_command.split_words("Mara's U.S. ship, the Lark-2 (1,000.5 t), left O'Neill.") == [
        "Mara", "'s", "U.S.", "ship", ",", "the", "Lark-2", "(", "1,000.5", "t", ")", ",", "left", "O'Neill", "."]
