"""The support desk: data as its card says, rankings as counted by hand, answers that stand in the passage they cite."""

import gzip
import json
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from course_utils.cases import intents, ranking
from course_utils.cases import support_desk as desk
from course_utils.cases.sentence_vectors import sentence_vectors

REAL = Path(os.environ.get("COURSE_TEST_DATA", "/nowhere"))


@pytest.fixture(scope="module")
def small_desk():
    passages = desk.read_passages()
    split = desk.split(passages, desk.read_outside(), seed=0)
    return desk.Desk(passages, split["train"], threshold=0.5), split


def test_the_files_are_as_their_card_says(report):
    passages, outside, talks = desk.read_passages(), desk.read_outside(), desk.read_dialogues()
    assert (len(passages), len({p.intent for p in passages}), len(outside), len(talks)) == (32, 11, 60, 10)
    assert {len(p.questions) for p in passages} == {6}
    assert {len(talk) for talk in talks.values()} == {3}
    questions = [q.lower() for p in passages for q in p.questions] + [text.lower() for text in outside]
    assert max(Counter(questions).values()) == 1
    assert {m.passage for talk in talks.values() for m in talk} <= {"-", *(p.id for p in passages)}
    report(f"support desk: {len(passages)} passages, {len(questions)} messages, none twice")


def test_a_split_shares_no_message_and_depends_on_its_seed_alone():
    passages, outside = desk.read_passages(), desk.read_outside()
    split = desk.split(passages, outside, 3)
    assert {name: len(part) for name, part in split.items()} == {"train": 96, "dev": 52, "test": 104}
    texts = [m.text for part in split.values() for m in part]
    assert len(set(texts)) == len(texts)
    assert split == desk.split(passages, outside, 3)
    assert split != desk.split(passages, outside, 4)


def test_auroc_equals_scikit_learn_with_ties():
    draw = np.random.default_rng(0)
    for _ in range(20):
        inside, outside = draw.integers(0, 6, 15) / 5, draw.integers(0, 6, 11) / 7
        want = roc_auc_score([1] * 15 + [0] * 11, [*inside, *outside])
        assert ranking.auroc(inside, outside) == pytest.approx(want)


def test_vectors_have_length_one_and_do_not_depend_on_the_batch():
    texts = ["Where is the bike?", "A", "The station has no free place and I have been looking for twenty minutes."]
    rows = sentence_vectors(texts)
    assert torch.allclose(rows.norm(dim=1), torch.ones(3), atol=1e-5)
    assert torch.allclose(rows[1], sentence_vectors([texts[1]])[0], atol=1e-5)


def test_every_answer_is_the_passage_that_it_cites(small_desk, report):
    system, split = small_desk
    by_id = {p.id: p for p in system.passages}
    steps = [system.step(m.text) for m in split["test"]]
    assert all(desk.grounded(step, by_id) for step in steps)
    answered = [step for step in steps if step.decision == "answer"]
    assert all(step.score >= system.threshold for step in answered)
    assert all(step.score < system.threshold for step in steps if step.decision != "answer")
    report(f"support desk: {len(answered)} of {len(steps)} test messages answered, each from its passage")
    assert 10 < len(answered) < len(steps)


def test_an_unknown_word_scores_nothing_and_an_empty_message_is_refused(small_desk):
    system, _ = small_desk
    assert system.retriever.bm25("qwxzz").sum() == 0
    with pytest.raises(desk.DeskError, match="empty"):
        system.step("  ")


def test_bad_files_are_named(tmp_path):
    (tmp_path / "faq.txt").write_text("P1 | only two\n")
    with pytest.raises(desk.DeskError, match=r"faq.txt, line 1"):
        desk.read_passages(tmp_path / "faq.txt")
    (tmp_path / "talk.txt").write_text("# a\nno turn\n")
    with pytest.raises(desk.DeskError, match=r"talk.txt, line 2"):
        desk.read_dialogues(tmp_path / "talk.txt")


def probe(train, test):
    """The share of right intents by logistic regression on frozen vectors."""
    rows = [sentence_vectors([r.text for r in part]).numpy() for part in (train, test)]
    model = LogisticRegression(C=10.0, max_iter=300).fit(rows[0], [r.intent for r in train])
    return float(np.mean(model.predict(rows[1]) == np.array([r.intent for r in test])))


