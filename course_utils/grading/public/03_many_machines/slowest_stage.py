"""Checks of problem slowest_stage: made by `course release` from solutions/03_many_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 617fa5709b63ab9c

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "slowest_stage"
number = 3
title = "Problem 3 · Balance a pipeline"
answers = ("slowest_stage",)
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=5, hidden=False)
def test_small_pipelines(env):
    from course_utils.grading.values import close

    best = env["slowest_stage"]
    got = best([4, 1, 1, 1, 1], 2)
    assert isinstance(got, int | float), "A number of seconds is asked for: what do you give back?"
    assert not close(got, 6), "Equal numbers of layers: are they equal times?"
    assert close(got, 4), "One long layer and four short ones on two stages: where do you cut?"
    got = best([1, 5, 1, 5], 2)
    assert not close(got, 10), "Layers must stay neighbours in their order: can you sort them?"
    assert close(got, 6), "1 5 and 1 5: what is each group's time?"
    got = best([2, 2, 2, 7], 3)
    assert not close(got, 13 / 3), "Can a layer be cut in two?"
    assert close(got, 7), "No stage can be quicker than its longest layer: which one is it here?"
