"""Checks of problem batch: made by `course release` from solutions/04_text_to_tensors.ipynb."""
# ruff: noqa: E501
# Text digest: f06e909f82892f03

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "batch"
number = 5
title = "Problem 5 · A batch and its mask"
answers = ("batch",)
forbidden = ()
points = 5
points_in_all = 9


@test_case(points=5, hidden=False)
def test_a_batch_by_hand(env):
    from course_utils.grading.values import close, is_tensor

    got = env["batch"]([[5, 6, 7], [8], [9, 4]], 6, 1)
    assert isinstance(got, tuple), "Two tensors are asked for in a tuple, the token numbers and the attention mask: what kind of value do you give back?"
    assert len(got) == 2, "Two tensors are asked for in a tuple, the token numbers and the attention mask: what kind of value do you give back?"
    ids, mask = got
    assert is_tensor(ids), "Two tensors are asked for: are yours lists?"
    assert is_tensor(mask), "Two tensors are asked for: are yours lists?"
    assert tuple(ids.shape) != (3, 6), "Must rows be filled to the limit, or to the longest row?"
    assert not close(ids, [[5, 6, 7], [1, 1, 8], [1, 9, 4]]), "On which side of the tokens does the padding stand?"
    assert not close(ids, [[5, 6, 7], [8, 0, 0], [9, 4, 0]]), "With which number are rows filled?"
    assert close(ids, [[5, 6, 7], [8, 1, 1], [9, 4, 1]]), "Three rows of three numbers: which?"
    assert not close(mask, [[0, 0, 0], [0, 1, 1], [0, 0, 1]]), "Is 1 the sign of a token or of padding?"
    assert close(mask, [[1, 1, 1], [1, 0, 0], [1, 1, 0]]), "Which positions hold tokens?"
