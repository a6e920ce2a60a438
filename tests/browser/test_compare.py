"""Comparing agencies in a browser: by keyboard, with the state in the address, and nothing but this site's files."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import served

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

pytestmark = pytest.mark.browser

PAGE = "compare/index.html"
TWO = "?a=pingtan-administration,guangzhou-commerce&i=requests_received,disclosure_rate&y=2019-2021"
SLOWEST = 50
MANY = 1000
KEYS = """
const field = document.getElementById("filter");
const typed = (text) => {
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.getElementById("found").getBoundingClientRect();
  return performance.now() - start;
};
const texts = ["虚", "虚构", "虚构机", "虚构机关7", "invented", "invented-09", ""];
return texts.map((text) => [1, 2, 3, 4, 5].map(() => typed(text)).sort((one, other) => one - other)[2]);
"""


def opened(browser: WebDriver, address: str) -> None:
    """Open the page and wait for its tables."""
    browser.get(address)
    settled(browser)


def settled(browser: WebDriver) -> None:
    """Wait until what was picked is shown."""
    done = "return !!document.querySelector('#result > *') && !document.querySelector('#result[aria-busy]')"
    WebDriverWait(browser, 10).until(lambda b: b.execute_script(done))


def rows(browser: WebDriver) -> list[list[list[str]]]:
    """Every table of the page as it is seen."""
    found: list[list[list[str]]] = browser.execute_script("""
        return [...document.querySelectorAll("#result table")].map((table) => [...table.rows].map((row) =>
          [...row.cells].map((cell) => cell.innerText.replace(/\\s+/g, " ").trim())));""")
    return found


def test_two_agencies_stand_side_by_side(browser: WebDriver, below_folder: str) -> None:
    """Numbers as on the indicator's page, each leading to its cell; where there is no report there is nothing."""
    opened(browser, below_folder + PAGE + TWO)
    counts, rates = rows(browser)
    assert counts[0][1:] == ["2019", "2020", "2021"]
    assert counts[1][1:3] == ["23", "21"]
    assert counts[2][2].startswith("15")
    assert rates[1][1].split() == ["△", "基数小", "34.8%", "8/23"]
    link = browser.find_element(By.CSS_SELECTOR, "#result td a").get_attribute("href")
    assert link == f"{below_folder}reports/pingtan-administration-2019/index.html#requests/received_new/total"
    assert len(browser.find_elements(By.CSS_SELECTOR, "#result figure svg[role=img]")) == 2
    assert browser.execute("getLog", {"type": "browser"})["value"] == []


def test_the_state_is_in_the_address_and_the_back_button_works(browser: WebDriver, at_root: str) -> None:
    """Picked by keyboard alone: type, tab to the box, press space."""
    opened(browser, at_root + PAGE + TWO)
    field = browser.find_element(By.ID, "filter")
    field.send_keys("四川")
    assert [one.text.split("\n")[0] for one in browser.find_elements(By.CSS_SELECTOR, "#found li")] == ["四川省商务厅"]
    field.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.SPACE)
    settled(browser)
    assert "guangzhou-commerce,sichuan-commerce&" in browser.current_url
    assert [row[0] for row in rows(browser)[0][1:]] == ["平潭综合实验区管委会", "广州市商务局", "四川省商务厅"]
    browser.back()
    WebDriverWait(browser, 10).until(lambda b: len(rows(b)[0]) == 3)
    Select(browser.find_element(By.ID, "i1")).select_by_value("")
    WebDriverWait(browser, 10).until(lambda b: len(rows(b)) == 1)
    assert "&i=requests_received&y=2019-2021" in browser.current_url


def test_the_csv_is_exactly_this_view(browser: WebDriver, at_root: str) -> None:
    """A row for each agency, indicator and year, with the address of the cell; with a mark for Excel in front."""
    opened(browser, at_root + PAGE + TWO)
    browser.execute_script("URL.createObjectURL = (blob) => { window.saved = blob; return '#'; };")
    browser.find_element(By.ID, "csv").click()
    text = browser.execute_async_script("""
        const done = arguments[0];
        saved.arrayBuffer().then((bytes) => done([...new Uint8Array(bytes)]));""")
    content = bytes(text).decode("utf-8")
    assert content.startswith("\ufeff")
    found = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
    assert len(found) == 2 * 2 * 3
    first, missing = found[0], next(row for row in found if row["agency"] == "guangzhou-commerce")
    assert (first["value"], first["status"], first["cells"]) == ("23", "reported", "requests/received_new/total")
    assert first["source"] == f"{at_root}reports/pingtan-administration-2019/index.html#requests/received_new/total"
    assert (missing["value"], missing["status"]) == ("", "no_report")


@pytest.mark.parametrize(("edition", "name"), [("en/", "Requests received"), ("zh-hant/", "新收申請")])
def test_it_speaks_the_language_of_the_page(browser: WebDriver, at_root: str, edition: str, name: str) -> None:
    """And links within its edition."""
    opened(browser, at_root + edition + PAGE + TWO)
    assert browser.find_element(By.CSS_SELECTOR, "#result h2").text.startswith(name)
    links = [one.get_attribute("href") for one in browser.find_elements(By.CSS_SELECTOR, "#result a")]
    assert all(link and link.startswith(at_root + edition) for link in links)


def test_from_a_folder_it_says_why_it_cannot(browser: WebDriver, folder: Path) -> None:
    """And the fixed tables are there."""
    browser.get((folder / PAGE).as_uri())
    WebDriverWait(browser, 10).until(lambda b: b.find_element(By.ID, "unable").is_displayed())
    assert not browser.find_element(By.ID, "compare").is_displayed()
    assert browser.find_element(By.CSS_SELECTOR, ".tables a").is_displayed()


def test_typing_is_quick_with_a_thousand_agencies(browser: WebDriver, folder: Path, tmp_path: Path) -> None:
    """Each key within fifty milliseconds; the middle one of five times, for the machine may be busy otherwise."""
    for part in ("compare", "assets", "agencies", "api"):
        shutil.copytree(folder / part, tmp_path / part)
    listed = tmp_path / "api" / "v1" / "agencies.json"
    known = json.loads(listed.read_text(encoding="utf-8"))
    pattern = next(row for row in known["agencies"]["rows"] if row[0] == "pingtan-administration")
    own = listed.parent / "agencies"
    for n in range(MANY):
        row = [f"invented-{n:03d}", f"虚构机关{n}", f"Invented agency {n}", *pattern[3:]]
        known["agencies"]["rows"].append(row)
        if n < 3:  # those that may be picked at first
            shutil.copy(own / "pingtan-administration.json", own / f"{row[0]}.json")
    listed.write_text(json.dumps(known), encoding="utf-8")
    with served(tmp_path) as address:
        opened(browser, address + PAGE)
        times = browser.execute_script(KEYS)
    assert max(times) < SLOWEST, times
