"""A browser for the tests that need one; they are skipped where it, or what drives it, is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from planner.report.html.pdf import NoBrowserError, find_browser


def browser_here() -> Path:
    """A browser of the Chromium family, or the test is skipped."""
    try:
        return find_browser()
    except NoBrowserError:
        pytest.skip("no Chromium, Chrome or Edge on this machine")


@contextmanager
def driven_browser() -> Iterator[Any]:
    """A browser that playwright drives, or the test is skipped."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install .[browser]")
    path = browser_here()
    with sync_api.sync_playwright() as playwright:
        # as root, as in containers, the sandbox does not run; the pages are our own
        browser = playwright.chromium.launch(executable_path=str(path), args=["--no-sandbox"])
        yield browser
        browser.close()
