"""The page to compare agencies on: what stands there without script, and what the script is given."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import html

from sitegen.model import Part
from sitegen.pages import compare
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Page = Callable[[str], HtmlElement]

HOLES = re.compile(r"\{\w+\}")


def test_without_script_every_fixed_table_is_there(page: Page, dataset: Dataset) -> None:
    """The picker is hidden until a script shows it; the tables and the CSV are links."""
    tree = page("compare/")
    assert tree.xpath("//div[@id='compare'][@hidden]")
    links = tree.xpath("//ul[@class='tables']//a/@href")
    assert len(links) == len(dataset.catalogue.indicators)
    assert "../data/series.csv" in tree.xpath("//section//a/@href")


def test_the_script_asks_for_files_of_this_site_alone(page: Page, site: Site) -> None:
    """Lists of the API and the file beside the page."""
    (tool,) = page("compare/").xpath("//div[@id='compare']")
    for name in ("agencies", "indicators"):
        assert tool.get(f"data-{name}").removeprefix("../").removeprefix("compare/") in {
            "api/v1/agencies.json",
            "indicators.json",
        }
    assert "compare/indicators.json" in site
    assert "assets/compare.js" in site


def test_every_word_that_the_script_says_comes_from_the_page(page: Page, root: Path) -> None:
    """So that it is in the language of the page; each has its places."""
    words = {one.get("data-word"): one.text_content() for one in page("compare/").xpath("//*[@data-word]")}
    script = (root / "templates" / "assets" / "compare.js").read_text(encoding="utf-8")
    assert not re.search(r"[\u3400-\u9fff]", re.sub(r'"件"', "", script))
    asked = set(re.findall(r"words\.(\w+)", script)) | set(re.findall(r'say\("(\w+)"', script))
    assert asked <= set(words)
    assert set(HOLES.findall(words["shown"])) == {"{a}", "{i}", "{y}"}


def test_what_is_known_of_an_indicator_is_what_the_catalogue_has(site: Site, dataset: Dataset) -> None:
    """Its cells in each form, with the grade, and its breaks in each language."""
    known = json.loads(site["compare/indicators.json"].content)["indicators"]
    for one in dataset.catalogue.indicators:
        entry = known[one.id]
        assert [(form, tuple(cells), tuple(base), grade) for form, cells, base, grade in entry["forms"]] == [
            (e.form, e.cells, e.base, e.grade) for e in one.equivalents
        ]
        assert [year for year, _ in entry["breaks"]] == [b.year for b in one.breaks]
    assert set(known["requests_received"]["breaks"][0][1]) == {"zh-Hans", "zh-Hant", "en"}


def test_names_may_be_looked_for_in_traditional_characters(site: Site) -> None:
    """Each Traditional character leads to the one that the names have."""
    characters = json.loads(site["compare/indicators.json"].content)["characters"]
    assert "".join(characters.get(one, one) for one in "廣州市商務局") == "广州市商务局"


def test_where_there_is_no_api_the_page_is_its_tables(dataset: Dataset, root: Path) -> None:
    """Nothing asks for what is not published."""
    settings = replace(dataset.catalogue.site, leave_out=(Part.ENGLISH, Part.TRADITIONAL))
    renderer = Renderer(root / "templates", settings, load_content(root / "content"))
    (made,) = compare.pages(dataset, renderer)
    tree = html.document_fromstring(made.content.decode())
    assert not tree.xpath("//script[contains(@src, 'compare')] | //div[@id='compare']")
    assert tree.xpath("//ul[@class='tables']//a")
