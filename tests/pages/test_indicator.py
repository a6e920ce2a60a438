"""An indicator's page: no sum of what is not there, no series across a break without a mark."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from lxml import html

from sitegen.gathering import Earlier, Gathered, run, slices
from sitegen.model import Part, Status
from sitegen.pages import indicator
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset, Observation, Report

    Site = dict[str, Artifact]
    Page = Callable[[str], HtmlElement]
    Parse = Callable[[Site, str], HtmlElement]
    Words = Callable[[HtmlElement], str]

NOTHING = "没有收录该年年报"


def table(tree: HtmlElement, words: Words) -> dict[str, list[str]]:
    """The cross-year table: what each agency shows in each column."""
    (found,) = tree.xpath("//table[contains(@class, 'series')]")
    return {
        words(row[0]): [words(cell) for cell in row[1:]]
        for row in (*found.xpath("./thead/tr"), *found.xpath("./tbody/tr"))
    }


def changed(dataset: Dataset, report: str, change: Callable[[Observation], Observation]) -> Dataset:
    """The dataset with the observations of one report changed."""
    return replace(
        dataset,
        reports=tuple(
            replace(one, observations=tuple(map(change, one.observations))) if one.id == report else one
            for one in dataset.reports
        ),
    )


def test_values_lead_to_their_cells(seed_page: Page, words: Words) -> None:
    """Agencies by years, each value a link to the report."""
    tree = seed_page("indicators/requests-received/")
    shown = table(tree, words)
    assert shown["机关"] == ["2013", "…其间各年没有收录", "2019", "2020", "2021", "2022", "2023"]
    assert shown["广州市商务局"] == [NOTHING, "", NOTHING, "15", NOTHING, NOTHING, NOTHING]
    assert "../../reports/guangzhou-commerce-2020/index.html#requests/received_new/total" in tree.xpath("//td/a/@href")


def test_a_blank_stays_a_blank_and_an_approximate_twin_is_marked(page: Page, words: Words) -> None:
    """The form of 2013 counted otherwise, and its cell is empty: not zero, and not in one line with the rest."""
    tree = page("indicators/requests-received/")
    assert table(tree, words)["衢州市商务局"][0] == "≈近似可比 ·空白"
    assert [th.text_content() for th in tree.xpath("//th[contains(@class, 'broken')]")] == ["2019"]
    assert "收件认定和拆分办法不同" in words(tree.xpath("//ul[@class='notes']")[0])


def test_years_of_one_agency_stand_in_one_row(dataset: Dataset, page: Page, words: Words) -> None:
    """Each year's figure below its year, and each leads to its own report."""
    tree = page("indicators/requests-received/")
    shown = table(tree, words)
    keyed = [report for report in dataset.reports if report.agency == "pingtan-administration"]
    assert len(keyed) >= 7
    for report in keyed:
        (value,) = (o.value for o in report.observations if o.cell == "requests/received_new/total")
        assert shown["平潭综合实验区管委会"][shown["机关"].index(report.year.value)] == str(value)
        assert f"../../reports/{report.id}/index.html#requests/received_new/total" in tree.xpath("//td/a/@href")


def test_what_cannot_be_compared_stands_apart(seed_page: Page, words: Words) -> None:
    """The figure of 2019 counts all documents ever disclosed: soft ink, a sign, a word, a double rule before 2023."""
    tree = seed_page("indicators/normative-documents-in-force/")
    assert table(tree, words)["四川省商务厅"][2] == "≠不可比 8"
    assert len(tree.xpath("//td[contains(@class, 'apart')]/a")) == 3
    assert [th.text_content() for th in tree.xpath("//th[contains(@class, 'broken')]")] == ["2023"]
    assert "不是现行有效数" in words(tree.xpath("//ul[@class='notes']")[0])


def test_a_series_breaks_in_the_year_in_which_the_form_changes(page: Page) -> None:
    """Pingtan has reports of 2020 and 2021: the double rule stands between them."""
    tree = page("indicators/normative-documents-in-force/")
    assert [th.text_content() for th in tree.xpath("//th[contains(@class, 'broken')]")] == ["2021"]


def test_no_break_is_drawn_where_forms_count_alike(page: Page) -> None:
    """2019 and 2021 ask for licensing decisions in the same sense."""
    assert not page("indicators/licensing-decisions/").xpath("//th[contains(@class, 'broken')]")


def test_a_sum_says_what_it_is_a_sum_of(page: Page, words: Words) -> None:
    """The eight grounds of refusal, each with its number, in the tip; the formula stands below."""
    tree = page("indicators/refused/")
    assert table(tree, words)["广州市商务局"][3] == "3"
    (tip,) = tree.xpath("//td/a[contains(@href, 'guangzhou')]/@title")
    assert tip.startswith("8 格之和：1.属于国家秘密·总计 0；")
    assert "6.属于四类过程性信息·总计 3" in tip
    assert "8 格之和：1.属于国家秘密·总计 + 2.其他法律行政法规禁止公开·总计" in words(
        tree.xpath("//ul[@class='forms']")[0]
    )


