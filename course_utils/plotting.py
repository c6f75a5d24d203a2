"""Plotting: one style for every figure, legible on light and dark pages. Records in, figure out.

Each figure brings its own light panel, so that text and lines keep their contrast whatever the page around them.
Seven colours after Okabe and Ito (2008), darkened until text in them has a contrast of at least 4.5 to 1; dashes and
markers say the same without colour. Drawing functions return nothing, so that a cell which ends in one shows the
figure alone (a trailing semicolon would do the same, except when a test runs the cell).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0072B2", "#B34E00", "#00795A", "#7B3F9D", "#7A6000", "#8C2D4B", "#444444")
LINES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), "-")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
STYLE = {
    "figure.figsize": (7.0, 3.6),
    "figure.dpi": 110,
    "figure.facecolor": "#fbfaf7",
    "axes.facecolor": "#fbfaf7",
    "savefig.facecolor": "#fbfaf7",
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddad2",
    "font.family": "DejaVu Sans",  # ships with matplotlib: the same figure everywhere
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "svg.hashsalt": "two-machines",
}


def axes(
    title: str, x_label: str, y_label: str, *, x_scale: str = "linear", y_scale: str = "linear", **subplots: object
) -> Axes:
    """One set of axes in the course's style; title and both labels (with units) are required on purpose.

    x_scale: linear, log, or log2 for powers of two; y_scale likewise.
    """
    import matplotlib.pyplot as plt

    plt.rcParams.update(STYLE)
    ax = plt.subplots(**subplots)[1]
    ax.set(title=title, xlabel=x_label, ylabel=y_label)
    for scale, set_scale in ((x_scale, ax.set_xscale), (y_scale, ax.set_yscale)):
        set_scale(scale.rstrip("2"), **({"base": 2} if scale == "log2" else {}))
    return ax


def lines(ax: Axes, x: Sequence[float], series: Mapping[str, Sequence[float]], *, label_ends: bool = True) -> None:
    """Draws each named series against x with its own colour, dash and marker, named at its end or in a legend."""
    for index, (name, y) in enumerate(series.items()):
        style = {"color": COLOURS[index % 7], "linestyle": LINES[index % 7], "marker": MARKERS[index % 7]}
        ax.plot(x, y, label=name, markersize=4, **style)
        if label_ends:
            ax.annotate(name, (x[-1], y[-1]), xytext=(6, 0), textcoords="offset points", va="center",
                        color=style["color"], annotation_clip=False)
    if not label_ends:
        ax.legend()


def level(ax: Axes, y: float, text: str) -> None:
    """A dotted line across the figure at y, with its name above it on the left."""
    ax.axhline(y, color="#444444", linestyle=":")
    ax.annotate(text, (0.01, y), xycoords=("axes fraction", "data"), xytext=(0, 4), textcoords="offset points")


def heatmap(ax: Axes, values: Sequence[Sequence[float]], rows: Sequence[str], columns: Sequence[str],
            *, decimals: int = 2) -> None:
    """A table of values as a picture: darker is larger, and each cell also shows its number."""
    ax.grid(False)
    picture = ax.imshow(values, cmap="Blues", aspect="auto")
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    middle = (picture.norm.vmin + picture.norm.vmax) / 2
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            ink = "white" if value > middle else "#222222"
            ax.text(j, i, f"{value:.{decimals}f}", ha="center", va="center", color=ink)


def roofline(ax: Axes, peak: float, bandwidths: Mapping[str, float], points: Mapping[str, tuple[float, float]]) -> None:
    """A machine's roof over logarithmic axes, and kernels under it by number, each named in a list beside the figure.

    peak: FLOP/s. bandwidths: name of a memory → B/s; each gives a slope up to the peak. points: name → (intensity in
    FLOP/byte, FLOP/s reached). The roof at intensity i is min(peak, bandwidth · i) (Williams et al. 2009).
    """
    where = [intensity for intensity, _ in points.values()]
    ridges = [peak / bandwidth for bandwidth in bandwidths.values()]
    left, right = min([*where, *ridges]) / 3, max([*where, *ridges]) * 3
    for index, (name, bandwidth) in enumerate(bandwidths.items()):
        ridge = peak / bandwidth
        ax.plot([left, ridge, right], [bandwidth * left, peak, peak], color=COLOURS[index], linestyle=LINES[index],
                label=name)
    for number, (name, (intensity, rate)) in enumerate(points.items(), 1):
        ax.plot([intensity], [rate], "o", color="#222222", markersize=4, label=f"{number}  {name}")
        ax.annotate(str(number), (intensity, rate), xytext=(4, 3), textcoords="offset points", fontsize=9)
    ax.legend(fontsize=8, loc="center left", bbox_to_anchor=(1.02, 0.5), handlelength=1.2)
