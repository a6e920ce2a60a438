"""An indicator over agencies and years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import Status
from sitegen.pages.parts.series import all_series

if TYPE_CHECKING:
    from sitegen.model import Dataset, Observation


def test_a_sum_with_a_figure_that_was_split_off_is_marked_as_such(dataset: Dataset) -> None:
    """Eight grounds of refusal, one of them resolved: the sum is no better than that."""

    def split(one: Observation) -> Observation:
        return replace(one, status=Status.RESOLVED) if one.cell == "requests/refused_deliberative/total" else one

    guangzhou = next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020")
    changed = replace(guangzhou, observations=tuple(map(split, guangzhou.observations)))
    found = {one.id: series for one, series in all_series(replace(dataset, reports=(changed,)))}
    (row,) = found["refused"].rows[0][1]
    assert (row.slot.shown.text, row.slot.shown.kind) == ("‹3›", "resolved")


def test_a_series_tells_which_forms_its_values_come_from(dataset: Dataset) -> None:
    """Only what they say of themselves belongs below the table."""
    found = {one.id: series for one, series in all_series(dataset)}
    forms = {dict(report.tables).get("requests") or dict(report.tables)["statistics"] for report in dataset.reports}
    assert found["requests_received"].forms == forms == {"national-2019", "national-2021", "zhejiang-2013"}
