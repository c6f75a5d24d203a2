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


def test_damping_by_hand_and_places_with_ties():
    clicks = np.array([[1.0, 1, 0], [1, 1, 1]])
    # Items 0 and 1 share two readers, cosine 1: 2 / (2 + 2) is left; 0 and 2 share one, cosine 1/√2: a third of it.
    damped = recommendation.neighbour_scores(clicks, damping=2)[0]
    assert damped.tolist() == pytest.approx([0.5, 0.5, 2 / 3 / np.sqrt(2)])
    scores, seen = np.array([[0.5, 0.5, 0.9, 0.5]]), np.array([[0, 0, 1, 0]])
    assert recommendation.places_of(scores, seen, np.array([1])).tolist() == [2.0]  # two ties, each counts half


def test_damping_nothing_is_the_plain_cosine():
    draw = np.random.default_rng(2)
    clicks = (draw.random((30, 12)) < 0.3).astype(float)
    lengths = np.linalg.norm(clicks, axis=0)
    cosines = clicks.T @ clicks / np.outer(lengths, lengths)
    np.fill_diagonal(cosines, 0)
    assert np.allclose(recommendation.neighbour_scores(clicks), clicks @ cosines)


@pytest.mark.skipif(not (REAL / "ml_latest_small").is_dir(), reason="COURSE_TEST_DATA holds no ml_latest_small")
def test_movielens_neighbours_beat_popularity_on_later_likes(report):
    likes = ratings.from_folder(REAL / "ml_latest_small").most_liked(3000)
    past, last = ratings.hold_out_last(likes)
    hits = {}
    for name, table in (("popularity", np.tile(past.sum(0), (len(last), 1))),
                        ("item neighbours", recommendation.neighbour_scores(past))):
        hits[name] = (recommendation.places_of(table, past, last) <= 10).mean()
        report(f"MovieLens small, last liked film of {len(last)} users among {past.shape[1]}: {name}: "
               f"HR@10 {hits[name]:.3f}")
    assert hits["item neighbours"] > hits["popularity"] > 0.02


@pytest.mark.skipif(not (REAL / "goodbooks10k").is_dir(), reason="COURSE_TEST_DATA holds no goodbooks10k")
def test_goodbooks_without_its_ratings_gives_titles_and_no_likes(report):
    books = ratings.from_folder(REAL / "goodbooks10k")
    assert (len(books.texts), books.pairs) == (10_000, ())
    assert books.texts[0] == "The Hunger Games (The Hunger Games, #1). Suzanne Collins."
    with pytest.raises(ratings.RatingsError, match="nothing to hold out"):
        ratings.hold_out_last(books)
    report("goodbooks-10k: 10,000 titles with authors, no ratings in this folder")


def test_the_bundled_likes_are_the_clicks_of_the_log(report):
    likes = ratings.bundled()
    assert likes.readers <= catalogue.READERS
    assert len(likes.pairs) == int(catalogue.log(0).clicks().sum()) == len(set(likes.pairs))
    assert likes.texts[:2] == ("Soup for beginners", "Jazz for beginners")
    report(f"the shop's log as likes: {len(likes.pairs)} of {likes.readers} readers")


HEADER = "userId,movieId,rating,timestamp\n"
MOVIES = "movieId,title,genres\n30,Heat (1995),Crime|Drama\n10,Up,(no genres listed)\n20,Old,Drama\n"


def folder(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_films_are_read_in_the_order_of_time_and_numbered_as_their_list(tmp_path):
    path = folder(tmp_path, movies=MOVIES, ratings=HEADER + "7,30,5,200\n7,10,4,100\n8,30,2,50\n9,20,4.5,150\n")
    likes = ratings.from_folder(path)
    assert likes.pairs == ((0, 1), (1, 2), (0, 0))
    assert likes.texts == ("Heat (1995). Crime, Drama.", "Up", "Old. Drama.")
    past, last = ratings.hold_out_last(likes)
    assert (past.tolist(), last.tolist()) == ([[0, 1, 0]], [0])  # who liked one thing only is left out


def test_books_are_read_in_the_order_of_the_file_and_the_last_but_one_can_be_held_out(tmp_path):
    path = folder(tmp_path, books="book_id,title,authors\n1,A,X\n2,B,\n3,C,Y\n",
                  ratings="user_id,book_id,rating\n5,3,4\n5,1,5\n5,2,5\n5,3,5\n")
    likes = ratings.from_folder(path)
    assert (likes.pairs, likes.texts) == (((0, 2), (0, 0), (0, 1)), ("A. X.", "B", "C. Y."))
    past, last = ratings.hold_out_last(likes, back=2)
    assert (past.tolist(), last.tolist()) == ([[0, 0, 1]], [0])


@pytest.mark.parametrize(("files", "says"), [
    ({"ratings": HEADER}, "holds no movies.csv and no books.csv"),
    ({"movies": "movieId,title\n1,a\n"}, "movies.csv: the column genres is missing"),
    ({"movies": MOVIES + "30,Again,Drama\n"}, "movies.csv, line 5: the item 30 stands there twice"),
    ({"movies": MOVIES + "40\n"}, "movies.csv, line 5: movieId, title, genres are needed"),
    ({"movies": MOVIES, "ratings": "userId,movieId,rating\n1,30,5\n"}, "column timestamp is missing"),
    ({"movies": MOVIES, "ratings": HEADER + "1,30,good,3\n"}, "line 2: rating and timestamp must be numbers"),
    ({"movies": MOVIES, "ratings": HEADER + "1,30,5,3\n1,30,nan,3\n"}, "line 3: rating and timestamp must be numbers"),
    ({"movies": MOVIES, "ratings": HEADER + "1,30,1,3\n"}, "no rating of at least 4"),
    ({"movies": MOVIES, "ratings": HEADER + "1,99,5,3\n"}, "ratings.csv, line 2: the item 99 stands in no list"),
])
def test_a_bad_folder_of_ratings_gets_one_sentence(tmp_path, files, says):
    with pytest.raises(ratings.RatingsError, match=says):
        ratings.from_folder(folder(tmp_path, **files))


def test_bytes_that_are_no_text_get_one_sentence(tmp_path):
    (tmp_path / "movies.csv").write_bytes(b"movieId,title,genres\n1,Caf\xe9,Drama\n")
    with pytest.raises(ratings.RatingsError, match=r"movies\.csv cannot be read as a table in UTF-8"):
        ratings.from_folder(tmp_path)


def test_titles_without_likes_leave_nothing_to_hold_out(tmp_path):
    likes = ratings.from_folder(folder(tmp_path, movies=MOVIES)).most_liked(2)
    with pytest.raises(ratings.RatingsError, match="Nobody likes more than 1 of these items"):
        ratings.hold_out_last(likes)
