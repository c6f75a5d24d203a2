"""Checks of problem first_leak: made by `course release` from solutions/09_ner.ipynb."""
# ruff: noqa: E501
# Text digest: 2dd9d3a122979857

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "first_leak"
number = 4
title = "Problem 4 · Find the leak in a recipe"
answers = ("first_leak",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=3, hidden=False)
def test_the_test_part_used_directly(env):
    function = env["first_leak"]
    clean = [("tags", "fit", ["train"]), ("tagger", "fit", ["train", "tags"]), ("epoch", "choose", ["tagger", "dev"]),
             ("f1", "report", ["epoch", "test"])]
    assert function(clean) != "f1", "May a report use the test part?"
    assert function(clean) != "epoch", "Choosing by dev: is that not what dev is for?"
    assert function(clean) is None, "In this recipe only the last report reads the test part: which value says that there is no leak?"
    vocabulary = [("vocabulary", "fit", ["train", "test"]), ("tagger", "fit", ["vocabulary", "train"])]
    assert function(vocabulary) != "tagger", "Two steps have seen the test part here: which of them comes first?"
    assert function(vocabulary) == "vocabulary", "The vocabulary is made of train and test: what is the name of the step that leaks?"


@test_case(points=2, hidden=False)
def test_a_choice_by_the_scores_on_test(env):
    steps = [("tagger", "fit", ["train"]), ("scores", "report", ["tagger", "test"]), ("epoch", "choose", ["scores"])]
    assert env["first_leak"](steps) is not None, "The choice reads a report, and the report read the test part: has the choice seen it?"
    assert env["first_leak"](steps) == "epoch", "A report may look at the test part: who of the three may not, and does?"
