"""PDF: ruled tables become grids, the rest lines; what cannot be read is refused with its reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sitegen import readers
from sitegen.cleaning import clean
from sitegen.model import Grid, Source, Status
from sitegen.numerals import parse
from sitegen.readers import pdf
from tests.readers import pdf_fixtures

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Document

ROWS = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "12", ""],
    ["行政规范性文件", "3", "0", "40"],
]


def read(content: bytes) -> Document:
    """The document of a PDF."""
    return pdf.read(Source("report.pdf", pdf.MEDIA_TYPE, "", len(content)), content)


def grids(document: Document) -> list[list[list[str]]]:
    """The texts of the cells of all grids."""
    return [[[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Grid)]


def test_a_ruled_table_is_a_grid_and_an_empty_cell_stays_empty() -> None:
    document = read(pdf_fixtures.pdf(["二、主动公开政府信息情况", ROWS, "三、其他"]))
    assert grids(document) == [ROWS]
    assert document.lines[0] == "二、主动公开政府信息情况"
    assert document.lines[-1] == "三、其他"


def test_a_merged_cell_is_one_cell_wherever_it_spans() -> None:
    rows = [["第二十条第(一)项", "", "", ""], *ROWS]
    document = read(pdf_fixtures.pdf([rows], spans=[((0, 0), (3, 0))]))
    first = next(block for block in document.blocks if isinstance(block, Grid)).rows[0]
    assert len({id(cell) for cell in first}) == 1
    assert first[0].text == "第二十条第(一)项"


def test_every_cell_prints_just_the_characters_of_its_place() -> None:
    document = read(pdf_fixtures.pdf([ROWS], [ROWS]))
    cells = [cell for block in document.blocks if isinstance(block, Grid) for row in block.rows for cell in row]
    assert {cell.place.page for cell in cells} == {1, 2}
    for cell in cells:
        assert document.lines[cell.place.line - 1][cell.place.start : cell.place.end] == cell.text


def test_white_text_is_not_read() -> None:
    document = read(pdf_fixtures.white("行政许可 999", "行政许可 5"))
    assert document.lines == ("行政许可 5",)


def test_a_number_that_runs_over_the_edge_of_its_cell_is_no_number() -> None:
    """Half of its digits stand in the next cell, so neither cell says a number."""
    rows = [["收费", "12345678901234", "1"]]
    cells = grids(read(pdf_fixtures.pdf([rows], width=40)))[0][0]
    assert [parse(clean(text).text).status for text in cells[1:]] == [Status.UNREADABLE, Status.UNREADABLE]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf_fixtures.picture_only(), "pdf_scan"),
        (pdf_fixtures.pdf([ROWS], locked_with="a word"), "pdf_encrypted"),
        (pdf_fixtures.pdf([ROWS])[:700], "pdf_broken"),
        (b"%PDF-1.7\n" + b"\x00garbage" * 100, "pdf_broken"),
        (pdf_fixtures.pdf(*[["页"]] * 301), "pdf_too_long"),
    ],
    ids=["scan", "encrypted", "truncated", "garbage", "too long"],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(readers.UnreadableError, match=f"^{reason}$"):
        read(content)


def test_a_real_report_is_read_whole(shared: Path) -> None:
    """Every figure of the three tables of a published six-page PDF stands in a grid."""
    folder = shared / "corpus" / "real"
    document = read((folder / "huaian_2024.pdf").read_bytes())
    printed = {cell for grid in grids(document) for row in grid for cell in row}
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["huaian_2024.pdf"]["cells"]
    assert {f"{value:g}" if value < 10**6 else str(value) for value in truth.values()} <= printed
