"""Ten ways that real readers go, clicked through; JOURNEYS names a folder for a picture of each."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver.chrome.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
IN_SIGHT = (
    "const r = arguments[0].getBoundingClientRect();"
    "return r.top >= -1 && r.bottom <= innerHeight + 1 && r.left >= 0 && r.right <= innerWidth"
)


@pytest.fixture
def reader(browser: WebDriver, request: pytest.FixtureRequest) -> Iterator[WebDriver]:
    """A browser on a desk; where the journey ends, a picture is taken."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", DESK)
    yield browser
    if (folder := os.environ.get("JOURNEYS")) and browser.current_url != "about:blank":
        Path(folder).mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(Path(folder, f"{request.node.name}.png")))


@pytest.fixture
def page(folder: Path) -> Callable[[str], str]:
    """A page's path, if the site has it; else the journey is skipped."""

    def found(path: str) -> str:
        if not (folder / path / "index.html").is_file():
            pytest.skip(f"the site has no {path} yet")
        return path

    return found


def follow(reader: WebDriver, words: str, within: str = "main") -> None:
    """Click the link that has those words."""
    links = reader.find_elements(By.CSS_SELECTOR, f"{within} a")
    link = next(one for one in links if words in one.text)
    reader.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()


def follow_to(reader: WebDriver, address: str) -> None:
    """Click the first link that leads there."""
    link = next(
        one for one in reader.find_elements(By.CSS_SELECTOR, f"main a[href*='{address}']") if one.is_displayed()
    )
    reader.execute_script("arguments[0].scrollIntoView({block: 'center', inline: 'center'})", link)
    link.click()


def lit_line(reader: WebDriver) -> WebElement:
    """The line of the source that a number was led to: lit beside it by script, or the target of the address."""
    return wait(reader, "[id^=L].lit, [id^=L]:target")


def wait(reader: WebDriver, selector: str, words: str = "") -> WebElement:
    """The first visible element of the selector that has those words, as soon as it is there."""

    def shown(_: WebDriver) -> WebElement | None:
        found = reader.find_elements(By.CSS_SELECTOR, selector)
        return next((one for one in found if one.is_displayed() and words in one.text), None)

    element: WebElement | None = WebDriverWait(reader, 10, ignored_exceptions=[Exception]).until(shown)
    assert element is not None
    return element


def test_somebody_finds_the_bureau_of_the_city_by_pinyin(
    reader: WebDriver, at_root: str, page: Callable[[str], str]
) -> None:
    """Without Chinese input at hand: letters as on a phone's keyboard."""
    reader.get(at_root + page("search/"))
    field = wait(reader, "main input[type=search]")
    field.send_keys("quzhou")
    link = wait(reader, "main a", "衢州市商务局")
    link.click()
    assert reader.find_element(By.TAG_NAME, "h1").text == "衢州市商务局"


def test_somebody_follows_refusals_over_the_years(reader: WebDriver, at_root: str) -> None:
    """From the menu to the indicator, from a year's number to the report that prints it."""
    reader.get(at_root)
    follow(reader, "指标", "nav")
    follow(reader, "不予公开")
    assert "不予公开" in reader.find_element(By.TAG_NAME, "h1").text
    cell = next(
        link for link in reader.find_elements(By.CSS_SELECTOR, "td.v a[href*='reports/']") if re.match(r"\d", link.text)
    )
    number = cell.text
    reader.execute_script("arguments[0].scrollIntoView({block: 'center'})", cell)
    cell.click()
    assert "/reports/" in reader.current_url
    assert number in reader.find_element(By.CSS_SELECTOR, ":target").text


def test_somebody_asks_why_a_total_is_flagged_and_opens_its_line(reader: WebDriver, at_root: str) -> None:
    """Mark, sentence, number, line."""
    reader.get(f"{at_root}reports/quzhou-commerce-2013/")
    reader.find_element(By.CSS_SELECTOR, "[id='statistics/proactive/count'] .flag").click()
    finding = wait(reader, ":target, .lit-cell", "相差 4857")  # below the tables, or told beside the source
    assert reader.execute_script(IN_SIGHT, finding)
    number = reader.find_element(By.CSS_SELECTOR, "[id='statistics/proactive/count'] a:not(.flag)")
    reader.execute_script("arguments[0].scrollIntoView({block: 'center'})", number)
    number.click()
    line = lit_line(reader)
    assert "9622" in line.text
    assert reader.execute_script(IN_SIGHT, line)


def test_somebody_compares_two_agencies_and_shares_the_link(
    reader: WebDriver, at_root: str, page: Callable[[str], str]
) -> None:
    """What was picked stands in the address, and whoever opens it sees the same."""
    reader.get(at_root + page("compare/"))
    before = reader.current_url
    for _ in range(2):
        boxes = reader.find_elements(By.CSS_SELECTOR, "main input[type=checkbox]:not(:checked)")
        usable = [box for box in boxes if box.is_displayed() and box.is_enabled()]
        if not usable:
            pytest.skip("agencies are not picked with boxes: the journey needs another way")
        reader.execute_script("arguments[0].scrollIntoView({block: 'center'})", usable[0])
        usable[0].click()
    WebDriverWait(reader, 10).until(lambda _: reader.current_url != before)
    wait(reader, "main table td")
    shared, shown = reader.current_url, reader.find_element(By.TAG_NAME, "main").text
    reader.get("about:blank")
    reader.get(shared)
    WebDriverWait(reader, 10).until(lambda _: reader.find_element(By.TAG_NAME, "main").text == shown)


