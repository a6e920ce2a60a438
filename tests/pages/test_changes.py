"""The versions: what was recorded of each, and what has come since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Build = Callable[[Dataset], Site]
    Parse = Callable[[Site, str], HtmlElement]


def test_each_release_is_told_with_its_day_and_its_numbers(
    page: Callable[[str], HtmlElement], words: Callable[[HtmlElement], str], dataset: Dataset
) -> None:
    tree, newest = page("changes/"), dataset.catalogue.releases[0]
    (heading,) = tree.xpath(f"//h2[@id='{newest.version}']")
    assert words(heading) == f"{newest.version} {newest.date.isoformat()}"
    assert f"{newest.reports} 份年报，{newest.observations:,} 格" in words(tree)


def test_what_has_come_since_the_last_release_is_told_as_such(
    seeds: Dataset, build: Build, parse: Parse, words: Callable[[HtmlElement], str]
) -> None:
    """Other numbers than those on record are not passed off as the release."""
    tree = parse(build(seeds), "changes/")
    assert "还没有发布的改动" in words(tree)
    assert "5 份年报" in words(tree)


def test_a_site_without_releases_says_so(
    seeds: Dataset, build: Build, parse: Parse, words: Callable[[HtmlElement], str]
) -> None:
    bare = replace(seeds, catalogue=replace(seeds.catalogue, releases=()))
    assert "还没有发布过版本" in words(parse(build(bare), "changes/"))
