"""Checks of problem tests_of_a_layer: made by `course release` from solutions/06_transformer.ipynb."""
# ruff: noqa: E501
# Text digest: 0d1756005623a1a7

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "tests_of_a_layer"
number = 7
title = "Problem 7 · Two tests that find out"
answers = ("looks_ahead", "sees_order")
forbidden = ()
points = 7
points_in_all = 12


@test_case(points=4, hidden=False)
def test_looks_ahead(env):
    import torch

    test, x = env["looks_ahead"], torch.randn(6, 3)
    got = test(lambda x: x.cumsum(0), x)
    assert isinstance(got, bool), "Yes or no: of which type is your result?"
    assert got is False, "Running sums look back only: which outputs may move when an input changes?"
    assert test(lambda x: x.flip(0).cumsum(0).flip(0), x) is True, "Sums over everything that comes later: did your test see the first outputs move?"
    assert test(lambda x: torch.cat([x[1:], x[:1]]), x) is True, "Each output is the input just after it: which input must change to show it?"

    def middle(x):
        y = x.clone()
        y[2] = x[2] + x[3]
        return y

    assert test(middle, x) is True, "Only output 2 looks ahead, and only by one: do you try every input, and look at every output before it?"


@test_case(points=3, hidden=False)
def test_sees_order(env):
    import torch

    test, x, order = env["sees_order"], torch.arange(15.0).view(5, 3) ** 2, torch.tensor([2, 3, 4, 0, 1])
    assert isinstance(test(lambda x: x * 2, x, order), bool), "True or False is asked for: what do you give back?"
    assert test(lambda x: x * 2, x, order) is False, "A layer that treats each word alike: should its permuted outputs equal the plain ones, or the plain ones permuted?"
    assert test(lambda x: x + x.sum(0), x, torch.tensor([1, 2, 0, 4, 3])) is False, "Which way are outputs permuted, by the order or by its inverse?"
    assert test(lambda x: x.cumsum(0), x, order) is True, "Running sums depend on the order: does your test say so?"
