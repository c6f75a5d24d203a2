"""One run, killed or not, alone or with a second process, in one piece or in several: the same numbers."""

import math
import os
import signal
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F

from course_utils.training import checkpoint, loop, prediction, schedule, tagger
from course_utils.training.alignment import IGNORED, Example
from course_utils.training.recipe import RECIPES, Recipe

ROOT = Path(__file__).parents[2]
TAGS = ["O", "B-X", "I-X"]


def tiny_tagger(*, dropout=0.1, casing=True, layers=1):
    """A random BERT of 2,000 parameters or so: nothing is fetched, and a step takes a millisecond."""
    from transformers import BertConfig, BertModel

    torch.manual_seed(7)
    config = BertConfig(vocab_size=20, hidden_size=16, num_hidden_layers=layers, num_attention_heads=2,
                        intermediate_size=24, max_position_embeddings=16, hidden_dropout_prob=dropout,
                        attention_probs_dropout_prob=dropout)
    encoder = BertModel(config, add_pooling_layer=False)
    return tagger.Tagger(encoder, TAGS, casing=casing, dropout=dropout)


def examples(count=22):
    """Rows of a task that can be learnt: pieces above 12 are names."""
    draw = torch.Generator().manual_seed(3)
    rows = []
    for number in range(count):
        n = int(torch.randint(3, 10, (1,), generator=draw))
        ids = torch.randint(3, 20, (n,), generator=draw).tolist()
        labels = [IGNORED, *[int(i > 12) for i in ids[1:-1]], IGNORED]
        rows.append(Example(ids, labels, [1] * n, [(number, w) for w in range(n - 2)], list(range(1, n - 1))))
    return rows


def dev_score(model):
    """The share of words that are right, to all digits."""
    return prediction.position_accuracy(model, examples())


RECIPE = Recipe("tiny", epochs=3, batch_size=4, pool=2, learning_rate=0.01, seed=5)


def run(folder=None, recipe=RECIPE, **options):
    training = loop.Training(tiny_tagger(), examples(), recipe, folder=folder, **options)
    return training, training.run(dev_score)


def same_weights(left, right):
    return all(torch.equal(a, b) for a, b in zip(left.state_dict().values(), right.state_dict().values(), strict=True))


def test_the_loop_learns_and_the_same_seed_gives_the_same_run():
    first, history = run(recipe=RECIPE.but(epochs=12))
    second, again = run(recipe=RECIPE.but(epochs=12))
    assert history[-1]["loss"] < 0.5 * history[0]["loss"]
    assert history == again
    assert same_weights(first.tagger, second.tagger)
    other, _ = run(recipe=RECIPE.but(epochs=12, seed=6))
    assert not same_weights(first.tagger, other.tagger)


def test_the_first_loss_of_a_fresh_head_is_about_ln_of_the_number_of_tags():
    training = loop.Training(tiny_tagger(dropout=0.0), examples(), RECIPE)
    assert abs(training.step(range(8)) - math.log(3)) < 0.2


def test_our_loss_and_gradient_equal_transformers_own_token_classifier(tmp_path):
    from transformers import AutoModelForTokenClassification, BertTokenizerFast

    ours = tiny_tagger(dropout=0.0, casing=False)
    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmno"]))
    ours.save(tmp_path / "model", BertTokenizerFast(str(vocabulary)))
    theirs = AutoModelForTokenClassification.from_pretrained(tmp_path / "model")
    assert theirs.config.id2label == {0: "O", 1: "B-X", 2: "I-X"}
    from course_utils.training.batches import pad

    batch = pad(examples(5), 0)
    out = theirs(input_ids=batch["ids"], attention_mask=batch["mask"].long(), labels=batch["labels"])
    scores = ours(batch["ids"], batch["mask"])
    torch.testing.assert_close(scores, out.logits)
    loss = F.cross_entropy(scores.flatten(0, 1), batch["labels"].flatten(), ignore_index=IGNORED)
    torch.testing.assert_close(loss, out.loss)
    _, back = tagger.load(tmp_path / "model")
    torch.testing.assert_close(back(batch["ids"], batch["mask"]), scores)


