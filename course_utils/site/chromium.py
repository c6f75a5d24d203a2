"""The browser: which Chromium prints the book and drives the browser tests."""

import os
import shutil
from pathlib import Path

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--no-first-run"]
HOW_TO_INSTALL = "install one with 'sudo apt-get install chromium' or 'playwright install chromium'"


def find() -> str | None:
    """Path of a Chromium: the variable CHROMIUM, then the PATH, then Playwright's own download; None if none."""
    if (named := os.environ.get("CHROMIUM")) and Path(named).exists():
        return named
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return _playwrights_own()


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None
