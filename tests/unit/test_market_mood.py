"""Market mood: the correction against simulation, alarms against hand counts, the stream as it was planted."""

import math

import numpy as np
import pytest

from course_utils.cases import alarms
from course_utils.cases import headlines as news


def test_five_per_cent_reads_as_13_75_and_comes_back():
    for true in (0.0, 0.05, 0.10, 0.5, 1.0):
        observed = true * 0.85 + (1 - true) * 0.10
        assert alarms.rogan_gladen(observed, 0.85, 0.10) == pytest.approx(true)
    assert alarms.rogan_gladen(0.02, 0.85, 0.10) == 0
    with pytest.raises(ValueError, match="larger than the false-positive rate"):
        alarms.rogan_gladen(0.2, 0.3, 0.3)


def test_intervals_hold_the_truth_about_as_often_as_they_say(report):
    draw, held, tries = np.random.default_rng(0), 0, 2000
    for _ in range(tries):
        tpr, fpr = draw.binomial(180, 0.85) / 180, draw.binomial(360, 0.10) / 360
        observed = draw.binomial(1200, 0.2 * 0.85 + 0.8 * 0.10) / 1200
        low, high = alarms.corrected_interval(observed, 1200, tpr, 180, fpr, 360)
        held += low <= 0.2 <= high
    report(f"corrected share: {100 * held / tries:.1f} % of 2,000 simulated 95 % intervals hold the truth")
    assert 0.93 < held / tries < 0.97


def test_two_classes_inverted_are_rogan_and_gladen():
    confusion = np.array([[0.85, 0.15], [0.10, 0.90]])
    assert alarms.invert([0.1375, 0.8625], confusion)[0] == pytest.approx(0.05)


def test_three_classes_come_back_and_a_negative_share_is_cut():
    confusion = np.array([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]])
    true = np.array([0.2, 0.3, 0.5])
    assert alarms.invert(true @ confusion, confusion) == pytest.approx(true)
    # (observed − 0.1) / 0.7 gives −0.071, 0.357, 0.714: cut to 0 and divided by 1.071
    assert alarms.invert([0.05, 0.35, 0.60], confusion) == pytest.approx([0, 1 / 3, 2 / 3])


def test_the_share_from_chances_is_the_fixed_point_by_hand_and_row_by_row():
    # p = 0.2 · 9p / (8p + 1) + 0.8 · p / (9 − 8p) at p = 1/8: 0.2 · 9/16 + 0.8 · 1/64 = 0.1125 + 0.0125
    chances = np.array([0.9] * 2 + [0.1] * 8)
    assert alarms.em_share(chances, 0.5) == pytest.approx(1 / 8, abs=1e-5)
    both = alarms.em_share(np.stack([chances, 1 - chances]), 0.5)
    assert both == pytest.approx([1 / 8, 7 / 8], abs=1e-5)
    with pytest.raises(ValueError, match="one class only"):
        alarms.em_share(chances, 1.0)


def test_true_chances_give_the_true_share_and_overconfident_ones_do_not(report):
    draw, found = np.random.default_rng(0), {}
    scores = np.where(draw.random(40_000) < 0.05, draw.normal(1, 1, 40_000), draw.normal(-1, 1, 40_000))
    for name, slope in (("calibrated", 2.0), ("three times too sure", 6.0)):  # N(±1, 1) and halves: log-odds are 2x
        found[name] = alarms.em_share(1 / (1 + np.exp(-slope * scores)), 0.5)
    report("a true 5 % by EM: " + ", ".join(f"{name} {share:.1%}" for name, share in found.items()))
    assert found["calibrated"] == pytest.approx(0.05, abs=0.005)
    assert abs(found["three times too sure"] - 0.05) > 0.02


def test_sums_as_counted_by_hand_and_a_restart():
    assert alarms.cusum([10, 13, 12, 9], 10, 1) == [0, 2, 3, 1]
    assert alarms.cusum([13, 13, 13], 10, 1, limit=3) == [2, 4, 2]  # 4 is above 3: the third begins at 0
    assert alarms.ewma([10, 13], 10, 0.2) == pytest.approx([10, 10.6])


def test_the_spread_of_ewma_is_the_root_of_w_over_2_minus_w():
    x = np.random.default_rng(0).normal(size=200_000)
    levels = np.array(alarms.ewma(x, 0.0, 0.2))[1000:]
    assert levels.std() == pytest.approx(math.sqrt(0.2 / 1.8), rel=0.03)


