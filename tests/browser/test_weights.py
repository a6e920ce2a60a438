"""What pages weigh on the way to a reader, compressed as GitHub Pages does it."""

from __future__ import annotations

import gzip
import json
import re
from statistics import median
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.browser.kinds import Kind

KIB = 1024
MEDIAN_PAGE = 20 * KIB
LARGEST_PAGE = 150 * KIB
LARGEST_STYLE = 20 * KIB
LARGEST_SCRIPT = 30 * KIB
FIRST_SEARCH = 300 * KIB
OWN_PROGRAM = frozenset({"selfcheck", "self_check", "self-check"})  # brings Python along, and says how much that is
SCRIPT = re.compile(r'<script[^>]* src="([^"]+)"')


def weight(path: Path) -> int:
    """The bytes of a file when it is sent compressed."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def test_pages_are_light(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The median page at most 20 KB; the largest is named."""
    weights = {str(path.relative_to(folder)): weight(path) for path in folder.rglob("*.html")}
    middle = median(weights.values())
    heaviest = max(weights, key=lambda path: weights[path])
    with capsys.disabled():
        print(  # noqa: T201  asked for
            f"\n{len(weights)} pages, gzipped: median {middle / KIB:.1f} KB, "
            f"largest {weights[heaviest] / KIB:.1f} KB ({heaviest})"
        )
    assert middle <= MEDIAN_PAGE
    assert weights[heaviest] <= LARGEST_PAGE, heaviest


def test_the_style_sheet_is_small(folder: Path) -> None:
    assert (folder / "assets/style.css").stat().st_size <= LARGEST_STYLE


def test_an_ordinary_page_has_little_script(folder: Path, kinds: tuple[Kind, ...]) -> None:
    """All scripts of a page together."""
    assert SCRIPT.search((folder / "index.html").read_text(encoding="utf-8"))
    for kind in kinds:
        if kind.name in OWN_PROGRAM:
            continue
        page = folder / kind.path
        scripts = SCRIPT.findall(page.read_text(encoding="utf-8"))
        assert sum(weight(page.parent / script) for script in scripts) <= LARGEST_SCRIPT, kind.name


def test_a_picture_for_other_programs_is_small(folder: Path) -> None:
    assert (folder / "assets/card.png").stat().st_size <= 30 * KIB


@pytest.mark.browser
def test_a_first_search_is_cheap(
    browser: WebDriver, compressed: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Page, style, scripts and index, from an empty cache until results are there: at most 300 KB."""
    if not (folder / "search/index.html").is_file():
        pytest.skip("the site has no search/ yet")
    browser.execute("getLog", {"type": "performance"})
    browser.get(f"{compressed}search/")
    field = browser.find_element("css selector", "main input[type=search]")
    shown = "return document.querySelector('main').innerText"
    before = browser.execute_script(shown)
    field.send_keys("政府信息公开")
    browser.execute_async_script("setTimeout(arguments[0], 3000)")
    assert browser.execute_script(shown) != before
    entries = browser.execute("getLog", {"type": "performance"})["value"]
    events = [json.loads(entry["message"])["message"] for entry in entries]
    total = sum(e["params"]["encodedDataLength"] for e in events if e["method"] == "Network.loadingFinished")
    with capsys.disabled():
        print(f"\nfirst search: {total / KIB:.1f} KB")  # noqa: T201  asked for
    assert 0 < total <= FIRST_SEARCH
