"""A real browser and the real site: built once, served at the root and below a folder, as GitHub Pages does."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from sitegen.pipeline import Workplace, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and does not report each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Say nothing."""


@pytest.fixture(scope="session")
def programs() -> tuple[str, str]:
    """Browser and driver as found on the path; without them the tests are skipped, but not where CI=1 demands them."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    missing = f"no {'chromedriver' if browser else 'Chromium or Chrome'} on the path"
    if os.environ.get("CI") == "1":
        pytest.fail(f"the browser tests must run here, and there is {missing}")
    pytest.skip(f"browser tests need Chromium and chromedriver: {missing}")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make site` builds it, in a folder named as a repository."""
    out = tmp_path_factory.mktemp("served") / "repo"
    build(Workplace(out=out))
    return out


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served while the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def at_root(folder: Path) -> Iterator[str]:
    """The site at ``/``."""
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def below_folder(folder: Path) -> Iterator[str]:
    """The site at ``/repo/``."""
    with served(folder.parent) as address:
        yield f"{address}{folder.name}/"


@pytest.fixture
def browser(programs: tuple[str, str]) -> Iterator[WebDriver]:
    """A fresh browser that records its console and its requests."""
    program, driver = programs
    options = webdriver.ChromeOptions()
    options.binary_location = program
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as profile:
        for option in (*OPTIONS, f"--user-data-dir={Path(profile)}"):
            options.add_argument(option)
        opened = webdriver.Chrome(options=options, service=Service(driver))
        try:
            opened.get("about:blank")
            opened.execute("getLog", {"type": "performance"})  # the browser's own start page is not ours
            yield opened
        finally:
            opened.quit()
