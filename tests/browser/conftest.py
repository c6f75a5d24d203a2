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
    raw_bytes: int = 0
    gz_bytes: int = 0
    fetched: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    rules_checked: int = 0
    scroll_width: int = 0
    images: list[tuple[str, str | None]] = field(default_factory=list)
    title: str = ""
    fonts: list[str] = field(default_factory=list)


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


def visit_all(browser, address, pages, theme: str, width: int = 1280, axe: bool = True) -> list[Visit]:
    """One Visit for each page, in one theme and width."""
    from axe_playwright_python.sync_playwright import Axe
    context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 900})
    visits = []
    for page in pages:
        visit, tab = Visit(page), context.new_page()
        watch(tab, visit, address)
        tab.goto(address + page)
        settle(tab)
        visit.scroll_width = tab.evaluate("document.documentElement.scrollWidth")
        visit.title = tab.title()
        visit.images = [tuple(pair) for pair in tab.eval_on_selector_all(
            "img", "all => all.map(i => [i.getAttribute('src'), i.getAttribute('alt')])")]
        if axe:
            assert tab.evaluate("document.documentElement.dataset.theme") == theme
            result = Axe().run(tab, options={"runOnly": AXE_RULES, "preload": False}).response
            visit.rules_checked = len(result["passes"])
            visit.violations = [f"{v['id']}: {node['html'][:160]}" for v in result["violations"] for node in v["nodes"]]
        visits.append(visit)
        tab.close()
    context.close()
    return visits


@pytest.fixture(scope="session")
def light(browser, address, pages) -> list[Visit]:
    """Every page in the light theme."""
    return visit_all(browser, address, pages, "light")


@pytest.fixture(scope="session")
def dark(browser, address, pages) -> list[Visit]:
    """Every page in the dark theme."""
    return visit_all(browser, address, pages, "dark")


@pytest.fixture(scope="session")
def phone(browser, address, pages) -> list[Visit]:
    """Every page on a screen 360 pixels wide."""
    return visit_all(browser, address, pages, "light", width=360, axe=False)
