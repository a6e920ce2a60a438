"""The site in a browser: quiet, at home anywhere, readable without script and on a phone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.browser.kinds import Kind

pytestmark = pytest.mark.browser

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
REPORT = "reports/sichuan-commerce-2019/"
CELL = "proactive/licensing/decisions"


def requests(browser: WebDriver) -> list[str]:
    """The addresses that the browser has asked for since this was last called."""
    entries = browser.execute("getLog", {"type": "performance"})["value"]
    events = [json.loads(entry["message"])["message"] for entry in entries]
    urls = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    return [url for url in urls if not url.startswith("chrome:")]  # the browser's own pages never leave it


def complaints(browser: WebDriver) -> list[str]:
    """What the console has said since this was last called; the browser's own wish for a favicon.ico is not ours."""
    entries = browser.execute("getLog", {"type": "browser"})["value"]
    return [entry["message"] for entry in entries if "favicon.ico" not in entry["message"]]


@pytest.mark.parametrize("place", ["at_root", "below_folder"])
def test_every_kind_of_page_is_quiet_and_asks_no_one_else(
    browser: WebDriver, place: str, kinds: tuple[Kind, ...], request: pytest.FixtureRequest
) -> None:
    """No word in the console, no policy violated, no request to another origin; style and icon are found."""
    base: str = request.getfixturevalue(place)
    languages = 3 if place == "at_root" else 1
    for path in (path for kind in kinds for path in tuple(kind.paths.values())[:languages]):
        browser.get(base + path.removesuffix("index.html"))
        assert complaints(browser) == [], path
        assert [url for url in requests(browser) if not url.startswith((base, "data:", "blob:"))] == [], path
        loaded = browser.execute_script("return [...document.styleSheets].map(s => s.cssRules.length > 0)")
        assert loaded, path
        assert all(loaded), path


def test_the_menu_leads_on_below_a_folder(browser: WebDriver, below_folder: str) -> None:
    """Links are followed, not only counted."""
    browser.get(f"{below_folder}{REPORT}")
    for name in ("机关", "指标", "核对", "数据", "方法", "关于"):
        browser.find_element(By.LINK_TEXT, name).click()
        assert browser.current_url.startswith(below_folder)
        assert browser.find_elements(By.CSS_SELECTOR, "nav [aria-current]")


def test_the_site_works_from_a_local_folder(browser: WebDriver, folder: Path) -> None:
    """Unzipped and opened with a double click: style, links and fragments work."""
    browser.get(f"{folder.as_uri()}/index.html")
    browser.find_element(By.LINK_TEXT, "四川省商务厅").click()
    browser.find_element(By.LINK_TEXT, "2019").click()
    assert browser.current_url == f"{folder.as_uri()}/{REPORT}index.html"
    assert browser.find_element(By.TAG_NAME, "h1").value_of_css_property("font-weight") == "700"
    assert complaints(browser) == []
    assert [url for url in requests(browser) if not url.startswith(("file:", "data:"))] == []


def test_every_kind_of_page_can_be_read_from_a_local_folder(
    browser: WebDriver, folder: Path, kinds: tuple[Kind, ...]
) -> None:
    """Nothing that is needed to read has to be fetched by a script."""
    for kind in kinds:
        browser.get((folder / kind.path).as_uri())
        assert len(shown(browser)) > 20, kind.path
        assert complaints(browser) == [], kind.path


def shown(browser: WebDriver) -> str:
    """The text of the page's main part, or of all of it where a page has no parts."""
    text: str = browser.execute_script("return (document.querySelector('main') || document.body).innerText")
    return text


def test_every_number_can_be_read_without_script(browser: WebDriver, at_root: str, kinds: tuple[Kind, ...]) -> None:
    """What a page shows with script on, it shows with script off, and there is much to read."""
    with_script: dict[str, set[str]] = {}
    for kind in kinds:
        browser.get(at_root + kind.path)
        with_script[kind.path] = set(NUMBER.findall(shown(browser)))
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    for path, numbers in with_script.items():
        if path.startswith("compare/"):  # a choice of what pages without script hold
            continue
        browser.get(at_root + path)
        assert numbers <= set(NUMBER.findall(shown(browser))), path
        assert len(shown(browser)) > 20, path
    browser.get(at_root + REPORT)
    assert browser.find_element(By.ID, CELL).text == "12916"


def test_no_page_scrolls_sideways_on_a_phone(browser: WebDriver, at_root: str, kinds: tuple[Kind, ...]) -> None:
    """At 390 pixels wide tables scroll in their own frames, pages do not."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    for path in (path for kind in kinds for path in kind.paths.values()):
        browser.get(at_root + path)
        width = browser.execute_script("return document.documentElement.scrollWidth")
        assert width <= PHONE["width"], path


@pytest.mark.parametrize("width", [390, 1280])
def test_a_number_opens_its_line_and_the_line_leads_back(browser: WebDriver, at_root: str, width: int) -> None:
    """Both are in sight when they are reached, without script; what script adds is in ``test_evidence.py``."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    metrics = {**PHONE, "width": width, "mobile": width == PHONE["width"]}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(at_root + REPORT)
    visible = (
        "const r = document.querySelector(':target').getBoundingClientRect();"
        "return r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth"
    )
    browser.find_element(By.CSS_SELECTOR, f"[id='{CELL}'] a").click()
    assert browser.current_url.endswith("#L61")
    assert browser.execute_script(visible)
    browser.find_element(By.CSS_SELECTOR, "#L61 mark").click()
    assert browser.current_url.endswith(f"#{CELL}")
    assert browser.execute_script(visible)


def test_beside_the_source_a_pressed_number_stays_in_sight(browser: WebDriver, at_root: str) -> None:
    """On a wide screen the panel moves to the line and the tables stay where they are, without script too."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**PHONE, "width": 1280, "mobile": False})
    browser.get(at_root + REPORT)
    browser.execute_script("document.getElementById('requests/granted/total').scrollIntoView({block: 'center'})")
    before = browser.execute_script("return scrollY")
    browser.find_element(By.CSS_SELECTOR, "[id='requests/granted/total'] a").click()
    assert browser.current_url.endswith("#L195")
    assert browser.execute_script("return scrollY") == pytest.approx(before, abs=1)


def test_a_flagged_number_leads_to_its_finding(browser: WebDriver, at_root: str) -> None:
    """Without script the mark beside 9622 opens the sentence that says what does not add up."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{at_root}reports/quzhou-commerce-2013/")
    browser.find_element(By.CSS_SELECTOR, "[id='statistics/proactive/count'] .flag").click()
    assert "相差 4857" in browser.find_element(By.CSS_SELECTOR, ":target").text
