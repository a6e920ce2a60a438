"""The codes: every value of every closed vocabulary has an entry with an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import codebook

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Catalogue


def test_every_code_has_an_entry(page: Callable[[str], HtmlElement], catalogue: Catalogue) -> None:
    tree = page("codebook/codes/")
    codes = [(str(row[0]), str(row[1])) for row in codebook.codes(catalogue).rows]
    assert tree.xpath("//tr/@id") == [f"{vocabulary}/{code}" for vocabulary, code in codes]
    assert set(tree.xpath("//h2/@id")) == {vocabulary for vocabulary, _ in codes}


def test_the_page_says_what_the_data_say(
    page: Callable[[str], HtmlElement], words: Callable[[HtmlElement], str]
) -> None:
    (entry,) = page("codebook/codes/").xpath("//tr[@id='status/blank']")
    assert words(entry) == "blank印作空白（空白不是零）printed empty, which is not zero"
