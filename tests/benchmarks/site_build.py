"""How long the site takes to build and what its pages weigh: ``python tests/benchmarks/site_build.py``.

Prints seconds of a clean build, of a build after one chapter changed, and of one after nothing changed; then, for each
page, the bytes a browser fetched, raw and compressed as a server would send them (gzip). Works on a copy.
"""

import gzip
import json
import platform
import shutil
import tempfile
import threading
from pathlib import Path

from course_utils.site import build, chromium
from course_utils.site.serve import server

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ["_config.yml", "index.md", "book", "notebooks", "course_utils"]


def copy(root: Path) -> Path:
    """The site's sources in a folder where they may be changed."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    return root


def change(chapter: Path) -> None:
    """Write a chapter again with one sentence more."""
    content = json.loads(chapter.read_text("utf-8"))
    content["cells"][0]["source"].append("\n\nOne sentence more.")
    chapter.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def weights(site: Path) -> list[tuple[str, int, int, int]]:
    """Page, requests, raw bytes and gzipped bytes of everything a browser fetched for it."""
    from playwright.sync_api import sync_playwright
    found = []
    with server(site, 0) as running, sync_playwright() as playwright:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{running.server_address[1]}/"
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        for page in sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if "_static" not in p.parts):
            bodies: list[bytes] = []
            tab = browser.new_page()
            tab.on("requestfinished", lambda request, bodies=bodies: bodies.append(request.response().body()))
            tab.goto(home + page, wait_until="networkidle")
            tab.close()
            found.append((page, len(bodies), sum(map(len, bodies)),
                          sum(min(len(b), len(gzip.compress(b, 9))) for b in bodies)))
        browser.close()
        running.shutdown()
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder))
        clean = build(root)
        change(sorted((root / "notebooks").glob("*.ipynb"))[0])
        changed, unchanged = build(root), build(root)
        print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {clean.pages} pages")
        print(f"clean build            {clean.seconds:6.1f} s   (budget 20 s)")
        print(f"one chapter changed    {changed.seconds:6.1f} s   (budget 10 s)")
        print(f"nothing changed        {unchanged.seconds:6.1f} s")
        if chromium.find() is None:
            print(f"page weights need Chromium; {chromium.HOW_TO_INSTALL}")
            return
        print(f"{'page':40} requests   raw kB    gz kB   (budget 800 kB gz)")
        for page, requests, raw, compressed in weights(clean.site):
            print(f"{page:40} {requests:8} {raw / 1e3:8.0f} {compressed / 1e3:8.0f}")


if __name__ == "__main__":
    main()
