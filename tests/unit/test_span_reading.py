"""Span reading: passages, offsets, windows, the best span, SQuAD's marks, the search, and both on XQuAD where it is."""

import itertools
import math
import os
import random
import re
from pathlib import Path

import pytest
import torch

from course_utils import assets
from course_utils.cases import fact_passages, span_reader, span_scores, train_reader
from course_utils.cases.passage_search import Index, terms
from course_utils.cases.ranking import mean_reciprocal_rank, recall_at

DATA = os.environ.get("COURSE_TEST_DATA")
needs_xquad = pytest.mark.skipif(
    not DATA or not (Path(DATA) / "xquad").is_dir(), reason="COURSE_TEST_DATA names no folder with xquad"
)


@pytest.fixture(scope="module")
def encoder():
    torch.set_num_threads(1)
    return assets.encoder("minilm", attn_implementation="eager")


def test_the_test_passages_hold_three_answers_and_one_silence_each(report):
    for language, passages in (("en", 30), ("zh", 15)):
        examples = fact_passages.read(language)
        assert len({e.passage for e in examples}) == passages
        assert len(examples) == 4 * passages
        assert sum(not e.answers for e in examples) == passages
        report(f"{language}: {passages} passages, {len(examples)} questions")


def test_no_passage_and_no_question_with_its_answer_stands_in_two_parts(report):
    for language in ("en", "zh"):
        parts = [fact_passages.read(language, part=part) for part in ("train", "dev", "written")]
        for one, other in itertools.combinations(parts, 2):
            assert not {e.passage for e in one} & {e.passage for e in other}
            assert not {(e.question, e.answers) for e in one if e.answers} & {(e.question, e.answers) for e in other}
            sentences = [{s for e in part for s in re.split(r"(?<=[.。])\s*", e.passage) if s} for part in (one, other)]
            assert not sentences[0] & sentences[1]
        report(f"{language}: {[len(part) for part in parts]} questions in train, dev and test")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_generated_answers_stand_once_and_the_seed_decides(language):
    examples = list(fact_passages.generated(300, seed=4, language=language))
    assert examples == list(fact_passages.generated(300, seed=4, language=language))
    for example in examples:
        assert [example.passage.count(a) for a in example.answers] == [1] * len(example.answers)
        assert "VALUE" not in example.passage
    assert 0.1 < sum(not e.answers for e in examples) / 300 < 0.3


@pytest.mark.parametrize(("text", "words"), [("? Who | Ada\n", "# passage"), ("# Ada sat.\n? Who | Eva\n", "“Eva”")])
def test_a_bad_file_of_passages_is_refused_with_its_line(tmp_path, text, words):
    path = tmp_path / "mine.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(fact_passages.PassageError, match=words):
        fact_passages.read("en", path)


