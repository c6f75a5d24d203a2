"""Recommendation: marks against another library, neighbours against a hand count, the generator against its truth."""

import os
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from course_utils.cases import catalogue, ratings, recommendation

REAL = Path(os.environ.get("COURSE_TEST_DATA", "/nowhere"))


def test_ndcg_equals_scikit_learn_s_on_random_cases(report):
    draw = np.random.default_rng(1)
    largest = 0.0
    for _ in range(200):
        n, k = draw.integers(2, 30), draw.integers(1, 12)
        scores, gains = draw.normal(size=n), draw.integers(0, 4, n)
        theirs = ndcg_score([gains], [scores], k=int(k))
        largest = max(largest, abs(recommendation.ndcg_at(scores, gains, int(k)) - theirs))
    report(f"nDCG against scikit-learn, 200 cases: largest difference {largest:.1e}")
    assert largest < 1e-12


def test_ndcg_of_nothing_wanted_is_zero():
    assert recommendation.ndcg_at(np.arange(4.0), np.zeros(4)) == 0.0


def test_neighbours_by_hand():
    clicks = np.array([[1.0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 1, 0]])
    # Each pair of the first three columns shares one of two clicks: cosine 1/2. Nobody clicked the fourth.
    assert recommendation.neighbour_scores(clicks)[0].tolist() == pytest.approx([0.5, 0.5, 1.0, 0.0])


def test_best_items_leave_out_what_was_seen():
    lists = recommendation.best_items(np.array([[0.9, 0.8, 0.7]]), np.array([[1, 0, 0]]), k=2)
    assert lists.tolist() == [[1, 2]]


def test_coverage_and_diversity_by_hand():
    lists = np.array([[0, 1, 2], [0, 1, 3]])
    assert recommendation.coverage(lists, 8) == 0.5
    assert recommendation.diversity(lists, np.array([5, 5, 6, 5])) == pytest.approx((2 / 3 + 0) / 2)


def test_the_log_is_reproducible_and_cold_items_come_late():
    log, again = catalogue.log(3), catalogue.log(3)
    assert all(np.array_equal(getattr(log, f), getattr(again, f)) for f in log.__dataclass_fields__)
    assert log.day[log.item >= catalogue.KNOWN].min() >= catalogue.SPLIT
    assert log.by_lot[log.day >= catalogue.SPLIT].all()


def test_clicks_follow_looking_times_liking(report):
    log = catalogue.log(0)
    expected, got = (log.relevant * catalogue.looked_at(log.place)).sum(), log.clicked.sum()
    report(f"clicks in the generated log: {got}, expected {expected:.0f}")
    assert abs(got - expected) < 4 * np.sqrt(expected)
    corrected = (log.clicked / catalogue.looked_at(log.place)).mean()
    assert corrected == pytest.approx(log.relevant.mean(), rel=0.06)


def test_a_share_that_is_none_is_refused():
    with pytest.raises(catalogue.CatalogueError, match="from 0 to 1"):
        catalogue.log(0, lot=1.5)


@pytest.mark.skipif(not (REAL / "ml_latest_small").is_dir(), reason="COURSE_TEST_DATA holds no ml_latest_small")
def test_movielens_neighbours_beat_popularity_on_later_ratings(report):
    likes = ratings.read_likes(REAL / "ml_latest_small/ratings.csv.gz")
    past, last = ratings.hold_out_last(likes)
    kept = np.flatnonzero(past.sum(0) >= 2)
    scores = {"popularity": np.tile(past.sum(0), (len(last), 1)), "item neighbours": np.zeros(past.shape)}
    scores["item neighbours"][:, kept] = recommendation.neighbour_scores(past[:, kept])
    hits = {}
    for name, table in scores.items():
        lists = recommendation.best_items(table, past)
        hits[name] = (lists == last[:, None]).any(axis=1).mean()
        report(f"MovieLens small, last liked film of {len(last)} users among {past.shape[1]}: {name}: "
               f"HR@10 {hits[name]:.3f}, coverage {recommendation.coverage(lists, past.shape[1]):.3f}")
    assert hits["item neighbours"] > hits["popularity"] > 0.02


HEADER = "userId,movieId,rating,timestamp\n"


def test_likes_come_in_the_order_of_time(tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text(HEADER + "7,30,5,200\n7,10,4,100\n8,30,2,50\n9,20,4.5,150\n", encoding="utf-8")
    assert ratings.read_likes(path) == [(0, 0), (1, 1), (0, 2)]


@pytest.mark.parametrize(("text", "says"), [
    ("userId,movieId,rating\n1,2,5\n", "column timestamp is missing"),
    (HEADER + "1,2,good,3\n", "line 2: rating and timestamp must be numbers"),
    (HEADER + "1,2,1,3\n", "no rating of at least 4"),
])
def test_a_bad_file_of_ratings_gets_one_sentence(tmp_path, text, says):
    path = tmp_path / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ratings.RatingsError, match=says):
        ratings.read_likes(path)
