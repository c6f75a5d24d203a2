"""The training loop: it learns, its gradient is the whole batch's, and memory that runs out is borne."""

import itertools
import math

import pytest
import torch
import torch.nn.functional as F
from tiny_run import RECIPE, TAGS, dev_score, examples, run, same_weights, tiny_tagger

from course_utils.training import loop, prediction, schedule, tagger
from course_utils.training.alignment import IGNORED, Example
from course_utils.training.recipe import RECIPES


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
    assert all(a < b for a, b in itertools.pairwise(factors[:10]))
    assert all(a > b for a, b in itertools.pairwise(factors[10:]))
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


@pytest.mark.parametrize("dtype", ["bf16", "fp16"])
def test_autocast_trains_close_to_float32(dtype):
    full, half = (run(recipe=RECIPE.but(autocast=on, epochs=1))[1][0]["loss"] for on in (None, dtype))
    assert half != full
    assert half == pytest.approx(full, rel=0.03)  # bfloat16 keeps 8 bits: about 0.4 % a number; fp16 skips steps


def test_fp16_leaves_out_a_step_that_overflows_and_halves_its_scale():
    training = loop.Training(tiny_tagger(), examples(), RECIPE.but(autocast="fp16"))
    training.scaler = torch.amp.GradScaler("cpu", init_scale=2.0**40)  # 1e-4 times that is beyond fp16's 65,504
    before = [p.detach().clone() for p in training.tagger.parameters()]
    training.step([0, 1])
    assert all(torch.equal(a, b) for a, b in zip(before, training.tagger.parameters(), strict=True))
    assert training.scaler.get_scale() == 2.0**39


def test_an_unknown_kind_of_half_precision_is_refused():
    with pytest.raises(ValueError, match="not one of bf16, fp16"):
        RECIPE.but(autocast="fp8")


@pytest.mark.parametrize("seed", range(5))
def test_the_legal_path_is_the_best_of_all_allowed_sequences(seed):
    """Against every sequence of four words over five tags, tried one by one."""
    tags = ["O", "B-X", "I-X", "B-Y", "I-Y"]
    shares = torch.rand(4, 5, generator=torch.Generator().manual_seed(seed)).square().softmax(dim=-1)
    shares = shares / shares.sum(dim=-1, keepdim=True)

    def allowed(path):
        return all(tags[b][0] != "I" or (a is not None and tags[a][1:] == tags[b][1:])
                   for a, b in zip([None, *path], path, strict=False))

    paths = [path for path in itertools.product(range(5), repeat=4) if allowed(path)]
    best = max(paths, key=lambda path: math.prod(shares[word, tag].item() for word, tag in enumerate(path)))
    assert 0 < len(paths) < 5**4
    assert prediction.legal_path(shares, tags) == list(best)


def test_a_word_read_in_two_rows_gets_the_mean_of_its_probabilities():
    model = tiny_tagger(dropout=0.0).eval()
    here = Example([2, 5, 6, 3], [IGNORED, 0, 0, IGNORED], [0, 1, 1, 0], [(0, 0), (0, 1)], [1, 2])
    there = Example([2, 6, 9, 3], [IGNORED, 0, 0, IGNORED], [0, 1, 1, 0], [(0, 1), (0, 2)], [1, 2])
    apart = [prediction.word_probabilities(model, [row]) for row in (here, there)]
    both = prediction.word_probabilities(model, [here, there])
    assert set(both) == {(0, 0), (0, 1), (0, 2)}
    torch.testing.assert_close(both[0, 1], (apart[0][0, 1] + apart[1][0, 1]) / 2)
    torch.testing.assert_close(both[0, 2], apart[1][0, 2])


def test_new_parameters_get_their_own_rate():
    groups = loop.parameter_groups(tiny_tagger(), 0.01, head_rate=5.0)
    rates = {(group["rate"], group["weight_decay"]): sum(p.numel() for p in group["params"]) for group in groups}
    head, casing = 3 * 16, 7 * 16
    assert rates[5.0, 0.01] == head + casing
    assert rates[5.0, 0.0] == 3
    training = loop.Training(tiny_tagger(), examples(), RECIPE.but(head_rate=5.0, warmup=0.0))
    training.step(range(4))
    assert {group["lr"] / group["rate"] for group in training.optimizer.param_groups} == {RECIPE.learning_rate}


def test_dropout_is_the_recipes_in_the_encoder_too(tmp_path):
    from transformers import BertTokenizerFast

    (tmp_path / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmno"]))
    tokenizer = BertTokenizerFast(str(tmp_path / "vocab.txt"))
    tiny_tagger(casing=False).encoder.save_pretrained(tmp_path / "m")
    tokenizer.save_pretrained(tmp_path / "m")
    _, model = tagger.pretrained(str(tmp_path / "m"), TAGS, dropout=0.25)
    shares = [module.p for module in model.modules() if isinstance(module, torch.nn.Dropout)]
    assert len(shares) >= 4
    assert set(shares) == {0.25}


def test_frozen_layers_stay_to_the_last_bit_and_the_others_move():
    before = tiny_tagger(layers=3)
    model = tiny_tagger(layers=3)
    training = loop.Training(model, examples(), RECIPE.but(freeze_embeddings=True, freeze_layers=2))
    training.run()
    moved = {name for name, value in model.state_dict().items() if not torch.equal(value, before.state_dict()[name])}
    assert not [name for name in moved if ".layer.0." in name or ".layer.1." in name or "word_embeddings" in name]
    assert [name for name in moved if ".layer.2." in name]
    assert "casing.weight" in moved
    with pytest.raises(ValueError, match="has 3"):
        model.freeze_layers(4)


@pytest.mark.parametrize(("scores", "patience", "epochs"), [
    ([0.7, 0.8, 0.79, 0.78, 0.9], 2, 4), ([0.7, 0.8, 0.79, 0.78, 0.9], 3, 5), ([0.5, 0.4, 0.6, 0.5, 0.7], 2, 5),
    ([0.8, 0.8, 0.9, 0.9, 0.9], 1, 2), ([0.1, 0.2, 0.3, 0.4, 0.5], None, 5),
])
def test_a_run_out_of_patience_stops_and_keeps_its_best_epoch(scores, patience, epochs, tmp_path):
    weights, given = [], iter(scores)

    def dev(model):
        weights.append({name: value.clone() for name, value in model.state_dict().items()})
        return next(given)

    recipe = RECIPE.but(epochs=5, patience=patience)
    training = loop.Training(tiny_tagger(), examples(), recipe, folder=tmp_path)
    history = training.run(dev)
    assert len(history) == epochs
    best = weights[scores.index(max(scores[:epochs]))]
    assert all(torch.equal(value, best[name]) for name, value in training.tagger.state_dict().items())
    again = loop.Training(tiny_tagger(), examples(), recipe, folder=tmp_path)
    assert len(again.run(dev)) == epochs  # started again, it does not train on


def test_impossible_patience_and_layers_are_refused():
    for change in ({"patience": 0}, {"freeze_layers": -1}):
        with pytest.raises(ValueError, match="at least one epoch"):
            RECIPE.but(**change)
