"""The benchmark on real questions: sentences, intervals, and what stands in its records."""

import importlib.util
import os
from pathlib import Path

import pytest

from course_utils import measured
from course_utils.cases.fact_passages import Example

FILE = Path(__file__).parents[1] / "benchmarks" / "real_questions.py"
DATA = os.environ.get("COURSE_TEST_DATA")
needs_xquad = pytest.mark.skipif(
    not DATA or not (Path(DATA) / "xquad").is_dir(), reason="COURSE_TEST_DATA names no folder with xquad"
)


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("real_questions", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("language", "text", "parts"), [
    ("en", "Ada was 3.5 years old. It rained! She ran", ["Ada was 3.5 years old.", "It rained!", "She ran"]),
    ("en", "One sentence", ["One sentence"]),
    ("zh", "春江桥在北。它很老！谁建的", ["春江桥在北。", "它很老！", "谁建的"]),
])
def test_a_passage_is_cut_into_its_sentences(bench, language, text, parts):
    assert [text[a:b] for a, b in bench.sentences(text, language)] == parts


def test_the_own_sentence_holds_the_answer_also_across_a_cut(bench):
    text = "Ada was born in Rome. Ben met Ada in Rome. Then it rained."
    second = bench.own_sentence(Example(text, "Where did they meet?", ("Rome",), at=37), "en")
    assert second.passage == "Ben met Ada in Rome."
    assert second.passage[second.start :].startswith("Rome")
    both = bench.own_sentence(Example(text, "What came next?", ("Rome. Then it",), at=37), "en")
    assert both.passage == "Ben met Ada in Rome. Then it rained."


def test_the_best_sentence_shares_most_terms_with_the_question(bench):
    example = Example("Ada built the mill. It rained.", "Who built a mill?", ("Ada",))
    assert bench.best_sentence(example, example.passage, "en").passage == "Ada built the mill."


def test_an_interval_of_whole_groups_is_wider_than_one_of_single_values(bench):
    values, groups = [1.0] * 10 + [0.0] * 10, [str(i // 10) for i in range(20)]
    mean, low, high = bench.interval(values, groups)
    alone = bench.interval(values, [str(i) for i in range(20)])
    assert mean == alone[0] == 0.5
    assert (low, high) == (0.0, 1.0)
    assert low < alone[1] < 0.5 < alone[2] < high


@pytest.mark.parametrize("record", measured.load("questions"), ids=lambda record: record.id)
def test_in_each_record_every_mean_lies_in_its_interval(record, report):
    def triples(value):
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from triples(inner) if name != "folds" else ()
        elif isinstance(value, list) and len(value) == 3 and all(isinstance(x, float) for x in value):
            yield value

    found = list(triples(record.figures))
    assert found
    assert all(low <= mean <= high for mean, low, high in found)
    report(f"{record.id}: {len(found)} intervals")


@needs_xquad
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_answer_of_xquad_stands_in_its_own_sentence(bench, language, report):
    examples = [e for article in bench.articles(Path(DATA), language) for e in article]
    own = [bench.own_sentence(e, language) for e in examples]
    assert all(e.passage[e.start :].startswith(e.answers[0]) for e in own)
    share = sum(len(o.passage) for o in own) / sum(len(e.passage) for e in examples)
    report(f"XQuAD {language}: {len(examples)} questions, the right sentence is {share:.0%} of its paragraph")
