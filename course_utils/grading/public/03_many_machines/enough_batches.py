"""Checks of problem enough_batches: made by `course release` from solutions/03_many_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 5319b22c1c557f03

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "enough_batches"
number = 4
title = "Problem 4 · Fill the pipeline"
answers = ("enough_batches",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_a_few_pipelines(env):
    batches = env["enough_batches"]
    got = batches(4, 0.25)
    assert isinstance(got, int | float), "A number of micro-batches is asked for: what do you give back?"
    assert got != 12, "Does the share count the waiting against the work, or against the whole time?"
    assert got != 13, "Four stages: how many micro-batches must pass before the last stage begins?"
    assert got == 9, "3/(m + 3) is a quarter: for which m?"
