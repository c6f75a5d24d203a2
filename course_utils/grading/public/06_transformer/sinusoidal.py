"""Checks of problem sinusoidal: made by `course release` from solutions/06_transformer.ipynb."""
# ruff: noqa: E501
# Text digest: 291c29fd73636ed2

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "sinusoidal"
number = 1
title = "Problem 1 · Hands of many clocks"
answers = ("sinusoidal", "moved")
forbidden = ()
points = 6
points_in_all = 9


@test_case(points=3, hidden=False)
def test_the_table(env):
    import math

    import torch

    from course_utils.grading.values import close, is_tensor

    T, C = 7, 6
    angle = [[p * 10_000 ** (-2 * i / C) for i in range(C // 2)] for p in range(T + 1)]
    sine, cosine = (torch.tensor([[f(a) for a in row] for row in angle], dtype=torch.float64) for f in (math.sin, math.cos))
    table = torch.stack([sine, cosine], -1).flatten(1)
    got = env["sinusoidal"](T, C)
    assert is_tensor(got, (T, C)), "One row for each place, one column for each component: which shape is that?"
    assert not close(got, torch.cat([sine, cosine], 1)[:T]), "Do sine and cosine of one speed stand side by side, or in two halves?"
    assert not close(got, torch.stack([cosine, sine], -1).flatten(1)[:T]), "Which of the two comes first in a pair, sine or cosine?"
    assert not close(got, table[1:]), "Which place does the first row stand for?"
    assert close(got, table[:T]), "The first pair turns by 1 radian a place: by how much do the second and the third turn?"


@test_case(points=3, hidden=False)
def test_some_places_on(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    table = env["sinusoidal"](20, 8).to(torch.float64)
    rows = table[5:9]
    got = env["moved"](rows, 3)
    assert is_tensor(got, (4, 8)), "As many vectors come back as go in: which shape is that?"
    assert not close(got, rows + table[3]), "Is the vector of a sum of places the sum of their vectors?"
    assert not close(got, table[2:6]), "Did your hands turn on, or back?"
    assert not close(got, table[3:7]), "The rows need not begin at place 0: what do you know of the places except their vectors?"
    assert close(got, table[8:12]), "What are sin(a + b) and cos(a + b), written with the sines and cosines of a and b?"