def test_a_sum_with_a_missing_part_is_no_number(
    dataset: Dataset, build: Callable[[Dataset], Site], parse: Parse, words: Words
) -> None:
    """Seven numbers and a blank make no total of eight."""

    def blank(one: Observation) -> Observation:
        if one.cell == "requests/refused_third_party/total":
            return replace(one, value=None, status=Status.BLANK)
        return one

    tree = parse(build(changed(dataset, "guangzhou-commerce-2020", blank)), "indicators/refused/")
    assert table(tree, words)["广州市商务局"][3] == "·空白"


def test_money_in_another_unit_keeps_its_unit(
    seeds: Dataset, build: Callable[[Dataset], Site], parse: Parse, words: Words
) -> None:
    """251000元 must not stand as 251000 in a table of 万元."""

    def in_yuan(one: Observation) -> Observation:
        return replace(one, value=Decimal(251000), unit="元") if one.cell == "proactive/charges/amount" else one

    tree = parse(build(changed(seeds, "chaoyang-commerce-2023", in_yuan)), "indicators/charges-amount/")
    assert table(tree, words)["朝阳市商务局"][-1] == "251000元"


def test_a_form_without_the_item_is_told_from_a_missing_report(page: Page, words: Words) -> None:
    """The form of 2013 has no carried-over requests; Guangzhou has no report of 2013 here."""
    shown = table(page("indicators/requests-carried-in/"), words)
    assert shown["衢州市商务局"][0] == "无此项该年表式没有这一项"
    assert shown["广州市商务局"][0] == NOTHING


@pytest.mark.parametrize(
    ("address", "years"),
    [
        ("requests-received", ["2019"]),
        ("granted", ["2019"]),
        ("requests-carried-out", []),
        ("normative-documents-issued", ["2021"]),
        ("charges-amount", ["2021"]),
        ("unclear", ["2019", "2021"]),
        ("litigation-direct", ["2024"]),
        ("reconsideration-total", ["2019", "2024"]),
        ("reconsideration-corrected-rate", ["2024"]),
    ],
)
def test_each_break_is_drawn_where_there_are_figures_on_both_sides(page: Page, address: str, years: list[str]) -> None:
    """Reports of 2013 and of 2019 to 2025: the law of 2019, the form of 2021, reconsideration first from 2024."""
    tree = page(f"indicators/{address}/")
    assert [th.text_content() for th in tree.xpath("//th[contains(@class, 'broken')]")] == years


def test_each_break_gives_its_reason(page: Page, words: Words) -> None:
    """Below the table, year by year, drawn in it or not; what has no break has no such part."""
    items = page("indicators/reconsideration-total/").xpath("//ul[contains(@class, 'breaks')]/li")
    assert [words(item).partition("：")[0] for item in items] == ["2014", "2019", "2024"]
    assert "应当先申请复议" in words(items[-1])
    assert not page("indicators/licensing-decisions/").xpath("//ul[contains(@class, 'breaks')]")


def test_a_rate_shows_its_numerator_and_denominator(page: Page, words: Words) -> None:
    """Per cent with one decimal, marked where the base is small; both sides lead to their cells."""
    tree = page("indicators/disclosure-rate/")
    shown = table(tree, words)
    pingtan = shown["平潭综合实验区管委会"]
    assert pingtan[shown["机关"].index("2019")] == "△基数小 34.8%8/23"
    assert pingtan[shown["机关"].index("2021")] == "50.7%35/69"
    links = tree.xpath("//td//small/a[contains(@href, 'pingtan-administration-2019')]/@href")
    assert [link.partition("#")[2] for link in links] == ["requests/granted/total", "requests/closed_total/total"]
    assert "基数小：分母不足 30" in words(tree.xpath("//main")[0])
    parts = tree.xpath("//dl[@class='facts']/div[not(@class)]//a/@href")
    assert [part.split("/")[1] for part in parts] == ["granted", "partial", "requests-closed"]


def test_a_rate_without_a_base_says_so(page: Page, words: Words) -> None:
    """No case concluded: neither a nought nor a hundred per cent."""
    shown = table(page("indicators/litigation-corrected-rate/"), words)
    assert shown["平潭综合实验区管委会"][shown["机关"].index("2019")] == "无基数分母不是正数，没有比率0/0"


