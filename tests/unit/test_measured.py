"""The recorded figures: what a record must hold, and that nothing is lost on the way to the file."""

import json

import pytest

from course_utils import measured

FIGURES = {"words_per_s": 1200.5, "dev_f1": [0.91, 0.92]}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "measured.json"


def test_a_record_comes_back_as_it_was_added(file):
    added = measured.add("ner", "one", FIGURES, command="course ner", file=file)
    assert measured.record("one", file=file) == added
    assert added.figures == FIGURES
    assert added.machine["cores"] >= 1
    assert added.versions["python"].startswith("3.")
    assert added.date in added.where
    assert added.machine["processor"] in added.where


def test_the_newer_of_two_records_with_one_id_stays(file):
    measured.add("ner", "one", FIGURES, command="a", file=file)
    measured.add("measure", "two", FIGURES, command="a", file=file)
    measured.add("ner", "one", {"words_per_s": 1.0}, command="a", file=file)
    assert [one.id for one in measured.load(file=file)] == ["two", "one"]
    assert measured.load("ner", file=file)[0].figures == {"words_per_s": 1.0}


SPOILT = {
    "a missing field": lambda row: row.pop("command"),
    "an unknown field": lambda row: row.update(colour="red"),
    "an empty command": lambda row: row.update(command=" "),
    "a date of another form": lambda row: row.update(date="23 November"),
    "a machine without cores": lambda row: row["machine"].pop("cores"),
    "no versions": lambda row: row.update(versions={}),
    "no figures": lambda row: row.update(figures={}),
    "a figure that is not finite": lambda row: row["figures"].update(words_per_s=float("nan")),
    "a figure in a list that is not finite": lambda row: row["figures"].update(dev_f1=[float("inf")]),
    "a figure that JSON cannot hold": lambda row: row["figures"].update(dev_f1={1, 2}),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_malformed_record_is_refused_in_one_sentence(file, spoil):
    measured.add("ner", "one", FIGURES, command="course ner", file=file)
    row = json.loads(file.read_text())[0]
    spoil(row)
    with pytest.raises(measured.MeasuredError) as error:
        measured.validate(row)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")


def test_a_refused_record_leaves_the_file_as_it_was(file):
    measured.add("ner", "one", FIGURES, command="course ner", file=file)
    before = file.read_bytes()
    with pytest.raises(measured.MeasuredError):
        measured.add("ner", "two", {"words_per_s": float("nan")}, file=file)
    assert file.read_bytes() == before
    assert len(list(file.parent.iterdir())) == 1


def test_a_missing_record_is_answered_with_those_there_are(file):
    measured.add("ner", "one", FIGURES, command="course ner", file=file)
    with pytest.raises(measured.MeasuredError, match="there is: one"):
        measured.record("two", file=file)


def test_every_bundled_record_is_well_formed(report):
    records = measured.load()
    report(f"recorded measurements: {len(records)} of {len({one.kind for one in records})} kinds")
    assert not measured.FILE.exists() or records
