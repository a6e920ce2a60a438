"""Values made in numbers are those that their classes make one by one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from decimal import Decimal
from typing import Any, cast

import pytest

from sitegen.making import columns_maker, maker
from sitegen.model import Finding, Observation, Outcome, Place, Provenance, Severity, Status

CELL = Observation("r", "f", "t", "row", "column", Decimal(1), "件", Status.REPORTED, Provenance("a", Place(1), "1"))


def test_a_value_is_the_one_that_its_class_makes() -> None:
    made = maker(Observation)(*(getattr(CELL, one.name) for one in fields(Observation)))
    assert made == CELL
    assert type(made) is Observation
    assert hash(made) == hash(CELL)
    assert replace(made, note="x").note == "x"


def test_what_is_left_out_has_its_default() -> None:
    one = maker(Finding)("R", Outcome.PASS, Severity.ERROR, None, "x", reason="y")
    assert one == Finding("R", Outcome.PASS, Severity.ERROR, None, "x", reason="y")


def test_what_was_made_is_frozen() -> None:
    made = maker(Provenance)("a", Place(1), "1")
    with pytest.raises(FrozenInstanceError):
        made.printed = "2"  # type: ignore[misc]


def test_columns_become_values_row_by_row() -> None:
    several = [CELL, replace(CELL, row="other"), replace(CELL, value=None, status=Status.BLANK)]
    columns = [[getattr(one, field.name) for one in several] for field in fields(Observation)]
    assert columns_maker(Observation)(*columns) == several


@pytest.mark.parametrize("make", [maker(Observation), lambda *v: columns_maker(Observation)(*([one] for one in v))])
def test_the_invariants_of_a_class_hold(make: Any) -> None:  # noqa: ANN401
    values = [getattr(replace(CELL, value=None, status=Status.BLANK), one.name) for one in fields(Observation)]
    values[5] = cast("Any", Decimal(1))
    with pytest.raises(ValueError, match="blank"):
        make(*values)


def test_what_is_missing_is_missed() -> None:
    with pytest.raises(TypeError):
        cast("Any", maker(Provenance))("a")