def test_casing_survives_saving_and_starts_as_nothing(tmp_path):
    from transformers import BertTokenizerFast

    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmno"]))
    model, plain = tiny_tagger(dropout=0.0), tiny_tagger(dropout=0.0, casing=False)
    ids, mask, casing = torch.randint(3, 20, (2, 6)), torch.ones(2, 6, dtype=torch.bool), torch.ones(2, 6).long()
    torch.testing.assert_close(model(ids, mask, casing), plain(ids, mask))
    torch.nn.init.normal_(model.casing.weight)
    model.save(tmp_path / "m", BertTokenizerFast(str(vocabulary)))
    _, back = tagger.load(tmp_path / "m")
    torch.testing.assert_close(back(ids, mask, casing), model(ids, mask, casing))
    assert not torch.allclose(back(ids, mask, casing), plain(ids, mask))


def test_a_folder_without_a_tagger_says_so(tmp_path):
    with pytest.raises(tagger.TaggerError, match=r"tagger\.json is missing"):
        tagger.load(tmp_path)


@pytest.mark.parametrize("micro_batch", [1, 2, 3])
def test_a_batch_in_several_pieces_has_the_gradient_of_the_whole(micro_batch):
    gradients = []
    for rows in (None, micro_batch):
        recipe = RECIPE.but(micro_batch=rows, clip=None, learning_rate=0.0)
        training = loop.Training(tiny_tagger(dropout=0.0), examples(), recipe)
        loss = training.step(range(7))
        gradients.append([loss, *[p.grad.clone() for p in training.tagger.parameters()]])
    # float32 sums in another order: a few units in the last of 24 bits
    for whole, pieces in zip(*gradients, strict=True):
        torch.testing.assert_close(torch.as_tensor(pieces), torch.as_tensor(whole), atol=1e-6, rtol=1e-5)


class Greedy(torch.nn.Module):
    """A tagger that cannot take more than so many rows at once, like a GPU that is too small."""

    def __init__(self, inner, most, error):
        super().__init__()
        self.inner, self.most, self.error = inner, most, error

    def forward(self, ids, mask, casing):
        if len(ids) > self.most:
            raise self.error
        return self.inner(ids, mask, casing)


@pytest.mark.parametrize("error", [
    torch.OutOfMemoryError("CUDA out of memory."), MemoryError(),
    RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: not enough memory: you tried to allocate"),
])
def test_out_of_memory_halves_the_rows_keeps_the_batch_and_says_so(error):
    lines, results = [], []
    for most in (100, 2):
        training = loop.Training(tiny_tagger(dropout=0.0), examples(), RECIPE.but(batch_size=8), say=lines.append)
        training.model = Greedy(training.tagger, most, error)
        training.step(range(8))
        results.append(training)
    assert results[1].micro_batch == 2
    assert [line for line in lines if "Out of memory" in line] == [
        "Out of memory: 4 rows at a time from here, the batch stays 8.",
        "Out of memory: 2 rows at a time from here, the batch stays 8."]
    # Adam divides by the gradient's size, so a rounding bit near zero may move a weight by up to the first step's rate
    for a, b in zip(results[0].optimizer.state.values(), results[1].optimizer.state.values(), strict=True):
        torch.testing.assert_close(a["exp_avg"], b["exp_avg"], atol=1e-7, rtol=1e-4)


def test_one_row_that_does_not_fit_and_any_other_error_are_not_hidden():
    for most, error in ((0, torch.OutOfMemoryError("CUDA out of memory.")), (2, RuntimeError("shapes differ"))):
        training = loop.Training(tiny_tagger(), examples(), RECIPE)
        training.model = Greedy(training.tagger, most, error)
        with pytest.raises(RuntimeError, match=str(error)):
            training.step(range(4))


def test_weight_decay_takes_matrices_only_and_frozen_parameters_are_in_no_group():
    model = tiny_tagger()
    model.freeze_embeddings()
    decayed, bare = loop.parameter_groups(model, 0.01)
    assert {p.ndim for p in decayed["params"]} == {2}
    assert {p.ndim for p in bare["params"]} == {1}
    frozen = model.encoder.get_input_embeddings().weight
    assert all(p is not frozen for p in [*decayed["params"], *bare["params"]])
    assert model.parameters_count() - model.parameters_count(trainable=True) == 20 * 16


