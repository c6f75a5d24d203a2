"""The risk officer's page: one page, its text can be read and searched, dates and alarms as given."""

import dataclasses
import datetime
import io
import re

import numpy as np
import pytest
from matplotlib.table import Table
from matplotlib.text import Text
from PIL import Image

from course_utils.cases import mood_report
from course_utils.cases.mood_report import Alarm, Report

FIRST = datetime.date(2026, 1, 1)


@pytest.fixture
def report_of():
    made = Report(
        title="Negative headlines, 2026", source="Source: generated.", first_day=FIRST,
        shares=[(0.05, 0.02, 0.09)] * 52, normal=(0.05, 0.03, 0.08), levels=np.linspace(0, 0.2, 365), limit=0.1,
        alarms=[Alarm(61, 60, 0.20, 0.11, 0.31, "legal", 42)], short=["One alarm."],
        advice=[("Do", ["Read."]), ("Sure?", ["No."]), ("Not", ["Sell."])], events=[(60, 10)])
    return lambda **changes: dataclasses.replace(made, **changes)


def words(figure):
    """All text on the page, that of its table too."""
    cells = [cell.get_text() for table in figure.findobj(Table) for cell in table.get_celld().values()]
    return {text.get_text() for text in [*figure.findobj(Text), *cells]}


def test_days_become_dates_in_a_leap_year_too():
    assert mood_report.written(FIRST, 0) == "1 Jan 2026"
    assert mood_report.written(FIRST, 61) == "3 Mar 2026"  # 31 + 28 days are over
    assert mood_report.written(datetime.date(2028, 1, 1), 59) == "29 Feb 2028"


def test_an_alarm_s_line_is_as_counted_by_hand():
    alarm = Alarm(61, 60, 0.20, 0.11, 0.31, "legal", 42)
    assert alarm.row(FIRST, 0.05) == ["3 Mar 2026", "2 Mar 2026", "20%", "11% to 31%", "4.0×", "legal", "42"]
    assert alarm.row(FIRST, 0.0)[4] == "–"


def test_the_report_is_one_page_of_a4_with_text_that_can_be_searched(report_of, report):
    file = io.BytesIO()
    mood_report.page(report_of()).savefig(file, format="pdf")
    pdf = file.getvalue()
    assert len(re.findall(rb"/Type /Page\b(?!s)", pdf)) == 1
    (box,) = re.findall(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+)", pdf)
    assert [round(float(side) / 72 * 25.4) for side in box] == [210, 297]  # millimetres
    assert b"/TrueType" in pdf or b"/CIDFontType2" in pdf
    report(f"a report of {len(pdf) / 1000:.0f} kB, one page")


def test_the_page_says_what_it_was_given(report_of):
    seen = words(mood_report.page(report_of()))
    for text in ("Negative headlines, 2026", "Source: generated.", "One alarm.", "3 Mar 2026", "11% to 31%", "legal",
                 "Do", "Read.", "1 Jan"):
        assert text in seen


def test_nothing_on_the_page_lies_outside_it(report_of):
    many = [Alarm(day, day - 2, 0.2, 0.1, 0.3, "operations", 40) for day in range(50, 350, 30)]
    figure = mood_report.page(report_of(alarms=many))
    assert any(text.startswith("The last 7 of 10 alarms:") for text in words(figure))
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    for artist in [*figure.texts, *(ax.title for ax in figure.axes)]:
        box = artist.get_window_extent()
        assert 0 <= box.x0 <= box.x1 <= width
        assert 0 <= box.y0 <= box.y1 <= height


def test_a_year_without_alarms_says_so(report_of):
    assert "none" in words(mood_report.page(report_of(alarms=[])))


def test_the_picture_has_the_page_s_size_and_few_colours(report_of, report):
    seen = Image.open(io.BytesIO(made := mood_report.picture(mood_report.page(report_of()), dpi=50)))
    assert seen.size == (413, 584)  # 8.27 and 11.69 inches of 50 dots
    assert len(seen.getcolors()) <= 64
    report(f"its picture: {len(made) / 1000:.0f} kB at 50 dots an inch")
