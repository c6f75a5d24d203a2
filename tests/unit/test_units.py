"""Units, against arithmetic done by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils import units


@pytest.mark.parametrize(
    ("text", "value", "half_unit", "unit"),
    [
        ("3.35 TB/s", 3.35e12, 5e9, "B/s"),
        ("295 FLOP/byte", 295, 0.5, "FLOP/B"),
        ("98.16 %", 0.9816, 0.00005, ""),
        ("80 GB", 80e9, 0.5e9, "B"),
        ("80 GiB", 80 * 2**30, 2**29, "B"),
        ("1,668", 1668, 0.5, ""),
        ("2.5e9", 2.5e9, 0.05e9, ""),
        ("3.14 × 10²³ FLOP", 3.14e23, 0.005e23, "FLOP"),
        ("−4.2 ms", -4.2e-3, 0.05e-3, "s"),
        ("3.9×", 3.9, 0.05, ""),
        ("4.16 nats", 4.16, 0.005, "nat"),
        ("17.2 TFLOP/s", 17.2e12, 0.05e12, "FLOP/s"),
    ],
)
def test_a_written_quantity_is_read(text, value, half_unit, unit):
    read = units.parse(text)
    assert read.value == pytest.approx(value)
    assert read.half_unit == pytest.approx(half_unit)
    assert read.unit == unit


@pytest.mark.parametrize("text", ["fast", "3.5 furlongs", "", "12 GBs", "1 2"])
def test_what_is_no_quantity_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"“.*” is not"):
        units.parse(text)


def test_gb_is_not_gib_and_flop_is_not_flop_per_s():
    assert units.parse("80 GB").value < units.parse("80 GiB").value
    assert units.parse("1 FLOP").unit != units.parse("1 FLOP/s").unit


def test_values_are_written_with_the_prefix_that_fits():
    assert units.bytes_text(80e9) == "80.0 GB"
    assert units.bytes_text(80e9, binary=True) == "74.5 GiB"  # 80e9 / 2³⁰ = 74.506
    assert units.rate_text(989.4e12) == "989 TFLOP/s"
    assert units.time_text(0.00425) == "4.25 ms"
    assert units.flop_text(0) == "0 FLOP"


@given(st.floats(min_value=1e-5, max_value=1e26, allow_nan=False))
def test_a_written_value_reads_back_within_half_a_unit(value):
    read = units.parse(units.text(value, "B"))
    assert abs(read.value - value) <= read.half_unit * (1 + 1e-9)