def test_somebody_downloads_an_agency_for_excel(reader: WebDriver, at_root: str, tmp_path: Path) -> None:
    """The file arrives whole, under a name that says what it is."""
    reader.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    reader.get(f"{at_root}agencies/quzhou-commerce/")
    link = reader.find_element(By.CSS_SELECTOR, "main a[href$='.xlsx']")
    reader.execute_script("arguments[0].closest('details') && (arguments[0].closest('details').open = true)", link)
    reader.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    WebDriverWait(reader, 10).until(lambda _: [path for path in tmp_path.iterdir() if path.suffix == ".xlsx"])
    (file,) = tmp_path.glob("*.xlsx")
    assert "quzhou-commerce" in file.name
    assert file.read_bytes()[:2] == b"PK"


def test_somebody_cites_a_cell(reader: WebDriver, at_root: str) -> None:
    """The address of a number leads to it alone, and the page says how it is cited."""
    reader.get(f"{at_root}reports/sichuan-commerce-2019/#proactive/licensing/decisions")
    cell = reader.find_element(By.CSS_SELECTOR, ":target")
    assert cell.text.startswith("12916")
    assert reader.execute_script(IN_SIGHT, cell)
    quoted = reader.find_element(By.CSS_SELECTOR, ".cite pre, .cite code")
    assert "四川省商务厅" in (quoted.get_attribute("textContent") or "")


def test_somebody_reads_on_a_phone(reader: WebDriver, at_root: str) -> None:
    """Home, agency, report, number, line: nothing runs out of the window."""
    reader.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    reader.get(at_root)
    follow_to(reader, "agencies/pingtan-administration/")
    follow_to(reader, "reports/pingtan-administration-2023/")
    number = next(
        link for link in reader.find_elements(By.CSS_SELECTOR, "td.v.number a:not(.flag)") if link.is_displayed()
    )
    reader.execute_script("arguments[0].scrollIntoView({block: 'center', inline: 'center'})", number)
    read = number.text
    number.click()
    line = lit_line(reader)
    assert read in line.text
    assert reader.execute_script(IN_SIGHT, line)
    assert reader.execute_script("return document.documentElement.scrollWidth") <= PHONE["width"]


def test_somebody_has_a_keyboard_only(reader: WebDriver, at_root: str) -> None:
    """Skip link, then link after link to an agency, and on to the line of a number."""
    reader.get(at_root)
    reader.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB, Keys.ENTER)
    assert reader.switch_to.active_element.get_attribute("id") == "main"
    _tab_to(reader, lambda stop: "agencies/quzhou-commerce/" in (stop.get_attribute("href") or ""))
    reader.switch_to.active_element.send_keys(Keys.ENTER)
    assert reader.find_element(By.TAG_NAME, "h1").text == "衢州市商务局"
    _tab_to(reader, lambda stop: "reports/quzhou-commerce-2013/" in (stop.get_attribute("href") or ""))
    reader.switch_to.active_element.send_keys(Keys.ENTER)
    assert "/reports/quzhou-commerce-2013/" in reader.current_url
    _tab_to(reader, lambda stop: "#L" in (stop.get_attribute("href") or "") and stop.text.isdigit())
    reader.switch_to.active_element.send_keys(Keys.ENTER)
    assert lit_line(reader).text


def _tab_to(reader: WebDriver, wanted: Callable[[WebElement], bool]) -> None:
    """Press Tab until the stop that is wanted; at most as often as somebody with patience would."""
    for _ in range(150):
        reader.switch_to.active_element.send_keys(Keys.TAB)
        if wanted(reader.switch_to.active_element):
            return
    pytest.fail("150 stops of the keyboard and still not there")


def test_somebody_reads_english(reader: WebDriver, at_root: str) -> None:
    """The switch keeps the page, links keep the language, and what is printed stays Chinese."""
    reader.get(f"{at_root}agencies/quzhou-commerce/")
    follow(reader, "EN", ".editions")
    assert reader.current_url.startswith(f"{at_root}en/agencies/quzhou-commerce/")
    assert reader.find_element(By.TAG_NAME, "h1").text == "Quzhou Municipal Bureau of Commerce"
    follow(reader, "2013")
    assert "/en/reports/quzhou-commerce-2013/" in reader.current_url
    line = reader.find_element(By.CSS_SELECTOR, "[lang='zh-Hans'] [id^=L], [lang='zh-Hans'][id^=L]")
    assert re.search(r"[\u4e00-\u9fff]", line.get_attribute("textContent") or "")


def test_somebody_prints_a_report(reader: WebDriver, at_root: str, request: pytest.FixtureRequest) -> None:
    """On A4: the tables whole, no menu, the numbers and where they are from."""
    reader.get(f"{at_root}reports/sichuan-commerce-2019/")
    options = {"preferCSSPageSize": True, "printBackground": False}
    document = base64.b64decode(reader.execute_cdp_cmd("Page.printToPDF", options)["data"])
    if folder := os.environ.get("JOURNEYS"):
        Path(folder, f"{request.node.name}.pdf").write_bytes(document)
    pdf = pypdfium2.PdfDocument(document)
    try:
        width, height = pdf[0].get_size()
        text = "".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
        assert (round(width), round(height)) == (595, 842)
        assert 1 <= len(pdf) <= 15
    finally:
        pdf.close()
    assert "12916" in text
    assert "四川省商务厅" in text
    assert "跳到正文" not in text
