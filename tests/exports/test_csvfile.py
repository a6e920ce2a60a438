"""CSV files: bytes that spreadsheets open well, and values that come back as they were."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.exports.csvfile import content, harmless, plain
from sitegen.exports.schema import Field, Table, Value, Words

NO_WORDS = Words("", "")


def table(field: Field, *values: Value) -> Table:
    """A table of one field and an id."""
    key = Field("id", "integer", NO_WORDS, NO_WORDS)
    rows = tuple(enumerate(values))
    return Table("t", "t.csv", NO_WORDS, NO_WORDS, (key, field), rows, ("id",))


def column(field: Field, *values: Value) -> list[str]:
    """What a reader finds in the field's column."""
    text = content(table(field, *values)).decode("utf-8-sig")
    return [row[1] for row in csv.reader(io.StringIO(text, newline=""))][1:]


TEXT = Field("text", "string", NO_WORDS, NO_WORDS, missing=NO_WORDS)
NUMBER = Field("number", "number", NO_WORDS, NO_WORDS, missing=NO_WORDS)


def test_a_file_begins_with_the_byte_order_mark_and_ends_its_lines_as_spreadsheets_do() -> None:
    assert content(table(TEXT, "甲")) == "\ufeffid,text\r\n0,甲\r\n".encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("326.60"), "326.60"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal(-1), "-1"),
        (Decimal("1.00000000000000000000000000001"), "1.00000000000000000000000000001"),
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (dt.date(2020, 1, 2), "2020-01-02"),
    ],
)
def test_values_are_written_plainly(value: Value, text: str) -> None:
    assert plain(value) == text


def test_a_negative_number_stays_a_number() -> None:
    assert column(NUMBER, Decimal(-6), Decimal(0), None) == ["-6", "0", ""]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "'甲", " =1", '"=1+1"', "“=1", "\u3000=1", "\ufeff=1", "\u200b@x",
        "\n=1", "＝1+1", "＠甲", "＋A1", "-2+3+cmd|' /C calc'!A0", "+A1", "-若干", "-SUM(A1)", "+1+1", "-1/2", "--A1",
        "-(1)", "-6(子项)+1", "\t甲", "\r",
    ],
)  # fmt: skip
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert column(TEXT, text) == [f"'{text}"]


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "规章", "a=1", "1-2", "/", " 甲", "“甲”", "-", "--", "-/-", "-6", "-6(子项)", "+12", "-6(子項(xiàng))",
        "-1,234.5", "- 6", "-12件", "+3.5%",
    ],
)  # fmt: skip
def test_other_text_is_left_alone_a_printed_number_with_its_sign_too(text: str) -> None:
    assert column(TEXT, text) == [text]


@given(st.text())
def test_cutting_off_one_apostrophe_gives_any_text_back(text: str) -> None:
    assert harmless(text).removeprefix("'") == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_comes_back_from_the_file(texts: list[str]) -> None:
    assert [cell.removeprefix("'") for cell in column(TEXT, *texts)] == texts


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_decimal_comes_back_with_all_its_digits(number: Decimal) -> None:
    written = plain(number)
    assert "e" not in written.lower()
    assert Decimal(written) == number
