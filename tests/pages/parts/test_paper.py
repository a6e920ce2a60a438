"""Headings of several levels, over columns and beside rows."""

from __future__ import annotations

from sitegen.pages.parts.paper import headers, row_headings


def test_column_headings_merge_and_reach_down() -> None:
    """Equal neighbours become one; a short path fills the levels below it."""
    levels = headers([("a", "x"), ("b", "c", "y"), ("b", "c", "z"), ("b", "d", "y")])
    told = [[(head.text, head.columns, head.rows) for head in level] for level in levels]
    assert told == [
        [("a", 1, 1), ("b", 3, 1)],
        [("x", 1, 2), ("c", 2, 1), ("d", 1, 1)],
        [("y", 1, 1), ("z", 1, 1), ("y", 1, 1)],
    ]


def test_row_headings_span_their_rows_and_reach_right() -> None:
    """A group is told once, at its first row."""
    rows = row_headings([("one",), ("g", "a"), ("g", "s", "b"), ("g", "s", "c"), ("g", "d")])
    told = [[(head.text, head.rows, head.columns, head.level) for head in row] for row in rows]
    assert told == [
        [("one", 1, 3, 0)],
        [("g", 4, 1, 0), ("a", 1, 2, 1)],
        [("s", 2, 1, 1), ("b", 1, 1, 2)],
        [("c", 1, 1, 2)],
        [("d", 1, 2, 1)],
    ]


def test_a_row_and_a_group_of_one_name_stay_apart() -> None:
    """(六)其他处理 is a row in one form and a heading over three rows in the next."""
    rows = row_headings([("g", "six"), ("g", "six", "a"), ("g", "six", "b")])
    told = [[(head.text, head.rows) for head in row] for row in rows]
    assert told == [[("g", 3), ("six", 1)], [("six", 2), ("a", 1)], [("b", 1)]]
