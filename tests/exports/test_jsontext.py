"""Values as JSON: digit for digit, and readable by any reader."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.exports.jsontext import each, rows, text
from sitegen.model import Status


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (0, "0"),
        (Decimal("326.60"), "326.60"),
        (Decimal("1E+2"), "100"),
        (Decimal("-0.000001"), "-0.000001"),
        (dt.date(2020, 1, 2), '"2020-01-02"'),
        (Status.BLANK, '"blank"'),
        ('引"号\n', '"引\\"号\\n"'),
        ((), "[]"),
        ([1, None], "[1,null]"),
        ([[1], [2]], "[\n[1],\n[2]]"),
        ({"a": [Decimal(1)]}, '{"a":[1]}'),
        ({"a": [[Decimal("2.50")], [Decimal("1E+30")]]}, '{"a":[\n[2.50],\n[1000000000000000000000000000000]]}'),
        ([Decimal("-0.0"), Status.BLANK, dt.date(2020, 1, 2)], '[-0.0,"blank","2020-01-02"]'),
    ],
)
def test_a_value_is_written_as_it_stands(value: object, expected: str) -> None:
    assert text(value) == expected


@pytest.mark.parametrize("value", [0.1, [dt.time(1)], {"a": object()}])
def test_what_json_cannot_say_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be written"):
        text(value)


def test_rows_for_several_files_are_turned_into_json_once() -> None:
    values = [["a],[b", Decimal("2.50")], ["\n", None], [",\n", True]]
    assert text({"a": each(values)}) == text({"a": values})


@pytest.mark.parametrize("odd", ["],[", '"],["', "\x001.5", "\x00", "],[1", "\\u0000", "\x00-1"])
def test_text_that_looks_like_marks_and_ends_of_rows_stays_text(odd: str) -> None:
    values = [[odd, Decimal("2.50")], ["b", None], ["c", Decimal(3), [[odd], [1]]]]
    assert json.loads(f"[{rows(values)}]", parse_float=Decimal) == values
    assert json.loads(text({odd: values}), parse_float=Decimal) == {odd: values}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_no_digit_of_a_number_is_lost(number: Decimal) -> None:
    back = json.loads(text(number), parse_float=Decimal, parse_int=Decimal)
    assert str(back) == f"{number:f}" or (back == number == 0)
    assert text([number]) == f"[{number:f}]"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_every_value_is_read_back_the_same(value: object) -> None:
    assert json.loads(text(value)) == value
