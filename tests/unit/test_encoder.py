"""Encoder: parameters by formula, both sides seen, the masked head equal to the whole one, and torch's own layers."""

import math

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_utils.nn.encoder import PAD, EncoderBlock, MaskedLM


@pytest.fixture
def model():
    return MaskedLM(50, C=16, H=2, layers=2, T=12, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize(("V", "C", "H", "layers", "T"), [(50, 16, 2, 2, 12), (300, 24, 3, 4, 7), (11, 8, 1, 1, 3)])
def test_parameters_equal_the_formula_in_the_docstring(V, C, H, layers, T):
    counted = sum(p.numel() for p in MaskedLM(V, C, H, layers, T).parameters())
    assert counted == V * C + V + T * C + layers * (12 * C * C + 13 * C) + 2 * C


def test_a_block_equals_torch_s_encoder_layer_with_the_same_weights():
    C, H = 16, 4
    ours = EncoderBlock(C, H)
    theirs = nn.TransformerEncoderLayer(C, H, 4 * C, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
    with torch.no_grad():
        parts = [ours.attention.query, ours.attention.key, ours.attention.value]
        theirs.self_attn.in_proj_weight.copy_(torch.cat([part.weight for part in parts]))
        theirs.self_attn.in_proj_bias.copy_(torch.cat([part.bias for part in parts]))
        for a, b in (
            (theirs.self_attn.out_proj, ours.attention.output), (theirs.linear1, ours.feed_forward[0]),
            (theirs.linear2, ours.feed_forward[2]), (theirs.norm1, ours.before_attention),
            (theirs.norm2, ours.before_feed_forward),
        ):
            a.load_state_dict(b.state_dict())
    x = torch.randn(3, 5, C)
    seen = torch.ones(3, 5, dtype=torch.bool)
    seen[1, 3:] = False
    torch.testing.assert_close(ours(x), theirs(x), rtol=1e-5, atol=1e-5)
    with_padding = theirs(x, src_key_padding_mask=~seen)
    torch.testing.assert_close(ours(x, seen[:, None, None])[seen], with_padding[seen], rtol=1e-5, atol=1e-5)


def test_the_same_generator_makes_the_same_model_and_another_one_another():
    first, second, third = (MaskedLM(9, 8, 1, 1, 4, generator=torch.Generator().manual_seed(s)) for s in (1, 1, 2))
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters(), strict=True))
    assert not torch.equal(first.tokens.weight, third.tokens.weight)


def test_the_head_asked_at_some_positions_gives_what_the_whole_head_gives_there(model):
    ids = torch.randint(1, 50, (3, 12))
    asked = torch.rand(3, 12) < 0.3
    asked[0, 0] = True
    torch.testing.assert_close(model.at(ids, asked), model(ids)[asked])
    assert model.at(ids, asked).shape == (int(asked.sum()), 50)


def test_every_position_sees_both_sides(model):
    embedded = model.tokens(torch.randint(50, (1, 6))).detach().requires_grad_()
    x = embedded
    for block in model.blocks:
        x = block(x)
    (gradient,) = torch.autograd.grad(x[0, 2].square().sum(), embedded)
    assert (gradient.abs().sum(dim=-1) > 0).all()


def test_padding_changes_nothing_at_the_tokens_before_it(model):
    ids = torch.randint(1, 50, (2, 8))
    padded = F.pad(ids, (0, 4), value=PAD)
    torch.testing.assert_close(model(padded)[:, :8], model(ids))
    other = F.pad(ids, (0, 4), value=7)                       # tokens there would change something
    assert not torch.allclose(model(other)[:, :8], model(ids), atol=1e-3)


def test_order_matters(model):
    ids = torch.tensor([[1, 2, 3, 4]])
    assert not torch.allclose(model(ids)[0, 0], model(ids[:, [0, 2, 1, 3]])[0, 0], atol=1e-4)


def test_the_head_is_the_table_of_token_vectors(model):
    names = [name for name, p in model.named_parameters() if p.shape[0] == 50]
    assert names == ["bias", "tokens.weight"]
    loss = F.cross_entropy(model.at(torch.tensor([[1, 2]]), torch.tensor([[True, False]])), torch.tensor([7]))
    loss.backward()
    assert (model.tokens.weight.grad[9].abs() > 0).any()      # word 9 is not in the input: only the head moves it


def test_an_untrained_model_is_about_as_unsure_as_a_fair_choice():
    V = 400
    model = MaskedLM(V, 64, 4, 2, 32, std=0.02, generator=torch.Generator().manual_seed(3))
    ids = torch.randint(1, V, (16, 32), generator=torch.Generator().manual_seed(4))
    targets = torch.randint(V, (512,), generator=torch.Generator().manual_seed(5))
    loss = F.cross_entropy(model(ids).flatten(0, 1), targets)
    assert abs(loss.item() - math.log(V)) < 0.1


def test_rows_that_are_too_long_are_refused_with_both_lengths(model):
    with pytest.raises(ValueError, match="13 tokens, but this model has 12 positions"):
        model(torch.ones(1, 13, dtype=torch.long))
