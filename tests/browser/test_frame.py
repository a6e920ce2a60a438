"""The frame of every page: a header that leaves room, links to sections, heads that stay in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from sitegen.languages import EDITIONS

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.browser.kinds import Kind

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
DESK = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
REPORT = "reports/quzhou-commerce-2013/"


@pytest.mark.parametrize(("metrics", "most"), [(PHONE, 110), (DESK, 80)])
@pytest.mark.parametrize("language", [edition.folder for edition in EDITIONS])
def test_the_header_leaves_room_for_the_page(
    browser: WebDriver, at_root: str, language: str, metrics: dict[str, object], most: int
) -> None:
    """Two lines on a phone, one on a desk, and the whole menu can be reached."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(f"{at_root}{language}about/")
    assert browser.find_element(By.CSS_SELECTOR, "header.top").size["height"] <= most
    here = browser.find_element(By.CSS_SELECTOR, ".top nav [aria-current]")
    place = "const r = arguments[0].getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth"
    assert browser.execute_script(place, here)


def test_a_link_to_a_section_is_copied(browser: WebDriver, at_root: str) -> None:
    """Pressing it also leads there, and says that it was copied."""
    permissions = {"origin": at_root.rstrip("/"), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", permissions)
    browser.get(f"{at_root}{REPORT}")
    anchor = browser.find_element(By.CSS_SELECTOR, "h2#findings .anchor")
    assert anchor.get_attribute("aria-label") == "复制本节链接"
    browser.execute_script("arguments[0].focus()", anchor)
    anchor.send_keys(Keys.ENTER)
    assert browser.current_url == f"{at_root}{REPORT}#findings"
    status = browser.find_element(By.CSS_SELECTOR, ".said[role=status]")
    assert status.text == "已复制"
    copied = browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied == browser.current_url


def test_copying_works_from_a_local_folder_too(browser: WebDriver, folder: Path) -> None:
    browser.get((folder / REPORT / "index.html").as_uri())
    anchor = browser.find_element(By.CSS_SELECTOR, "h2#findings .anchor")
    browser.execute_script("arguments[0].focus()", anchor)
    anchor.send_keys(Keys.ENTER)
    assert browser.find_element(By.CSS_SELECTOR, ".said").text in {"已复制", "没能复制，请从地址栏复制"}


def test_the_head_of_a_long_table_stays_in_sight(browser: WebDriver, at_root: str, kinds: tuple[Kind, ...]) -> None:
    """Wherever a table is longer than the window and not wider than its frame; nothing overlaps the head."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", DESK)
    long = 0
    for kind in kinds:
        browser.get(at_root + kind.path)
        for frame in browser.find_elements(By.CSS_SELECTOR, ".frame.long"):
            heads = frame.find_elements(By.TAG_NAME, "thead")
            if not heads:
                continue
            long += 1
            top = browser.execute_script(
                "const [frame, head] = arguments;"
                "scrollTo(0, frame.getBoundingClientRect().top + scrollY + frame.offsetHeight / 2);"
                "return head.getBoundingClientRect().top",
                frame,
                heads[0],
            )
            assert top == pytest.approx(0, abs=1), kind.path
    assert long


def test_the_skip_link_comes_first_and_can_be_seen(browser: WebDriver, at_root: str) -> None:
    browser.get(at_root)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    link = browser.switch_to.active_element
    assert link.get_attribute("class") == "skip"
    assert link.location["x"] >= 0
    link.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "main"


def test_what_has_the_focus_is_outlined(browser: WebDriver, at_root: str, kinds: tuple[Kind, ...]) -> None:
    """Whatever the keyboard can reach on any kind of page."""
    script = """
        const outlined = element => {
          element.focus();
          const style = getComputedStyle(element);
          return document.activeElement !== element
            || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        };
        const stops = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')];
        return stops.slice(0, 150).filter(stop => !outlined(stop)).map(stop => stop.outerHTML.slice(0, 120));
    """
    for kind in kinds:
        browser.get(at_root + kind.path)
        browser.switch_to.active_element.send_keys(Keys.TAB)  # what is focused from here on is shown as by the keyboard
        assert browser.execute_script(script) == [], kind.path
