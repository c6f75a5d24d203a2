"""Hardware: every value has a unit and a source, the figures are plausible, and factors multiply to the peaks."""

import copy
import json
import math
import re
import subprocess
import sys

import pytest

from course_utils import hardware
from course_utils.hardware import HardwareError, chip, chips, table

READ = "2026-11-22"
SPECS = [(one, spec) for one in chips() for spec in one.specs]

# kind → lowest and highest plausible peak (FLOP/s or OP/s), memory bandwidth (B/s), power (W)
PLAUSIBLE = {
    "cpu": ((1e6, 5e14), (1e6, 2e12), (1, 1e3)),
    "gpu": ((1e11, 3e16), (5e10, 2e13), (50, 1500)),
    "tpu": ((1e13, 1e16), (1e10, 1e13), (50, 1500)),
    "fpga": ((1e12, 1e15), (1e10, 2e12), (50, 500)),
    "npu": ((1e12, 1e16), (1e10, 5e12), (0.5, 1000)),
}
# first year of an era → highest plausible peak and bandwidth in it
ERAS = {1970: (1e9, 2e9), 2000: (2e12, 3e11), 2013: (6e14, 2e12), 2020: (3e16, 2e13)}
# balance points that others have published: chip, type, FLOP/byte, tolerance (half a unit of the last digit written)
PUBLISHED = [
    ("H100 SXM", "bf16", 295, 0.5),  # 989 / 3.35
    ("H100 PCIe", "fp16", 378, 0.5),  # 756 / 2.0
    ("H200", "bf16", 206, 0.5),  # 989 / 4.8
    ("A100 80GB SXM", "fp16", 153, 0.5),  # 312 / 2.039
    ("MI300X", "fp16", 247, 0.5),  # 1307 / 5.3
    ("TPU v5e", "bf16", 240, 1.0),  # How to Scale Your Model, part 1: “about 240”, from 1.97e14 / 8.2e11
    ("V100", "fp16", 139, 0.5),  # NVIDIA, GPU Performance Background: 125 / 0.9
]


def of(what, **wanted):
    return [(c, s) for c, s in SPECS if s.what == what and all(getattr(s, k) == v for k, v in wanted.items())]


def counted(number, least, noun):
    print(f"{number} {noun}")
    assert number >= least, f"only {number} {noun}: this test guards nothing"


def test_there_are_at_least_24_chips_of_all_kinds_from_1978_to_today():
    counted(len(chips()), 24, "chips")
    assert {one.kind for one in chips()} == set(hardware.KINDS)
    assert chip("Intel 8086").year == 1978
    assert max(one.year for one in chips()) >= 2025


def test_every_value_has_a_unit_a_source_a_place_and_a_date():
    for one, spec in SPECS:
        where = f"{one.name}, {spec.key}"
        assert spec.unit in hardware.BASE_UNITS[spec.what], where
        assert math.isfinite(spec.value), where
        assert spec.value > 0, where
        assert len(spec.source.title) > 10, where
        assert len(spec.source.ref) > 3, where
        assert spec.where, where
        assert spec.read == READ, where
        assert spec.checked in (f"seen {READ}", "from memory of the datasheet"), where
    counted(len(SPECS), 300, "values")


def test_every_chip_has_a_dense_peak_and_a_year_and_all_but_the_edge_tpu_a_bandwidth():
    without = [one.name for one in chips() if one.find("bandwidth") is None]
    assert without == ["Coral Edge TPU"]
    for one in chips():
        assert one.find("peak", density="dense"), one.name
        assert one.year == one.find("year").value


def test_peaks_say_dense_or_sparse_and_links_say_their_direction():
    for _, spec in of("peak"):
        assert spec.dense in (True, False)
        assert spec.dtype in hardware.DTYPES
        assert spec.unit == ("OP/s" if spec.dtype.startswith("int") else "FLOP/s")
    for _, spec in of("bandwidth"):
        assert spec.direction == "shared"
    for _, spec in of("link"):
        assert spec.direction in ("one-way", "two-way")
        assert spec.dense is None
    counted(len(of("peak")), 100, "peaks")
    counted(len(of("link")), 8, "links")


def test_sparse_is_twice_dense_and_never_the_answer_unless_asked():
    sparse = of("peak", density="sparse")
    for one, spec in sparse:
        dense = one.find("peak", dtype=spec.dtype, engine=spec.engine, density="dense")
        assert spec.value / dense.value == pytest.approx(2, rel=0.005), (one.name, spec.dtype)
        assert one.peak(spec.dtype).dense is True
        assert one.peak(spec.dtype, density="sparse").value == spec.value
    counted(len(sparse), 20, "sparse peaks")


