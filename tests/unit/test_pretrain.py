"""Pretrain: rows without loss, baselines by hand, a short training that learns, a model saved and loaded."""

import math

import pytest
import torch

from course_utils import assets
from course_utils.nn.encoder import PAD, MaskedLM
from course_utils.nn.objectives import IGNORE
from course_utils.training import pretrain, valley

TEXTS = [str(story) for story in valley.stories(300, seed=0, sentences=2)]


@pytest.fixture(scope="module")
def tokenizer():
    return pretrain.train_wordpiece(TEXTS, 1000)


def test_the_same_text_gives_the_same_vocabulary_each_time(tokenizer):
    assert tokenizer.get_vocab() == pretrain.train_wordpiece(TEXTS, 1000).get_vocab()
    assert [tokenizer.token_to_id(token) for token in pretrain.SPECIAL] == [0, 1, 2, 3, 4]


def test_known_words_are_one_piece_and_new_ones_are_spelled(tokenizer):
    assert all(len(tokenizer.encode(word).ids) == 1 for text in TEXTS for word in text.split())
    assert "##b" in tokenizer.encode("Marabel").tokens
    assert tokenizer.decode(tokenizer.encode("dogger").ids) == "dogger"


def test_padded_rows_hold_every_token_and_nothing_else(tokenizer):
    rows = pretrain.padded(tokenizer, TEXTS)
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(TEXTS)]
    assert rows.shape == (len(TEXTS), max(map(len, encoded)))
    assert all(row[row != PAD].tolist() == ids for row, ids in zip(rows, encoded, strict=True))
    assert pretrain.padded(tokenizer, TEXTS, 5).shape == (len(TEXTS), 5)


def test_a_stream_keeps_the_order_and_leaves_out_less_than_a_row(tokenizer):
    rows = pretrain.stream(tokenizer, TEXTS[:20], 8)
    flat = [i for encoding in tokenizer.encode_batch(TEXTS[:20]) for i in [*encoding.ids, pretrain.SEP]]
    assert rows.flatten().tolist() == flat[: rows.numel()]
    assert len(flat) - rows.numel() < 8
    with pytest.raises(ValueError, match="fewer than one row"):
        pretrain.stream(tokenizer, ["dog"], 8)


def test_special_tokens_are_never_asked_for(tokenizer):
    rows = pretrain.padded(tokenizer, TEXTS)
    _, labels = pretrain.masked(rows, tokenizer.get_vocab_size(), torch.Generator().manual_seed(0), share=0.5)
    asked = rows[labels != IGNORE]
    assert len(asked) > 1000
    assert (asked >= len(pretrain.SPECIAL)).all()


def test_baselines_equal_counts_by_hand():
    # 5 the, 6 dog, 7 barks, 8 cat, 9 purrs: "the dog barks", "the cat purrs", "the dog barks"
    rows = torch.tensor([[5, 6, 7, PAD], [5, 8, 9, PAD], [5, 6, 7, PAD]])
    counted = pretrain.CountedNeighbours(rows, 10, add=1e-9)
    asked = rows[:1]
    probabilities = {kind: counted.logits(asked, kind)[0, 1].exp() for kind in ("unigram", "bigram", "both")}
    assert probabilities["unigram"][5].item() == pytest.approx(3 / 9)
    assert probabilities["bigram"][6].item() == pytest.approx(2 / 3)
    assert probabilities["both"][6].item() == pytest.approx(1)
    labels = torch.tensor([[IGNORE, 6, IGNORE, IGNORE]])
    assert counted.score(asked, labels, "bigram") == (pytest.approx(math.log(3 / 2)), 1.0)
    assert counted.score(asked, labels, "unigram") == (pytest.approx(math.log(9 / 2), abs=1e-6), 0.0)


