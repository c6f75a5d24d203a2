"""Checks of problem energy: made by `course release` from solutions/01_two_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 2cc626709fde7e1a

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "energy"
number = 6
title = "Problem 6 · From counts to energy"
answers = ("energy",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_small_counts(env):
    from course_utils.grading.values import close_at

    got = env["energy"](10, 3, 20, 16)
    assert isinstance(got, dict), "A dict is asked for: what do you give back?"
    assert {"processor", "network", "ratio"} <= set(got), "Three entries are asked for: which of their names is missing?"

    def near(**want):
        return all(close_at(got, want).values())

    assert not near(processor=700), "Three loads and stores: do they cost nothing?"
    assert near(processor=730), "10 instructions at 70 pJ and 3 accesses at 10 pJ: how many pJ?"
    assert not near(network=292), "Is every FLOP a multiplication and an addition?"
    assert not near(network=1646), "100 pJ pay for 8 bytes: how many times are 16 bytes paid?"
    assert not near(network=46), "Arithmetic alone: do the weights come for nothing?"
    assert near(network=246), "10 multiplications, 10 additions, 16 bytes of weights: how many pJ?"
    assert not near(ratio=730 / 246), "How many times the processor's energy: which of the two stands above the line?"
    assert near(ratio=246 / 730), "What is the quotient of your two energies?"
