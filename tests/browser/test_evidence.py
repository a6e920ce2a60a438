"""Evidence at the press of a number: its line lights up beside the table, and the way back works, by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

PAGE = "reports/quzhou-commerce-2013/index.html"
TOTAL, PORTAL = "statistics/proactive/count", "statistics/portal/count"
WIDE, NARROW = (1280, 900), (390, 844)


def shown(browser: WebDriver, address: str, size: tuple[int, int] = WIDE) -> None:
    """Open a page in a window of that size."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < height}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get("about:blank")
    browser.get(address)


def number(browser: WebDriver, cell: str) -> WebElement:
    """The number of a cell, in the middle of the window."""
    found = browser.find_element(By.ID, cell).find_element(By.CSS_SELECTOR, "a:not(.flag)")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
    return found


def lit(browser: WebDriver) -> list[str]:
    """What is lit: ids of cells and lines, texts of marks."""
    script = "return [...document.querySelectorAll('.lit')].map((one) => one.id || one.textContent)"
    return list(browser.execute_script(script))


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_pressing_a_number_lights_its_very_characters_and_moves_no_table(
    browser: WebDriver, at_root: str, size: tuple[int, int]
) -> None:
    """The panel alone is scrolled; on a phone it opens below the table. The address is that of the cell."""
    shown(browser, at_root + PAGE, size)
    link = number(browser, TOTAL)
    before = browser.execute_script("return scrollY")
    link.click()
    assert browser.execute_script("return scrollY") == before
    assert sorted(lit(browser)) == sorted([TOTAL, "L31", "9622"])
    mark = browser.find_element(By.CSS_SELECTOR, ".source a.lit").rect
    assert 0 < mark["y"] - before < size[1]
    assert browser.current_url.endswith(f"#{TOTAL}")


def test_a_flagged_cell_shows_its_finding(browser: WebDriver, at_root: str) -> None:
    """The sentence and the sum, without a search for them below."""
    shown(browser, at_root + PAGE)
    number(browser, TOTAL)
    browser.find_element(By.ID, TOTAL).find_element(By.CSS_SELECTOR, ".flag").click()
    told = browser.find_element(By.CSS_SELECTOR, ".lit-cell").text
    assert "一、主动公开数量" in told
    assert "与下级各项之和 4765 相差 4857" in told
    assert "380 + 4107" in told


def test_enter_leads_into_the_source_and_escape_back(browser: WebDriver, at_root: str) -> None:
    """Whoever has no mouse comes to the characters, and returns to where they were."""
    shown(browser, at_root + PAGE)
    link = number(browser, PORTAL)
    browser.execute_script("arguments[0].focus()", link)
    link.send_keys(Keys.ENTER)
    focused = browser.switch_to.active_element
    assert (focused.text, focused.get_attribute("class")) == ("380", "lit")
    focused.send_keys(Keys.ESCAPE)
    assert browser.switch_to.active_element == link
    assert not lit(browser)


def test_pressing_a_line_lights_the_cells_read_from_it(browser: WebDriver, at_root: str) -> None:
    """The other way round."""
    shown(browser, at_root + PAGE)
    line = browser.find_element(By.ID, "L32")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", line)
    line.click()
    assert PORTAL in lit(browser)


def test_the_address_of_a_cell_lights_it_and_its_line(browser: WebDriver, at_root: str) -> None:
    """A link that somebody was sent shows the number and its source."""
    shown(browser, f"{at_root}{PAGE}#{PORTAL}")
    assert sorted(lit(browser)) == sorted([PORTAL, "L32", "380"])


def test_a_reference_to_a_cell_says_everything(browser: WebDriver, at_root: str) -> None:
    """Whose report, of which year, which cell, its number, where to see it, and of which file."""
    shown(browser, f"{at_root}{PAGE}#{TOTAL}")
    browser.execute_script(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    browser.find_element(By.CSS_SELECTOR, ".lit-cell button").click()
    reference = browser.execute_script("return window.copied")
    for part in (
        "衢州市商务局 2013 年",
        "政府信息公开工作情况统计表 · 一、主动公开数量 · 数量：9622",
        f"{PAGE}#{TOTAL}",
        "2f401e1b4348",
    ):
        assert part in reference
    assert browser.find_element(By.CSS_SELECTOR, ".lit-cell button").text == "已复制"
