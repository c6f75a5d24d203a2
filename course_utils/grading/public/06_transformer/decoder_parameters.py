"""Checks of problem decoder_parameters: made by `course release` from solutions/06_transformer.ipynb."""
# ruff: noqa: E501
# Text digest: 3a04b9b73d8d7f57

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "decoder_parameters"
number = 4
title = "Problem 4 · To the last parameter"
answers = ("decoder_parameters",)
forbidden = ()
points = 4
points_in_all = 9


@test_case(points=4, hidden=False)
def test_a_decoder_of_torch(env):
    import torch
    from torch import nn

    from course_utils.grading.values import close

    L, C, F, V, P = 3, 8, 20, 11, 7
    got = env["decoder_parameters"](L, C, F, V, P)
    assert isinstance(got, int), "Parameters are counted in whole ones: of which type is your result?"
    with torch.device("meta"):
        layer, norm, words = nn.TransformerEncoderLayer(C, 2, F), nn.LayerNorm(C), nn.Embedding(V, C)
    size = lambda part: sum(p.numel() for p in part.parameters())
    want = size(words) + P * C + L * size(layer) + size(norm)
    assert not close(got, want - size(norm)), "Is there a norm after the last block?"
    assert not close(got, want - 4 * C * L), "Which parameters do the two norms of a block have?"
    assert not close(got, want - L * (4 * C + F + C)), "Which maps have a bias, and how long is each?"
    assert not close(got, want - P * C), "Where do the learned positions live?"
    assert not close(got, want + V * C), "If the output layer is the table of words, is it counted twice?"
    assert close(got, want, 0.0), "Attention has four maps from C to C, the feed-forward layer one from C to F and one back: what do they come to?"
