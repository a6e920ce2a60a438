"""A draft checked in a real browser: the findings of the project's own Python, and not a word to anyone."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from sitegen.draft.checking import check_draft
from tests.browser.conftest import OPTIONS
from tests.proving.generator import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

    from sitegen.model import Catalogue

pytestmark = pytest.mark.browser

ADDRESS = "check-a-draft/"
LOG = "network.json"
PATIENCE = 120  # seconds; on a quiet machine it takes about five
RESULT = "return [...document.querySelectorAll('#out li.finding')].map(one => [one.id, one.classList[1]])"
VERDICT = "return [...document.querySelectorAll('#out .verdict a')].map(a => +a.textContent.match(/\\d+/)[0])"
PASTE = """
const data = new DataTransfer();
data.setData("text/html", arguments[0]);
document.getElementById("text").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, cancelable: true}));
"""
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
OUTCOMES = ("fail", "uncertain", "not_assessable", "pass")


@contextmanager
def logged(programs: tuple[str, str], folder: Path) -> Iterator[WebDriver]:
    """A browser that writes down all that it asks of any network, whoever within it asks; whole when it has closed."""
    program, driver = programs
    options = webdriver.ChromeOptions()
    options.binary_location = program
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for option in (*OPTIONS, f"--user-data-dir={folder}/user", f"--log-net-log={folder}/{LOG}"):
        options.add_argument(option)
    opened = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield opened
    finally:
        opened.quit()


def asked(log: Path, origin: str) -> list[dict[str, Any]]:
    """What pages and workers of an origin asked for, from a finished log."""
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    told = [event["params"] for event in events if "method" in event.get("params", {}) and "url" in event["params"]]
    return [one for one in told if origin in (one["url"], one.get("initiator", "")) or one["url"].startswith(origin)]


def wait_for_result(browser: WebDriver) -> None:
    WebDriverWait(browser, PATIENCE).until(lambda b: b.find_elements(By.ID, "result"))


def expected(content: bytes, catalogue: Catalogue) -> tuple[list[int], set[str]]:
    """How many findings of each outcome, and which are no passes, as the project itself has it."""
    findings = check_draft("x", content, catalogue).findings
    counts = [sum(finding.outcome.value == outcome for finding in findings) for outcome in OUTCOMES]
    return counts, {finding.id.partition(":")[2] for finding in findings if finding.outcome.value != "pass"}


def shown(browser: WebDriver) -> tuple[list[int], set[str]]:
    """The same as the page shows it."""
    found = browser.execute_script(RESULT)
    return browser.execute_script(VERDICT), {name.partition(":")[2] for name, outcome in found if outcome != "pass"}


def test_drafts_are_checked_in_the_browser_as_by_the_project(
    programs: tuple[str, str], at_root: str, root: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    """A real report as a file, a page pasted, a Word file: the same findings; only the site's own files are fetched."""
    origin = at_root.removesuffix("/")
    seed = root / "data" / "reports" / "004_3c91f6d335a9c228.txt"
    page, word = report("browser-1", "html-unclosed", catalogue), report("browser-2", "docx", catalogue)
    with logged(programs, tmp_path) as browser:
        browser.get(at_root + ADDRESS)
        assert "python_stdlib" not in str(browser.execute_script("return performance.getEntriesByType('resource')"))
        browser.find_element(By.ID, "file").send_keys(str(seed))
        wait_for_result(browser)
        assert shown(browser) == expected(seed.read_bytes(), catalogue)
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE["width"]
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

        browser.execute_script("document.getElementById('out').textContent = ''")
        browser.execute_script(PASTE, page.content.decode())
        wait_for_result(browser)
        assert shown(browser) == expected(b"<!doctype html>\n" + page.content, catalogue)

        browser.execute_script("document.getElementById('out').textContent = ''")
        file = tmp_path / word.name
        file.write_bytes(word.content)
        browser.find_element(By.ID, "file").send_keys(str(file))
        wait_for_result(browser)
        assert shown(browser) == expected(word.content, catalogue)

        complaints = [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]
        assert [message for message in complaints if "favicon.ico" not in message] == []
    requests = asked(tmp_path / LOG, origin)
    assert any(one["url"].endswith("pyodide.asm.wasm") for one in requests)
    assert {one["method"] for one in requests} == {"GET"}
    assert [one for one in requests if "upload_id" in one] == []
    own = {one["url"] for one in requests}
    assert {url for url in own if not url.startswith(origin)} == set()
    assert (
        sum(url.startswith(f"{origin}/assets/draft/") for url in own) == 8
    )  # style, two scripts, four of Pyodide, the code


def test_without_script_the_page_says_so_and_offers_another_way(browser: WebDriver, at_root: str) -> None:
    """No form that does nothing."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(at_root + ADDRESS)
    main = browser.find_element(By.TAG_NAME, "main").text
    assert "没有开启" in main
    assert "build.py check" in main
    assert not browser.find_element(By.ID, "desk").is_displayed()


def test_checking_can_be_stopped_and_begun_again(browser: WebDriver, below_folder: str) -> None:
    """Also while Python is on its way, and also below a folder."""
    browser.get(below_folder + ADDRESS)
    browser.find_element(By.ID, "start").click()
    assert browser.find_element(By.ID, "state").text == "请先粘贴内容，或者选一个文件。"
    browser.find_element(By.ID, "text").send_keys("今天天气很好。")
    browser.find_element(By.ID, "start").click()
    browser.find_element(By.ID, "stop").click()
    assert browser.find_element(By.ID, "state").text == "已停止。"
    browser.find_element(By.ID, "start").click()
    wait_for_result(browser)
    assert "没有读出年报" in browser.find_element(By.ID, "out").text