def test_stated_peak_is_cores_times_width_times_clock_within_two_percent():
    held = {}
    for one, spec in of("peak", density="dense", basis="stated"):
        width = one.find("width", dtype=spec.dtype, engine=spec.engine)
        product = one.product(spec.dtype, spec.engine)
        if product is not None and width.basis == "stated":  # a width read back from the peak would prove nothing
            assert product == pytest.approx(spec.value, rel=0.02), (one.name, spec.dtype)
            held.setdefault(one.name, []).append(spec.dtype)
    print(f"{sum(map(len, held.values()))} peaks")
    counted(len(held), 12, "chips whose stated peak follows from its factors")


def test_computed_peak_equals_its_factors_and_claims_no_more_certainty_than_they_have():
    computed = of("peak", basis="computed")
    for one, spec in computed:
        assert one.product(spec.dtype, spec.engine) == pytest.approx(spec.value, rel=1e-9), one.name
        factors = (one.find("cores"), one.find("width", dtype=spec.dtype, engine=spec.engine), one.find("clock"))
        assert spec.source.seen <= all(factor.source.seen for factor in factors), (one.name, spec.dtype)
    counted(len(computed), 10, "computed peaks")


def test_every_computed_value_shows_an_arithmetic_that_names_its_numbers():
    computed = [(one, spec) for one, spec in SPECS if spec.basis == "computed"]
    for one, spec in computed:
        assert re.search(r"\d", spec.note), (one.name, spec.key)
    counted(len(computed), 20, "computed values")


def test_wider_types_are_never_faster_than_narrower_ones_on_the_same_engine():
    orders = [("fp64", "fp32", "tf32", "fp16", "fp8", "fp4"), ("fp64", "fp32", "tf32", "bf16", "fp8", "fp4")]
    pairs = 0
    for one in chips():
        for engine in hardware.ENGINES:
            for order in orders:
                found = [one.find("peak", dtype=d, engine=engine, density="dense") for d in order]
                values = [spec.value for spec in found if spec]
                assert values == sorted(values), (one.name, engine)
                pairs += max(0, len(values) - 1)
    counted(pairs, 40, "pairs of types")


def test_figures_are_plausible_for_their_kind_and_their_year():
    looked = 0
    for one in chips():
        peak_bounds, bandwidth_bounds, power_bounds = PLAUSIBLE[one.kind]
        highest_peak, highest_bandwidth = ERAS[max(era for era in ERAS if era <= one.year)]
        for spec in one.specs:
            if spec.what == "peak" and spec.dense:
                assert peak_bounds[0] <= spec.value <= min(peak_bounds[1], highest_peak), (one.name, spec.dtype)
            elif spec.what == "bandwidth":
                assert bandwidth_bounds[0] <= spec.value <= min(bandwidth_bounds[1], highest_bandwidth), one.name
            elif spec.what == "power" and one.name != "Cray-1":  # 115 kW: a whole machine, not a chip
                assert power_bounds[0] <= spec.value <= power_bounds[1], one.name
            elif spec.what == "clock":
                assert 1e6 <= spec.value <= 6e9, one.name
            elif spec.what == "memory":
                assert 2**20 <= spec.value <= 8e12, one.name
            elif spec.what == "link":
                assert spec.value < one.bandwidth.value, one.name
            elif spec.what == "transistors":
                assert 1e4 <= spec.value <= 1e12, one.name
            looked += 1
    counted(looked, 300, "values")


def test_balance_points_are_the_published_ones():
    for name, dtype, published, half_unit in PUBLISHED:
        assert abs(chip(name).balance(dtype) - published) <= half_unit, name
    # Jouppi et al. 2017 count a multiply-add as one operation: 92e12 / 2 / 34e9 = 1,353, in the paper 1,350
    assert chip("TPU v1").balance("int8") / 2 == pytest.approx(1350, rel=0.005)
    counted(len(PUBLISHED) + 1, 8, "published balance points")


def test_the_example_of_the_docstring_holds():
    h100 = chip("H100 SXM")
    assert h100.peak("bf16").value == pytest.approx(989.4e12)
    assert h100.bandwidth.value == pytest.approx(3.35e12)
    assert round(h100.balance("bf16")) == 295
    assert h100.product("bf16", "matrix") == pytest.approx(132 * 4096 * 1.83e9)
    assert (h100.year, h100.power_w, h100.memory_bytes) == (2022, 700, 80e9)


def test_gb_and_gib_are_kept_apart():
    assert chip("TPU v4").memory_bytes == 32 * 2**30
    assert chip("H100 SXM").memory_bytes == 80 * 10**9
    assert chip("Cray-1").memory_bytes == 1_048_576 * 8  # words of eight bytes


def test_one_way_and_two_way_links_of_the_same_network_agree():
    v5e, v5p = chip("TPU v5e").link("ICI"), chip("TPU v5p").link("ICI")
    assert (v5e.direction, v5p.direction) == ("two-way", "one-way")
    assert v5e.value / 2 == pytest.approx(1600e9 / 8)  # Google writes 1,600 Gbit/s a chip for one direction
    assert v5p.value == pytest.approx(4800e9 / 8)
    with pytest.raises(HardwareError, match="no recorded link"):
        chip("GTX 280").link()


