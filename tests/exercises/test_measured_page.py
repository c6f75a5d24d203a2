"""The page that publishes how good grading is prints the figures of the records, to the character."""

import importlib.util
import re
from pathlib import Path

import pytest

from course_utils import measured

ROOT = Path(__file__).parents[2]


@pytest.fixture
def page():
    spec = importlib.util.spec_from_file_location("grading_page", ROOT / "tests" / "benchmarks" / "grading_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_prints_what_was_recorded(page, report):
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.BEGIN + "\n" + page.text() + "\n" + page.END in text, "run python tests/benchmarks/grading_page.py"
    kinds = ("grading-rivals", "grading-class")
    records = [record for kind in kinds for record in measured.load(kind)]
    assert {record.kind for record in records} == set(kinds)
    shown = re.findall(r"\d[\d,.]*", page.text())
    report(f"grading_quality.md: {len(shown)} measured figures from {len(records)} records")
    assert len(shown) > 40


def test_each_record_names_machine_day_and_command(page):
    for kind in ("grading-rivals", "grading-class"):
        (*_, record) = measured.load(kind)
        assert record.date
        assert record.command.startswith("python tests/benchmarks/grading_")
        assert record.where in page.text() or kind == "grading-class"
