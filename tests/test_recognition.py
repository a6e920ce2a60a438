"""Recognition: whose report, of which year, with which dates; each fact with its evidence, and none without."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen import readers
from sitegen.model import Agency, Fact, Register, Source
from sitegen.recognition import Facts, readings, recognise

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue, Document

TITLE = "四川省商务厅2019年政府信息公开工作年度报告"
NOBODY = Register()
CODES = ("11330800002620153X", "11330800002620154X")
CHAPTER = "\n一、总体情况\n"


def document(text: str) -> Document:
    """The document of a text."""
    content = text.encode()
    return readers.read(Source("report.txt", "text/plain", "", len(content)), content)


def agency(key: str, zh: str, division: str, *names: str) -> Agency:
    """An agency of a registry made for a test."""
    return Agency(key, zh, key, division, "county", "department", "commerce", merged=False, uscc=None, names=names)


CHAOYANG = (
    agency("chaoyang-commerce", "朝阳市商务局", "211300"),
    agency("chaoyang-beijing-commerce", "朝阳区商务局", "110105", "北京市朝阳区商务局"),
    agency("chaoyang-changchun-commerce", "朝阳区商务局", "220104", "长春市朝阳区商务局"),
)

# --- the five seeds --------------------------------------------------------------------------------------------------

SEEDS = {
    "000_187445dee861a10c.txt": {
        "agency": ("sichuan-commerce", "", 0),
        "title": ("四川省商务厅2019年政府信息公开工作年度报告", "title", 1),
        "agency_name": ("四川省商务厅", "title", 1),
        "year": ("2019", "title", 1),
        "published_on": ("2020-02-02", "published", 2),
    },
    "001_3c51f0ab0323fab2.txt": {
        "agency": ("guangzhou-commerce", "", 0),
        "title": ("广州市商务局2020年政府信息公开工作年度报告", "title", 1),
        "agency_name": ("广州市商务局", "title", 1),
        "year": ("2020", "title", 1),
        "published_on": ("2021-01-30", "below_title", 4),
    },
    "002_7862af51daa0dff0.txt": {
        "agency": ("chaoyang-commerce", "", 0),
        "title": ("朝阳市商务局2023年政府信息公开工作年度报告", "title", 1),
        "agency_name": ("朝阳市商务局", "title", 1),
        "year": ("2023", "title", 1),
        "published_on": ("2024-01-28", "published", 2),
        "lost_date": ("2024119", "signature", 601),
    },
    "003_7d3d035d340d6bcd.txt": {
        "agency": ("ziyang-economic-cooperation", "", 0),
        "title": ("资阳市经济合作和外事局2019年政府信息公开工作年度报告", "title", 4),
        "agency_name": ("资阳市经济合作和外事局", "title", 4),
        "year": ("2019", "title", 4),
        "published_on": ("2020-01-23", "published", 5),
        "signed_on": ("2020-01-30", "signature", 357),
    },
    "004_3c91f6d335a9c228.txt": {
        "agency": ("quzhou-commerce", "", 0),
        "agency_name": ("衢州市商务局", "publisher_in_text", 3),
        "year": ("2013", "caption", 29),
        "composed_on": ("2014-03-14", "composed", 1),
        "index_no": ("11330800002618197P/2014-101631", "index_no", 1),
    },
}


def told(facts: Facts) -> dict[str, tuple[str, str, int]]:
    """The facts that are known: value, how it was found, line."""
    found = {}
    for name in sorted(set(Facts.__dataclass_fields__) - {"lines", "worded", "publisher"}):  # evidence for other facts
        fact = getattr(facts, name)
        if isinstance(fact, Agency):
            found[name] = (fact.id, "", 0)
        elif fact is not None:
            assert fact.place is not None
            found[name] = (fact.value, fact.how, fact.place.line)
    return found


@pytest.mark.parametrize("name", SEEDS)
def test_the_facts_of_a_real_report_and_no_others_are_found(name: str, root: Path, catalogue: Catalogue) -> None:
    """Title, agency, year, dates and index number of each seed, with the line that says so."""
    content = (root / "data" / "reports" / name).read_bytes()
    facts = recognise(readers.read(Source(name, "", "", len(content)), content), catalogue.register)
    assert told(facts) == SEEDS[name]


# --- titles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name", "year"),
    [
        (TITLE, "四川省商务厅", "2019"),
        ("四川省商务厅2019年度政府信息公开工作年度报告", "四川省商务厅", "2019"),
        ("四川省商务厅2019年政府信息公开年度报告", "四川省商务厅", "2019"),
        ("四川省商务厅2019年政务公开工作年度报告", "四川省商务厅", "2019"),
        ("四川省商务厅2019年政务信息公开年度报告", "四川省商务厅", "2019"),
        ("四川省商务厅2019年信息公开年度报告", "四川省商务厅", "2019"),
        ("四川省商务厅2019年政府信息公开工作年报", "四川省商务厅", "2019"),
        ("四川省商务厅关于2019年度政府信息公开工作的报告", "四川省商务厅", "2019"),
        ("四川省商务厅关于2019年政府信息公开报告", "四川省商务厅", "2019"),
        ("四川省商务厅政府信息公开工作年度报告(2019年度)", "四川省商务厅", "2019"),
        ("四川省商务厅政府信息公开工作年度报告（2019年）", "四川省商务厅", "2019"),
        ("四川省商务厅2019年政府信息公开工作年度报告(图解)", "四川省商务厅", "2019"),
        ("四川省商务厅二〇一九年政府信息公开工作年度报告", "四川省商务厅", "2019"),
        ("四川省商务厅二○一九年政府信息公开工作年度报告", "四川省商务厅", "2019"),
        ("四川省商务厅２０１９年政府信息公开工作年度报告", "四川省商务厅", "2019"),
        ("  四川省商务厅 2019 年政府信息公开工作年度报告 ", "四川省商务厅", "2019"),
        ("廣州市商務(wù)局2020年政府信息公開(kāi)工作年度報(bào)告", "广州市商务局", "2020"),
        ("2018年建新镇政府信息公开工作年度报告", "建新镇", "2018"),
        ("2009年度下管镇政府信息公开年度报告", "下管镇", "2009"),
        ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", "2019"),
        ("天水市商务局2019年度政府信息公开工作年度报告", "天水市商务局", "2019"),
        ("标题: 平潭综合实验区地方税务局2013年信息公开年度报告", "平潭综合实验区地方税务局", "2013"),
    ],
)
def test_a_title_names_agency_and_year_however_it_is_put(title: str, name: str, year: str) -> None:
    """The variants that agencies use, read alike."""
    facts = recognise(document(title + CHAPTER), NOBODY)
    assert facts.title is not None
    assert facts.title.printed == title.strip()
    assert facts.agency_name is not None
    assert facts.year is not None
    assert (facts.agency_name.value, facts.year.value, facts.year.how) == (name, year, "title")


def test_a_title_without_an_agency_gives_the_year_alone() -> None:
    """The agency is then taken from elsewhere or not at all."""
    facts = recognise(document("2022年政府信息公开工作年度报告" + CHAPTER), NOBODY)
    assert facts.title is not None
    assert facts.agency_name is None
    assert facts.year is not None
    assert facts.year.value == "2022"


@pytest.mark.parametrize(
    "line",
    [
        "黄村镇2014年度信息年度公开报告",
        "四川省商务厅2019年法治政府建设工作年度报告",
        "四川省商务厅2019年财政预算报告",
        "上一篇:四川省商务厅2018年政府信息公开工作年度报告",
        "根据《条例》要求,现公布2019年政府信息公开工作年度报告。" + "全文如下。" * 20,
        "四川省商务厅2105年政府信息公开工作年度报告",
        TITLE + "全文如下" * 20,
        "索引号:0000/2019-1",
    ],
)
def test_what_is_no_title_is_not_taken_for_one(line: str) -> None:
    """Other reports, links to other years and long sentences are no titles."""
    assert recognise(document(line + CHAPTER), NOBODY).title is None


@pytest.mark.parametrize(
    "title",
    [
        "# 四川省商务厅2019年政府信息公开工作年度报告",
        "**四川省商务厅2019年政府信息公开工作年度报告**",
        "《四川省商务厅2019年政府信息公开工作年度报告》",
        "四川省商务厅2019年\n政府信息公开工作年度报告",
        "现将四川省商务厅2019年政府信息公开工作年度报告公布如下",
        "(图解)四川省商务厅2019年政府信息公开工作年度报告",
    ],
)
def test_what_surrounds_a_title_is_no_part_of_the_name(title: str) -> None:
    """Markdown marks, book title marks, a line break or an introduction do not change whose report it is."""
    facts = recognise(document(title + CHAPTER), NOBODY)
    assert facts.agency_name is not None
    assert facts.agency_name.value == "四川省商务厅"


# --- years -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year", "how"),
    [
        (TITLE + "\n统计期限自2020年1月1日起至2020年12月31日止。", "2020", "period"),
        (TITLE + "\n组配分类:2018年度\n2017年政府信息公开工作情况统计表", "2019", "title"),
        ("2013年政府信息公开工作情况统计表\n组配分类:2012年度", "2013", "caption"),
        ("二〇一三年政府信息公开情况统计表", "2013", "caption"),
        ("组配分类:2013年度\n发布日期:2019-03-01", "2013", "page_data"),
        ("发布日期:2014-03-01", "2013", "year_before_publication"),
    ],
)
def test_the_year_is_taken_from_what_is_trusted_most(text: str, year: str, how: str) -> None:
    """Period sentence, title, caption, page data, and last of all the year before publication."""
    fact = recognise(document(text + CHAPTER), NOBODY).year
    assert fact is not None
    assert (fact.value, fact.how) == (year, how)


def test_a_year_that_the_whole_text_agrees_on_is_taken_last_of_all() -> None:
    """Sentences that begin with one and the same year tell it; with two years nothing is certain."""
    agreed = recognise(document("2019年,全市上下努力。\n一、总体情况\n2019年,我局主动公开。"), NOBODY).year
    assert agreed is not None
    assert (agreed.value, agreed.how) == ("2019", "text")
    assert recognise(document("2018年,全市上下努力。\n一、总体情况\n2019年,我局主动公开。"), NOBODY).year is None


def test_two_years_on_one_line_of_text_leave_the_year_open() -> None:
    """Many texts are a single line: it must agree with itself."""
    assert recognise(document("2018年,全市上下努力。2019年,我局主动公开。"), NOBODY).year is None


@pytest.mark.parametrize("year", ["2007", "1998", "二〇〇七"])
def test_a_year_before_the_regulations_is_none(year: str) -> None:
    """There was no report before 2008."""
    assert recognise(document(f"某市商务局{year}年政府信息公开工作年度报告" + CHAPTER), NOBODY).year is None


def test_the_first_year_of_the_regulations_is_one() -> None:
    """Reports begin with 2008."""
    year = recognise(document("某市商务局2008年政府信息公开工作年度报告" + CHAPTER), NOBODY).year
    assert year is not None
    assert year.value == "2008"


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2020-02-02 08:00",
        "发布日期:2020年2月2日",
        "发布日期:2020/2/2 字体:大 中 小",
        "公开日期: | 2020.02.02 |",
        "来源:办公室发布时间:2020-02-02阅读:",
        "时间:2020-02-02 00:00",
        "2020-02-02",
        "2020-02-02 08:30:00",
        "• 2020年02月02日",
    ],
)
def test_the_publication_date_is_found_however_it_is_printed(line: str) -> None:
    """Behind its name, or alone right below the title."""
    fact = recognise(document(f"{TITLE}\n{line}{CHAPTER}"), NOBODY).published_on
    assert fact is not None
    assert fact.value == "2020-02-02"


@pytest.mark.parametrize("line", ["发布日期:2020-13-40", "发布日期:2020年2月30日", "印发日期:2020-02-02", "2020年2月"])
def test_what_no_calendar_has_is_no_date(line: str) -> None:
    """A date must be one, and must be said to be that of publication."""
    assert recognise(document(f"{TITLE}\n{line}{CHAPTER}"), NOBODY).published_on is None


@pytest.mark.parametrize("name", ["成文日期", "生成日期"])
def test_the_date_of_composition_is_kept_apart(name: str) -> None:
    """When a text was composed is not when it was published."""
    facts = recognise(document(f"{TITLE}\n{name}:2014-03-14{CHAPTER}"), NOBODY)
    assert facts.published_on is None
    assert facts.composed_on is not None
    assert facts.composed_on.value == "2014-03-14"


@pytest.mark.parametrize(
    "line",
    [
        "成文时间:2014-03-14",
        "生成时间:2014-03-14",
        "更新时间:2023-06-11",
        "抓取时间: 2024-05-05",
        "统计时间:2019-01-01至2019-12-31",
        "2019年3月5日召开部署会",
    ],
)
def test_another_date_is_not_taken_for_that_of_publication(line: str) -> None:
    """Dates of composition, update, capture or of an event lead to wrong verdicts on the deadline."""
    assert recognise(document(f"{TITLE}\n{line}{CHAPTER}"), NOBODY).published_on is None


@pytest.mark.parametrize("line", ["2020年1月30日", "    2020-01-30  ", "2020年01月30日", "２０２０年１月３０日"])
def test_the_signature_date_stands_alone_at_the_end(line: str) -> None:
    """The last line that is a date and nothing else."""
    fact = recognise(document(f"{TITLE}{CHAPTER}2019年12月1日\n四川省商务厅\n{line}\n主办:某"), NOBODY).signed_on
    assert fact is not None
    assert (fact.value, fact.how) == ("2020-01-30", "signature")


def test_a_date_that_lost_its_characters_gives_its_readings_and_no_date() -> None:
    """2024119 may be 19 January or 9 November: both are listed and neither is chosen."""
    facts = recognise(document(f"{TITLE}{CHAPTER}四川省商务厅\n2024119"), NOBODY)
    assert facts.signed_on is None
    assert facts.lost_date is not None
    assert readings(facts.lost_date.value) == (dt.date(2024, 1, 19), dt.date(2024, 11, 9))


@pytest.mark.parametrize(
    ("lost", "dates"),
    [
        ("202411", ["2024-01-01"]),
        ("2024011", ["2024-01-01"]),
        ("2024112", ["2024-01-12", "2024-11-02"]),
        ("20241209", ["2024-12-09"]),
        ("2023229", []),
        ("2024229", ["2024-02-29"]),
        ("20241", []),
        ("202413210", []),
        ("2024年1月1日", []),
    ],
)
def test_every_reading_of_a_lost_date_is_a_day_of_the_calendar(lost: str, dates: list[str]) -> None:
    """All days that the digits may have been, in order, and no others."""
    assert [date.isoformat() for date in readings(lost)] == dates


# --- agencies --------------------------------------------------------------------------------------------------------


def test_an_agency_is_known_by_any_of_its_names() -> None:
    """Former and full names lead to the same agency."""
    for name in ("朝阳市商务局", "北京市朝阳区商务局"):
        found = recognise(document(f"{name}2019年政府信息公开工作年度报告{CHAPTER}"), Register(CHAOYANG)).agency
        assert found is not None
        assert name in {found.zh, *found.names}


def test_a_name_that_two_agencies_bear_is_not_decided() -> None:
    """朝阳区商务局 is one in Beijing and one in Changchun; neither is guessed."""
    text = f"朝阳区商务局2019年政府信息公开工作年度报告{CHAPTER}朝阳区商务局\n2020年1月1日"
    assert recognise(document(text), Register(CHAOYANG)).agency is None


def test_a_city_is_not_taken_for_the_district_of_the_same_name() -> None:
    """朝阳市商务局 in Liaoning has nothing to do with 朝阳区."""
    found = recognise(document(f"朝阳市商务局2019年政府信息公开工作年度报告{CHAPTER}"), Register(CHAOYANG)).agency
    assert found is not None
    assert found.division == "211300"


def test_a_shortened_name_is_completed_by_the_signature() -> None:
    """市商务局 in the title is the 朝阳市商务局 that signs."""
    text = f"市商务局2019年政府信息公开工作年度报告{CHAPTER}朝阳市商务局\n2020年1月1日"
    found = recognise(document(text), Register(CHAOYANG)).agency
    assert found is not None
    assert found.id == "chaoyang-commerce"


def test_a_shortened_publisher_is_completed_only_where_the_text_leaves_no_doubt(catalogue: Catalogue) -> None:
    """One full name in the text completes 市商务局; two leave it as it is."""
    one = recognise(document(f"发布机构: | 市商务局 |{CHAPTER}《衢州市商务局网站》"), catalogue.register)
    two = recognise(
        document(f"发布机构: | 市商务局 |{CHAPTER}《衢州市商务局网站》《湖州市商务局网站》"), catalogue.register
    )
    assert one.agency_name is not None
    assert one.agency_name.value == "衢州市商务局"
    assert two.agency_name is not None
    assert two.agency_name.value == "市商务局"
    assert two.agency is None


def test_a_page_without_a_name_is_known_by_the_code_in_its_index_number(catalogue: Catalogue) -> None:
    """The unified social credit code belongs to one agency; a code like no agency's to none."""
    known = recognise(document(f"索引号:11330800002618197P/2014-101631{CHAPTER}"), catalogue.register)
    assert known.agency is not None
    assert known.agency.id == "quzhou-commerce"
    assert recognise(document(f"索引号:11330800002618197PX/2014-1{CHAPTER}"), catalogue.register).agency is None


