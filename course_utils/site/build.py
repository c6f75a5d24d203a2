"""The strict build: from committed notebooks and pages to a folder of HTML, or a list of sentences why not."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from course_utils.site import contents
from course_utils.site.problems import ANSI, Problem, SiteError, from_log

PDF_NAME = "two-machines.pdf"


@dataclass(frozen=True)
class Report:
    """What a build made: the folder to open, how many pages, how long it took, and how many bytes lie there."""

    site: Path
    pages: int
    seconds: float
    total_bytes: int

    def __str__(self) -> str:
        return f"{self.pages} pages in {self.seconds:.1f} s, {self.total_bytes / 1e6:.1f} MB in {self.site}"


def build(root: Path | str, out: Path | str | None = None, builder: str = "html",
          say: Callable[[str], None] = lambda text: None) -> Report:
    """Build the site of the checkout at ``root`` into ``out`` (default ``root/_build``) and return a Report.

    Nothing is executed and nothing is fetched; every warning of Sphinx is an error (-W -n). ``builder`` is "html",
    or "singlehtml" for the print edition. ``say`` gets one short line per step of progress. Raises SiteError with
    file, line and a sentence for everything that is wrong.
    """
    root = Path(root).resolve()
    out = Path(out).resolve() if out else root / "_build"
    if not (root / "_config.yml").is_file():
        raise SiteError([Problem(str(root), None, "there is no _config.yml here; run this in a clone of the course.")])
    start = time.perf_counter()
    pages = contents.check(root)
    say(f"building {len(pages)} pages (nothing is executed)")
    site = out / builder
    status, log = _run_sphinx(root, site, builder, say)
    problems = from_log(log, root)
    if status or problems:
        raise SiteError(problems or [_unexplained(log)])
    if builder == "html":
        _settle_pdf(site, pages)
    files = [path for path in site.rglob("*") if path.is_file()]
    return Report(site, len(pages), time.perf_counter() - start, sum(path.stat().st_size for path in files))


def _settle_pdf(site: Path, sources: list[Path]) -> None:
    """Delete a PDF that is older than a page of the book, and show its link on the front page only if it is there."""
    target = site / PDF_NAME
    if target.is_file() and target.stat().st_mtime < max(path.stat().st_mtime for path in sources):
        target.unlink()
    show_pdf_link(site)


def show_pdf_link(site: Path) -> None:
    """Show the front page's link to the PDF if the PDF is there, hide it if not."""
    index = site / "index.html"
    html = index.read_text("utf-8")
    hidden = "" if (site / PDF_NAME).is_file() else " hidden"
    index.write_text(re.sub(r'<p class="cu-pdf"(?: hidden)?>', f'<p class="cu-pdf"{hidden}>', html), "utf-8")


def _run_sphinx(root: Path, site: Path, builder: str, say: Callable[[str], None]) -> tuple[int, str]:
    """Jupyter Book's own command in a process of its own; returns its exit status and everything it said."""
    command = [sys.executable, "-m", "course_utils.site.sphinx_run", str(root), str(site), builder]
    env = {**os.environ, "PYTHONPATH": _python_path(), "PYTHONUTF8": "1"}
    lines: list[str] = []
    with subprocess.Popen(command, cwd=root, env=env, text=True, encoding="utf-8", errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for line in process.stdout:
            lines.append(ANSI.sub("", line))
            _progress(lines[-1], say)
    return process.returncode, "".join(lines)


def _progress(line: str, say: Callable[[str], None]) -> None:
    step = line.split("...")[0].strip()
    if step in {"reading sources", "writing output", "copying images", "dumping search index in English (code: en)"}:
        say(line.strip())


def _python_path() -> str:
    """This very package first, so that the build never takes another copy of it."""
    here = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])


def _unexplained(log: str) -> Problem:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    last = lines[-1] if lines else "the build said nothing"
    if "No module named 'jupyter_book'" in log:
        return Problem("pyproject.toml", None, "Jupyter Book is not installed; run 'pip install -e .[book]'.")
    return Problem("_config.yml", None, f"the site was not built: {last}")
