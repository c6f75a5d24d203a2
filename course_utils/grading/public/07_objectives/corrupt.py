"""Checks of problem corrupt: made by `course release` from solutions/07_objectives.ipynb."""
# ruff: noqa: E501
# Text digest: a69ab1cafc8bc9d1

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "corrupt"
number = 4
title = "Problem 4 · The 15 % and 80/10/10 rule, with the dice already thrown"
answers = ("corrupt",)
forbidden = ()
points = 6
points_in_all = 12


@test_case(points=3, hidden=False)
def test_labels_are_right(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    ids, special = torch.randint(10, 50, (4, 60)), torch.zeros(4, 60, dtype=torch.bool)
    special[:, [0, 59]] = True
    chance, fate = torch.rand(4, 60, dtype=torch.float64), torch.rand(4, 60, dtype=torch.float64)
    chance[:, [0, 7, 8, 9]], fate[:, 7], fate[:, 8], fate[:, 9] = 0.01, 0.1, 0.85, 0.95
    drawn = torch.randint(60, 90, (4, 60))
    got = env["corrupt"](ids.clone(), special, 3, chance.clone(), fate.clone(), drawn.clone())
    assert isinstance(got, tuple | list), "Two things are asked for, inputs and labels: what do you give back?"
    assert len(got) == 2, "Inputs and labels, in this order: how many things do you give back?"
    labels = got[1]
    assert is_tensor(labels, (4, 60)), "One label for each token is asked for: which shape do yours have?"
    chosen = (chance < 0.15) & ~special
    assert not close(labels, ids), "Is a guess asked for at every position?"
    assert not close(labels, torch.where(chance < 0.15, ids, -100)), "May a special token be selected?"
    assert not close(labels, torch.where(chosen, ids, 0)), "0 is a token like any other: which number says that nothing is asked?"
    assert not close(labels, torch.where(chosen & (fate < 0.9), ids, -100)), "A selected word that stays as it is: is it scored?"
    assert not close(labels, torch.where(chosen & (fate < 0.8), ids, -100)), "Which selected words are scored: only those behind [MASK]?"
    assert not close(labels, torch.where(chosen, got[0], -100)), "Should the model guess what stands there now, or what stood there before?"
    assert not close(labels, torch.where(chosen, -100, ids)), "Do your labels stand at the selected positions, or at all the others?"
    assert close(labels, torch.where(chosen, ids, -100)), "Which positions are selected, and what stood there before?"


@test_case(points=3, hidden=False)
def test_inputs_are_right(env):
    import torch

    from course_utils.grading.values import close, is_tensor

    ids, special = torch.randint(10, 50, (4, 60)), torch.zeros(4, 60, dtype=torch.bool)
    special[:, [0, 59]] = True
    chance, fate = torch.rand(4, 60, dtype=torch.float64), torch.rand(4, 60, dtype=torch.float64)
    chance[:, [0, 7, 8, 9]], fate[:, [0, 7]], fate[:, 8], fate[:, 9] = 0.01, 0.1, 0.85, 0.95
    chance[:, 10], fate[:, 10], chance[:, 11], fate[:, 11] = 0.5, 0.85, 0.5, 0.1
    drawn = torch.randint(60, 90, (4, 60))
    inputs = env["corrupt"](ids.clone(), special, 3, chance.clone(), fate.clone(), drawn.clone())[0]
    assert is_tensor(inputs, (4, 60)), "One input for each token is asked for: which shape do yours have?"
    chosen = (chance < 0.15) & ~special
    hidden = torch.where(chosen & (fate < 0.8), 3, ids)
    assert not close(inputs, torch.where(chosen, 3, ids)), "Does every selected word become [MASK]?"
    assert not close(inputs, hidden), "Some selected words must be replaced by another word: where does your code use drawn?"
    assert not close(inputs, torch.where(chosen & (fate >= 0.8), drawn, hidden)), "Is any selected word left as it is?"
    assert not close(inputs, torch.where(chosen & (fate >= 0.9), drawn, hidden)), "Which fates mean another word, and which mean to leave it?"
    assert not (inputs != ids)[~chosen].any(), "May a word change that was not selected?"
    assert close(inputs, torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, hidden)), "Follow one selected word with the fate 0.1, one with 0.85 and one with 0.95: what becomes of each?"
