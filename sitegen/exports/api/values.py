"""The values of the indicators as the API writes them: by report and indicator, an array a year."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.exports import series
from sitegen.exports.api.compact import Columns, picked
from sitegen.exports.jsontext import Encoded, each

if TYPE_CHECKING:
    from sitegen.exports.shared import Shared
    from sitegen.model import Catalogue, Dataset

ByReport = dict[str, dict[str, Encoded]]

OF_COUNTS = ("year", "value", "unit", "status", "grade", "corrected")
OF_RATES = (*OF_COUNTS, "numerator", "denominator", "small_base")


def columns(catalogue: Catalogue, *, rate: bool) -> Columns:
    """The columns of the values of counts, or of rates."""
    return picked(series.table(catalogue, (), ()), *(OF_RATES if rate else OF_COUNTS))


def values_by_report(dataset: Dataset, shared: Shared) -> ByReport:
    """The row of every indicator in every report of a registered agency, as JSON: two files have each."""
    catalogue = dataset.catalogue
    names = [one.name for one in series.fields(catalogue)]
    counts, rates = (itemgetter(*map(names.index, some)) for some in (OF_COUNTS, OF_RATES))
    of_rates = {indicator.id for indicator in catalogue.indicators if indicator.rate}
    ids = [indicator.id for indicator in catalogue.indicators]
    return {
        report.id: dict(zip(ids, each([(rates if row[0] in of_rates else counts)(row) for row in rows]), strict=True))
        for report in dataset.reports
        if report.agency and (rows := shared.series([report]))
    }
