"""Checks of problem find_the_error: made by `course release` from solutions/05_attention.ipynb."""
# ruff: noqa: E501
# Text digest: 84e6fef471fd4d81

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "find_the_error"
number = 7
title = "Problem 7 · Find the error in a published example"
answers = ("worked_example", "wrong_steps", "article_errors")
forbidden = ()
points = 6
points_in_all = 14


@test_case(points=2, hidden=False)
def test_the_example_done_right(env):
    import torch

    from course_utils.grading.values import close, close_at

    q, k, v = torch.tensor([[1.0, 2], [3, 4]]), torch.tensor([[5.0, 6], [7, 8]]), torch.tensor([[9.0, 10], [11, 12]])
    got = env["worked_example"](q, k, v)
    assert isinstance(got, dict), "Four tables under four names: what kind of value do you give back?"
    assert set(got) == {"scores", "scaled", "weights", "output"}, "Under which four names must the tables stand?"
    assert not close(got["scores"], q @ k), "The article multiplies with K as it stands: what does the small T above K ask for?"
    right = {
        "scores": [[17.0, 23.0], [39.0, 53.0]],
        "scaled": [[12.0208, 16.2635], [27.5772, 37.4767]],
        "weights": [[0.0142, 0.9858], [0.0001, 0.9999]],
        "output": [[10.9717, 11.9717], [10.9999, 11.9999]],
    }
    found = close_at(got, right, 1e-4)
    assert found["scores"], "Query 1 is (1, 2) and key 1 is (5, 6): what is 1·5 + 2·6, and what stands in your table?"
    assert not close(got["scaled"], torch.tensor(right["scores"]) / 2), "Is the root of 2 the same as 2?"
    assert found["scaled"], "Each score over the root of 2: what becomes of 17?"
    assert not close(got["weights"], torch.softmax(torch.tensor(right["scaled"]), 0), 1e-4), "Do the rows of your weights add up to one, or the columns?"
    assert found["weights"], "Scores 12.02 and 16.26 are 4.24 apart: how many times larger is the second exponential?"
    assert found["output"], "Each output is an average of (9, 10) and (11, 12): with which weights?"


@test_case(points=3, hidden=False)
def test_an_error_is_counted_where_it_was_made(env):
    import torch

    steps = ("scores", "scaled", "weights", "output")
    q, k, v = torch.tensor([[2.0, 0], [1, 3]]), torch.tensor([[1.0, 4], [2, 1]]), torch.tensor([[6.0, 1], [2, 5]])
    right = {"scores": q @ k.T}
    right["scaled"] = right["scores"] / 2**0.5
    right["weights"] = torch.softmax(right["scaled"], -1)
    right["output"] = right["weights"] @ v
    none = env["wrong_steps"](q, k, v, right)
    assert isinstance(none, list), "A list of names is asked for: what do you give back?"
    assert none == [], "All four tables are right: what does your function object to?"
    claimed = {"scores": q @ k}
    claimed["scaled"] = claimed["scores"] / 2**0.5
    claimed["weights"] = torch.softmax(claimed["scaled"], -1)
    claimed["output"] = claimed["weights"] @ v
    got = env["wrong_steps"](q, k, v, claimed)
    assert got != list(steps), "One step is wrong here and three follow from it rightly: from which table must each step be judged?"
    assert got != [], "The scores come from K without the transpose: how does your function compare them?"
    assert got == ["scores"], "One step is wrong here, the scores: what does your function compare the others with?"


@test_case(points=1, hidden=False)
def test_article_errors_are_named(env):
    got = env["article_errors"]()
    assert isinstance(got, dict), "A dictionary is asked for: what does article_errors give back?"
    assert list(got) == ["scores", "scaled", "weights", "output"], "Does each of the four steps have its entry, in this order?"
    texts = {
        "none", "keys not transposed", "keys and queries exchanged", "divided by D, not by its root", "not divided at all",
        "columns add up to one, not rows", "exponential left out", "not the weights times the values", "values transposed",
    }
    assert set(got.values()) <= texts, "Is each of your entries one of the nine texts, letter by letter?"
