"""Mood report: one printed page about a year of headlines, for a reader who decides and does not compute."""

from __future__ import annotations

import datetime
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from course_utils import plotting

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

A4 = (8.27, 11.69)  # inches
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
INK, SOFT = "#222222", "#444444"


@dataclass(frozen=True)
class Alarm:
    """One alarm: its day, the day on which the rise began as far as one can tell, the corrected share of the seven days
    from then on with its interval, the topic that grew most, and how many headlines there are to read.
    """

    day: int
    began: int
    share: float
    low: float
    high: float
    topic: str
    to_read: int

    def row(self, first_day: datetime.date, normal: float) -> list[str]:
        """The cells of its line in the table: two dates, share, interval, times the normal share, topic, headlines."""
        return [written(first_day, self.day), written(first_day, self.began), f"{self.share:.0%}",
                f"{self.low:.0%} to {self.high:.0%}", f"{self.share / normal:.1f}×" if normal else "–", self.topic,
                str(self.to_read)]


@dataclass(frozen=True)
class Report:
    """What the page shows. Shares are between 0 and 1; one value a week in `shares` (middle, low, high), one a day in
    `levels`; `normal` is the share of calm days with its interval; `short` are the lines of the box on top, `advice`
    three headings with the paragraphs below each; `events` (start, days), where they are known.
    """

    title: str
    source: str
    first_day: datetime.date
    shares: Sequence[tuple[float, float, float]]
    normal: tuple[float, float, float]
    levels: Sequence[float]
    limit: float
    alarms: Sequence[Alarm]
    short: Sequence[str]
    advice: Sequence[tuple[str, Sequence[str]]]
    events: Sequence[tuple[int, int]] = field(default=())


def written(first_day: datetime.date, day: int) -> str:
    """The date of a day of the stream, such as “3 Mar 2026”, whatever the language of the machine."""
    at = first_day + datetime.timedelta(days=day)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def page(report: Report) -> Figure:
    """The report on one A4 page: what happened, the share by week, the alarm's level, each alarm, what to do."""
    import matplotlib.pyplot as plt

    plt.rcParams.update(plotting.STYLE | {"pdf.fonttype": 42, "figure.constrained_layout.use": False})
    figure = plt.figure(figsize=A4)
    plt.rcParams.update(plotting.STYLE)
    figure.text(0.08, 0.96, report.title, fontsize=16, weight="bold", color=INK)
    figure.text(0.08, 0.95, textwrap.fill(report.source, 112), fontsize=8.5, color=SOFT, va="top", linespacing=1.4)
    box = figure.add_axes((0.08, 0.815, 0.86, 0.088), facecolor="#efece4")
    box.set(xticks=[], yticks=[])
    box.spines[:].set_visible(False)
    box.text(0.015, 0.5, "\n".join(report.short), fontsize=10, color=INK, va="center", linespacing=1.6)
    _shares(figure.add_axes((0.12, 0.6, 0.82, 0.175)), report)
    _levels(figure.add_axes((0.12, 0.41, 0.82, 0.1)), report)
    _table(figure.add_axes((0.08, 0.225, 0.86, 0.145)), report)
    for place, (name, paragraphs) in enumerate(report.advice):
        text = "\n".join(textwrap.fill(one, 36) for one in paragraphs)
        figure.text(0.08 + 0.295 * place, 0.2, name, fontsize=10, weight="bold", color=INK, va="top")
        figure.text(0.08 + 0.295 * place, 0.181, text, fontsize=8.5, color=INK, va="top", linespacing=1.4)
    return figure


def picture(figure: Figure, dpi: int = 100) -> bytes:
    """The page as a PNG of 64 colours, a quarter of the size that all colours need; the figure is closed."""
    import matplotlib.pyplot as plt
    from PIL import Image

    whole, small = io.BytesIO(), io.BytesIO()
    figure.savefig(whole, format="png", dpi=dpi)
    plt.close(figure)
    Image.open(whole).convert("RGB").quantize(64).save(small, format="png", optimize=True)
    return small.getvalue()


def _months(ax: Axes, report: Report) -> None:
    """Day numbers become dates: a tick on the first day of each second month; grey where an event is known."""
    last = len(report.levels)
    starts = [day for day in range(last) if (report.first_day + datetime.timedelta(days=day)).day == 1]
    ax.set_xticks(starts[::2], [written(report.first_day, day)[:5] for day in starts[::2]])
    ax.set_xlim(0, last)
    for number, (start, days) in enumerate(report.events):
        name = None if number else "planted event (known only because it was planted)"
        ax.axvspan(start, start + days, alpha=0.18, color=SOFT, lw=0, label=name)
    for number, alarm in enumerate(report.alarms):
        ax.axvline(alarm.day, color=INK, linestyle="--", lw=1, label=None if number else "alarm")


def _shares(ax: Axes, report: Report) -> None:
    """The corrected share by week with its interval, and that of calm days as a band across the page."""
    weeks = np.arange(len(report.shares)) * 7 + 3.5
    middle, low, high = 100 * np.array(report.shares).T
    ax.axhspan(100 * report.normal[1], 100 * report.normal[2], color=plotting.COLOURS[2], alpha=0.15, lw=0,
               label="normal: 95 % interval of the calm days")
    ax.fill_between(weeks, low, high, alpha=0.25, color=plotting.COLOURS[0], lw=0, label="95 % interval of a week")
    ax.plot(weeks, middle, color=plotting.COLOURS[0], label="share of the week")
    _months(ax, report)
    ax.set(title="Share of negative headlines by week, corrected for the classifier's errors", ylabel="% of headlines",
           ylim=(0, None))
    ax.legend(fontsize=8, ncols=2, loc="upper left", bbox_to_anchor=(-0.02, -0.1))


def _levels(ax: Axes, report: Report) -> None:
    """The level of the alarm by day, in units of its limit."""
    ax.plot(np.array(report.levels) / report.limit, color=plotting.COLOURS[1])
    _months(ax, report)
    ax.axhline(1, color=INK, linestyle=":")
    ax.set(title="Alarm level by day (CUSUM; above 1, its limit, it rings)", ylabel="level / limit", ylim=(0, None))


def _table(ax: Axes, report: Report) -> None:
    """Each alarm in a line; the oldest are left out when there are more than seven."""
    ax.axis("off")
    which = "Alarms" if len(report.alarms) <= 7 else f"The last 7 of {len(report.alarms)} alarms"
    ax.set_title(f"{which}: the share is that of the seven days from the start of the rise")
    rows = [alarm.row(report.first_day, report.normal[0]) for alarm in report.alarms[-7:]]
    head = ["rang on", "rise began about", "share", "95 % interval", "of normal", "topic", "to read"]
    table = ax.table([head, *(rows or [["none"] + [""] * 6])], cellLoc="left", edges="horizontal",
                     colWidths=[0.15, 0.21, 0.09, 0.17, 0.13, 0.15, 0.10],
                     bbox=(0, 1 - 0.125 * (1 + max(1, len(rows))), 1, 0.125 * (1 + max(1, len(rows)))))
    table.auto_set_font_size(False)
    table.set_fontsize(9)
    for column in range(len(head)):
        table[0, column].set_text_props(weight="bold")
    for cell in table.get_celld().values():
        cell.set_edgecolor("#c9c4b8")
