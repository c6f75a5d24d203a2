"""A sentence classifier of which every layer is trained."""

import pytest
import torch
from transformers import AutoModelForSequenceClassification

from course_utils import assets, runtime
from course_utils.cases import reviews
from course_utils.cases.whole_encoder import WholeEncoder, fine_tune


@pytest.fixture(autouse=True)
def in_32_bits(monkeypatch):
    monkeypatch.setattr(runtime, "half", lambda where: None)


def test_the_states_are_those_of_the_library_s_own_classifier():
    model = WholeEncoder("minilm", classes=2).eval()
    library = AutoModelForSequenceClassification.from_pretrained(assets.checkpoint("minilm").path).eval()
    texts = ["Good.", "The soup was cold, and nobody came to ask."]
    coded = model.tokenizer(texts, padding=True, return_tensors="pt")
    weight = coded["attention_mask"].unsqueeze(-1)
    with torch.no_grad():
        states = library.bert(**coded).last_hidden_state
        expected = model.head((states * weight).sum(1) / weight.sum(1))
    assert torch.allclose(model.logits(texts), expected, atol=1e-5)


def test_logits_come_back_in_the_order_of_the_texts_whatever_shares_a_batch():
    model, texts = WholeEncoder("minilm", classes=3), ["A long sentence about very little.", "No.", "Well, why not?"]
    alone = torch.cat([model.logits([text]) for text in texts])
    assert torch.allclose(model.logits(texts, batch_size=2), alone, atol=1e-4)


def test_training_moves_every_layer_and_learns_its_sentences(report):
    rows = reviews.bundled()["train"][:64]
    torch.manual_seed(0)
    model = WholeEncoder("minilm", classes=2)
    before = {name: p.detach().clone() for name, p in model.named_parameters()}
    texts, labels = [r.text for r in rows], [r.label for r in rows]
    fine_tune(model, texts, labels, seed=0, epochs=4, rate=3e-4, batch_size=8)
    still = [name for name, p in model.named_parameters() if torch.equal(p, before[name])]
    assert [name for name in still if "pooler" not in name] == []  # the pooler takes no part
    right = (model.logits(texts).argmax(1) == torch.tensor(labels)).double().mean().item()
    report(f"{len(before)} parameters looked at, {len(still)} of the pooler unmoved; {right:.0%} of {len(rows)} right")
    assert right > 0.9


@pytest.mark.parametrize(("texts", "labels"), [([], []), (["a"], [0, 1])])
def test_texts_and_labels_must_match_and_be_there(texts, labels):
    with pytest.raises(ValueError, match="as many of each are needed"):
        fine_tune(WholeEncoder("minilm", 2), texts, labels, seed=0)
