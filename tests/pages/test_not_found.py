"""The page for addresses that lead nowhere speaks every language and leads on in each."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sitegen.languages import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact

    Site = dict[str, Artifact]


def test_it_leads_on_in_every_language(editions: Site, parse: Callable[[Site, str], HtmlElement]) -> None:
    """Nobody knows in which language its reader was."""
    sections = parse(editions, "404.html").xpath("//main/section")
    assert [section.get("lang") for section in sections] == [edition.tag for edition in EDITIONS]
    assert [section[0].text_content() for section in sections] == ["没有这一页", "沒有這一頁", "There is no such page"]
    for section, edition in zip(sections, EDITIONS, strict=True):
        links = section.xpath(".//a/@href")
        assert f"{edition.folder}agencies/index.html" in links
        assert section.xpath(".//form/@action") == [f"{edition.folder}search/index.html"]
        assert {posixpath.normpath(link) for link in links} <= set(editions)


def test_a_site_in_one_language_speaks_that(site: Site, parse: Callable[[Site, str], HtmlElement]) -> None:
    assert [one.get("lang") for one in parse(site, "404.html").xpath("//main/section")] == ["zh-Hans"]
