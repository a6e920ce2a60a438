"""Damaged inputs by the thousand: no reader, no decoding and no number raises or makes anything up.

4,000 inputs in the usual run; ``make fuzz`` tries a million, and tells of the cases that fail by their names.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sitegen.numerals import Number, parse
from sitegen.readers import decoding
from tests.fuzz import figures, ladder
from tests.fuzz.material import material
from tests.fuzz.running import TARGETS, drawn_for, run

if TYPE_CHECKING:
    from tests.fuzz.material import Material

COUNT = int(os.environ.get("FUZZ", "4000"))
SEED = os.environ.get("FUZZ_SEED", "1")


@pytest.fixture(scope="module")
def made() -> Material:
    """What the inputs are made of."""
    return material(SEED, each=1)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_damaged_inputs_break_no_promise(name: str, made: Material) -> None:
    share = max(COUNT * TARGETS[name].share // 1000, 20)
    ((_, tally),) = run(share, SEED, made, (name,))
    assert tally.failures == {}
    assert tally.inputs == share


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_most_inputs_get_past_the_door(name: str, made: Material) -> None:
    """Noise is refused at once and tries nothing: every target must be read at times."""
    ((_, tally),) = run(100, SEED, made, (name,))
    assert {"read", "cut", "reported", "tables", "report"} & tally.outcomes.keys()


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_case_is_the_same_whenever_it_is_drawn(name: str, made: Material) -> None:
    assert repr(drawn_for(name, "1-7", made)) == repr(drawn_for(name, "1-7", made))


def test_a_number_that_is_made_up_is_told(made: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    """The promises are held by another reading of the cell, not by the grammar itself."""
    monkeypatch.setattr(figures, "parse", lambda text: _off_by_one(parse(text)))
    ((_, tally),) = run(200, SEED, made, ("numbers",))
    assert any("a number is what is printed" in where for where in tally.failures)


def _off_by_one(number: Number) -> Number:
    return number if number.value is None else Number(number.status, number.value + 1, number.unit, number.note)


def test_a_text_that_lost_something_is_told(made: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "decode", lambda content, declared: decoding.decode(content, declared)[:-1] + "x")
    ((_, tally),) = run(200, SEED, made, ("decoding",))
    assert {where.split(" (")[0] for where in tally.failures} & {
        "BrokenPromiseError all of it",
        "BrokenPromiseError a whole text comes back as it was",
    }


def test_the_material_is_the_same_for_the_same_seed(made: Material) -> None:
    assert material(SEED, each=1).files == made.files
