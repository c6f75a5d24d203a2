"""The cache of a decoder: reading piece by piece gives the scores of reading at once, for any cut and any rows kept."""

import pytest
import torch

from course_utils.nn.cache import Cache
from course_utils.nn.decoder import Decoder


@pytest.fixture
def model():
    return Decoder(11, 16, 4, 2, 12, generator=torch.Generator().manual_seed(0)).eval()


@pytest.mark.parametrize("cuts", [(12,), (1,) * 12, (5, 1, 1, 5), (11, 1)])
def test_pieces_give_the_scores_of_the_whole_row(model, cuts, report):
    ids = torch.randint(11, (3, 12), generator=torch.Generator().manual_seed(1))
    whole, cache, at, worst = model(ids), Cache(model), 0, 0.0
    for n in cuts:
        scores = cache(ids[:, at : at + n])
        at += n
        worst = max(worst, (scores - whole[:, at - 1]).abs().max().item())
    report(f"pieces {cuts}: scores differ by at most {worst:.0e}")
    assert worst < 1e-5


def test_rows_that_stay_are_not_disturbed_by_those_that_go(model):
    ids = torch.randint(11, (4, 8), generator=torch.Generator().manual_seed(2))
    stays, cache = torch.tensor([True, False, True, False]), Cache(model)
    cache(ids[:, :6])
    cache.keep(stays)
    assert torch.allclose(cache(ids[stays, 6:]), model(ids[stays])[:, -1], atol=1e-5)


def test_a_row_beyond_the_positions_is_refused(model):
    cache = Cache(model)
    cache(torch.zeros(1, 12, dtype=torch.long))
    with pytest.raises(ValueError, match="13 tokens, but this model has 12 positions"):
        cache(torch.zeros(1, 1, dtype=torch.long))
