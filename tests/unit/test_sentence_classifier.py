"""Sentence classifier: kept lower states equal the whole encoder; the mean ignores padding; real data is measured."""

import gzip
import os
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F

from course_utils import assets
from course_utils.cases import reviews
from course_utils.cases.sentence_classifier import (
    UpperLayers,
    best_temperature,
    logits_of,
    lower_states,
    mean_state,
    train_upper,
)

TEXTS = ["Good.", "The plot was anything but dull, and I said so twice.", "Never again."]


@pytest.fixture(scope="module")
def minilm():
    return assets.encoder("minilm", attn_implementation="eager")


def test_lower_and_upper_layers_together_are_the_encoder(minilm):
    tokenizer, encoder = minilm
    x, mask = lower_states(tokenizer, encoder, TEXTS, 4)
    model = UpperLayers(encoder, 4, {"a": 2}).eval()
    coded = tokenizer(TEXTS, padding=True, return_tensors="pt")
    with torch.no_grad():
        whole = encoder(**coded).last_hidden_state
        want = model.heads["a"](mean_state(whole, mask))
    torch.testing.assert_close(logits_of(model, x, mask)["a"], want, atol=1e-4, rtol=1e-4)


def test_the_mean_does_not_see_padding():
    x, mask = torch.randn(2, 5, 3), torch.tensor([[1, 1, 0, 0, 0], [1, 1, 1, 1, 1]]).bool()
    torch.testing.assert_close(mean_state(x, mask)[0], x[0, :2].mean(0))


def test_training_learns_a_rule_and_is_the_same_twice(minilm):
    tokenizer, encoder = minilm
    texts = [f"It was {word}." for word in ("good", "bad", "lovely", "awful")] * 4
    labels = {"a": torch.tensor([1, 0, 1, 0] * 4)}
    x, mask = lower_states(tokenizer, encoder, texts, 5)
    found = []
    for _ in range(2):
        torch.manual_seed(0)
        model = train_upper(UpperLayers(encoder, 5, {"a": 2}), x, mask, labels, seed=0, epochs=6, batch_size=8)
        found.append(logits_of(model, x, mask)["a"])
    assert torch.equal(*found)
    assert (found[0].argmax(1) == labels["a"]).all()


def test_the_temperature_of_equal_margins_is_margin_over_log_odds():
    margin, gold = torch.full((1000,), 5.0), torch.tensor([1] * 800 + [0] * 200)
    logits = torch.stack([torch.zeros(1000), margin], dim=1)
    assert best_temperature(logits, gold) == pytest.approx(5 / torch.logit(torch.tensor(0.8)).item(), rel=0.02)
    assert F.cross_entropy(logits / best_temperature(logits, gold), gold) < F.cross_entropy(logits, gold)


@pytest.mark.skipif("COURSE_TEST_DATA" not in os.environ, reason="COURSE_TEST_DATA names no folder of public data sets")
def test_a_frozen_encoder_on_sst2_is_measured(minilm, report):
    from sklearn.linear_model import LogisticRegression

    folder = Path(os.environ["COURSE_TEST_DATA"]) / "sst2"
    parts = {}
    for name, count in (("train", 1000), ("dev", 400)):
        with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8", newline="\n") as handle:
            rows = list(reviews.parse(handle.read(), name))[:count]
        states = lower_states(*minilm, [row.text for row in rows], 6)
        parts[name] = mean_state(*states).numpy(), [row.label for row in rows]
    head = LogisticRegression(max_iter=2000).fit(*parts["train"])
    share = head.score(*parts["dev"])
    report(f"SST-2, 1,000 sentences, frozen MiniLM: {share:.1%} of the first 400 of dev")
    assert share > 0.7
