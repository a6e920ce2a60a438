"""An indicator over agencies and years."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.corrections import correct
from sitegen.model import Correction, Standing, Status
from sitegen.pages.parts.series import series

if TYPE_CHECKING:
    from sitegen.model import Dataset, Observation


def test_a_sum_with_a_figure_that_was_split_off_is_marked_as_such(dataset: Dataset) -> None:
    """Eight grounds of refusal, one of them resolved: the sum is no better than that."""

    def split(one: Observation) -> Observation:
        return replace(one, status=Status.RESOLVED) if one.cell == "requests/refused_deliberative/total" else one

    guangzhou = next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020")
    changed = replace(guangzhou, observations=tuple(map(split, guangzhou.observations)))
    indicator = next(one for one in dataset.catalogue.indicators if one.id == "refused")
    (row,) = series(indicator, replace(dataset, reports=(changed,))).rows[0][1]
    assert (row.slot.shown.text, row.slot.shown.kind) == ("‹3›", "resolved")


def test_a_series_tells_which_forms_its_values_come_from(dataset: Dataset) -> None:
    """Only what they say of themselves belongs below the table."""
    indicator = next(one for one in dataset.catalogue.indicators if one.id == "requests_received")
    forms = {dict(report.tables).get("requests") or dict(report.tables)["statistics"] for report in dataset.reports}
    assert series(indicator, dataset).forms == forms == {"national-2019", "national-2021", "zhejiang-2013"}


@pytest.mark.parametrize(
    ("blank", "expected"),
    [((), ("3", "→5")), (("deliberative",), ("·", "→5")), (("deliberative", "law_prohibits"), ("·", None))],
)
def test_a_sum_is_corrected_only_where_every_cell_has_a_number(
    dataset: Dataset, blank: tuple[str, ...], expected: tuple[str, str | None]
) -> None:
    """A correction may fill the one gap of a sum; with another gap there is still no sum."""

    def emptied(one: Observation) -> Observation:
        empty = one.cell in {f"requests/refused_{row}/total" for row in blank}
        return replace(one, value=None, status=Status.BLANK, provenance=None) if empty else one

    guangzhou = next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020")
    changed = replace(guangzhou, observations=tuple(map(emptied, guangzhou.observations)))
    right = Correction(
        changed.id, "requests/refused_deliberative/total", "" if blank else "3", Decimal(5), "", "更正", "Erratum",
        dt.date(2021, 3, 1), Standing.CONFIRMED, "https://example.org/", 1,
    )  # fmt: skip
    indicator = next(one for one in dataset.catalogue.indicators if one.id == "refused")
    found = series(indicator, replace(dataset, reports=correct((changed,), (right,), Path())))
    mark = found.rows[0][1][0].slot.shown
    assert (mark.text, mark.corrected.text if mark.corrected else None) == expected
    assert ("corrected" in found.signs) == bool(expected[1])
