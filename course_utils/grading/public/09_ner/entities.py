"""Checks of problem entities: made by `course release` from solutions/09_ner.ipynb."""
# ruff: noqa: E501
# Text digest: 29cba96ef997971a

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "entities"
number = 2
title = "Problem 2 · Tags become entities"
answers = ("entities",)
forbidden = ()
points = 6
points_in_all = 10


@test_case(points=3, hidden=False)
def test_names_of_several_words(env):
    got = env["entities"](["O", "B-PER", "I-PER", "O", "B-LOC", "O"])
    assert isinstance(got, list), "A list of entities is asked for: what do you give back?"
    assert all(isinstance(one, tuple) and len(one) == 3 for one in got), "An entity is a tuple of type, start and end: what does your list hold?"
    assert got != [("PER", 1, 2), ("LOC", 4, 4)], "The end is exclusive: which word number stands behind a name of the words 1 and 2?"
    assert got != [("B-PER", 1, 3), ("B-LOC", 4, 5)], "Is the type of an entity PER, or B-PER?"
    assert got != [("PER", 1, 2), ("LOC", 4, 5)], "Ada Lovelace is one person: what does I-PER behind B-PER do?"
    assert got == [("PER", 1, 3), ("LOC", 4, 5)], "Word 1 and 2 are a person, word 4 a place: which two tuples say so?"


@test_case(points=3, hidden=False)
def test_entities_that_touch(env):
    got = env["entities"](["B-LOC", "B-LOC", "B-ORG", "I-ORG"])
    assert got != [("LOC", 0, 2), ("ORG", 2, 4)], "Two places directly behind each other, each with its own B-: are they one entity?"
    assert got[-1:] == [("ORG", 2, 4)], "A name may reach to the last word of the sentence: who closes it there?"
    assert got == [("LOC", 0, 1), ("LOC", 1, 2), ("ORG", 2, 4)], "Where does a name end when the next tag begins another?"
