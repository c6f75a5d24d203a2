"""Objectives against torch's own loss, the library's collator, exhaustive enumeration and published lengths."""

from __future__ import annotations

import itertools
import math

import pytest
import torch
import torch.nn.functional as F

from course_utils.nn import objectives
from course_utils.nn.objectives import IGNORE, corrupt_spans, mask_tokens, span_noise


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("shape", [(7,), (2, 5), (3, 4, 2)])
def test_cross_entropy_equals_torch_with_ignored_targets(shape):
    logits = 20 * torch.randn(*shape, 11, generator=seeded(), dtype=torch.float64)
    targets = torch.randint(11, shape, generator=seeded(1))
    targets.view(-1)[::3] = IGNORE
    theirs = F.cross_entropy(logits.reshape(-1, 11), targets.reshape(-1))
    torch.testing.assert_close(objectives.cross_entropy(logits, targets), theirs, rtol=1e-12, atol=1e-12)


def test_cross_entropy_has_torchs_gradient_and_none_where_ignored():
    logits = torch.randn(6, 5, generator=seeded(), dtype=torch.float64, requires_grad=True)
    targets = torch.tensor([0, IGNORE, 4, 2, IGNORE, 1])
    ours = torch.autograd.grad(objectives.cross_entropy(logits, targets), logits)[0]
    theirs = torch.autograd.grad(F.cross_entropy(logits, targets), logits)[0]
    torch.testing.assert_close(ours, theirs)
    assert torch.equal(ours[[1, 4]], torch.zeros(2, 5, dtype=torch.float64))


def test_a_batch_without_targets_has_loss_zero_and_a_finite_gradient():
    logits = torch.randn(3, 4, requires_grad=True)
    loss = objectives.cross_entropy(logits, torch.full((3,), IGNORE))
    loss.backward()
    assert loss.item() == 0.0
    assert torch.equal(logits.grad, torch.zeros(3, 4))


@pytest.mark.parametrize(("V", "nats"), [(28_996, 10.2749), (30_522, 10.3262)])
def test_equal_logits_cost_ln_v(V, nats):
    assert objectives.cross_entropy(torch.zeros(1, V), torch.tensor([7])).item() == pytest.approx(nats, abs=5e-5)


def test_next_token_loss_equals_the_librarys_shift():
    from transformers import GPT2Config, GPT2LMHeadModel

    torch.manual_seed(0)
    gpt = GPT2LMHeadModel(GPT2Config(vocab_size=17, n_positions=8, n_embd=8, n_layer=1, n_head=2)).eval()
    ids = torch.randint(17, (3, 8), generator=seeded())
    with torch.no_grad():
        out = gpt(ids, labels=ids)
    torch.testing.assert_close(objectives.next_token_loss(out.logits, ids), out.loss)


def test_next_token_loss_sums_to_one_over_all_continuations():
    log_p = torch.randn(1, 4, 3, generator=seeded(), dtype=torch.float64)  # context-free: T = 4, V = 3
    total = 0.0
    for tail in itertools.product(range(3), repeat=3):
        ids = torch.tensor([[0, *tail]])
        total += math.exp(-3 * objectives.next_token_loss(log_p, ids).item())
    assert total == pytest.approx(1.0, abs=1e-12)


def test_mask_tokens_labels_the_original_and_never_touches_special_tokens():
    ids = torch.randint(10, 500, (40, 64), generator=seeded())
    special = torch.zeros_like(ids, dtype=torch.bool)
    special[:, [0, -1]] = True
    before = ids.clone()
    inputs, labels = mask_tokens(ids, special, mask_id=3, V=500, generator=seeded(1))
    chosen = labels != IGNORE
    assert torch.equal(ids, before)
    assert not (chosen & special).any()
    assert torch.equal(labels[chosen], ids[chosen])
    assert torch.equal(inputs[~chosen], ids[~chosen])
    assert 0 < chosen.sum() < chosen.numel()


@pytest.mark.parametrize(("share", "masked", "random"), [(0.15, 0.8, 0.1), (0.4, 1.0, 0.0), (1.0, 0.0, 1.0)])
def test_mask_tokens_keeps_its_shares_within_four_standard_errors(share, masked, random):
    ids, V = torch.randint(10, 1000, (400, 500), generator=seeded()), 1000
    inputs, labels = mask_tokens(ids, torch.zeros_like(ids, dtype=torch.bool), 3, V, seeded(2), share, masked, random)
    chosen = labels != IGNORE
    n = int(chosen.sum())

    def near(count, trials, p):
        return abs(count / trials - p) <= 4 * math.sqrt(p * (1 - p) / trials) + 1e-12

    assert near(n, ids.numel(), share)
    by_chance = random / V  # a random word may be [MASK] itself, or the word that was there
    assert near(int((inputs[chosen] == 3).sum()), n, masked + by_chance)
    assert near(int((inputs == ids)[chosen].sum()), n, 1 - masked - random + by_chance)


