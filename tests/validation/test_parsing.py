"""Descriptors are parsed as JSON is, and a schema that is repeated becomes one object."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sitegen.validation.parsing import parsed

WORDS = some.sampled_from(["schema", "name", '"schema": {', '"schema": {"name": 1}', "NaN", "\\", ""])
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | WORDS,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(WORDS, inner, max_size=4),
)


@given(VALUES, some.sampled_from([None, 2]))
def test_what_is_parsed_is_what_json_is(value: object, indent: int | None) -> None:
    text = json.dumps({"schema": value, "resources": [{"schema": value}, {"schema": value}]}, indent=indent)
    assert parsed(text) == json.loads(text)


@given(VALUES, some.integers(0, 200))
def test_what_is_no_json_is_refused_with_the_words_of_json(value: object, end: int) -> None:
    text = json.dumps([{"schema": {"fields": value}}, {"schema": {"fields": value}}])[:-1][:end]
    with pytest.raises(json.JSONDecodeError) as expected:
        json.loads(text)
    with pytest.raises(json.JSONDecodeError) as found:
        parsed(text)
    assert str(found.value) == str(expected.value)


def test_a_schema_that_is_repeated_is_one_object() -> None:
    one, two, other = parsed(json.dumps([{"schema": {"fields": name}} for name in ("year", "year", "day")]))
    assert one["schema"] is two["schema"]
    assert other["schema"] == {"fields": "day"}
