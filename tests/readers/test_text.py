"""Plain text: lines are paragraphs, lines of cells between bars are grids, and every character keeps its place."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from sitegen import readers
from sitegen.model import Cell, Document, Grid, Paragraph, Place, Source
from sitegen.readers import LARGEST, UnreadableError, discover, open_source, pipes, text
from sitegen.readers.decoding import EMPTY, TOO_LARGE, UNDECODABLE, UNKNOWN_FORMAT
from sitegen.readers.ooxml import BROKEN

if TYPE_CHECKING:
    from pathlib import Path


def read(content: str | bytes) -> Document:
    """The document of a text."""
    raw = content.encode() if isinstance(content, str) else content
    return readers.read(Source("report.txt", "", "", len(raw)), raw)


def texts(row: tuple[Cell, ...]) -> list[str]:
    """What the cells of a row print."""
    return [cell.text for cell in row]


def grids(content: str) -> list[list[list[str]]]:
    """The cells of every grid of a text."""
    return [[texts(row) for row in block.rows] for block in read(content).blocks if isinstance(block, Grid)]


# --- lines -----------------------------------------------------------------------------------------------------------


def test_each_line_that_says_something_is_a_paragraph_with_its_place() -> None:
    """Empty lines count, so that line numbers are those of the file, but they are no paragraphs."""
    document = read("规章\n\n 12\n \u3000\n")
    assert document.lines == ("规章", "", " 12", " \u3000", "")
    assert document.blocks == (Paragraph("规章", Place(1, 0, 2)), Paragraph(" 12", Place(3, 0, 3)))


def test_carriage_returns_change_nothing() -> None:
    """A file with the line ends of Windows has the same lines and cells."""
    content = "规章\n| 一、新收 | 1 |\n| 二、结转 | |\n尾"
    assert read(content.replace("\n", "\r\n")).lines == read(content).lines
    assert read(content.replace("\n", "\r\n")).blocks == read(content).blocks


def test_the_line_ends_of_old_computers_end_lines_too() -> None:
    """A file with carriage returns alone is no single line, and a stray one among line feeds parts what it parts."""
    assert read("规章\r12\r").lines == ("规章", "12", "")
    assert read("规章\r\n1\r2\n").lines == ("规章", "1", "2", "")


def test_scripts_and_templates_stay_as_they_stand() -> None:
    """Nothing in a report is run, unescaped or removed on reading."""
    hostile = "<script>alert(1)</script> {{ 7*7 }} {% raw %} &lt; \u202e"
    text = f"总体情况 {hostile}"
    assert read(text).lines == (text,)
    assert read(f"| {text} | 1 |").lines == (f"| {text} | 1 |",)
    assert grids(f"| {text} | 1 |") == [[[text, "1"]]]


def test_a_file_in_utf_16_is_text() -> None:
    """Zero bytes belong to its characters; the mark at its beginning says so."""
    assert read("规章\n12".encode("utf-16")).lines == ("规章", "12")


# --- cells between bars ----------------------------------------------------------------------------------------------


def cells(*lines: str) -> list[list[str]]:
    """What the cells of a table print, row by row."""
    return [texts(row) for row in pipes.rows(tuple(enumerate(lines, 7)))]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("一、数量 | 条 | 9622 |", ["一、数量", "条", "9622"]),
        ("| 一、数量 | 条 | 9622 |", ["一、数量", "条", "9622"]),
        ("一、数量 | 条 | 9622", ["一、数量", "条", "9622"]),
        ("审批事项 | 条 | |", ["审批事项", "条", ""]),
        ("审批事项 | 条 |  | |", ["审批事项", "条", "", ""]),
        ("| | | 5", ["", "", "5"]),
        ("|| 5 |", ["", "5"]),
        (" | 5 | ", ["5"]),
        ("发布机构: | 市商务局 | ||", ["发布机构:", "市商务局", "", ""]),
        ("一|二", ["一", "二"]),
    ],
)
def test_a_bar_at_either_end_of_every_line_is_the_edge_of_the_table(line: str, found: list[str]) -> None:
    """It opens no cell, and an empty cell between bars stays: figures keep their columns."""
    assert cells(line) == [found]
    assert cells(line, line) == [found, found]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("| 规章 | 1 |", " | 2 |", "规章 | 3 |"), [["", "规章", "1"], ["", "2"], ["规章", "3"]]),
        (("一 | 1 | 2", "二 | 1 |"), [["一", "1", "2"], ["二", "1", ""]]),
        (("一 | 1 | 2 |", "二 | 1 | |"), [["一", "1", "2"], ["二", "1", ""]]),
        (("一 | 二", "| 三"), [["一", "二"], ["", "三"]]),
    ],
)
def test_a_bar_at_the_end_of_some_lines_opens_an_empty_cell(lines: tuple[str, ...], found: list[list[str]]) -> None:
    """Where the table has no edge, a line that begins or ends with a bar has an empty cell there."""
    assert cells(*lines) == found


@pytest.mark.parametrize("line", ["  | 一 |二 | | 三  |", "一 |\u3000二\u3000|", "|| 5 |", "一、数量 | 条 | 9622 |"])
def test_each_cell_prints_just_the_characters_of_its_place(line: str) -> None:
    """A cell's place cuts its text out of the line, without the spaces around it."""
    for others in ((), ("一 | 二",)):
        row = pipes.rows(tuple(enumerate((line, *others), 7)))[0]
        assert len(row) >= 2
        for cell in row:
            assert cell.place.line == 7
            assert line[cell.place.start : cell.place.end] == cell.text == cell.text.strip()