def test_baselines_are_probabilities_even_for_pairs_never_seen():
    rows = torch.randint(5, 20, (40, 6), generator=torch.Generator().manual_seed(0))
    counted = pretrain.CountedNeighbours(rows, 20)
    for kind in ("unigram", "bigram", "both"):
        torch.testing.assert_close(counted.logits(rows, kind).exp().sum(dim=-1), torch.ones(40, 6))


def small_run(tokenizer, steps, seed=0):
    rows, V = pretrain.padded(tokenizer, TEXTS), tokenizer.get_vocab_size()
    generator = torch.Generator().manual_seed(seed)
    model = MaskedLM(V, 16, 2, 1, rows.shape[1], generator=generator)
    seen = []
    pretrain.pretrain(model, rows, steps, generator, batch=16, after_step=lambda step, loss: seen.append((step, loss)))
    return model, rows, seen


def test_training_is_counted_from_one_repeats_exactly_and_learns(tokenizer):
    model, rows, seen = small_run(tokenizer, 60)
    assert [step for step, _ in seen] == list(range(1, 61))
    assert seen == small_run(tokenizer, 60)[2]
    held = pretrain.masked(rows, tokenizer.get_vocab_size(), torch.Generator().manual_seed(5))
    nats, right = pretrain.masked_score(model, *held)
    assert abs(seen[0][1] - math.log(tokenizer.get_vocab_size())) < 0.5
    assert nats < math.log(tokenizer.get_vocab_size()) - 1
    assert nats == pytest.approx(pretrain.masked_lm_loss(model, *held).item(), rel=1e-5)
    assert 0 < right < 1


def test_the_rate_climbs_to_its_peak_and_falls_to_nothing(tokenizer):
    rows = pretrain.padded(tokenizer, TEXTS)
    model = MaskedLM(tokenizer.get_vocab_size(), 8, 1, 1, rows.shape[1])
    optimizer, rates = torch.optim.SGD(model.parameters(), lr=1.0), []
    pretrain.pretrain(model, rows, 20, torch.Generator().manual_seed(0), batch=4, peak_lr=0.4, optimizer=optimizer,
                      after_step=lambda step, loss: rates.append(optimizer.param_groups[0]["lr"]))
    assert max(rates) == rates[1] == pytest.approx(0.4)
    assert rates[0] == pytest.approx(0.2)
    assert rates[-1] < 0.03
    assert rates[1:] == sorted(rates[1:], reverse=True)


def test_a_saved_model_comes_back_with_its_tokenizer_and_answers_alike(tokenizer, tmp_path):
    model, rows, _ = small_run(tokenizer, 3)
    pretrain.save(tmp_path / "made", model, tokenizer, {"cpu_s": 1})
    again, loaded, about = pretrain.load(tmp_path / "made")
    assert again.get_vocab() == tokenizer.get_vocab()
    assert about["cpu_s"] == 1
    assert about["sizes"] == {"V": tokenizer.get_vocab_size(), "C": 16, "H": 2, "layers": 1, "T": rows.shape[1]}
    assert not loaded.training
    # 16 bits hold 11 significant ones: weights are off by up to 2⁻¹¹ of themselves.
    torch.testing.assert_close(loaded(rows[:4]), model(rows[:4]), rtol=0.02, atol=0.02)


def test_the_bundled_model_is_small_loads_and_knows_more_than_its_baselines():
    folder = assets.bundled("docs_bert")
    assert (folder / "model.safetensors").stat().st_size <= 1_500_000
    tokenizer, model, about = pretrain.load(folder)
    assert tokenizer.get_vocab_size() == about["sizes"]["V"] == model.tokens.num_embeddings
    assert about["held_out"]["nats"] < min(nats for nats, _ in about["baselines"].values())
    row = torch.tensor([[*tokenizer.encode("Return [MASK] if the file exists.").ids, pretrain.SEP]])
    assert tokenizer.id_to_token(int(model.at(row, row == pretrain.MASK).argmax())) in {"true", "none", "false"}
