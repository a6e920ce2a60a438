"""The values of the indicators as the API writes them: by report and indicator, an array a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import series
from sitegen.exports.api.compact import Columns, picked

if TYPE_CHECKING:
    from sitegen.exports.jsontext import Json
    from sitegen.model import Catalogue, Dataset

Row = list["Json"]
ByReport = dict[str, dict[str, Row]]

OF_COUNTS = ("year", "value", "unit", "status", "grade", "corrected")
OF_RATES = (*OF_COUNTS, "numerator", "denominator", "small_base")


def columns(catalogue: Catalogue, *, rate: bool) -> Columns:
    """The columns of the values of counts, or of rates."""
    return picked(series.table(catalogue, (), {}, ()), *(OF_RATES if rate else OF_COUNTS))


def values_by_report(dataset: Dataset) -> ByReport:
    """The row of every indicator in every report of a registered agency."""
    table = series.table(dataset.catalogue, [report for report in dataset.reports if report.agency], {}, ())
    at = {one.name: place for place, one in enumerate(table.fields)}
    rates = {indicator.id for indicator in dataset.catalogue.indicators if indicator.rate}
    counts_at, rates_at = ([at[name] for name in names] for names in (OF_COUNTS, OF_RATES))
    found: ByReport = {}
    for values in table.rows:
        indicator, report = str(values[at["indicator"]]), str(values[at["report"]])
        found.setdefault(report, {})[indicator] = [
            values[place] for place in (rates_at if indicator in rates else counts_at)
        ]
    return found
