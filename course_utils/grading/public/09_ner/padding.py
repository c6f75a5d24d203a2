"""Checks of problem padding: made by `course release` from solutions/09_ner.ipynb."""
# ruff: noqa: E501
# Text digest: 947a725650fc9138

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "padding"
number = 6
title = "Problem 6 · What padding costs, and whom it flatters"
answers = ("padding",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=3, hidden=False)
def test_two_batches(env):
    from course_utils.grading.values import close

    got = env["padding"]([5, 10, 3, 2], [[0, 1], [3, 2]], 100, 4)
    assert isinstance(got, tuple | list), "Three numbers are asked for, share, flop and lazy: what do you give back?"
    assert len(got) == 3, "Three numbers are asked for, share, flop and lazy: what do you give back?"
    assert not close(got[0], 20 / 26), "Is that the share of padding, or of real pieces?"
    assert not close(got[0], 0.5), "Is every batch padded to the longest row of all, or to its own longest?"
    assert not close(got[0], 6 / 20), "Padding as a share of what: of the pieces, or of all positions?"
    assert close(got[0], 6 / 26), "Two rows of width 10 and two of width 3: how many positions are these, and how many hold no piece?"


@test_case(points=2, hidden=False)
def test_operations_and_the_lazy_tagger(env):
    from course_utils.grading.values import close

    _, flop, lazy = env["padding"]([5, 10, 3, 2], [[0, 1], [3, 2]], 100, 4)
    assert not close(flop, 12000), "Does the machine know that a position is padding, and skip it?"
    assert not close(flop, 5200), "Two FLOP forward for each parameter and position: what does the way back cost?"
    assert close(flop, 15600), "26 positions, 100 parameters: how many operations at 6 for each pair?"
    assert not close(lazy, 4 / 26), "Is that the share it gets right, or the share it gets wrong?"
    assert not close(lazy, 16 / 20), "All positions are scored here: does padding count as right when the answer is O?"
    assert close(lazy, 22 / 26), "4 of 26 positions are not O: how many does the lazy tagger get right?"
