"""The report as PDF: its page printed by a browser of the Chromium family, without a window and without a network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from planner.language import _

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)
"""Programs that can print a page from the command line."""

ELSEWHERE: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)
"""Where they lie on systems that do not name them on the path."""

FLAGS: Final = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)

SECONDS: Final = 900
"""After so long a browser is taken to hang."""


class NoBrowserError(RuntimeError):
    """There is no browser that could print."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "No browser was found that can print the page as PDF. Install Chromium, Chrome or Edge, name one with "
                "--browser, or write the report as html and print it from your browser."
            )
        )


class PrintError(RuntimeError):
    """The browser did not print the page."""


def find_browser() -> Path:
    """The first browser on this machine that can print.

    Raises
    ------
    NoBrowserError
        When there is none.
    """
    found = next(_browsers(), None)
    if found is None:
        raise NoBrowserError
    return found


def _browsers() -> Iterator[Path]:
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield Path(path)
    yield from (Path(path) for path in ELSEWHERE if Path(path).is_file())


def print_page(html: str, browser: Path) -> bytes:
    """Print a page as PDF.

    Parameters
    ----------
    html : str
        A page that needs nothing else.
    browser : Path
        From ``find_browser``, or named by the planner.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    PrintError
        When the browser cannot be started, fails, or gives no file.
    """
    with TemporaryDirectory(prefix="planner-") as name:
        folder = Path(name)
        page, printed = folder / "report.html", folder / "report.pdf"
        page.write_text(html, encoding="utf-8", newline="\n")
        # Chromium's sandbox does not run as root, as in many containers; the page is our own and reaches no network
        root = ["--no-sandbox"] if sys.platform != "win32" and os.geteuid() == 0 else []
        command = [str(browser), *FLAGS, *root, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}"]
        try:
            done = subprocess.run([*command, page.as_uri()], capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrintError(_("{browser} could not print: {error}").format(browser=browser, error=error)) from error
        if done.returncode or not printed.exists():
            last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise PrintError(_("{browser} did not print the page: {error}").format(browser=browser, error=last))
        return printed.read_bytes()
