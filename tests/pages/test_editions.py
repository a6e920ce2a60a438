"""The same pages in every language, each leading to the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from sitegen.languages import EDITIONS, ENGLISH, SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from sitegen.model import Artifact

    Site = dict[str, Artifact]

CHINESE = re.compile(r"[\u3400-\u9fff]")
KINDS = (
    "", "about", "add-a-report", "agencies", "api", "changes", "check-a-draft", "codebook", "compare", "coverage",
    "downloads", "findings", "indicators", "law", "legend", "method", "recipes", "reports", "search",
    "sizing",
)  # fmt: skip
SEEN = ("title", "alt", "aria-label", "placeholder", "content")


@pytest.fixture(scope="module")
def trees(editions: Site) -> dict[str, HtmlElement]:
    """Every page of every edition as a tree."""
    parser = html.HTMLParser(encoding="utf-8")
    return {
        path: html.document_fromstring(file.content, parser=parser)
        for path, file in editions.items()
        if path.endswith("index.html") and "embed/" not in path  # charts for other sites have no frame of ours
    }


def edition_of(path: str) -> str:
    """The folder of the edition that a page belongs to."""
    return next((e.folder for e in EDITIONS if e.folder and path.startswith(e.folder)), "")


def test_every_page_is_there_in_every_language(trees: dict[str, HtmlElement]) -> None:
    """A link to another language never leads nowhere."""
    own = {path for path in trees if not edition_of(path)}
    for edition in EDITIONS:
        assert {edition.folder + path for path in own} <= set(trees)


def test_the_switch_keeps_the_page(trees: dict[str, HtmlElement]) -> None:
    """Each page links its counterparts, says their languages, and marks its own."""
    for path, tree in trees.items():
        links = tree.xpath("//ul[contains(@class, 'editions')]//a")
        assert [link.get("hreflang") for link in links] == [edition.tag for edition in EDITIONS], path
        assert [link.get("lang") for link in links if link.get("aria-current")] == [tree.get("lang")], path


@pytest.mark.parametrize("kind", KINDS)
def test_an_english_page_has_chinese_only_where_it_says_so(trees: dict[str, HtmlElement], kind: str) -> None:
    """What a report prints stands in its own language, marked as such; everything else is English."""
    own = [path for path in trees if path.startswith(ENGLISH.folder) and kind_of(path) == kind]
    assert own
    found = [(path, *one) for path in own for one in unmarked(trees[path])]
    assert not found, (len(found), found[:40])


def test_every_kind_of_page_is_looked_at(trees: dict[str, HtmlElement]) -> None:
    assert {kind_of(path) for path in trees if path.startswith(ENGLISH.folder)} <= set(KINDS)


def kind_of(path: str) -> str:
    """The folder that an English page lies in, by which its kind is known; nothing for the home page."""
    return path.removeprefix(ENGLISH.folder).rpartition("/")[0].partition("/")[0]


def unmarked(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Chinese that is not marked as such, with the tag that has it."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag == "script":
            continue
        texts = [] if language(element).startswith("zh") else [element.text, *(element.get(name) for name in SEEN)]
        parent = element.getparent()
        texts += [element.tail] if parent is not None and not language(parent).startswith("zh") else []
        yield from ((element.tag, text.strip()[:60]) for text in texts if text and CHINESE.search(text))


def language(element: HtmlElement) -> str:
    """The language that an element is in."""
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def test_the_traditional_edition_is_converted_and_says_so(trees: dict[str, HtmlElement]) -> None:
    """Its own words are Traditional; the lines of a source are as they were printed."""
    for path, tree in trees.items():
        if edition_of(path) == TRADITIONAL.folder:
            assert tree.get("lang") == TRADITIONAL.tag, path
            assert "轉換" in tree.xpath("string(//footer)"), path
    page = trees[f"{TRADITIONAL.folder}reports/sichuan-commerce-2019/index.html"]
    assert "行政许可" in "".join(page.xpath("//ol[@lang='zh-Hans']//text()"))


def test_the_simplified_edition_is_at_the_root(trees: dict[str, HtmlElement]) -> None:
    """Nothing moved when the other languages came."""
    assert trees["index.html"].get("lang") == SIMPLIFIED.tag
