"""The prose of a report as a text: what is joined, what is a heading, what stands for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.model import Fact, Place, Report, Source
from sitegen.pages.parts.prose import Block, blocks

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Dataset

LONG = "为指导,认真学习宣传贯彻各项工作部署,圆满完成了全年的各项"


def made(*lines: str, chapters: tuple[int, ...] = ()) -> Report:
    """A report of these lines; the numbers are those of its chapters' headings."""
    facts = tuple(Fact(str(n), lines[line - 1], Place(line), "title") for n, line in enumerate(chapters, 1))
    year = Fact("2024", "2024", None, "title")
    return Report(
        "one-2024", Source("one.txt", "text/plain", "", 0), lines, None, "national-2021", year, chapters=facts
    )


def told(block: Block) -> str:
    """What a block says."""
    return "".join(piece.text for piece in block.pieces) or (block.said.chinese if block.said else "")


def test_lines_that_go_on_are_one_paragraph(catalogue: Catalogue) -> None:
    """As in a PDF; an empty line, a full stop and an item mark end it."""
    report = made(LONG, "任务。", LONG, "(二)依申请公开情况。受理三件。", LONG, "", "另起一段。")
    found = [told(block) for block in blocks(report, catalogue, {})]
    assert len(found) == 5
    assert found[0].endswith("的各项任务。")
    assert found[2] == "（二）依申请公开情况。受理三件。"


def test_a_heading_ends_no_sentence_and_a_chapter_with_a_text_is_a_paragraph(catalogue: Catalogue) -> None:
    """A line that begins like a heading and goes on is a paragraph with a heading in it."""
    report = made("一、总体情况", "(一)主动公开", "(二)依申请公开。全年收到三件。", "1.第一项工作", chapters=(1, 3))
    found = blocks(report, catalogue, {})
    assert [block.kind for block in found] == ["chapter", "heading", "paragraph", "items"]
    assert [(piece.text, piece.run_in) for piece in found[2].pieces] == [
        ("（二）依申请公开。", True), ("全年收到三件。", False)
    ]  # fmt: skip


def test_what_was_no_table_to_us_is_not_repeated_as_text(catalogue: Catalogue) -> None:
    """Bars and bare figures; one figure alone may be a date that has lost its words."""
    report = made("正文如下。", "甲 | 1 | 2", "乙 | 3 | 4", "", "7", "8", "9", "", "完。", "2024119")
    assert [told(block) for block in blocks(report, catalogue, {})] == [
        "正文如下。", "〔此处有表格 %(count)s 行，见原文〕", "〔此处有表格 %(count)s 行，见原文〕", "完。", "2024119"
    ]  # fmt: skip


def test_cuts_are_said_in_their_place(dataset: Dataset) -> None:
    """With as many lines as are cut."""
    report = next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020")
    said = [block.said for block in blocks(report, dataset.catalogue, {}) if block.said]
    cut = [one for one in said if "略去" in one.chinese]
    assert [one.values["count"] for one in cut] == [one.last - one.first + 1 for one in report.cuts]


@pytest.mark.parametrize("lines", [(), ("",), ("1", "2", "3")])
def test_without_a_sentence_there_is_no_text(catalogue: Catalogue, lines: tuple[str, ...]) -> None:
    """Such as a sheet of figures."""
    assert not blocks(made(*lines), catalogue, {})


def test_no_sentence_of_a_report_is_lost(dataset: Dataset) -> None:
    """Each line with a full stop stands in the text, but for what is cut."""
    report = next(report for report in dataset.reports if report.id == "sichuan-commerce-2019")
    shown = "".join(told(block) for block in blocks(report, dataset.catalogue, {}))
    sentences = [line.strip() for line in report.lines if "。" in line]
    assert len(sentences) == 6
    assert all(line[-12:].translate({ord(","): "，"}) in shown for line in sentences)