def test_another_unit_stands_beside_the_figure(page: Page, words: Words) -> None:
    """Items of charges in the column of 2020 are no amount: another unit, a sign, soft ink."""
    tree = page("indicators/charges-amount/")
    shown = table(tree, words)
    assert shown["平潭综合实验区管委会"][shown["机关"].index("2020")] == "≠不可比 35项"


def test_there_are_no_ranks(page: Page, dataset: Dataset) -> None:
    """Agencies stand in the order of the registry, whatever their figures."""
    names = [agency.zh for agency in dataset.catalogue.agencies]
    found = page("indicators/disclosure-rate/").xpath("//tbody/tr/th//text()")
    assert found == [name for name in names if name in found]


def test_forms_and_their_comparability_stand_on_top(page: Page, words: Words) -> None:
    """Before any number, each leading to its cells below."""
    tree = page("indicators/normative-documents-in-force/")
    (forms,) = tree.xpath("//dl[@class='facts']/div[@class='all']/dd")
    assert words(forms) == "全国统一格式（2019年试行） ≠ 不可比、全国统一格式（2021年）"
    for target in forms.xpath(".//a/@href"):
        assert tree.xpath("//li[@id=$id]", id=target.removeprefix("#"))


def test_few_agencies_are_drawn_one_by_one(page: Page, words: Words) -> None:
    """The one with several years has a line, the others are dots; quartiles there are none, and that is said."""
    tree = page("indicators/disclosure-rate/")
    (figure,) = tree.xpath("//figure[@class='plot']")
    assert figure.xpath("string(.//svg/title)") == "公开率：各机关各年度"
    assert "6 个机关" not in figure.xpath("string(.//svg/desc)")
    assert "机关，2019–2025 年" in figure.xpath("string(.//svg/desc)")
    assert len(figure.xpath(".//path[contains(@class, 'run t0')]")) == 2  # the line, and its sample below
    assert words(figure.xpath(".//p")[0]).startswith("平潭综合实验区管委会")
    assert "不足 8 个" in words(tree.xpath("//main")[0])
    assert not tree.xpath("//figure//@style")


def test_sparklines_stand_beside_several_years(page: Page, words: Words) -> None:
    """Of one year there is no trend."""
    shown = page("indicators/requests-received/").xpath("//table[contains(@class, 'series')]//tbody/tr")
    drawn = {words(row[0]): bool(row.xpath(".//svg")) for row in shown}
    assert [name for name, has in drawn.items() if has] == ["平潭综合实验区管委会"]


def test_the_chart_is_a_file_in_each_language(editions: Site) -> None:
    """To be taken along, with the line that says where it comes from."""
    found = {tag: editions[f"{folder}indicators/requests-received/chart.svg"].content.decode()
             for tag, folder in (("zh-Hans", ""), ("zh-Hant", "zh-hant/"), ("en", "en/"))}  # fmt: skip
    assert "新收申请：各机关各年度" in found["zh-Hans"]
    assert "新收申請" in found["zh-Hant"]
    assert "Requests received by agency and year" in found["en"]
    assert all("<desc>" in text and f'xml:lang="{tag}"' in text for tag, text in found.items())
    assert "Source: Open data" in found["en"]


@pytest.fixture(scope="module")
def many(dataset: Dataset) -> Dataset:
    """A hundred and twenty agencies in two provinces, half of them of a county, with two years each."""
    pattern = {report.id: report for report in dataset.reports}
    reports, agencies = [], []
    for n in range(120):
        one = dataset.catalogue.agency("guangzhou-commerce" if n % 3 else "quzhou-commerce")
        agencies.append(
            replace(one, id=f"invented-{n:03d}", zh=f"虚构{n}", uscc=None, level="county" if n % 2 else "province")
        )
        reports += [_of(pattern["guangzhou-commerce-2020"], f"invented-{n:03d}", year, n) for year in (2020, 2021)]
    catalogue = replace(dataset.catalogue, agencies=tuple(agencies))
    return replace(dataset, catalogue=catalogue, reports=tuple(reports), findings=(), quarantined=())


def _of(report: Report, agency: str, year: int, received: int) -> Report:
    """The report as that of another agency and year, with so many requests received."""
    name = f"{agency}-{year}"
    cell = "requests/received_new/total"
    observations = tuple(
        replace(one, report=name, value=Decimal(received) if one.cell == cell else one.value)
        for one in report.observations
    )
    return replace(
        report, id=name, agency=agency, year=replace(report.year, value=str(year)), observations=observations
    )


@pytest.fixture(scope="module")
def of_many(many: Dataset, root: Path) -> dict[str, HtmlElement]:
    """The pages of the first indicator for all these agencies, by address."""
    settings = replace(many.catalogue.site, leave_out=(Part.ENGLISH, Part.TRADITIONAL))
    catalogue = replace(many.catalogue, site=settings, indicators=many.catalogue.indicators[:1])
    renderer = Renderer(root / "templates", settings, load_content(root / "content"))
    made = indicator.pages(replace(many, catalogue=catalogue), renderer)
    return {one.path: html.document_fromstring(one.content.decode()) for one in made if one.path.endswith(".html")}


