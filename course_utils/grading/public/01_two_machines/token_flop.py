"""Checks of problem token_flop: made by `course release` from solutions/01_two_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 410464b1e5a6eb44

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "token_flop"
number = 5
title = "Problem 5 · The work of a small transformer"
answers = ("token_flop", "without_cache")
forbidden = ()
points = 7
points_in_all = 11


@test_case(points=4, hidden=False)
def test_a_token(env):
    from course_utils.grading.values import close

    got = env["token_flop"](8, 3, 5, 2)
    assert isinstance(got, int | float), "A number of FLOP is asked for: what do you give back?"
    assert not close(got, 4800), "The layers are done: is the new position scored?"
    assert not close(got, 1680), "How many layers does a token pass through?"
    assert not close(got, 5040), "Is each position scored once, or after every layer?"
    assert not close(got, 2440), "How many FLOP are one multiply and one add?"
    assert not close(got, 4688), "Does a layer look at no position before this one?"
    assert close(got, 4880), "3 layers of 1,536 and 64 FLOP, and 5 scores of 16: how many FLOP?"


@test_case(points=3, hidden=False)
def test_without_a_cache(env):
    from course_utils.grading.values import close

    got = env["without_cache"](2, 1, 3, 2, 2)
    assert isinstance(got, int | float), "A number of FLOP is asked for: what do you give back?"
    assert not close(got, 896), "The first step reads the prompt: how many tokens are that, and how many does the last step read?"
    assert not close(got, 1132), "How many steps write two tokens?"
    assert not close(got, 644), "Each step scores its last position: do you score every one?"
    assert not close(got, 236), "The first step writes the first token: who writes the second one?"
    assert not close(got, 584), "Every step scores its last position: did yours?"
    assert close(got, 608), "Two tokens cost the layer 224 FLOP, three cost it 360, and each step scores for 12: what is the sum?"
