"""The table of series: a row for every report and indicator, with a value or its reason, and the cells behind it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Dataset

    Read = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def rows(read: Read) -> dict[tuple[str, str], dict[str, str]]:
    """The rows by indicator and report."""
    return {(row["indicator"], row["report"]): row for row in read("series.csv")}


def test_there_is_one_row_for_every_report_and_indicator(
    rows: dict[tuple[str, str], dict[str, str]], small: Dataset
) -> None:
    assert len(rows) == len(small.reports) * len(small.catalogue.indicators)


def test_a_row_has_a_value_or_a_reason(rows: dict[tuple[str, str], dict[str, str]]) -> None:
    for row in rows.values():
        assert (row["value"] != "") == (row["status"] in {"reported", "resolved"})
        assert (row["grade"] == "") == (row["cells"] == "")
        assert row["status"] != "no_twin" or not (row["grade"] or row["cells"] or row["value"])


def test_a_value_can_be_added_up_again_from_the_observations(
    rows: dict[tuple[str, str], dict[str, str]], read: Read
) -> None:
    """What the cells name is in observations.csv, and makes the value."""
    found = {(o["report"], f"{o['table']}/{o['row']}/{o['column']}"): o["value"] for o in read("observations.csv")}
    counted = 0
    for row in rows.values():
        if row["value"]:
            counted += 1
            total, base = (
                sum(Decimal(found[row["report"], cell]) for cell in row[cells].split())
                for cells in ("cells", "base_cells")
            )
            if row["base_cells"]:
                assert (Decimal(row["numerator"]), Decimal(row["denominator"])) == (total, base)
            else:
                assert Decimal(row["value"]) == total
    assert counted


@pytest.mark.parametrize(
    ("indicator", "report", "expected"),
    [
        ("granted", "sichuan-commerce-2019", ("", "", "blank", "same")),
        ("partial", "sichuan-commerce-2019", ("", "", "unreadable", "same")),
        ("other_handling", "sichuan-commerce-2019", ("", "", "absent", "same")),
        ("requests_carried_out", "sichuan-commerce-2019", ("1", "件", "resolved", "same")),
        ("procurement_amount", "sichuan-commerce-2019", ("326.60", "万元", "reported", "same")),
        ("procurement_amount", "sichuan-commerce-2023", ("", "", "no_twin", "")),
        ("disclosure_rate", "sichuan-commerce-2023", ("", "", "no_base", "same")),
        ("refusal_rate", "quzhou-commerce-2013", ("", "", "no_base", "not_comparable")),
        ("proactive_items", "quzhou-commerce-2013", ("4765", "条", "reported", "not_comparable")),
    ],
)
def test_each_reason_has_its_own_status(
    rows: dict[tuple[str, str], dict[str, str]], indicator: str, report: str, expected: tuple[str, ...]
) -> None:
    row = rows[indicator, report]
    assert tuple(row[name] for name in ("value", "unit", "status", "grade")) == expected


def test_the_breaks_of_each_indicator_are_published(read: Read, small: Dataset) -> None:
    found = [(row["indicator"], row["year"]) for row in read("breaks.csv")]
    assert found == [(i.id, str(one.year)) for i in small.catalogue.indicators for one in i.breaks]


def test_rates_name_what_they_are_made_of(read: Read) -> None:
    found = {row["indicator"]: (row["unit"], row["numerator"], row["denominator"]) for row in read("indicators.csv")}
    assert found["disclosure_rate"] == ("%", "granted partial", "requests_closed")
    assert found["granted"] == ("件", "", "")