def test_no_name_alias_or_value_occurs_twice():
    names = [alias for one in chips() for alias in (one.name, *one.aliases)]
    plain = [hardware._plain(name) for name in names]
    assert len(plain) == len(set(plain))
    for one in chips():
        assert len({spec.key for spec in one.specs}) == len(one.specs), one.name
        for alias in (one.name, *one.aliases):
            assert chip(alias) is one
    counted(len(names), 40, "names")


def test_names_forgive_case_spaces_and_the_maker():
    assert chip("nvidia h100-sxm") is chip("H100 SXM")
    assert chip(" h100sxm ") is chip("H100 SXM")


def test_unknown_name_answers_with_the_nearest_in_one_sentence():
    with pytest.raises(HardwareError, match=r"No chip is called “H100”: the nearest names are H100 .*\.$") as error:
        chip("H100")  # two chips carry this name, so neither is taken silently
    assert "H100 SXM" in str(error.value)
    assert "H100 PCIe" in str(error.value)


def test_missing_types_and_values_are_named():
    with pytest.raises(HardwareError, match="no recorded dense peak for “fp8”: it has"):
        chip("V100").peak("fp8")
    with pytest.raises(HardwareError, match="no recorded sparse peak"):
        chip("V100").peak("fp16", density="sparse")
    with pytest.raises(HardwareError, match="no recorded bandwidth"):
        chip("Edge TPU").balance("int8")
    assert chip("TPU v5e").power_w is None
    assert chip("TPU v6e").product("bf16", "matrix") is None


def test_peak_takes_the_fastest_engine_and_torch_names():
    a100 = chip("A100 40GB SXM")
    assert a100.peak("fp64").engine == "matrix"
    assert a100.peak("fp64", engine="vector").value == pytest.approx(9.7e12)
    assert a100.peak("bfloat16") == a100.peak("bf16")


def test_the_table_has_a_row_a_chip_and_shows_only_dense_peaks():
    rows = table()
    assert [row["name"] for row in rows] == [one.name for one in chips()]
    assert [row["year"] for row in rows] == sorted(row["year"] for row in rows)
    row = next(row for row in rows if row["name"] == "H100 SXM")
    assert (row["peak"], row["bandwidth"], row["balance"]) == ("989.4 TFLOP/s", "3.35 TB/s", "295 FLOP/byte")
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    counted(len(rows), 24, "rows")


FAULTS = {
    "sparse not said": (lambda s: s.pop("density", None), "a peak says dense or sparse"),
    "unit of bytes": (lambda s: s.update(unit="TB/s"), "does not fit “peak”"),
    "unknown unit": (lambda s: s.update(unit="TFLOPS"), "is not a unit"),
    "unknown type": (lambda s: s.update(dtype="fp12"), "the data type is one of"),
    "no source": (lambda s: s.pop("source"), "source missing"),
    "source that is not listed": (lambda s: s.update(source="hearsay"), "not known"),
    "no place": (lambda s: s.update(where=""), "where missing"),
    "negative": (lambda s: s.update(value=-1), "positive"),
    "computed in silence": (lambda s: s.update(basis="computed", note=""), "shows its arithmetic"),
    "given twice": (None, "given twice"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_malformed_record_is_refused_with_file_and_chip(fault, tmp_path):
    data = json.loads(hardware.FILE.read_text(encoding="utf-8"))
    record = copy.deepcopy(next(one for one in data["chips"] if one["name"] == "H100 SXM"))
    break_it, sentence = FAULTS[fault]
    peak = next(spec for spec in record["specs"] if spec["what"] == "peak")
    if break_it is None:
        record["specs"].append(peak)
    else:
        break_it(peak)
    file = tmp_path / "hardware.json"
    file.write_text(json.dumps({**data, "chips": [record]}), encoding="utf-8")
    with pytest.raises(HardwareError, match=sentence) as error:
        hardware.load(file)
    assert str(error.value).startswith("hardware.json, H100 SXM")


def test_the_card_states_the_counts_of_the_file():
    card = hardware.FILE.with_suffix(".md").read_text(encoding="utf-8")
    seen = sum(spec.source.seen for _, spec in SPECS)
    computed = sum(spec.basis == "computed" for _, spec in SPECS)
    expected = (
        f"{len(chips())} processors, {len(SPECS)} values: {seen} from sources seen, {len(SPECS) - seen} from memory"
    )
    assert expected in card
    assert f"{computed} of them are computed" in card


def test_import_needs_no_torch_reads_no_file_and_prints_nothing():
    code = "import sys, course_utils.hardware as h; print('torch' in sys.modules, h.chips.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("False 0\n", "")