@pytest.mark.skipif(not (REAL / "banking77").is_dir(), reason="COURSE_TEST_DATA holds no banking77")
def test_banking77_with_ten_examples_an_intent(report):
    every = intents.from_folder(REAL / "banking77")["train"]
    assert (len(every), len({r.intent for r in every})) == (10_003, 77)
    kept, held = intents.hold_out(every, 0.2, seed=0)
    test = intents.few(held, 5, seed=0)
    accuracy = probe(intents.few(kept, 10, seed=0), test)
    report(f"Banking77, 10 examples an intent, up to 5 held out each ({len(test)}): accuracy {accuracy:.3f}")
    assert accuracy > 0.75


@pytest.mark.skipif(not (REAL / "clinc150").is_dir(), reason="COURSE_TEST_DATA holds no clinc150")
def test_clinc150_out_of_scope(report):
    parts = intents.from_folder(REAL / "clinc150/data_small.json.gz")
    assert {name: len(part) for name, part in parts.items()} == {"train": 7600, "dev": 3100, "test": 5500}
    train = intents.few(parts["train"], 10, seed=0)
    inside = [r for r in parts["dev"] if r.intent != intents.OUTSIDE][::5]
    outside = [r for r in parts["dev"] if r.intent == intents.OUTSIDE]
    rows = sentence_vectors([r.text for r in train])
    near = [(sentence_vectors([r.text for r in part]) @ rows.T).max(dim=1).values for part in (inside, outside)]
    area = ranking.auroc(near[0].tolist(), near[1].tolist())
    accuracy = probe(train, inside)
    cut = float(near[0].quantile(0.10))
    caught = float((near[1] < cut).float().mean())
    report(f"CLINC150, 10 examples an intent: accuracy {accuracy:.3f} of {len(inside)}, out-of-scope AUROC {area:.3f}, "
           f"recall {caught:.2f} where nine of ten in scope are let through")
    assert accuracy > 0.8
    assert area > 0.9


def write(path, text):
    """The file with this text, packed where its name says so."""
    (gzip.open if path.suffix == ".gz" else open)(path, "wt", encoding="utf-8").write(text)
    return path


def test_intents_are_read_from_tables_and_lists_packed_or_not(tmp_path):
    write(tmp_path / "train.csv.gz", 'text,category\n"Where, oh\nwhere?",card\nSing.,oos\n')
    write(tmp_path / "test.csv", "text,category\nLost!,lost\n")
    parts = intents.from_folder(tmp_path)
    assert parts == {"train": [intents.Request("Where, oh\nwhere?", "card"), intents.Request("Sing.", "-")],
                     "test": [intents.Request("Lost!", "lost")]}
    (tmp_path / "lists").mkdir()
    write(tmp_path / "lists/a.json", json.dumps({"train": [["Sun?", "weather"]], "oos_val": [["Sing.", "oos"]]}))
    assert intents.from_folder(tmp_path / "lists") == {"train": [intents.Request("Sun?", "weather")],
                                                       "dev": [intents.Request("Sing.", "-")]}


@pytest.mark.parametrize(("name", "text", "says"), [
    ("notes.md", "x", "needs train.csv or a JSON file"),
    ("train.csv", "message,category\nx,y\n", r"train\.csv, line 1: the columns text and category are needed"),
    ("train.csv", "text,category\na,b\nc\n", r"train\.csv, line 3: a text and an intent are needed"),
    ("train.csv", "text,category\n", "holds no message"),
    ("a.json", '{"train":\n [["a" "b"]]}', r"a\.json, line 2: this is no JSON"),
    ("a.json", '{"val": []}', "the list “train”"),
    ("a.json", '{"train": [["a", "b"], ["c"]]}', r"a\.json, entry 1 of “train”: a text and an intent are needed"),
])
def test_a_bad_folder_of_intents_gets_one_sentence(tmp_path, name, text, says):
    write(tmp_path / name, text)
    with pytest.raises(intents.IntentError, match=says):
        intents.from_folder(tmp_path)


def test_two_lists_in_one_folder_must_be_chosen_from(tmp_path):
    for name in ("a.json", "b.json"):
        write(tmp_path / name, "{}")
    with pytest.raises(intents.IntentError, match=r"name one of a\.json, b\.json"):
        intents.from_folder(tmp_path)


def test_held_out_messages_are_in_one_part_only_and_every_intent_has_one():
    every = [r for part in intents.bundled().values() for r in part]
    kept, held = intents.hold_out(every, 0.2, seed=1)
    assert sorted(map(repr, kept + held)) == sorted(map(repr, every))
    assert {r.intent for r in held} == {r.intent for r in every}
    some = intents.few(kept, 3, seed=1)
    assert set(Counter(r.intent for r in some).values()) == {3}
    assert intents.OUTSIDE not in {r.intent for r in some}