def test_alarms_are_judged_as_by_hand():
    assert alarms.rings([0, 5, 6, 7, 1, 8], 4, quiet=2) == [1, 5]
    score = alarms.judge([12, 50, 80], [(10, 5), (60, 5)], 100, grace=3)  # one right of three; one of two events found
    assert (score.precision, score.recall, score.delay) == (pytest.approx(1 / 3), 0.5, 2)
    assert score.false_a_year == pytest.approx(365 * 2 / 84)  # 100 − 2 · 8 calm days
    nothing = alarms.judge([], [(10, 5)], 100)
    assert (nothing.precision, nothing.recall) == (1, 0)
    assert math.isnan(nothing.delay)


def test_the_stream_is_as_planted_and_depends_on_its_seed_alone(report):
    events = [news.Event(20, 10, 0.5)]
    stream = news.stream(60, 50, 0.05, events, seed=1)
    assert stream == news.stream(60, 50, 0.05, events, seed=1)
    inside = [h.sentiment == news.NEGATIVE for h in stream if 20 <= h.day < 30]
    outside = [h.sentiment == news.NEGATIVE for h in stream if not 20 <= h.day < 30]
    assert abs(np.mean(inside) - 0.5) < 0.1
    assert abs(np.mean(outside) - 0.05) < 0.02
    report(f"headlines: {np.mean(inside):.2f} negative in the event, {np.mean(outside):.2f} outside, of {len(stream)}")


def test_an_event_of_one_topic_changes_the_topic_of_its_bad_news_and_nothing_else():
    plain, told = (news.stream(60, 50, 0.05, [news.Event(20, 10, 0.5, topic)], seed=1) for topic in ("", "legal"))
    assert {h.topic for h in told if 20 <= h.day < 30 and h.sentiment == news.NEGATIVE} == {"legal"}
    assert {h.topic for h in plain if 20 <= h.day < 30 and h.sentiment == news.NEGATIVE} == set(news.PHRASES)
    assert [(h.day, h.sentiment) for h in told] == [(h.day, h.sentiment) for h in plain]
    outside = [(a, b) for a, b in zip(plain, told, strict=True) if not 20 <= a.day < 30 or a.sentiment != news.NEGATIVE]
    assert all(a == b for a, b in outside)


def test_training_never_holds_the_phrases_kept_for_the_test():
    kept = [phrase for kinds in news.PHRASES.values() for _, new in kinds.values() for phrase in new]
    train = [h.text for h in news.labelled(900, 0, unseen=False)]
    assert kept
    assert not any(phrase in text for phrase in kept for text in train)
    assert any(phrase in h.text for phrase in kept for h in news.labelled(900, 0, unseen=True))


def test_a_folder_of_own_headlines_is_read_in_both_forms(tmp_path):
    (tmp_path / "a.csv").write_text("day,text,sentiment\n3,\"Café, closed\",negative\n,Open,\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Mail us @ home@positive\n\n", encoding="latin-1")
    (tmp_path / "notes.md").write_text("not a headline", encoding="utf-8")
    assert news.from_folder(tmp_path) == [
        news.Headline("Café, closed", "", "negative", 3),
        news.Headline("Open", "", ""),
        news.Headline("Mail us @ home", "", "positive"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.md", "x", "no .csv and no .txt file"),
        ("a.csv", "headline\nx\n", "a.csv has no column text"),
        ("a.csv", "text,day\nx,-1\n", "a.csv, line 2: the day “-1” is no whole number"),
        ("a.csv", "text,sentiment\nx,bad\n", "a.csv, line 2: the sentiment “bad” is none of negative"),
        ("a.csv", "text,day\n,3\n", "a.csv, line 2: the text is missing"),
        ("a.txt", "x@neutral\nno label\n", "a.txt, line 2: the sentiment “no label” is none of"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_in_one_sentence(tmp_path, name, text, says):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=says):
        news.from_folder(tmp_path)


def test_a_table_in_another_encoding_is_named_in_one_sentence(tmp_path):
    (tmp_path / "a.csv").write_bytes("text\nCafé\n".encode("latin-1"))
    with pytest.raises(ValueError, match=r"a\.csv cannot be read as a table in UTF-8"):
        news.from_folder(tmp_path)