def test_a_json_file_of_another_layout_is_refused(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text('{"rows": []}', encoding="utf-8")
    with pytest.raises(fact_passages.PassageError, match="layout of SQuAD"):
        fact_passages.from_json(path)


def test_every_target_gives_its_answer_back(encoder):
    examples = [*fact_passages.generated(60, seed=5), *fact_passages.read("en"), *fact_passages.read("zh")]
    rows = span_reader.windows(encoder[0], examples)
    found = 0
    for row in rows:
        example = examples[row.example]
        if row.start:
            found += 1
            begin, stop = row.offsets[row.start][0], row.offsets[row.end][1]
            assert example.passage[begin:stop] == example.answers[0]
    assert found == sum(bool(e.answers) for e in examples)


def test_windows_cover_every_piece_and_share_the_stride(encoder):
    passage = " ".join(e.passage for e in fact_passages.read("en")[::4])
    rows = span_reader.windows(encoder[0], [fact_passages.Example(passage, "Who?", ())], length=64, stride=16)
    places = [[pair for pair in row.offsets if pair] for row in rows]
    whole = encoder[0](passage, return_offsets_mapping=True, add_special_tokens=False, verbose=False)["offset_mapping"]
    assert {pair for place in places for pair in place} == set(whole)
    for left, right in itertools.pairwise(places):
        assert left[-16:] == right[:16]
    pieces, room = len(encoder[0].tokenize(passage)), 64 - 2 - 3
    assert len(rows) == 1 + math.ceil((pieces - room) / (room - 16))


def test_the_best_span_is_that_of_trying_every_pair():
    draw = torch.Generator().manual_seed(0)
    for _ in range(100):
        starts, ends = torch.randint(9, (2, 11), generator=draw).double()
        allowed = torch.rand(11, generator=draw) < 0.7
        allowed[3] = True
        pairs = [(i, j) for i in range(11) for j in range(i, min(i + 4, 11)) if allowed[i] and allowed[j]]
        i, j = max(pairs, key=lambda p: (starts[p[0]] + ends[p[1]]).item())
        assert span_reader.best_span(starts, ends, allowed, 4) == (i, j, (starts[i] + ends[j]).item())


def test_states_kept_and_run_on_equal_the_whole_encoder(encoder):
    tokenizer, model = encoder
    rows = span_reader.windows(tokenizer, fact_passages.read("en")[:3])
    ids, types, mask = span_reader.padded(rows)
    with torch.no_grad():
        whole = model(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        reader = span_reader.SpanReader(model, 4, seed=0)
        x, kept = span_reader.stack(span_reader.lower_states(model, rows, 4))
        starts, ends = reader(x, kept)
        both = reader.heads(whole).masked_fill(mask[..., None] == 0, -1e4)
    assert torch.allclose(torch.stack([starts, ends], dim=-1), both, atol=1e-4)


@pytest.mark.parametrize(("answer", "gold", "exact", "f1"), [
    ("in the year 1871", "1871", 0, 0.5), ("The Nile!", "nile", 1, 1.0), ("Old-Town", "oldtown", 1, 1.0),
    ("", "", 1, 1.0), ("the", "", 1, 1.0), ("Ada", "", 0, 0.0), ("", "Ada", 0, 0.0),
    ("old old town", "old town town", 0, 2 / 3), ("b a", "a b", 1, 1.0),
])
def test_marks_are_those_of_squad_by_hand(answer, gold, exact, f1):
    assert span_scores.exact(answer, gold) == exact
    assert span_scores.f1(answer, gold) == pytest.approx(f1)


def test_chinese_is_marked_by_characters():
    assert span_scores.f1("工程师林远", "林远", span_scores.characters) == pytest.approx(4 / 7)
    assert span_scores.characters("两点，下午") == ["两", "点", "下", "午"]


def test_the_threshold_is_the_best_of_all():
    draw = random.Random(1)
    for _ in range(50):
        margins = [draw.gauss(0, 2) for _ in range(12)]
        silent = [draw.random() < 0.4 for _ in margins]
        scores = [0.0 if nothing else draw.random() for nothing in silent]
        threshold, mean = span_scores.best_threshold(margins, scores, silent)

        def earned(t, margins=margins, scores=scores, silent=silent):
            return sum(s if m > t else float(n) for m, s, n in zip(margins, scores, silent, strict=True)) / len(margins)

        assert mean == pytest.approx(earned(threshold))
        assert mean == pytest.approx(max(earned(t) for t in [-math.inf, *margins]))


def test_the_search_reads_chinese_by_pairs_and_scores_as_the_formula_says():
    assert terms("春江桥 in 1923") == ["春江", "江桥", "in", "1923"]
    passages = ["a river and a mill", "a mill", "a bridge of stone and a gate"]
    index, mean = Index(passages), sum(len(terms(p)) for p in passages) / 3
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    for number in (0, 1):
        length = len(terms(passages[number]))
        want = idf * 1 / (1 + 1.5 * (1 - 0.75 + 0.75 * length / mean))
        assert index.scores("mill")[number] == pytest.approx(want, rel=1e-4)
    assert index.scores("castle").tolist() == [0, 0, 0]
    assert index.postings("mill") == 2


@needs_xquad
def test_search_and_bundled_readers_on_real_questions(report):
    for language in ("en", "zh"):
        examples = fact_passages.from_json(Path(DATA) / "xquad" / f"xquad.{language}.json.gz")
        assert len(examples) == 1190
        assert all(e.passage[e.start :].startswith(e.answers[0]) for e in examples)
        passages = list(dict.fromkeys(e.passage for e in examples))
        index, some = Index(passages), examples[::6]
        rankings = [index.ranking(e.question) for e in some]
        wanted = [passages.index(e.passage) for e in some]
        recall, mrr = recall_at(rankings, wanted, 1), mean_reciprocal_rank(rankings, wanted)
        n = f"{len(some)} questions, {len(passages)} passages"
        report(f"XQuAD {language}, {n}: Recall@1 {recall:.3f}, MRR {mrr:.3f}")
        assert recall > 0.7
    tokenizer, model = train_reader.encoder()
    for language, tokens in (("en", span_scores.words), ("zh", span_scores.characters)):
        some = fact_passages.from_json(Path(DATA) / "xquad" / f"xquad.{language}.json.gz")[::24]
        windows = span_reader.windows(tokenizer, some)
        states = span_reader.lower_states(model, windows, train_reader.LAYER)
        said = span_reader.answers(train_reader.load(model, language, 0), states, windows, some)
        exact = sum(span_scores.exact(a.text, e.answers[0]) for a, e in zip(said, some, strict=True)) / len(some)
        f1 = sum(span_scores.f1(a.text, e.answers[0], tokens) for a, e in zip(said, some, strict=True)) / len(some)
        report(f"XQuAD {language}, {len(some)} questions, bundled reader: EM {exact:.3f}, F1 {f1:.3f}")
        assert f1 > (0.1 if language == "en" else 0.0)