def test_an_agency_in_no_registry_is_named_and_not_known(catalogue: Catalogue) -> None:
    """The name is kept as printed; nobody else's report is made of it."""
    facts = recognise(document(f"某某市商务局2019年政府信息公开工作年度报告{CHAPTER}某某市商务局"), catalogue.register)
    assert facts.agency is None
    assert facts.agency_name is not None
    assert facts.agency_name.value == "某某市商务局"


@pytest.mark.parametrize(
    "text",
    [
        f"成都市商务局2019年政府信息公开工作年度报告{CHAPTER}成都市商务局\n友情链接\n四川省商务厅\n",
        f"索引号:11330800002618197P/2020-1\n开化县商务局2019年政府信息公开工作年度报告{CHAPTER}开化县商务局",
    ],
    ids=["a link to another agency below", "the code of another agency above"],
)
def test_a_report_is_never_given_to_an_agency_that_its_title_does_not_name(text: str, catalogue: Catalogue) -> None:
    """The full name in the title is not in the registry, so the report waits; it is not published as another's."""
    assert recognise(document(text), catalogue.register).agency is None


def test_what_a_fact_prints_stands_at_its_place(root: Path, catalogue: Catalogue) -> None:
    """The evidence of a fact can be looked up: the printed words are on the line that it names."""
    for name in SEEDS:
        content = (root / "data" / "reports" / name).read_bytes()
        page = readers.read(Source(name, "", "", len(content)), content)
        facts = recognise(page, catalogue.register)
        for field in Facts.__dataclass_fields__:
            fact = getattr(facts, field)
            if isinstance(fact, Fact):
                assert fact.place is not None
                words = fact.printed.split(" | ")
                assert all(word in page.lines[fact.place.line - 1] for word in words), (name, field)


def test_an_agency_is_known_by_its_code_where_no_name_tells() -> None:
    """Of several codes on a page that of the agency listed first tells; a page with none tells nothing."""
    first, second, *_ = (replace(one, uscc=code) for one, code in zip(CHAOYANG, CODES, strict=False))
    page = f"统一社会信用代码:{CODES[1]}、{CODES[0]}\n2019年政府信息公开工作年度报告{CHAPTER}"
    assert recognise(document(page), Register((first, second))).agency == first
    assert recognise(document(page), Register((second, first))).agency == second
    assert recognise(document(page), NOBODY).agency is None
