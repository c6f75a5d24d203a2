"""The explorer's pure functions, run in Chromium, equal torch in float64."""

import pytest
import torch
from widget_page import call, document, page_opener  # noqa: F401

from course_utils.nn.attention import attention, causal_mask
from course_utils.widgets.attention import _unpack, recorded_heads


def random(*shape, seed: int):
    return 3 * torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def test_softmax_and_entropy_equal_torch_also_where_exp_overflows(open_page):
    tab = open_page(document())
    rows = [random(n, seed=n).tolist() for n in (1, 2, 7, 50)] + [[1e4, 1e4 - 1, -1e4], [-800.0, -801.0], [0.0, 0.0]]
    got = call(tab, "x.map((row) => [m.softmax(row), m.entropy(m.softmax(row))])", rows)
    for row, (weights, entropy) in zip(rows, got, strict=True):
        truth = torch.tensor(row, dtype=torch.float64).softmax(-1)
        assert torch.tensor(weights, dtype=torch.float64) == pytest.approx(truth, abs=1e-12)
        assert entropy == pytest.approx(float(torch.special.entr(truth).sum()), abs=1e-12)


@pytest.mark.parametrize("mask", ["none", "causal", "padding"])
def test_attention_equals_torch_on_random_shapes_to_1e_9(open_page, mask):
    tab, worst, compared = open_page(document()), 0.0, 0
    for seed, (T, D, temperature, scale) in enumerate(
        [(1, 1, 1.0, True), (2, 2, 1.0, True), (5, 4, 0.3, True), (13, 8, 7.5, False), (16, 32, 1.0, True)]
    ):
        q, k, v = (random(T, D, seed=100 * seed + s) for s in range(3))
        padding = T // 2
        allowed = {"none": torch.ones(T, T).bool(), "causal": causal_mask(T)}.get(mask)
        if allowed is None:
            allowed = (torch.arange(T) < T - padding).expand(T, T)
        factor = (D**-0.5 if scale else 1.0) / temperature
        truth = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=allowed, scale=factor)
        weights = torch.where(allowed, q @ k.T * factor, -torch.inf).softmax(-1)
        options = {"mask": mask, "padding": padding, "temperature": temperature, "scale": scale}
        got = call(
            tab,
            "m.attention(x.q, x.k, x.v, x.options)",
            {"q": q.tolist(), "k": k.tolist(), "v": v.tolist(), "options": options},
        )
        for mine, theirs in ((got["output"], truth), (got["weights"], weights)):
            worst = max(worst, float((torch.tensor(mine, dtype=torch.float64) - theirs).abs().max()))
            compared += 1
    print(f"JavaScript against torch, mask {mask}: {compared} matrices, largest difference {worst:.1e}")
    assert compared == 10
    assert worst < 1e-9


def test_a_query_that_may_see_nothing_gets_zeros_as_in_the_library(open_page):
    q = random(3, 2, seed=1)
    got = call(open_page(document()), "m.attention(x, x, x, {mask: 'padding', padding: 3})", q.tolist())
    output, weights = attention(q, q, q, torch.zeros(3, 3, dtype=torch.bool))
    assert got["weights"] == weights.tolist()
    assert got["output"] == output.tolist()


def test_recorded_heads_give_the_same_weights_in_the_browser_as_in_python(open_page):
    tab, record, compared = open_page(document()), recorded_heads(), 0
    for sentence in record["sentences"]:
        for head in sentence["heads"]:
            T = len(sentence["tokens"])
            got = call(
                tab,
                "m.attend(m.unpack(x[0], x[1], 2), m.unpack(x[2], 8, 1), {d: 32}).weights",
                [head["scores"], T, head["values"]],
            )
            truth = (torch.tensor(_unpack(head["scores"], T, 2), dtype=torch.float64) / 32**0.5).softmax(-1)
            assert torch.tensor(got, dtype=torch.float64) == pytest.approx(truth, abs=1e-9)
            compared += 1
    assert compared >= 36


def test_toy_vectors_are_repeatable_and_equal_words_attend_to_each_other(open_page):
    tab = open_page(document())
    words = call(tab, "m.tokenise(x)", "The cat, the CAT’s 2 猫们!")
    assert words == ["the", "cat", ",", "the", "cat’s", "2", "猫", "们", "!"]
    vectors = call(tab, "x.map(m.toyVector)", ["cat", "cat", "cats", "猫"])
    assert vectors[0] == vectors[1] != vectors[2]
    assert all(-1.5 <= x < 1.5 for row in vectors for x in row)
