"""Values as JSON: digit for digit, and readable by any reader."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.exports.api.envelope import ROOT, SCHEMA_VERSION, file, text
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
    ],
)
def test_a_value_is_written_as_it_stands(value: object, expected: str) -> None:
    assert text(value) == expected


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be written"):
        text(0.1)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_no_digit_of_a_number_is_lost(number: Decimal) -> None:
    back = json.loads(text(number), parse_float=Decimal, parse_int=Decimal)
    assert str(back) == f"{number:f}" or (back == number == 0)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_every_value_is_read_back_the_same(value: object) -> None:
    assert json.loads(text(value)) == value


def test_a_file_begins_with_its_versions_and_its_licence() -> None:
    made = file("x.json", {"a": 1}, "1.2.3")
    assert made.path == f"{ROOT}x.json"
    assert list(json.loads(made.content).items())[:2] == [
        ("schema_version", SCHEMA_VERSION),
        ("dataset_version", "1.2.3"),
    ]
    assert json.loads(made.content)["licence"]["name"] == "CC-BY-4.0"
