"""The stream: characters without spaces, each of which knows its line, its place in the file, and what parts it."""

from __future__ import annotations

import pytest

from sitegen.extraction.stream import squash, stream
from sitegen.model import Paragraph, Place
from tests.extraction.small import document, grid, lines

TEXT = "甲 类|乙\n\n“丙”12 3\n—4—\n第 5 页\n6\n"
PRINTED = document(*(Paragraph(line, Place(number)) for number, line in enumerate(TEXT.split("\n"), 1)))


def test_the_characters_are_those_of_the_lines_without_spaces_bars_and_quotes() -> None:
    """Numbers of pages stand between rows and belong to none; a bare figure may be a cell."""
    assert stream(PRINTED).text == "甲类乙丙1236"
    assert squash("“甲 类”|乙") == "甲类乙"


def test_a_space_a_bar_and_a_new_line_are_breaks_and_a_quotation_mark_is_none() -> None:
    read = stream(PRINTED)
    assert [at for at in range(len(read.text) + 1) if read.is_break(at)] == [0, 1, 2, 3, 6, 7, 8]
    assert [at for at in range(len(read.text) + 1) if read.is_line_end(at)] == [0, 3, 7, 8]
    assert [read.next_break(at) for at in (0, 3, 6, 7)] == [1, 6, 7, 8]


def test_the_end_of_the_text_parts_as_a_break_does() -> None:
    read = stream(lines("甲类"))
    assert (read.is_break(2), read.is_line_end(2), read.is_break(1), read.is_line_end(1)) == (True, True, False, False)


def test_each_character_knows_its_line_and_its_place() -> None:
    read = stream(PRINTED)
    printed = TEXT.split("\n")
    for at, character in enumerate(read.text):
        place = read.place(at)
        assert printed[place.line - 1][place.start : place.end] == character
        assert read.line(at) == place.line
    piece = read.piece(4, 7)
    assert (piece.printed, piece.place) == ("12 3", Place(3, 3, 7))


def test_a_position_and_its_place_in_the_reading_order_lead_to_each_other() -> None:
    read = stream(document(Paragraph("甲 类", Place(1)), *grid("1|2").blocks, Paragraph("乙类丙", Place(3))))
    assert [read.order(at) for at in range(5)] == [(0, 0), (0, 1), (2, 0), (2, 1), (2, 2)]
    assert [read.position(read.order(at)) for at in range(5)] == list(range(5))
    assert read.position((1, 7)) == 2
    assert read.position((3, 0)) == 5
    assert read.order_after(2) == (0, 2)
    assert read.order_after(5) == (2, 3)


def test_a_table_with_visible_cells_is_a_wall_in_the_text() -> None:
    """Figures behind it belong to no label before it."""
    table = grid("1|2").blocks
    read = stream(document(Paragraph("甲类", Place(1)), *table, *table, Paragraph("乙类", Place(3)), *table))
    assert read.walls == (2, 4)
    assert [read.wall(at) for at in (0, 1, 2, 3)] == [2, 2, 4, 4]


def test_behind_the_last_wall_there_is_none_before_the_end_of_the_text_or_at_it() -> None:
    read = stream(document(Paragraph("甲类", Place(1)), *grid("1|2").blocks, Paragraph("乙类", Place(3))))
    assert read.wall(2) > len(read.text)
    assert stream(lines("甲类")).wall(0) > len("甲类")


def test_what_stands_before_a_place_is_found_as_far_back_as_is_asked() -> None:
    read = stream(document(Paragraph("甲乙丙", Place(1)), *grid("1").blocks))
    assert [read.before((1, 0), length) for length in (0, 2, 3, 9)] == ["", "乙丙", "甲乙丙", "甲乙丙"]


def test_every_place_of_a_text_is_found_overlapping_ones_too() -> None:
    read = stream(lines("甲甲甲 乙\n甲甲"))
    assert read.starts_of("甲甲") == (0, 1, 4)
    assert read.starts_of("丙") == ()


@pytest.mark.parametrize(
    ("line", "is_page"),
    [
        ("- 3 -", True), ("—12—", True), ("第3页", True), ("第 3 页 共 9 页", True), ("3/12", True), (" 3 / 12 ", True),
        ("3", False), ("-3", False), ("第3条", False), ("-3-件", False), ("1234/5", False), ("第3页说明" * 5, False),
    ],
)  # fmt: skip
def test_the_number_of_a_page_on_a_line_of_its_own_is_no_text(line: str, *, is_page: bool) -> None:
    assert stream(lines(f"甲类\n{line}\n乙类")).text == ("甲类乙类" if is_page else f"甲类{squash(line)}乙类")
