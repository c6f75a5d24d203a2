"""Checks of problem temperature: made by `course release` from solutions/05_attention.ipynb."""
# ruff: noqa: E501
# Text digest: bc3273ae1cd85ee6

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "temperature"
number = 8
title = "Problem 8 · How warm must it be?"
answers = ("temperature_for_entropy",)
forbidden = ()
points = 3
points_in_all = 8


@test_case(points=3, hidden=False)
def test_the_entropy_is_reached(env):
    import math

    import torch

    from course_utils.grading.values import close

    for S in (3, 8, 20):
        scores = torch.linspace(-1.5, 1.5, S, dtype=torch.float64) + 0.1 * torch.rand(S)
        target = 0.6 * math.log(S)

        def entropy(temperature, scores=scores):
            return torch.special.entr(torch.softmax(scores / temperature, 0)).sum()

        got = env["temperature_for_entropy"](scores, target)
        assert isinstance(got, int | float), "A number is asked for: of which type is yours?"
        assert 0 < got < math.inf, "A temperature is positive and finite: which one do you give back?"
        assert not close(entropy(1 / got), target, 1e-4), "Does a higher temperature divide the scores by more, or multiply them by more?"
        assert not close(entropy(got) / math.log(2), target, 1e-4), "In which unit is your entropy: nats come from the natural logarithm, and yours?"
        assert not close(entropy(math.exp(min(got, 600))), target, 1e-4), "You searched on a logarithmic scale: what do you give back, the temperature or its logarithm?"
        assert abs(entropy(got) - target) < 0.05, "Put your temperature back in: which entropy comes out, and in which direction must the search go on?"
        assert close(entropy(got), target, 1e-5), "You come near: how small is the interval when your search stops?"