def test_the_linear_schedule_rises_then_falls_to_almost_zero():
    factors = [schedule.linear(s, 100, warmup=0.1) for s in range(100)]
    assert factors[0] == 0.1
    assert factors[9] == factors[10] == 1.0
    assert factors[-1] == pytest.approx(1 / 90)
    assert all(a < b for a, b in pairwise(factors[:10]))
    assert all(a > b for a, b in pairwise(factors[10:]))
    assert schedule.linear(0, 1) == 1.0
    assert all(schedule.linear(s, 3, warmup=1.0) > 0 for s in range(3))


def test_the_best_dev_epoch_is_kept_and_without_selection_the_last():
    scores = iter([0.2, 0.9, 0.1])
    weights = []

    def evaluate(model):
        weights.append({k: v.clone() for k, v in model.state_dict().items()})
        return next(scores)

    training = loop.Training(tiny_tagger(), examples(), RECIPE)
    training.run(evaluate)
    assert all(torch.equal(v, weights[1][k]) for k, v in training.tagger.state_dict().items())
    scores = iter([0.2, 0.9, 0.1])
    last = loop.Training(tiny_tagger(), examples(), RECIPE.but(select=False))
    last.run(evaluate)
    assert all(torch.equal(v, weights[-1][k]) for k, v in last.tagger.state_dict().items())


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_runs_on_the_tiny_model(name):
    recipe = RECIPES[name].but(epochs=1, pad_to=None, attention="sdpa")
    loop.Training(tiny_tagger(), examples(), recipe).run(dev_score)


def test_autocast_trains_close_to_float32():
    full, half = (run(recipe=RECIPE.but(bf16=on, epochs=1))[1][0]["loss"] for on in (False, True))
    assert half == pytest.approx(full, rel=0.02)  # bfloat16 keeps 8 bits: about 0.4 % a number


# Kill and resume. One interpreter imports torch once and forks a child for every kill.

KILLS = [
    ("step", 0), ("step", 1), ("step", 5), ("step", 6), ("step", 11), ("step", 17),
    ("write", 1), ("write", 4), ("write", 5), ("rename", 1), ("rename", 4), ("rename", 6), ("score", 1), ("score", 3),
]
FORKED = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    import torch
    torch.set_num_threads(1)
    import torch._dynamo  # the first optimizer step would import it in every child
    import test_training_loop as t
    from course_utils.training import loop
    t.tiny_tagger()  # so is the model's module

    def forked(action, *arguments):
        child = os.fork()
        if child == 0:
            try:
                action(*arguments)
            except BaseException as error:
                print(arguments, repr(error), file=sys.stderr, flush=True)
                os._exit(1)
            os._exit(0)
        return child
""").format(tests=str(Path(__file__).parent))
KILLER = FORKED + textwrap.dedent("""
    def dies_at(at, plain, before=lambda *arguments: None):
        count = 0
        def counted(*arguments):
            nonlocal count
            count += 1
            if count == at:
                before(*arguments)
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(*arguments)
        return counted

    def half(state, handle):
        handle.write(b"half a checkpoint")
        handle.flush()

    def train(where, at):
        folder = Path(sys.argv[1]) / f"{where}{at}"
        training = loop.Training(t.tiny_tagger(), t.examples(), t.RECIPE, folder=folder, checkpoint_every=2)
        score = t.dev_score
        if where == "step":
            training.step = dies_at(at + 1, training.step)
        elif where == "write":                # in the middle of writing a file
            torch.save = dies_at(at, torch.save, before=half)
        elif where == "rename":               # written, not yet in its place
            Path.replace = dies_at(at, Path.replace)
        elif where == "score":
            score = dies_at(at, score)
        training.run(score)

    for where, at in t.KILLS:
        child = forked(train, where, at)
        print(where, at, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
""")


def run_script(code, *arguments):
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=300,
                          env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """A folder with what each killed run left behind."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork and no SIGKILL")
    folder = tmp_path_factory.mktemp("killed")
    said = run_script(KILLER, str(folder)).splitlines()
    assert said == [f"{where} {at} {-signal.SIGKILL}" for where, at in KILLS]
    return folder


@pytest.fixture(scope="module")
def uninterrupted():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield run()
    torch.set_num_threads(before)


