"""An agency's page: who it is, its tables by year with breaks, its downloads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Page = Callable[[str], HtmlElement]
    Words = Callable[[HtmlElement], str]


def rows(table: HtmlElement) -> dict[str, list[str]]:
    """The values of each line by its last heading; lines of one name are told apart by what comes first."""
    found: dict[str, list[str]] = {}
    for row in table.xpath("./tbody/tr"):
        name = row.xpath("./th")[-1].text_content()
        found.setdefault(name, [td.text_content().strip() for td in row.xpath("./td[contains(@class, 'v')]")])
    return found


def test_an_agency_is_named_in_both_languages_with_its_codes(page: Page, words: Words) -> None:
    """朝阳市 is 211300 in Liaoning, not a district of Beijing."""
    tree = page("agencies/chaoyang-commerce/")
    assert tree.xpath("string(//h1)") == "朝阳市商务局"
    assert tree.xpath("string(//p[@lang='en'])") == "Chaoyang Municipal Bureau of Commerce"
    assert "辽宁省朝阳市 区划代码 211300" in words(tree.xpath("//dl")[0])
    assert "11330800002618197P" in words(page("agencies/quzhou-commerce/").xpath("//dl")[0])


def test_one_year_is_shown_in_the_official_layout(page: Page) -> None:
    """Each number leads to its cell on the report's page."""
    tree = page("agencies/sichuan-commerce/")
    assert [table.get("class").split()[1] for table in tree.xpath("//table[contains(@class, 'paper')]")] == [
        "stacked", "matrix", "across",
    ]  # fmt: skip
    targets = tree.xpath("//table[contains(@class, 'paper')]//td/a[not(@class)]/@href")
    assert len(targets) == 198
    assert targets[0] == "../../reports/sichuan-commerce-2019/index.html#proactive/rules/made"


def test_several_years_are_columns_with_a_double_rule_where_the_form_changes(
    worse_site: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    """2019 and 2020 go by one form, 2021 and 2022 by the next."""
    tree = parse(worse_site, "agencies/sichuan-commerce/")
    for table in tree.xpath("//table[contains(@class, 'years')]"):
        heads = table.xpath("./thead/tr/th")
        assert [th.text_content() for th in heads] == ["2019", "2020", "2021", "2022"]
        assert ["broken" in th.get("class", "") for th in heads] == [False, False, True, False]


def test_the_longest_series_crosses_the_change_of_forms(page: Page, words: Words) -> None:
    """Seven years of one agency; a group of rows has a heading, and the double rule goes through it too."""
    tree = page("agencies/pingtan-administration/")
    requests = tree.xpath("//table[caption='收到和处理政府信息公开申请情况']")[0]
    heads = requests.xpath("./thead/tr/th")
    assert [th.text_content() for th in heads] == [str(year) for year in range(2019, 2026)]
    assert [th.text_content() for th in heads if "broken" in th.get("class", "")] == ["2021"]
    assert rows(requests)["一、本年新收政府信息公开申请数量"] == ["23", "21", "70", "74", "81", "218", "154"]
    groups = [tr for tr in requests.xpath("./tbody/tr") if tr.get("class") == "heading"]
    assert [words(tr) for tr in groups] == ["三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理"]
    assert all([td.get("class") for td in tr.xpath("./td")] == [None, None, "broken", *[None] * 4] for tr in groups)


def test_a_row_of_one_form_only_is_empty_in_the_other_never_zero(
    worse_site: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    """The word for it is there for screen readers; the order is that of the newest form, with older rows beside kin."""
    tree = parse(worse_site, "agencies/sichuan-commerce/")
    requests = rows(tree.xpath("//table[caption='收到和处理政府信息公开申请情况']")[0])
    none = "该年表式没有这一格"
    assert requests["（六）其他处理"] == ["0", "0", none, none]
    assert requests["3.其他"] == [none, none, "1", "1"]
    names = list(requests)
    assert names.index("5.要求行政机关确认或重新出具已获取信息") + 1 == names.index("（六）其他处理")
    assert names[-1] == "四、结转下年度继续办理"
    proactive = rows(tree.xpath("//table[caption='主动公开政府信息情况']")[0])
    assert proactive["本年处理决定数量"] == ["12916", "12916", "0", "0"]
    assert proactive["采购总金额"] == ["326.6万元", "326.6万元", none, none]


def test_the_package_of_the_agency_is_offered(dataset: Dataset, page: Page) -> None:
    """Descriptor, zip and one CSV a table."""
    for agency in dataset.catalogue.agencies:
        names = page(f"agencies/{agency.id}/").xpath("//ul[@class='files']//a/@href")
        folder = f"../../data/agencies/{agency.id}"
        assert f"{folder}/datapackage.json" in names
        assert f"{folder}/{agency.id}.zip" in names
    assert "../../data/agencies/sichuan-commerce/national-2019-requests.csv" in page(
        "agencies/sichuan-commerce/"
    ).xpath("//ul[@class='files']//a/@href")


def test_an_agency_without_reports_has_a_page_that_says_so(
    dataset: Dataset, build: Callable[[Dataset], Site], parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """The registry may be ahead of the reports."""
    site = build(replace(dataset, reports=dataset.reports[1:], findings=()))
    assert "还没有收录年报" in words(parse(site, "agencies/chaoyang-commerce/"))
