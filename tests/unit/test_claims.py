"""Claims: the tolerance is half a unit of the last digit written, for each number by itself."""

import pytest
import torch

from course_utils import claims


def test_a_claim_that_holds_prints_one_line(capsys):
    claims.claim("295 FLOP/byte", 989.4e12 / 3.35e12)
    assert capsys.readouterr().out == "✓ 295 FLOP/byte\n"


@pytest.mark.parametrize(("written", "just_inside", "just_outside"), [("0.13", 0.1349, 0.1351), ("12", 12.49, 12.51)])
def test_the_tolerance_is_half_a_unit_of_the_last_digit(written, just_inside, just_outside):
    claims.claim(written, just_inside)
    with pytest.raises(claims.ClaimError, match=r"does not hold: computed"):
        claims.claim(written, just_outside)


def test_tables_are_compared_number_by_number():
    claims.claim("[[1.0, 2.00], [3, 4]]", torch.tensor([[1.04, 2.004], [3.4, 3.6]]))
    with pytest.raises(claims.ClaimError):
        claims.claim("[[1.0, 2.00], [3, 4]]", torch.tensor([[1.04, 2.006], [3.4, 3.6]]))
    with pytest.raises(claims.ClaimError, match="another shape"):
        claims.claim("[1.0, 2.0]", [1.0, 2.0, 3.0])


@pytest.mark.parametrize("text", ["[1.0, 2.0", "1.0]", "[1.0] [2.0]"])
def test_a_table_with_unequal_brackets_is_refused(text):
    with pytest.raises(claims.ClaimError):
        claims.claim(text, [1.0, 2.0])


def test_not_a_number_never_holds():
    with pytest.raises(claims.ClaimError):
        claims.claim("0.0", float("nan"))


def test_a_trial_shows_its_anchor_and_escapes_its_text():
    shown = claims.trial("E01", "004 §4.3", says="a < b", verdict="wrong", right="b", proof=True)._repr_html_()
    assert "id='claim-E01'" in shown
    assert "a &lt; b" in shown


@pytest.mark.parametrize(("where", "verdict"), [("4.3", "wrong"), ("004 §4.3", "bad")])
def test_a_trial_with_an_unknown_article_or_verdict_is_refused(where, verdict):
    with pytest.raises(claims.ClaimError):
        claims.trial("E01", where, says="a", verdict=verdict, right="b", proof=True)