@pytest.mark.parametrize("line", ["|---|---|", "| --- | :---: |", "|:---|---:|", "| ---------- |", "|---"])
def test_a_rule_under_a_header_is_no_row(line: str) -> None:
    """Markdown draws a line under its header; it holds no cells."""
    assert pipes.is_rule(line)
    assert grids(f"| 一 | 二 |\n{line}\n| 1 | 2 |") == [[["一", "二"], ["1", "2"]]]


@pytest.mark.parametrize("line", ["| - | - |", "| -- |", "| — | —— |", "| 1 | --- |", "| |"])
def test_dashes_that_stand_for_a_cell_are_no_rule(line: str) -> None:
    """A short dash is what a publisher prints for a cell that does not apply."""
    assert not pipes.is_rule(line)


@pytest.mark.parametrize("line", ["|", "||", " | | ", "", "规章"])
def test_bars_alone_are_no_row(line: str) -> None:
    """A line of bars without any text is furniture."""
    assert not pipes.is_row(line)


def test_rows_that_follow_one_another_are_one_grid() -> None:
    """Another line between them, be it a single bar, parts two grids."""
    content = "一 | 1\n二 | 2\n|\n三 | 3\n叙述\n四 | 4"
    assert grids(content) == [[["一", "1"], ["二", "2"]], [["三", "3"]], [["四", "4"]]]


def test_a_grid_lies_where_its_first_row_lies() -> None:
    """The place of a table is the line on which it begins."""
    places = [block.place for block in read("叙述\n\n一 | 1\n二 | 2\n叙述\n三 | 3").blocks if isinstance(block, Grid)]
    assert places == [Place(3), Place(6)]


def test_a_rule_alone_is_no_grid() -> None:
    """A table without rows is none."""
    assert read("|---|---|").blocks == ()


def test_a_long_line_of_dashes_is_looked_at_in_no_time() -> None:
    """A line such as |-----…x must not stop the reading of all others."""
    start = time.process_time()
    assert not pipes.is_rule("|" + "-" * 600 + "x")
    assert time.process_time() - start < 0.05


@pytest.mark.parametrize("unit", ["|", "| ", "|一", "- "])
def test_a_line_of_many_bars_is_read_in_time(unit: str) -> None:
    """Whatever their number, the line is read or refused at once."""
    start = time.process_time()
    with suppress(UnreadableError):
        read("一|" + unit * 50_000)
    assert time.process_time() - start < 1


# --- which files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", EMPTY),
        (b"\xef\xbb\xbf", EMPTY),
        (b"\xff\xfe", EMPTY),
        (b" \r\n\t\n", EMPTY),
        (b"PK\x03\x04rest", BROKEN),
        (b"\xd0\xcf\x11\xe0rest", UNKNOWN_FORMAT),
        (b"text\x00text", UNKNOWN_FORMAT),
        (b"\xff\xff\xff", UNDECODABLE),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    """Every refusal has a reason that readers are told."""
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        read(content)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"{\\rtf1 rest}", b"a\x00"]
)
def test_what_bears_the_mark_of_another_format_is_no_text(content: bytes) -> None:
    """Other readers read it, or say why not; its bytes are never taken for words."""
    assert not text.accepts(content)
    assert text.accepts("规章".encode())


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    """A file beyond the limit is refused by its size alone."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    source, content = open_source(path, "large.txt")
    assert content == b""
    with pytest.raises(UnreadableError, match=f"^{TOO_LARGE}$"):
        readers.read(source, content)


def test_a_file_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    """Text is text under any name, and its hash and size are those of its bytes."""
    path = tmp_path / "report.pdf"
    path.write_bytes("规章".encode())
    source, content = open_source(path, "report.pdf")
    assert (source.media_type, source.size, content) == (text.MEDIA_TYPE, 6, "规章".encode())
    assert source.sha256 == "c714a732998261ddfccd62969cd7f556d8e24393b26bcd8730dacc256062b5d4"


def test_reports_are_found_in_order_without_what_belongs_to_them(tmp_path: Path) -> None:
    """Sidecars and hidden files are none, a link is told of; a file given by name is taken whatever it is called."""
    for name in ("b.txt", "a.txt", "a.txt.toml", ".hidden", "sub/c.txt", "sub-2/e.txt", ".git/d.txt", "alone.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("规章", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "folder").symlink_to(tmp_path / "sub", target_is_directory=True)
    (tmp_path / "sub.toml").write_text("", encoding="utf-8")
    names = [path.relative_to(tmp_path).as_posix() for path in discover(tmp_path)]
    assert names == ["a.txt", "alone.toml", "b.txt", "folder", "link.txt", "sub/c.txt", "sub-2/e.txt", "sub.toml"]
    assert discover(tmp_path / ".hidden") == (tmp_path / ".hidden",)
    assert discover(tmp_path / "link.txt") == (tmp_path / "a.txt",)
    assert discover(tmp_path / "none") == ()
