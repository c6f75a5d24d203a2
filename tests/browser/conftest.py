"""What all browser tests share: one built site, one Chromium, one file server, and one visit to every page."""

import gzip
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from course_utils.site import build, chromium
from course_utils.site.serve import server

ROOT = Path(__file__).resolve().parents[2]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser():
    """Chromium. Where there is none: a failure in CI, elsewhere a skip that says how to install one."""
    executable = chromium.find()
    if executable is None:
        reason = f"no Chromium was found; {chromium.HOW_TO_INSTALL}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The Report of one strict build of this checkout."""
    return build(ROOT, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(built) -> Path:
    """The folder of the built site."""
    return built.site


@pytest.fixture(scope="session")
def pages(site) -> list[str]:
    """Every page of the site, as paths below its root."""
    found = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if "_static" not in p.parts)
    assert len(found) >= 8
    return found


@pytest.fixture(scope="session")
def notebook_pages(pages) -> list[str]:
    """The pages that are chapters."""
    found = [page for page in pages if page.startswith("notebooks/")]
    assert found
    return found


@pytest.fixture(scope="session")
def address(site):
    """The site's address on a file server of this machine."""
    with server(site, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


@dataclass
class Visit:
    """What a browser met on one page."""

    page: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    raw_bytes: int = 0
    gz_bytes: int = 0
    title: str = ""
    images: list[tuple[str, str | None]] = field(default_factory=list)
    violations: dict[str, list[str]] = field(default_factory=dict)
    rules_passed: dict[str, int] = field(default_factory=dict)
    phone_width: int = 0
    zoomed_width: int = 0  # at 200 %, when a window of 1280 pixels has room for 640
    text_after_s: float = 0.0


def watch(tab, visit: Visit, home: str) -> None:
    """Record what `tab` asks for and complains about; every request that leaves `home` is blocked and counted."""
    def decide(route):
        if route.request.url.startswith((home, "data:", "blob:")):
            route.continue_()
        else:
            visit.foreign.append(route.request.url)
            route.abort()

    def weigh(response):
        if not response.url.startswith(home):
            return
        visit.fetched.append(response.url)
        if response.status >= 400:
            visit.failed.append(f"{response.status} {response.url}")
        elif response.status == 200:
            body = response.body()
            visit.raw_bytes += len(body)
            visit.gz_bytes += min(len(body), len(gzip.compress(body, 9)))

    tab.route("**/*", decide)
    tab.on("requestfinished", lambda request: weigh(request.response()))
    tab.on("console", lambda m: visit.errors.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda error: visit.errors.append(str(error)))


def settle(tab) -> None:
    """Wait until the page is loaded and its formulas are drawn."""
    tab.wait_for_load_state("networkidle")
    tab.evaluate("async () => { if (window.MathJax?.startup) await window.MathJax.startup.promise; }")


# A chapter has thousands of coloured words of code and signs of mathematics, in about twenty colours; axe would need a
# minute a page. One word of each colour and three formulas stay; the other words become plain text of their line.
PRUNE = """() => {
  const seen = new Set();
  for (const word of document.querySelectorAll('div.highlight span[class]')) {
    if (seen.has(word.className)) word.replaceWith(word.textContent);
    seen.add(word.className);
  }
  for (const code of document.querySelectorAll('div.highlight pre')) code.normalize();
  for (const formula of [...document.querySelectorAll('mjx-container')].slice(3)) formula.replaceWith('formula');
}"""


def axe(tab, visit: Visit, theme: str) -> None:
    """Record what axe finds on the page as it stands, in the theme it must show."""
    from axe_playwright_python.sync_playwright import Axe
    assert tab.evaluate("document.documentElement.dataset.theme") == theme
    options = {"runOnly": AXE_RULES, "preload": False, "resultTypes": ["violations"]}
    result = Axe().run(tab, options=options).response
    visit.rules_passed[theme] = len(result["passes"])
    visit.violations[theme] = [f"{v['id']}: {n['html'][:160]}" for v in result["violations"] for n in v["nodes"]]


@pytest.fixture(scope="session")
def visits(browser, address, pages) -> list[Visit]:
    """Every page, loaded once: zoomed, made as narrow as a phone and back, then judged by axe in both themes."""
    context = browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900})
    found = []
    for page in pages:
        visit, tab = Visit(page), context.new_page()
        watch(tab, visit, address)
        tab.goto(address + page)
        settle(tab)
        visit.title = tab.title()
        visit.text_after_s = tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
        visit.images = [tuple(pair) for pair in tab.eval_on_selector_all(
            "img", "all => all.map(i => [i.getAttribute('src'), i.getAttribute('alt')])")]
        tab.add_style_tag(content="* { transition: none !important }")      # else axe may meet a colour on its way
        for name, width in (("zoomed_width", 640), ("phone_width", 360)):
            tab.set_viewport_size({"width": width, "height": 800})
            tab.wait_for_timeout(200)
            setattr(visit, name, tab.evaluate("document.documentElement.scrollWidth"))
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.evaluate(PRUNE)
        axe(tab, visit, "light")
        tab.emulate_media(color_scheme="dark")
        tab.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        axe(tab, visit, "dark")
        found.append(visit)
        tab.close()
    context.close()
    return found