def test_mask_tokens_is_the_same_for_the_same_seed():
    ids = torch.randint(10, 500, (4, 16), generator=seeded())
    none = torch.zeros_like(ids, dtype=torch.bool)
    first, again = (mask_tokens(ids, none, 3, 500, seeded(5)) for _ in range(2))
    assert torch.equal(first[0], again[0])
    assert torch.equal(first[1], again[1])


def test_sentence_pairs_are_half_true_and_false_ones_come_from_another_document():
    documents = [[f"{d}.{s}" for s in range(200)] for d in range(5)]
    pairs = objectives.sentence_pairs(documents, seeded())
    assert len(pairs) == 5 * 199
    assert abs(sum(p[2] for p in pairs) / len(pairs) - 0.5) < 4 * 0.5 / math.sqrt(len(pairs))
    for first, second, is_next in pairs:
        d, s = first.split(".")
        assert (second == f"{d}.{int(s) + 1}") if is_next else (second.split(".")[0] != d)


def test_sentence_pairs_refuse_a_single_document():
    with pytest.raises(ValueError, match="at least two documents"):
        objectives.sentence_pairs([["a", "b"]], seeded())


def test_span_corruption_gives_the_example_of_the_t5_paper():
    words = ["Thank", "you", "for", "inviting", "me", "to", "your", "party", "last", "week", "."]
    noise = [word in ("for", "inviting", "last") for word in words]
    inputs, targets = corrupt_spans(words, noise, ["<X>", "<Y>", "<Z>"])
    assert " ".join(inputs) == "Thank you <X> me to your party <Y> week ."
    assert " ".join(targets) == "<X> for inviting <Y> last <Z>"


def test_span_corruption_loses_nothing_for_any_of_the_256_masks_of_eight_tokens():
    ids, sentinels = list(range(8)), [99, 98, 97, 96, 95]
    for noise in itertools.product([False, True], repeat=8):
        inputs, targets = corrupt_spans(ids, noise, sentinels)
        spans: dict[int, list[int]] = {}
        for token in targets:
            if token in sentinels:
                current = spans.setdefault(token, [])
            else:
                current.append(token)
        assert [x for token in inputs for x in spans.get(token, [token])] == ids
        runs = sum(1 for a, b in itertools.pairwise((False, *noise)) if b and not a)
        assert len(inputs) == 8 - sum(noise) + runs
        assert len(targets) == sum(noise) + runs + 1


def test_span_corruption_asks_for_enough_sentinels():
    with pytest.raises(ValueError, match="too few"):
        corrupt_spans([1, 2, 3], [True, False, True], [9, 8])


def test_span_noise_gives_the_published_lengths_of_t5():
    # With one end-of-text token each, 568 tokens become 512 inputs and 114 targets (Raffel et al.'s released code).
    for seed in range(20):
        noise = span_noise(568, seeded(seed))
        inputs, targets = corrupt_spans(range(568), noise.tolist(), range(1000, 1100))
        assert (len(inputs) + 1, len(targets)) == (512, 114)


@pytest.mark.parametrize("T", [2, 3, 5, 10, 64])
def test_span_noise_is_never_empty_never_everything_and_begins_with_text(T):
    for seed in range(30):
        noise = span_noise(T, seeded(seed), share=0.5)
        assert noise.shape == (T,)
        assert not noise[0]
        assert 0 < noise.sum() < T


def test_span_noise_needs_two_tokens():
    with pytest.raises(ValueError, match="at least 2"):
        span_noise(1, seeded())


def test_perplexity_and_bits_per_byte_by_hand():
    assert objectives.perplexity(math.log(4)) == pytest.approx(4)
    assert objectives.bits_per_byte(4 * math.log(2), "abcdefgh") == pytest.approx(0.5)
    assert objectives.bits_per_byte(math.log(2), "中") == pytest.approx(1 / 3)  # three bytes in UTF-8


def test_pseudo_log_likelihood_equals_one_masked_pass_a_position():
    table = torch.randn(6, 5, 5, generator=seeded(), dtype=torch.float64)  # ids 0…4 and 5 = [MASK]

    def model(ids):  # logits depend on the left and right neighbour, round the corner
        left, right = ids.roll(1, dims=-1), ids.roll(-1, dims=-1)
        return table[left, right.clamp_max(4)] + table[ids, 0]

    ids = torch.tensor([0, 3, 1, 4, 4])
    got = objectives.pseudo_log_likelihood(model, ids, mask_id=5)
    for i in range(5):
        hidden = ids.clone()
        hidden[i] = 5
        assert got[i].item() == pytest.approx(model(hidden[None])[0, i].log_softmax(-1)[ids[i]].item())
