"""Checks of problem misprinted: made by `course release` from solutions/21_claims_on_trial.ipynb."""
# ruff: noqa: E501
# Text digest: cd2276e4ee141ce2

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "misprinted"
number = 2
title = "Problem 2 · Averages that do not belong to their table"
answers = ("f1_averages", "misprinted")
forbidden = ()
points = 7
points_in_all = 12


@test_case(points=5, hidden=False)
def test_averages_by_hand(env):
    from course_utils.grading.values import close_at

    got = env["f1_averages"]([(1.0, 0.5, 3), (0.5, 0.5, 1)])
    assert isinstance(got, dict), "Two averages under two names: what kind of value do you give back?"
    assert set(got) == {"macro", "weighted"}, "Under which two names must the averages stand?"
    # F1 is 2/3 and 1/2: their mean 7/12, weighted 3 to 1 it is (3 · 2/3 + 1/2) / 4 = 5/8.
    assert not close_at(got, {"macro": 0.625}, 1e-9)["macro"], "The rows of a mean are (0.75, 0.5): F1 of the means, or mean of the F1?"
    assert close_at(got, {"macro": 7 / 12}, 1e-9)["macro"], "F1 is 2/3 and 1/2: what is their plain mean?"
    assert close_at(got, {"weighted": 5 / 8}, 1e-9)["weighted"], "The first class has three of four examples: how much of the weighted mean is its F1?"


@test_case(points=2, hidden=False)
def test_the_paragraph_s_averages(env):
    rows = [(0.95, 0.93, 1200), (0.90, 0.88, 900), (0.40, 0.20, 60)]
    got = env["misprinted"](rows, {"macro": 0.90, "weighted": 0.90})
    assert isinstance(got, list), "A list of names is asked for: what does misprinted give back?"
    assert "macro" in got, "One class of three has an F1 of 0.27: can the plain mean of the three be 0.90?"
    assert got == ["macro"], "Sixty of 2,160 examples are of the weak class: how far does it pull the weighted mean down?"
