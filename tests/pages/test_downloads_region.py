"""Where agencies are many the downloads are on a page for each division: nothing is lost, and no page is large."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import parts
from sitegen.rendering import size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Parse = Callable[[Site, str], HtmlElement]

MOST = 2


@pytest.fixture(scope="module")
def cut(dataset: Dataset, build: Callable[[Dataset], Site]) -> Site:
    """The site as it would be with many more agencies and cells."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST", MOST)
        patch.setattr(parts, "LARGEST", 100)
        return build(dataset)


def addresses(site: Site) -> list[str]:
    """The pages of downloads."""
    return sorted(
        path.removesuffix("index.html")
        for path in site
        if path.startswith("downloads/") and path.endswith("index.html")
    )


def linked(page: HtmlElement, address: str, what: str = "//a/@href") -> Iterator[str]:
    """Where links of a page lead to, as paths of the site."""
    for href in page.xpath(what):
        yield posixpath.normpath(posixpath.join(address, href.partition("#")[0]))


def test_every_exported_file_can_be_found_on_one_of_the_pages(cut: Site, parse: Parse) -> None:
    found = [path for one in addresses(cut) for path in linked(parse(cut, one), one, "//td//a/@href")]
    assert set(found) <= set(cut)
    data = {path for path in cut if path.startswith("data/") and not path.endswith("-metadata.json")}
    assert data - set(found) == set()
    single = [path for path in found if path.startswith("data/") and not path.startswith("data/regions/")]
    assert len(single) == len(set(single)), "no file but that of a region stands on two pages"


def test_every_page_is_reached_from_the_first_and_leads_back(cut: Site, parse: Parse) -> None:
    pages = addresses(cut)
    assert len(pages) > MOST
    assert any(one.count("/") == 2 for one in pages)
    seen, ahead = set[str](), ["downloads/"]
    while ahead:
        one = ahead.pop()
        seen.add(one)
        found = {f"{posixpath.dirname(path)}/" for path in linked(parse(cut, one), one) if path.endswith("index.html")}
        ahead += sorted((found & set(pages)) - seen)
        assert one == "downloads/" or "downloads/index.html" in set(linked(parse(cut, one), one))
    assert seen == set(pages)


def test_the_first_page_lists_divisions_and_no_agency(cut: Site, parse: Parse, dataset: Dataset) -> None:
    """With how many agencies and reports each has; so it stays small."""
    page = parse(cut, "downloads/")
    links = set(linked(page, "downloads/", "//td//a/@href"))
    assert not [path for path in links if path.startswith(("data/agencies/", "data/observations/"))]
    assert {"data/datapackage.json", "data/reports.csv", "data/schemas/observations.json"} <= links
    names = [th.text_content() for th in page.xpath("//table[1]/tbody/tr/th")]
    assert not [name for name in names if name.endswith((".csv", ".json", ".parquet"))]
    assert "观测值：各文件共用的字段说明" in names
    (table,) = page.xpath("//table[caption='按地区']")
    rows = [[cell.text_content() for cell in row.xpath("*")] for row in table.xpath("tbody/tr")]
    divisions = {agency.id: agency.division for agency in dataset.catalogue.agencies}
    in_sichuan = [report for report in dataset.reports if divisions[report.agency or ""].startswith("51")]
    (own,) = (row for row in rows if row[0] == "四川省")
    assert own[1:3] == [str(len({report.agency for report in in_sichuan})), str(len(in_sichuan))]
    assert own[3] == f"ZIP {size(len(cut['data/regions/510000/510000.zip'].content))}"
    assert "列在各地区的页上" in page.text_content()


def test_the_example_loads_files_that_are_there(cut: Site, site: Site, parse: Parse) -> None:
    """Not a table that lies in parts, nor parts of one that does not."""
    python, r = (code.text_content() for code in parse(cut, "downloads/").xpath("//pre/code")[:2])
    assert "data/observations.csv" not in cut
    assert '"observations.csv"' not in python + r
    assert '"observations"' in python
    assert '"observations"' in r
    python, r = (code.text_content() for code in parse(site, "downloads/").xpath("//pre/code")[:2])
    assert python.startswith('import pandas as pd\n\ncells = pd.read_csv("observations.csv"')
    assert 'read_csv("observations.csv")' in r


def test_a_page_has_the_parts_of_its_province_by_year(cut: Site, parse: Parse) -> None:
    page = parse(cut, "downloads/510000/")
    (table,) = page.xpath("//table[caption='逐格清单，逐年']")
    heads = [cell.text_content() for cell in table.xpath("thead//th")]
    assert heads[:3] == ["年度", "观测值", "指标数值"]
    for row in table.xpath("tbody/tr"):
        year = row.xpath("th")[0].text_content()
        for path in linked(row, "downloads/510000/", ".//a/@href"):
            assert path.startswith("data/")
            assert path.endswith(f"/510000-{year}.csv")
    years = [row.text_content() for row in table.xpath("tbody/tr/th")]
    assert years == sorted(years, reverse=True)


def test_search_engines_are_told_of_the_divisions_and_of_the_agencies_of_each(cut: Site, parse: Parse) -> None:
    """Each on the page that has it; and where a dataset is shown there is a page."""
    for address in addresses(cut):
        for text in parse(cut, address).xpath("//script[@type='application/ld+json']/text()"):
            told = json.loads(text)
            assert told["@type"] == "Dataset"
            for part in told.get("hasPart", ()):
                assert posixpath.normpath(posixpath.join(address, part["url"])) in cut
            for file in told["distribution"]:
                assert posixpath.normpath(posixpath.join(address, file["contentUrl"])) in cut
    (text,) = parse(cut, "downloads/").xpath("//script[@type='application/ld+json']/text()")
    assert "四川省政府信息公开年报数据" in [part["name"] for part in json.loads(text)["hasPart"]]
    assert "isBasedOn" not in json.loads(text)


def test_the_sums_and_the_catalogue_do_not_lose_a_file(cut: Site) -> None:
    paths = {line.partition("  ")[2] for line in cut["SHA256SUMS"].content.decode().splitlines()}
    assert paths == {path for path in cut if path.startswith("data/")}


def test_where_agencies_are_few_there_is_one_page(site: Site) -> None:
    assert addresses(site) == ["downloads/"]
