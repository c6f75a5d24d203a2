"""Checks of problem corrupt_spans: made by `course release` from solutions/07_objectives.ipynb."""
# ruff: noqa: E501
# Text digest: c94aefa52c391ced

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "corrupt_spans"
number = 6
title = "Problem 6 · Spans in, spans out"
answers = ("corrupt_spans",)
forbidden = ()
points = 5
points_in_all = 10


@test_case(points=3, hidden=False)
def test_the_example(env):
    got = env["corrupt_spans"]([5, 6, 7, 8, 9], [False, True, True, False, True], 99)
    assert isinstance(got, tuple | list), "Two lists are asked for, inputs and targets: what do you give back?"
    assert len(got) == 2, "Inputs and targets, in this order: how many things do you give back?"
    assert all(isinstance(part, list) for part in got), "Lists are asked for: of which type are your two parts?"
    inputs, targets = got
    assert inputs != [5, 99, 98, 8, 97], "Two hidden tokens side by side are one run: how many sentinels does a run get?"
    assert inputs != [5, 8], "The model must know where something is missing: what stands in the place of a run?"
    assert inputs != [5, 99, 8, 100], "In which direction do T5's sentinels count?"
    assert inputs != [5, 99, 8, 99], "How does the decoder tell the first gap from the second?"
    assert inputs != [99, 6, 7, 98, 9], "Does True mean hidden or shown in noise, and in your code?"
    assert inputs == [5, 99, 8, 98], "Walk through the five tokens: what does each add to the inputs?"
    assert targets != [6, 7, 9, 97], "Which run fills which gap: what must stand before each run in the targets?"
    assert targets != [99, 6, 7, 98, 9], "How does the decoder say that it has finished: what closes the targets?"
    assert targets == [99, 6, 7, 98, 9, 97], "Walk through the five tokens: what does each add to the targets?"


@test_case(points=2, hidden=False)
def test_nothing_is_lost(env):
    import random

    ids = [random.randint(0, 90) for _ in range(40)]
    noise = [False, *(random.random() < 0.4 for _ in range(37)), True, False]
    inputs, targets = env["corrupt_spans"](ids, noise, 32099)
    runs = {}
    for token in targets:
        if token > 90:
            newest = runs.setdefault(token, [])
        else:
            newest.append(token)
    back = [t for token in inputs for t in runs.get(token, [token])]
    assert back == ids, "Put each run back in the place of its sentinel: does your input and target give the text again?"
    spans = sum(noise[i] and not noise[i - 1] for i in range(1, 40))
    assert len(inputs) == 40 - sum(noise) + spans, "How many tokens are left, and how many sentinels joined them?"
