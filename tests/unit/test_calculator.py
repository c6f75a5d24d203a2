"""The calculator: sums of solutions become programs, or a reason; files and the hub give the same problems."""

import json

import pytest
from hub_stand_in import Hub, call, serve

from course_utils import assets
from course_utils.cases.language_machine import calculator, sandbox

hub = pytest.fixture(serve)
# Invented for this test in the format of GSM8K: question, solution, what becomes of it.
ROWS = [
    ("A shelf has 24 jars and 6 fall. The rest go into 3 boxes.", "24-6=<<24-6=18>>18\n18/3=<<18/3=6>>6\n#### 6", 6),
    ("A pond has two ducks and 5 swans.", "<<2+5=7>>7\n#### 7", 7),
    ("A rope of 3 feet.", "<<3*12=36>>36 inches, 36/2=<<36/2=18.00>>18\n#### 18", 18),
    ("A pie of $1,200 is sold at a half.", "<<1200*.5=600>>600\n#### 600", "not whole"),
    ("Of 90 pears 2/3 rot.", "<<2/3*90=60>>60\n#### 60", "a rest"),
    ("A guess of 7.", "It is 7.\n#### 7", "no sum"),
    ("A price of 9.", "<<9%4=1>>1\n#### 1", "another sign"),
    ("A field of 99999 by 99999.", "<<99999*99999=9999800001>>\n#### 9999800001", "too large"),
    ("1 2 3 4 5 6 7 8.", "<<((1+2)*(3+4))*((5+6)*(7+8))=3465>>\n#### 3465", "registers"),
    ("1 2 3 4 5 6 7.", "<<1+2+3+4+5+6+7=28>>28\n#### 28", "lines"),
    ("A dog of 8 and a cat of 3.", "<<8+3=11>>11, and twice that is 22\n#### 22", 11),
]
CALL = """
import dataclasses, json, sys
from course_utils import assets
from course_utils.cases.language_machine import calculator
assets.DATA_SETS["gsm8k"] = dataclasses.replace(assets.DATA_SETS["gsm8k"], sentences=json.loads(sys.argv[1]))
try:
    print(json.dumps({part: [[p.question, p.sums, p.answer] for p in found]
                      for part, found in calculator.from_hub().items()}))
except (calculator.CalculatorError, assets.AssetError) as error:
    print(error)
"""


@pytest.mark.parametrize(("question", "solution", "expected"), ROWS)
def test_a_solution_is_a_program_that_prints_its_last_sum_or_has_a_reason(question, solution, expected):
    one = calculator.problem(question, solution)
    if isinstance(expected, str):
        with pytest.raises(calculator.Unsayable, match=expected):
            calculator.program_of(one)
        assert expected in calculator.REASONS
    else:
        assert sandbox.run(calculator.program_of(one)).answer == expected


def test_the_tally_counts_programs_equal_answers_and_constants_of_the_question():
    found = calculator.tally(calculator.problem(q, s) for q, s, _ in ROWS)
    # two is a word and 12 stands nowhere: of the four programs, two keep to the question's numbers
    assert (found.problems, found.sayable, found.equal, found.inside) == (11, 4, 3, 2)
    assert found.reasons.total() == 7
    assert set(found.reasons) == set(calculator.REASONS)


def test_files_are_read_or_refused_with_the_line(tmp_path):
    lines = [json.dumps({"question": q, "answer": s}) for q, s, _ in ROWS]
    (tmp_path / "test.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert calculator.folder(tmp_path)["test"] == [calculator.problem(q, s) for q, s, _ in ROWS]
    (tmp_path / "test.jsonl").write_text(lines[0] + '\n{"question": "Q"}\n', encoding="utf-8")
    with pytest.raises(calculator.CalculatorError, match=r"test\.jsonl, line 2: a question and an answer"):
        calculator.folder(tmp_path)
    (tmp_path / "test.jsonl").write_text('{"question": "Q", "answer": "5"}', encoding="utf-8")
    with pytest.raises(calculator.CalculatorError, match=r"line 1: a solution must end in"):
        calculator.folder(tmp_path)
    with pytest.raises(calculator.CalculatorError, match=r"must hold train\.jsonl or test\.jsonl"):
        calculator.folder(tmp_path / "none")


def test_the_hub_gives_the_same_problems_at_the_pinned_commit_and_other_counts_are_refused(hub, tmp_path):
    import datasets

    record = assets.DATA_SETS["gsm8k"]
    datasets.disable_progress_bars()
    rows = {"question": [q for q, _, _ in ROWS], "answer": [s for _, s, _ in ROWS]}
    datasets.Dataset.from_dict(rows).to_parquet(str(tmp_path / "x.parquet"))
    data = (tmp_path / "x.parquet").read_bytes()
    Hub.repositories = {("datasets", record.repository): (record.revision, dict.fromkeys(record.files.values(), data))}
    counts = json.dumps(dict.fromkeys(record.files, len(ROWS)))
    said = call(CALL, counts, endpoint=hub, cache=tmp_path / "cache")
    assert said[0] == "openai/gsm8k at e53f048. Licence: MIT (Cobbe et al. 2021)."
    expected = [[p.question, [list(pair) for pair in p.sums], p.answer]
                for p in (calculator.problem(q, s) for q, s, _ in ROWS)]
    assert json.loads(said[-1]) == {"train": expected, "test": expected}
    other = call(CALL, json.dumps(dict(record.sentences)), endpoint=hub, cache=tmp_path / "cache")[-1]
    assert other == "openai/gsm8k: 11 rows in train, not 7,473: this is another data set."
