"""The print edition: the whole book as one tagged PDF with an outline, printed by Chromium."""

import re
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from course_utils.site import chromium
from course_utils.site.build import PDF_NAME, build, show_pdf_link
from course_utils.site.problems import Problem, SiteError

# In print nothing can be folded out, and what a widget shows is its still figure.
_PREPARE = """async () => {
  document.documentElement.dataset.theme = 'light';
  document.querySelectorAll('details').forEach(d => { d.open = true; });
  await window.MathJax.startup.promise;
  await document.fonts.ready;
  return {formulas: document.querySelectorAll('.math').length,
          drawn: document.querySelectorAll('.math mjx-container').length,
          failed: document.querySelectorAll('mjx-merror').length};
}"""
_FOOTER = ('<div style="font: 8px sans-serif; width: 100%; text-align: center; color: #555">'
           '<span class="pageNumber"></span></div>')


def pdf(site: Path | str, root: Path | str = ".", say=lambda text: None) -> Path:
    """Print the book of the checkout ``root`` into ``site`` (a built site), link it there, and return its path.

    Needs Playwright and a Chromium, no network. Raises SiteError if there is none, or if a formula was not drawn.
    """
    executable = chromium.find()
    if executable is None:
        raise SiteError([Problem("the PDF", None, f"no Chromium was found; {chromium.HOW_TO_INSTALL}.")])
    target = Path(site) / PDF_NAME
    with tempfile.TemporaryDirectory() as folder:
        say("building the single page that is printed")
        page = build(root, folder, builder="singlehtml").site / "index.html"
        say("printing it with Chromium")
        with ThreadPoolExecutor(1) as thread:       # Playwright refuses a thread that already runs an event loop
            counts = thread.submit(_print, page, Path(folder) / PDF_NAME, executable).result()
        if counts["failed"] or counts["drawn"] < counts["formulas"]:
            raise SiteError([Problem("the PDF", None, f"{counts['formulas'] - counts['drawn'] + counts['failed']} of "
                                     f"{counts['formulas']} formulas were not drawn; look for an error in their TeX.")])
        shutil.copyfile(Path(folder) / PDF_NAME, target)
    show_pdf_link(Path(site))
    say(f"{target.name}: {pages(target)} pages, {target.stat().st_size / 1e6:.1f} MB, "
        f"{counts['drawn']} formulas drawn")
    return target


def _print(page: Path, target: Path, executable: str) -> dict[str, int]:
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        tab = browser.new_page(color_scheme="light")
        tab.goto(page.resolve().as_uri(), wait_until="load")
        tab.emulate_media(media="print")
        counts = tab.evaluate(_PREPARE)
        tab.pdf(path=target, format="A4", tagged=True, outline=True, print_background=True,
                display_header_footer=True, header_template="<span></span>", footer_template=_FOOTER,
                margin={"top": "18mm", "bottom": "18mm", "left": "18mm", "right": "18mm"})
        browser.close()
    return counts


def pages(path: Path) -> int:
    """How many pages a PDF written by Chromium has (its page objects are not compressed)."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))

