"""The way into the codebook: every form, and where everything else is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Catalogue

    Page = Callable[[str], HtmlElement]


def test_every_form_is_listed_with_its_years(page: Page, catalogue: Catalogue) -> None:
    rows = page("codebook/").xpath("//table/tbody/tr")
    assert {row.xpath("string(./td[1])") for row in rows} == {form.id for form in catalogue.forms}
    years = {row.xpath("string(./td[1])"): row.xpath("string(./td[3])") for row in rows}
    assert (years["national-2021"], years["national-2019"], years["zhejiang-2013"]) == ("2021–", "2019–2020", "2013")


def test_the_codebook_can_be_reached_and_taken_away(page: Page, site: dict[str, Artifact]) -> None:
    assert page("downloads/").xpath("//a[@href='../codebook/index.html']")
    assert page("codebook/").xpath("//a[@href='../api/v1/codebook.json']")
    for code in page("codebook/").xpath("//p/code[contains(., '.csv')]/text()"):
        assert f"data/{code}" in site
