"""Checks of problem find_the_error: made by `course release` from solutions/07_objectives.ipynb."""
# ruff: noqa: E501
# Text digest: 6c54ce30d79404b8

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "find_the_error"
number = 7
title = "Problem 7 · Find the errors in an article"
answers = ("conditionals", "wrong_tables", "article_errors")
forbidden = ()
points = 6
points_in_all = 12


@test_case(points=3, hidden=False)
def test_the_chain_rule_in_tables(env):
    import torch

    from course_utils.grading.values import close, close_at

    joint = torch.rand(4, 4, 4, dtype=torch.float64) + 0.01
    joint = joint / joint.sum()
    got = env["conditionals"](joint)
    assert isinstance(got, dict), "Four tables under four names: what kind of value do you give back?"
    assert set(got) == {"first", "second", "third", "product"}, "Under which four names must the tables stand?"
    first, pair = joint.sum((1, 2)), joint.sum(2)
    want = {"first": first, "second": pair / first[:, None], "third": joint / pair[..., None], "product": joint}
    found = close_at(got, want, 1e-9)
    assert found["first"], "Over which words do you add up, to be left with a table of the first one?"
    assert not close(got["second"], pair), "Is this the probability of the pair, or of the second word given the first?"
    assert not close(got["second"], pair / pair.sum(0)), "Given the first word: which axis of your table must add up to one?"
    assert found["second"], "Take one first word: what is the share of each second word among the texts that begin with it?"
    assert not close(got["third"], joint), "Is this the probability of the whole text, or of the third word given two?"
    assert found["third"], "Take the first two words: do your probabilities of the third add up to one?"
    assert found["product"], "Multiply your three tables: which table must come out, without any further sum?"


@test_case(points=2, hidden=False)
def test_an_error_is_counted_once(env):
    import torch

    joint = torch.tensor([[[0.1, 0.2], [0.05, 0.15]], [[0.3, 0.05], [0.05, 0.1]]], dtype=torch.float64)
    first, pair = joint.sum((1, 2)), joint.sum(2)
    right = {"first": first, "second": pair / first[:, None], "third": joint / pair[..., None], "product": joint}
    none = env["wrong_tables"](joint, right)
    assert isinstance(none, list), "A list of names is asked for: what do you give back?"
    assert none == [], "All four tables are right: what does your function object to?"
    claimed = right | {"second": pair, "product": first[:, None, None] * pair[..., None] * right["third"]}
    got = env["wrong_tables"](joint, claimed)
    assert got != [], "The second table holds probabilities of pairs: how does your function compare it?"
    assert got != ["second", "product"], "The product follows rightly from three tables, one of them wrong: by which tables must it be judged?"
    assert got == ["second"], "One table is wrong here, the second: what does your function compare the others with?"


@test_case(points=1, hidden=False)
def test_article_errors_are_named(env):
    got = env["article_errors"]()
    assert isinstance(got, dict), "A dictionary is asked for: what does article_errors give back?"
    assert set(got) == {"left side", "name", "denominator", "range"}, "Does each of the four parts have its entry?"
    texts = {
        "none", "should be the joint probability", "should be a sum", "is autoregressive, not masked", "is masked, not autoregressive",
        "is next-sentence prediction", "every summand is the same", "misses the logarithm", "should run over the vocabulary",
        "should run over the batch",
    }
    assert set(got.values()) <= texts, "Is each of your entries one of the ten texts, letter by letter?"
