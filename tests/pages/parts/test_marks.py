"""How a value is shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sitegen.model import Observation, Place, Provenance, Status
from sitegen.pages.parts.marks import shown


def observation(status: Status, printed: str, value: str | None = None, steps: tuple[str, ...] = ()) -> Observation:
    """A cell that prints that."""
    number = None if value is None else Decimal(value)
    provenance = Provenance("", Place(1, 0, len(printed)), printed, steps)
    return Observation("r", "f", "t", "row", "column", number, "", status, provenance)


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        (observation(Status.REPORTED, "12", "12"), "12", "number"),
        (observation(Status.REPORTED, "0", "0"), "0", "zero"),
        (observation(Status.REPORTED, "326.6万元", "326.6"), "326.6万元", "number"),
        (observation(Status.REPORTED, "-6(子項(xiàng))", "-6", ("pinyin", "simplified")), "-6(子项)", "number"),
        (observation(Status.RESOLVED, "1200", "12"), "‹12›", "resolved"),
        (observation(Status.BLANK, ""), "·", "blank"),
        (observation(Status.NOT_APPLICABLE, "——"), "——", "not_applicable"),
        (observation(Status.UNREADABLE, "二件"), "▯", "unreadable"),
        (observation(Status.ABSENT, ""), "", "absent"),
        (None, "", "absent"),
    ],
)
def test_each_status_has_its_own_mark(cell: Observation | None, text: str, kind: str) -> None:
    """A number as printed; anything else a mark that no one takes for a number."""
    mark = shown(cell)
    assert (mark.text, mark.kind) == (text, kind)
    assert bool(mark.word) == (kind not in {"number", "zero"})


def test_money_is_shown_with_its_unit_unless_the_label_says_it() -> None:
    """The unit may stand in a column of a keyed sheet, or above the table."""
    cell = replace(observation(Status.REPORTED, "9116.36", "9116.36"), unit="万元")
    assert [shown(cell).text, shown(cell, "本年收费金额(单位:万元)").text] == ["9116.36万元", "9116.36"]
    assert shown(replace(cell, unit="件")).text == "9116.36"