def test_many_agencies_are_shown_as_peers_and_by_region(of_many: dict[str, HtmlElement], words: Words) -> None:
    """Median and quartiles by year, of all and by level; the tables are on pages of their own; nobody has a rank."""
    tree = of_many["indicators/requests-received/index.html"]
    (peers,) = tree.xpath("//table[contains(@class, 'series')]")
    rows = [[words(cell) for cell in row] for row in peers.xpath(".//tr")]
    assert rows[0] == ["同类机关", "2020", "2021"]
    assert rows[1] == ["全部", "59.5(29.75–89.25) n=120", "59.5(29.75–89.25) n=120"]
    assert [row[0] for row in rows[2:]] == ["省级", "县级"]  # all are of commerce: one kind is no group
    assert tree.xpath("//figure//path[@class='band']")
    listed = tree.xpath("//ul[@class='files']/li")
    assert [words(one) for one in listed] == ["浙江省 40 个机关", "广东省 80 个机关"]
    assert len(of_many) == 3


def test_a_region_has_the_table_of_its_agencies(of_many: dict[str, HtmlElement], words: Words) -> None:
    """With every number a link, as on the page of few."""
    tree = of_many["indicators/requests-received/330000/index.html"]
    (rows,) = tree.xpath("//table[contains(@class, 'series')]/tbody")
    assert len(rows) == 40
    assert [words(cell) for cell in rows[1]][:3] == ["虚构3", "3", "3"]
    assert "reports/invented-003-2020/index.html#requests/received_new/total" in rows[1].xpath(".//a/@href")[1]


class Later(Gathered):
    """Sections of a build after another, which has left these files, and what was said under all names."""

    def __init__(self, dataset: Dataset, renderer: Renderer, files: Mapping[str, bytes], before: Gathered) -> None:
        """Take what the dataset says."""
        super().__init__((key, indicator.gather(own, renderer)) for key, own in slices(dataset))
        self._files_then, self._before = files, before

    def earlier(self, task: str, needs: Iterable[str]) -> Earlier:
        """The pages of a region, and what differs in its rows."""
        region = task.rpartition("/")[2]
        then = {(key, name): own for name in self._before.names() for key, own in self._before.of(name)}
        now = {(key, name): own for name in self.names() for key, own in self.of(name)}
        wanted = set(needs)
        changes = tuple(
            (key, name, then.get((key, name), b""), now.get((key, name), b""))
            for key, name in sorted(then.keys() | now.keys())
            if name in wanted and then.get((key, name)) != now.get((key, name))
        )
        return Earlier({path: own for path, own in self._files_then.items() if f"/{region}/" in path}, changes)


def test_pages_of_a_region_without_a_change_stay_and_the_others_are_those_made_anew(many: Dataset, root: Path) -> None:
    settings = replace(many.catalogue.site, leave_out=(Part.ENGLISH,))
    two = many.catalogue.indicators[:2]
    first = replace(many, catalogue=replace(many.catalogue, site=settings, indicators=two))
    second = changed(
        first,
        "invented-003-2021",
        lambda one: replace(one, value=Decimal(7)) if one.cell == "requests/received_new/total" else one,
    )
    renderer = Renderer(root / "templates", settings, load_content(root / "content"))
    before = Gathered((key, indicator.gather(own, renderer)) for key, own in slices(first))
    then = {one.path: one.content for one in run(indicator.tasks(first, renderer, before), before)}
    anew = {one.path: one.content for one in indicator.pages(second, renderer)}
    marked = {path: own + b"<!-- as it was -->" for path, own in then.items()}
    later = Later(second, renderer, marked, before)
    found = {one.path: one.content for one in run(indicator.tasks(second, renderer, later), later)}
    stayed = {path for path, own in found.items() if own == marked[path]}
    assert {path: then[path] if path in stayed else own for path, own in found.items()} == anew
    apart = {path for path in anew if "/330000/" in path or "/440000/" in path}
    differing = {path for path in apart if anew[path] != then[path]}
    assert stayed == apart - differing
    assert stayed
    assert differing


def test_the_rows_of_all_indicators_are_named_as_if_each_were_asked_for(dataset: Dataset) -> None:
    indicators, divisions = dataset.catalogue.indicators[:3], ("110000", "510100")
    every = [indicator.rows_of(one, division) for one in indicators for division in divisions]
    names = indicator.AllRows(indicators, divisions)
    assert (list(names), len(names), names[-1], names[1:3]) == (every, 6, every[-1], tuple(every[1:3]))
