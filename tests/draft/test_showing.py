"""The result as a part of the page: it says what was found, and runs nothing that a draft holds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from sitegen.draft.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement


@pytest.fixture(scope="module")
def desk(root: Path) -> Desk:
    """The desk of the Simplified page."""
    return Desk(root, "zh-Hans")


def result(desk: Desk, content: str, **given: object) -> tuple[HtmlElement, str]:
    """The result of a draft as a tree, and as text."""
    answer = json.loads(desk.answer("草稿.txt", content.encode(), json.dumps(given)))
    return html.fragment_fromstring(answer["page"], create_parent="main"), answer["text"]


@pytest.fixture(scope="module")
def seed(root: Path) -> str:
    """A real report in which sums do not add up."""
    return (root / "data" / "reports" / "004_3c91f6d335a9c228.txt").read_text(encoding="utf-8")


def test_failures_come_first_with_both_sides(desk: Desk, seed: str) -> None:
    """What to look at before publishing stands on top."""
    page, text = result(desk, seed)
    first = page.xpath("//section[@aria-labelledby='told']//li")[0]
    assert "相差 4857" in first.text_content()
    assert "9622" in first.xpath(".//p[@class='sum']")[0].text_content()
    assert text.startswith("✕ 不符  ")
    assert text.splitlines()[-1].startswith("✓ 相符  ")


def test_every_finding_is_shown_or_counted_once(desk: Desk, seed: str) -> None:
    """Passes of the tables are counted by rule; all else stands in one list each."""
    answer = json.loads(desk.answer("草稿.txt", seed.encode()))
    page = html.fragment_fromstring(answer["page"], create_parent="main")
    ids = [item.get("id") for item in page.xpath("//li[contains(@class, 'finding')]")]
    assert len(ids) == len(set(ids))
    open_or_worse = [one for one, outcome in answer["findings"] if outcome != "pass"]
    assert {"".join("_" if c.isspace() else c for c in one) for one in open_or_worse} <= set(ids)


def test_every_way_within_the_result_leads_somewhere(desk: Desk, seed: str) -> None:
    """Numbers to their lines, findings to their cells."""
    page, _ = result(desk, seed)
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    targets = [link.get("href", "") for link in page.iter("a")]
    assert len(targets) > 100
    assert {target for target in targets if target.startswith("#")} <= {f"#{name}" for name in ids}


def test_what_a_draft_holds_is_text_and_never_markup(desk: Desk, seed: str) -> None:
    """Pasted pages may hold anything."""
    first, rest = seed.split("\n", 1)
    hostile = "<img src=x onerror=alert(1)> {{ 7 * 7 }} <script>alert(1)</script>"
    page, _ = result(desk, f"{first}\n{hostile}\n{rest}")
    assert not list(page.iter("img", "script"))
    assert hostile in page.text_content()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.7 ...", "浏览器里读不了 PDF"), (b"{\\rtf1 ...", "另存为 .docx"), (b"a", "没有读出年报"),
     ("今天天气很好。".encode(), "没有读出年报"), (b"", "没有读出年报"), (b"\xff\xfe\x00\xd8\x00", "没有读出年报")],
)  # fmt: skip
def test_what_cannot_be_read_says_why(desk: Desk, content: bytes, words: str) -> None:
    """And what to do instead."""
    page = json.loads(desk.answer("a", content))["page"]
    assert words in page
    assert re.search(r"<li>\s*[^<\s]", page)
    assert "<table" not in page


def test_a_result_in_english_has_chinese_only_where_it_says_so(root: Path, seed: str) -> None:
    """What a draft prints is marked as Chinese, or stands in quotation."""
    page = html.fragment_fromstring(
        json.loads(Desk(root, "en").answer("a.txt", seed.encode()))["page"], create_parent="main"
    )
    headings = [heading.text_content() for heading in page.iter("h2", "dt", "summary")]
    assert headings
    assert not [text for text in headings if re.search(r"[\u3400-\u9fff]", text)]
