"""An agency's page: who it is, its tables by year with breaks, its downloads."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import Event, Outcome

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


def test_the_years_are_drawn_with_a_table_of_the_same_numbers(page: Page, words: Words) -> None:
    """A chart says in words what it shows; the table leads to the cells; a year that fails a check is named."""
    tree = page("agencies/pingtan-administration/")
    charts = tree.xpath("//section[@aria-labelledby='glance']//figure//*[name()='svg' and @role='img']")
    assert len(charts) == 7
    assert "2019 年 23，2025 年 154；最高是 2024 年的 218" in words(charts[0])
    (line,) = tree.xpath("//table[contains(@class, 'glance')]//tr[th/a[.='新收申请']]")
    assert [words(td) for td in line.xpath("./td")] == ["23", "21", "70", "74", "81", "218", "154"]
    assert line.xpath("./td/a/@href")[0] == (
        "../../reports/pingtan-administration-2019/index.html#requests/received_new/total"
    )
    assert "核对不符的年度：2020" in words(tree.xpath("//figure[contains(@class, 'broad')]")[0])


def test_one_year_is_no_series(page: Page) -> None:
    """Key figures in a table, and no chart of a single dot."""
    assert not page("agencies/sichuan-commerce/").xpath("//section[@aria-labelledby='glance']//figure")


def test_the_chain_says_whether_what_is_carried_out_is_carried_in(page: Page, words: Words) -> None:
    """Seven years, six ties, each with its outcome in words."""
    rings = page("agencies/pingtan-administration/").xpath("//ol[@class='chain']/li")
    assert len(rings) == 7
    ties = [words(tie) for tie in page("agencies/pingtan-administration/").xpath("//ol[@class='chain']//*[@title]")]
    assert len(ties) == 6
    assert all(tie.startswith("✓相符：") for tie in ties)
    assert words(rings[3].xpath("./div")[0]) == "2022 上年结转1 本年新收74 办结75 结转下年0"


def test_a_broken_chain_leads_to_its_finding(
    worse: Dataset, build: Callable[[Dataset], Site], parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """The worst of all columns is what the tie shows."""
    broken = [
        replace(finding, outcome=Outcome.FAIL)
        if finding.id == "pingtan-administration-2022:Y.CARRY:requests/carried_in/natural_person"
        else finding
        for finding in worse.findings
    ]
    tree = parse(build(replace(worse, findings=tuple(broken))), "agencies/pingtan-administration/")
    (tie,) = tree.xpath("//ol[@class='chain']//a[contains(@class, 'fail')]")
    assert words(tie).startswith("✕不符：")
    assert "findings/pingtan-administration-2022/index.html#" in tie.get("href")


def test_figures_in_prose_are_told_with_their_outcome(page: Page, words: Words) -> None:
    """The words as printed, and what the table says of them."""
    (section,) = page("agencies/chaoyang-commerce/").xpath("//section[@aria-labelledby='prose']")
    assert words(section.xpath(".//summary")[0]) == "2023 年年报 ✓ 相符 3"
    assert "「信息处理费0元」" in [words(quote) for quote in section.xpath(".//p[@lang='zh-Hans']")]


def test_the_way_leads_up_to_the_regions(page: Page, words: Words) -> None:
    """Province and city have pages of their own."""
    (crumbs,) = page("agencies/pingtan-administration/").xpath("//nav[@class='crumbs']")
    assert words(crumbs) == "机关名录 › 福建省 › 福州市"
    assert crumbs.xpath("./a/@href")[1:] == ["../../coverage/350000/index.html", "../../coverage/350100/index.html"]


def test_each_chart_is_a_file_with_its_source_in_the_languages_of_the_site(site: Site, editions: Site) -> None:
    """A drawing that stands alone names the agency, what it shows, and the site."""
    chinese = site["agencies/pingtan-administration/requests-received.svg"]
    assert chinese.media_type == "image/svg+xml"
    for said in ("平潭综合实验区管委会 · 新收申请", "来源：政府信息公开年报开放数据", "2019: 23; 2020: 21"):
        assert said in chinese.content.decode()
    assert "agencies/pingtan-administration/outcomes.en.svg" not in site
    english = editions["agencies/pingtan-administration/outcomes.en.svg"].content.decode()
    assert "Source: Open data of annual reports" in english
    assert "Disclosed 2021: 30" in english
    assert not re.search("[\u3400-\u9fff]", english.partition("</style>")[2])


def test_a_frame_for_other_sites_shows_one_chart_and_where_it_comes_from(page: Page) -> None:
    """Every chart has its anchor; search engines are told not to list it."""
    tree = page("embed/agencies/pingtan-administration/")
    assert len(tree.xpath("//figure[@id]")) == 7
    assert tree.xpath("//figure[1]//a/@href") == ["../../../agencies/pingtan-administration/index.html"]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    code = page("agencies/pingtan-administration/").xpath("//details[@class='take']//code")[0].text_content()
    assert 'embed/agencies/pingtan-administration/index.html#requests-received"' in code


def test_what_happened_to_an_agency_is_told(
    dataset: Dataset, build: Callable[[Dataset], Site], parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """A change of name or a merger stands among the facts."""
    event = Event("chaoyang-commerce", "renamed", 2019, "由朝阳市外经贸局更名", "Renamed")
    catalogue = replace(dataset.catalogue, events=(event,))
    tree = parse(build(replace(dataset, catalogue=catalogue)), "agencies/chaoyang-commerce/")
    assert "2019：由朝阳市外经贸局更名" in words(tree.xpath("//dl[contains(@class, 'facts')]")[0])
