"""How a value is shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from sitegen.exports.schema import Words
from sitegen.interface import said
from sitegen.model import Correction, CorrectionStatus, Observation, Place, Provenance, Status
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


RIGHT = Correction(
    "r", "t/row/column", "12", Decimal(13), "", "机关更正,见公告", "Erratum", dt.date(2021, 3, 1),
    CorrectionStatus.CONFIRMED, "https://example.org/", 1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        (observation(Status.REPORTED, "12", "12"), "12", "number"),
        (observation(Status.BLANK, ""), "·", "blank"),
        (observation(Status.ABSENT, ""), "", "absent"),
    ],
)
def test_a_correction_stands_beside_the_mark_of_what_is_printed(cell: Observation, text: str, kind: str) -> None:
    """The mark is the same; a proposal looks otherwise, and is called one."""
    confirmed = shown(cell, correction=RIGHT)
    proposed = shown(cell, correction=replace(RIGHT, status=CorrectionStatus.PROPOSED))
    assert {(mark.text, mark.kind) for mark in (confirmed, proposed)} == {(text, kind)}
    assert confirmed.corrected
    assert (confirmed.corrected.text, confirmed.corrected.kind) == ("→13", "corrected")
    assert isinstance(confirmed.tip, tuple)
    assert confirmed.tip[1:] == (said("机关更正为 %(text)s", text="13"), Words("机关更正,见公告", "Erratum"))
    assert proposed.corrected
    assert (proposed.corrected.text, proposed.corrected.kind) == ("→13?", "proposed")
    assert proposed.corrected.word == said("有人建议更正为 %(text)s，机关没有确认", text="13")


def test_a_correction_is_shown_with_its_unit_where_the_cell_does_not_tell_it() -> None:
    """Another unit than the printed one is always told, money wherever the label does not."""
    cell = replace(observation(Status.REPORTED, "12", "12"), unit="万元")
    found = [
        shown(cell, label, replace(RIGHT, unit=unit)).corrected
        for unit, label in (("万元", ""), ("万元", "金额(万元)"), ("元", "金额(万元)"))
    ]
    assert [one.text for one in found if one] == ["→13万元", "→13", "→13元"]
    count = shown(replace(cell, unit="件"), correction=replace(RIGHT, unit="件")).corrected
    assert count
    assert count.text == "→13"
