"""The benchmark of chapter 16 on real sentences: its draws, its limits and its tables against counts by hand."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from course_utils import measured

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    spec = importlib.util.spec_from_file_location("real_mood", BENCHMARKS / "real_mood.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "real_mood", module)  # where a dataclass looks for its own module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def some(bench):
    """A thousand sentences, half of them negative; 80 of 100 negative ones are called so, 10 of 100 others."""
    negative = np.arange(1000) < 500
    called = np.r_[np.arange(500) < 400, np.arange(500) < 50]
    return bench.Sentences(negative, np.where(called, 0.8, 0.2))


def test_rates_are_as_counted(some):
    assert some.rates == (0.8, 0.1)


def test_a_stream_holds_exactly_the_share_it_was_drawn_with(bench, some):
    for share in bench.SHARES:
        at = some.drawn(share, 1200, 7, np.random.default_rng(0))
        assert at.shape == (7, 1200)
        assert some.negative[at].sum(axis=1).tolist() == [round(share * 1200)] * 7


def test_a_year_is_called_as_often_as_rates_and_shares_say(bench, some):
    years = some.years([0.05] * 50 + [0.5] * 50, 200, np.random.default_rng(0))
    assert years.shape == (200, 100)
    assert years[:, :50].mean() == pytest.approx(0.05 * 0.8 + 0.95 * 0.1, abs=0.003)
    assert years[:, 50:].mean() == pytest.approx(0.5 * 0.8 + 0.5 * 0.1, abs=0.003)


def test_the_right_audit_mends_the_share_and_a_foreign_one_does_not(bench, some, report):
    other = bench.Sentences(some.negative, np.where(np.arange(1000) % 500 < 300, 0.8, 0.2))  # rates 0.6 and 0.6
    other.chance[500:] = np.where(np.arange(500) < 150, 0.8, 0.2)  # now 0.6 and 0.3
    audits = {"home audit": other, "own audit": some}
    found = bench.prevalence(some, audits, 0.5, np.random.default_rng(0))
    mean = {way: row[0] for way, row in found[0.05].items()}
    assert mean["naive"] == pytest.approx(0.135, abs=0.005)  # 0.05 · 0.8 + 0.95 · 0.1
    assert mean["corrected, own audit"] == pytest.approx(0.05, abs=0.005)
    assert mean["corrected, home audit"] == 0  # (0.135 − 0.3) / 0.3 is below 0
    assert mean["EM, own audit"] == pytest.approx(0.05, abs=0.005)
    assert mean["read"] == pytest.approx(0.05, abs=0.005)
    assert found[0.05]["corrected, own audit"][2] > 0.9
    report("a true 5 % in a made-up pool: " + ", ".join(f"{way} {share:.1%}" for way, share in mean.items()))


def test_recalibrated_chances_are_the_shares_that_were_counted(bench, some):
    twice_too_sure = bench.Sentences(some.negative, np.where(some.chance > 0.5, 16 / 17, 1 / 17))
    mended = bench.recalibrated(twice_too_sure)
    assert mended(np.array([16 / 17, 1 / 17])) == pytest.approx([400 / 450, 100 / 550], abs=1e-3)


def test_limits_keep_their_budgets_on_the_years_they_were_set_on(bench, some, report):
    calm = some.years([bench.BASE] * bench.DAYS, 20, np.random.default_rng(1))
    found = bench.limits(calm)
    year = (bench.DAYS - bench.WARM_UP) * 20 / 365
    for name, of in found.items():
        assert set(of) == set(bench.BUDGETS)
        for budget, limit in of.items():
            assert len(bench.alarm_days(calm, name, limit)) / year <= budget
        assert [of[budget] for budget in sorted(of)] == sorted(of.values(), reverse=True)
    report("limits for 4 false alarms a year: " + ", ".join(f"{name} {of[4]:.3f}" for name, of in found.items()))


def test_years_without_noise_are_judged_as_by_hand(bench):
    year = np.full(bench.DAYS, 0.1)
    for event in bench.EVENTS[:4]:
        year[event.start + 1] = 0.9  # one bad day in each of four events, on its second day
    year[150] = 0.9  # and one in none
    precision, recall, delay, false = bench.judged(np.stack([year, year]), "daily", 0.5)
    assert (precision, recall, delay) == (0.8, 0.8, 1)
    calm = 365 - 50 - sum(event.days + 3 for event in bench.EVENTS)
    assert false == pytest.approx(365 / calm)


def test_mean_and_interval_over_splits_are_those_of_student(bench):
    # mean 2, deviation 1, three values: t with two degrees of freedom is 4.3027, over the root of 3: 2.4842
    assert bench.over([1, 2, 3]) == [2, pytest.approx(-0.4842, abs=1e-3), pytest.approx(4.4842, abs=1e-3)]
    assert bench.gathered([{"a": (1, {"b": 1})}, {"a": (3, {"b": 3})}])["a"][1]["b"][0] == 2


def test_the_record_holds_all_sources_shares_and_rules(bench, report):
    of = measured.record("mood-real").figures
    assert of["splits"] >= 3
    assert of["sentences"]["sst2"] == 6911
    counted = 0
    for kind, sources in of["prevalence"].items():
        assert set(sources) == {"sst2", *bench.UCI}
        for rows in sources.values():
            assert [float(share) for share in rows] == list(bench.SHARES)
            for ways in rows.values():
                for row in ways.values():
                    low, high = row["bias"][1:]
                    assert low <= row["bias"][0] <= high
                    assert row["rmse"] >= abs(row["bias"][0]) - 1e-4  # a root mean square is no smaller than the mean
                    counted += 1
        for rules in of["alarms"][kind].values():
            assert len(rules) == 1 + len(bench.METHODS) * len(bench.BUDGETS)
    report(f"mood-real: {counted} estimates of a share, each with its interval")
