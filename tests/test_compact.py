"""Compact records are what was put in, in order, and are found by name."""

from __future__ import annotations

import pickle
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.compact import ByName, Compact


class Line(NamedTuple):
    """A record."""

    name: str
    number: int
    good: bool


LINES = st.lists(st.builds(Line, st.text(), st.integers(), st.booleans()), unique_by=lambda line: line.name)


@given(LINES)
def test_records_come_back_as_they_were_in_their_order(lines: list[Line]) -> None:
    held = Compact(Line, lines)
    assert (list(held), len(held), list(held[1:3])) == (lines, len(lines), lines[1:3])
    assert all(held[number] == line for number, line in enumerate(lines))


@given(LINES)
def test_a_record_is_found_by_its_name_and_by_no_other(lines: list[Line]) -> None:
    found = ByName(Compact(Line, sorted(lines)))
    assert dict(found) == {line.name: line for line in lines}
    with pytest.raises(KeyError):
        found["none of these " + "".join(line.name for line in lines)]


def test_names_that_no_text_could_hold_are_held() -> None:
    odd = Line("a\udcff", 1, good=True)
    assert ByName(Compact(Line, [odd]))["a\udcff"] == odd


def test_records_can_be_given_to_another_process() -> None:
    held = Compact(Line, [Line("one", 1, good=True)])
    assert list(pickle.loads(pickle.dumps(ByName(held))).items()) == [("one", held[0])]  # noqa: S301  our own
