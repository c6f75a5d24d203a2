"""Checks of problem length_buckets: made by `course release` from solutions/09_ner.ipynb."""
# ruff: noqa: E501
# Text digest: c0bc0a9eb5667794

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "length_buckets"
number = 5
title = "Problem 5 · Batches of similar length"
answers = ("length_buckets",)
forbidden = ()
points = 7
points_in_all = 12


@test_case(points=4, hidden=False)
def test_similar_lengths_share_a_batch(env):
    import torch

    lengths = torch.randperm(48).tolist()
    got = env["length_buckets"](lengths, 4, 12, torch.Generator().manual_seed(3))
    assert isinstance(got, list), "A list of batches is asked for, and each is a list: what do you give back?"
    assert all(isinstance(batch, list) for batch in got), "A list of batches is asked for, and each is a list: what do you give back?"
    assert all(type(row) is int for batch in got for row in batch), "Row numbers are Python ints: what does your batch hold?"
    rows = [row for batch in got for row in batch]
    assert len(rows) >= 48, "Are all 48 rows in a batch, or do some get lost?"
    assert sorted(rows) == list(range(48)), "Does each row number stand in exactly one batch, and is it the number of a row and not its length?"
    assert {len(batch) for batch in got} == {4}, "48 rows in batches of four: how many rows does each of your batches hold?"
    widest = sorted(max(lengths[row] for row in batch) for batch in got)
    assert widest == list(range(3, 48, 4)), "One pool holds all rows here: do the four shortest share a batch, and the four longest?"


@test_case(points=3, hidden=False)
def test_the_generator_decides(env):
    import torch

    lengths = torch.randint(5, 60, (64,)).tolist()

    def make(seed):
        return env["length_buckets"](lengths, 4, 16, torch.Generator().manual_seed(seed))

    assert make(1) == make(1), "The same generator in the same state: do you get the same batches, or does chance come from somewhere else?"
    assert make(1) != make(2), "Another state of the generator: should the epoch look the same?"
    ascending = [max(lengths[row] for row in batch) for batch in make(5)]
    assert ascending not in (sorted(ascending), sorted(ascending, reverse=True)), "Must a model see all short sentences first and all long ones last: what shuffles your batches?"
    state = torch.get_rng_state()
    make(1)
    assert torch.equal(state, torch.get_rng_state()), "Whose random numbers do you use: the generator's, or everybody's?"
