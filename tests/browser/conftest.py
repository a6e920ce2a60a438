"""A real browser and the real site: built once, served at the root and below a folder, as GitHub Pages does."""

from __future__ import annotations

import gzip
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
from tests.browser.kinds import Kind, watched

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


class Compressing(Quiet):
    """Sends everything compressed and lets it be kept, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send the file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)


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
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Kind, ...]]:
    """The site as `make site` builds it, in a folder named as a repository, and the kinds of its pages."""
    out = tmp_path_factory.mktemp("served") / "repo"
    with pytest.MonkeyPatch.context() as monkeypatch, watched(monkeypatch) as kinds:
        build(Workplace(out=out), jobs=1)  # in this process, where its pages are watched
    return out, tuple(kinds)


@pytest.fixture(scope="session")
def folder(built: tuple[Path, tuple[Kind, ...]]) -> Path:
    """The folder of the built site."""
    return built[0]


@pytest.fixture(scope="session")
def kinds(built: tuple[Path, tuple[Kind, ...]]) -> tuple[Kind, ...]:
    """Every kind of page that the site has, each with an example."""
    return built[1]


@contextmanager
def served(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """The address at which a folder is served while the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
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


@pytest.fixture(scope="session")
def compressed(folder: Path) -> Iterator[str]:
    """The site at ``/``, sent as a reader gets it."""
    with served(folder, Compressing) as address:
        yield address


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