@pytest.mark.parametrize(("where", "at"), KILLS)
def test_killed_anywhere_and_resumed_the_numbers_are_exactly_those_of_an_uninterrupted_run(
    where, at, killed, uninterrupted
):
    training, history = run(killed / f"{where}{at}", checkpoint_every=2)
    reference, expected = uninterrupted
    assert history == expected  # losses and scores to the last bit
    assert same_weights(training.tagger, reference.tagger)
    assert training.step_number == 18


def test_a_finished_run_started_again_trains_nothing_and_gives_the_same(tmp_path, uninterrupted):
    run(tmp_path)
    lines = []
    again, history = run(tmp_path, say=lines.append)
    assert lines == [f"Going on from {tmp_path / 'checkpoint.pt'}: epoch 4, step 18 of 18."]
    assert history == uninterrupted[1]
    assert same_weights(again.tagger, uninterrupted[0].tagger)


def test_another_recipe_or_other_data_does_not_go_on_from_this_checkpoint(tmp_path):
    run(tmp_path)
    with pytest.raises(checkpoint.CheckpointError, match="another recipe or other data"):
        run(tmp_path, recipe=RECIPE.but(learning_rate=0.02))
    with pytest.raises(checkpoint.CheckpointError, match="another recipe or other data"):
        loop.Training(tiny_tagger(), examples(21), RECIPE, folder=tmp_path)


def test_a_full_disk_keeps_the_old_checkpoint_and_says_what_to_do(tmp_path, monkeypatch):
    path = tmp_path / "c.pt"
    checkpoint.save(path, {"step": 1})

    def full(state, handle):
        handle.write(b"some")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(torch, "save", full)
    with pytest.raises(checkpoint.CheckpointError, match=r"No space left on device.*make room"):
        checkpoint.save(path, {"step": 2})
    assert checkpoint.load(path) == {"step": 1}
    assert [p.name for p in tmp_path.iterdir()] == ["c.pt"]


def test_a_damaged_checkpoint_is_named(tmp_path):
    (tmp_path / "c.pt").write_bytes(b"half a checkpoint")
    with pytest.raises(checkpoint.CheckpointError, match=r"c\.pt: not a checkpoint"):
        checkpoint.load(tmp_path / "c.pt")
    assert checkpoint.load(tmp_path / "none.pt") is None


# Two processes

RANKS = FORKED + textwrap.dedent("""
    from torch import distributed

    def train(world, rank, micro_batch):
        name = f"{sys.argv[1]}/{world}-{micro_batch}"
        if world > 1:
            distributed.init_process_group("gloo", init_method=f"file://{name}.meet", rank=rank, world_size=world)
        recipe = t.RECIPE.but(micro_batch=micro_batch or None, batch_size=7)
        training = loop.Training(t.tiny_tagger(dropout=0.0), t.examples(), recipe)
        history = training.run(t.dev_score)
        if rank == 0:
            torch.save({"weights": training.tagger.state_dict(), "history": history}, f"{name}.pt")
        if world > 1:
            distributed.destroy_process_group()

    for micro_batch in (0, 2):
        for world in (1, 2):
            children = [forked(train, world, rank, micro_batch) for rank in range(world)]
            assert all(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 for child in children)
""")


@pytest.fixture(scope="module")
def trained_by_ranks(tmp_path_factory):
    if not (torch.distributed.is_available() and hasattr(os, "fork")):
        pytest.skip("this system has no torch.distributed or no fork")
    folder = tmp_path_factory.mktemp("ranks")
    run_script(RANKS, str(folder))
    return folder


@pytest.mark.parametrize("micro_batch", [0, 2])
def test_two_processes_train_like_one(micro_batch, trained_by_ranks):
    one, two = (torch.load(trained_by_ranks / f"{world}-{micro_batch}.pt", weights_only=True) for world in (1, 2))
    # 12 updates (22 rows in batches of 7, the last of one row): float32 sums in another order, amplified by Adam
    for name, weight in one["weights"].items():
        torch.testing.assert_close(two["weights"][name], weight, atol=2e-4, rtol=1e-3, msg=name)
    assert two["history"][-1]["dev"] == pytest.approx(one["history"][-1]["dev"], abs=0.02)
