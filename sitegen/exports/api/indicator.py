"""``indicators/<id>.json``: what an indicator is, in which cells of each form, where it breaks, and all its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import indicators
from sitegen.exports.api.compact import Schema, picked, record, without
from sitegen.exports.api.values import columns
from sitegen.series import SMALL_BASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.exports.jsontext import Encoded, Json
    from sitegen.exports.schema import Table
    from sitegen.model import Catalogue, Dataset

VALUES = (
    "按机关列出各年度的数值;没有数值的为 null,原因见 status。不足 "
    f"{SMALL_BASE} 的分母标作 small_base。"
    " By agency the values of all years; where there is none it is null, and status says why."
)


def documents(dataset: Dataset, values: Mapping[str, dict[str, Encoded]]) -> Iterator[tuple[str, dict[str, Json]]]:
    """By id, the document of each indicator."""
    catalogue = dataset.catalogue
    table = indicators.indicators(catalogue)
    twins, breaks = _by_indicator(indicators.concordance(catalogue)), _by_indicator(indicators.breaks(catalogue))
    no_twins = without(indicators.concordance(catalogue), "indicator")[0].table([])
    no_breaks = without(indicators.breaks(catalogue), "indicator")[0].table([])
    reports = sorted((r.agency, int(r.year.value), r.id) for r in dataset.reports if r.agency)
    for indicator, row in zip(catalogue.indicators, table.rows, strict=True):
        found: dict[str, list[Encoded]] = {}
        for agency, _, report in reports:
            found.setdefault(agency, []).append(values[report][indicator.id])
        yield (
            indicator.id,
            {
                "indicator": record(table.fields, row),
                "page": f"indicators/{indicator.id.replace('_', '-')}/",
                "concordance": twins.get(indicator.id, no_twins),
                "breaks": breaks.get(indicator.id, no_breaks),
                "columns": columns(catalogue, rate=indicator.rate).names,
                "agencies": dict(found),
            },
        )


def _by_indicator(table: Table) -> dict[str, dict[str, Json]]:
    """The rows of a table about indicators as one table an indicator."""
    columns_of, rows = without(table, "indicator")
    found: dict[str, list[list[Json]]] = {}
    for values, kept in zip(table.rows, rows, strict=True):
        found.setdefault(str(values[0]), []).append(kept)
    return {indicator: columns_of.table(some) for indicator, some in found.items()}


def schema(catalogue: Catalogue) -> Schema:
    """The properties of such a document."""
    table = indicators.indicators(catalogue)
    both = [columns(catalogue, rate=rate) for rate in (False, True)]
    rows: list[Schema] = [{"type": "array", "items": one.row_schema()} for one in both]
    return {
        "indicator": picked(table, *(field.name for field in table.fields)).object_schema(),
        "page": {"type": "string", "description": "网页,相对于本站根目录。Its page, from the root of the site."},
        "concordance": without(indicators.concordance(catalogue), "indicator")[0].schema(),
        "breaks": without(indicators.breaks(catalogue), "indicator")[0].schema(),
        "columns": {"enum": [one.names for one in both]},
        "agencies": {"type": "object", "additionalProperties": {"anyOf": rows}, "description": VALUES},
    }
