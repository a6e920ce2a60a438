"""The list of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Dataset


def test_every_indicator_is_listed(dataset: Dataset, page: Callable[[str], HtmlElement]) -> None:
    """In the order of the catalogue, with its Chinese name."""
    rows = page("indicators/").xpath("//tbody/tr")
    assert [row.xpath("string(./th)") for row in rows] == [
        indicator.zh.replace(":", "：") for indicator in dataset.catalogue.indicators
    ]


def test_the_values_of_an_indicator_are_counted(seed_page: Callable[[str], HtmlElement]) -> None:
    """Blanks are no values; what an older form counts in their place stands there, and is counted, too."""
    rows = seed_page("indicators/").xpath("//tbody/tr")
    counts = {row.xpath("string(./th)"): row.xpath("string(./td[last()])") for row in rows}
    assert counts["新收申请"] == "4"
    assert counts["行政事业性收费"] == "4"
