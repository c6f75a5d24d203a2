"""Checks of problem cost: made by `course release` from solutions/05_attention.ipynb."""
# ruff: noqa: E501
# Text digest: d8539c3068497399

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "cost"
number = 6
title = "Problem 6 · What one attention layer costs"
answers = ("prefill_cost", "decode_cost", "waits_for_memory")
forbidden = ()
points = 6
points_in_all = 12


@test_case(points=3, hidden=False)
def test_prefill_cost(env):
    from course_utils.grading.values import close

    B, T, C, size = 3, 5, 4, 2
    got = env["prefill_cost"](B, T, C, size)
    assert isinstance(got, tuple | list), "Two numbers are asked for, FLOP and bytes: what do you give back?"
    assert len(got) == 2, "Two numbers are asked for, FLOP and bytes, in this order: how many do you give back?"
    flop, moved = got
    projections, pairs = 8 * B * T * C * C, 4 * B * T * T * C
    assert not close(flop, (projections + pairs) / 2), "How many FLOP are one multiply and one add?"
    assert not close(flop, projections), "The projections are counted: where are the products of each query with each key, and of the weights with the values?"
    assert not close(flop, pairs), "The pairs of positions are counted: what do the four matrices cost?"
    assert not close(flop, projections * 3 // 4 + pairs), "Four matrices, not three: which one comes after the heads?"
    assert not close(flop, projections + pairs / 2), "Two products run over all pairs, scores and weighted sum, and the mask saves nothing: which of the two is counted?"
    assert not close(flop, (projections + pairs) / B), "Does each of the B prompts cost its own FLOP?"
    assert close(flop, projections + pairs), "An (m × k) times (k × n) product is 2·m·k·n FLOP: which products does the layer hold, and what are m, k and n for each?"
    numbers = 4 * C * C + 4 * B * T * C
    assert not close(moved, numbers), "You have counted numbers: how many bytes is one?"
    assert not close(moved, size * (4 * B * C * C + 4 * B * T * C)), "How often must the four matrices cross the bus for a whole batch?"
    assert not close(moved, size * (4 * C * C + 2 * B * T * C)), "Input, matrices, output: what must be kept for the tokens that come later?"
    assert not close(moved, size * (numbers + B * T * T)), "Do the scores cross the bus under our rule of counting?"
    assert close(moved, size * numbers), "List the arrays that cross the bus, with their shapes: which one is missing, or counted twice?"


@test_case(points=3, hidden=False)
def test_decode_cost(env):
    from course_utils.grading.values import close

    B, S, C, size = 3, 7, 4, 2
    flop, moved = env["decode_cost"](B, S, C, size)
    projections, pairs = 8 * B * C * C, 4 * B * (S + 1) * C
    assert not close(flop, projections * (S + 1) + pairs * (S + 1)), "That is the whole sequence again: what does the cache save?"
    assert not close(flop, projections * (S + 1) + pairs), "For how many tokens must keys and values be computed anew when the cache holds the others?"
    assert not close(flop, (projections + pairs) / 2), "In decode, too: how many FLOP are one multiply and one add?"
    assert not close(flop, projections + 4 * B * S * C), "The cache holds S tokens: to how many does the new one attend?"
    assert close(flop, projections + pairs), "One query, S + 1 keys: what are m, k and n of each product now?"
    fixed = 4 * C * C + 2 * B * C
    assert not close(moved, size * (fixed + 2 * B * C)), "Where do the keys and values of the S earlier tokens come from?"
    assert not close(moved, size * (fixed + 2 * B * S * C)), "For each sequence 2·C numbers are missing: are they the new token's key and value, or its way in and out of the layer?"
    assert not close(moved, size * (fixed + B * S * C + B * C)), "The cache holds keys: what else?"
    assert not close(moved, size * (fixed + 2 * S * C + 2 * B * C)), "Do the sequences of a batch share one cache?"
    assert not close(moved, fixed + 2 * B * (S + 1) * C), "In decode, too: you have counted numbers, but how many bytes is one?"
    assert close(moved, size * (fixed + 2 * B * (S + 1) * C)), "List the arrays that cross the bus for one token, with their shapes: which one is missing, or counted twice?"
