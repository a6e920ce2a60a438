"""What a report says of itself: every year, every name, and the headings of its chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen import recognition, statements
from sitegen.model import Document, Paragraph, Place, Register, Source

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Dataset


def facts(*lines: str) -> recognition.Facts:
    """What is recognised of some lines of text."""
    blocks = tuple(Paragraph(text, Place(number, 0, len(text))) for number, text in enumerate(lines, 1))
    return recognition.recognise(Document(Source("a.txt", "text/plain", "0" * 64, 1), lines, blocks), Register())


def headings(catalogue: Catalogue, *lines: str) -> list[tuple[str, str]]:
    return [(fact.value, fact.how) for fact in statements.chapters(facts(*lines), catalogue)]


def test_every_year_is_told_with_where_it_stands() -> None:
    found = statements.years(
        facts(
            "某某市商务局2022年政府信息公开工作年度报告",
            "组配分类:2021年度",
            "本报告统计期限自2022年1月1日至2022年12月31日。",
            "2020年,我局共公开信息5条。",
        )
    )
    assert [(fact.value, fact.how) for fact in found] == [
        ("2022", "title"),
        ("2022", "period"),
        ("2021", "page_data"),
        ("2020", "text"),
    ]
    assert [fact.place.line for fact in found if fact.place] == [1, 3, 2, 4]


def test_text_that_speaks_of_several_years_states_none() -> None:
    assert statements.years(facts("2020年,我局公开5条。", "2021年,我局公开6条。")) == ()


def test_a_year_in_characters_is_the_same_year() -> None:
    (found,) = statements.years(facts("某某市商务局二〇二二年政府信息公开工作年度报告"))
    assert found.value == "2022"


def test_the_name_above_the_date_is_the_signature() -> None:
    lines = ["某某市商务局2022年政府信息公开工作年度报告", "发布机构:市商务局", "正文", "某某市商务局", "2023年1月9日"]
    found = statements.names(facts(*lines))
    assert [(fact.value, fact.how) for fact in found] == [
        ("某某市商务局", "title"),
        ("市商务局", "publisher"),
        ("某某市商务局", "signature"),
    ]
    assert [fact.how for fact in statements.names(facts(*lines[:3]))] == ["title", "publisher"]


@pytest.mark.parametrize(
    ("line", "chapter"),
    [
        ("一、总体情况", ("1", "title")),
        ("总体情况", ("1", "title")),
        ("第一部分总体情况", ("1", "title")),
        ("(二)主动公开政府信息情况", ("2", "title")),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况", ("4", "title")),
        ("四、政府信息公开行政复议、行政诉讼情况行政复议", ("4", "title")),
        ("五、工作中的不足和下一步打算", ("5", "title")),
        ("六、下一年工作安排", ("6", "number")),
        ("三、本年度办理结果", None),
        ("四、结转下年度继续办理", None),
        ("一、本年新收政府信息公开申请数量", None),
        ("(三)不予公开", None),
        ("总体情况良好。", None),
        ("七、附件", None),
    ],
)
def test_a_heading_is_known_by_its_title_or_its_number(
    catalogue: Catalogue, line: str, chapter: tuple[str, str] | None
) -> None:
    """A row of the table is no heading, whatever its number."""
    assert headings(catalogue, line) == ([chapter] if chapter else [])


def test_the_chapters_of_the_seeds_are_found(dataset: Dataset) -> None:
    """Six in all but one, which lacks the last; one has its title run into the table."""
    found = {
        report.id: "".join(dict.fromkeys(fact.value for fact in report.chapters))
        for report in dataset.reports
        if report.source.media_type == "text/plain" and report.form != "zhejiang-2013"
    }
    assert found == {
        "sichuan-commerce-2019": "12345",
        "guangzhou-commerce-2020": "123456",
        "chaoyang-commerce-2023": "123456",
        "ziyang-economic-cooperation-2019": "123456",
    }
