"""``indicators/<id>.json``: what an indicator is, in which cells of each form, where it breaks, and all its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import indicators
from sitegen.exports.api.compact import Schema, picked, record, without
from sitegen.exports.api.values import columns
from sitegen.exports.jsontext import Encoded, text
from sitegen.exports.known import once
from sitegen.series import SMALL_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.exports.jsontext import Json
    from sitegen.exports.schema import Table, Values
    from sitegen.gathering import Section
    from sitegen.model import Catalogue, Dataset, Indicator

VALUES = (
    "按机关列出各年度的数值;没有数值的为 null,原因见 status。不足 "
    f"{SMALL_BASE} 的分母标作 small_base。"
    " By agency the values of all years; where there is none it is null, and status says why."
)


def section(indicator: Indicator) -> str:
    """The name under which agencies give their values of the indicator."""
    return f"api/indicators/{indicator.id}"


def given(own: Dataset, values: Mapping[str, dict[str, Encoded]]) -> Iterator[Section]:
    """The values of each indicator in the reports of an agency, as JSON."""
    reports = sorted((r.agency, int(r.year.value), r.id) for r in own.reports if r.agency)
    agency = reports[0][0]
    for indicator in own.catalogue.indicators:
        years = [values[report][indicator.id] for _, _, report in reports]
        yield section(indicator), f"{text(agency)}:{text(years)}".encode()


def document(catalogue: Catalogue, indicator: Indicator, values: Iterable[str]) -> dict[str, Json]:
    """The document of an indicator with what each agency gave."""
    row = dict(_rows(catalogue))[indicator.id]
    no_twins = without(indicators.concordance(catalogue), "indicator")[0].table([])
    no_breaks = without(indicators.breaks(catalogue), "indicator")[0].table([])
    return {
        "indicator": record(indicators.indicators(catalogue).fields, row),
        "page": f"indicators/{indicator.id.replace('_', '-')}/",
        "concordance": _twins(catalogue).get(indicator.id, no_twins),
        "breaks": _breaks(catalogue).get(indicator.id, no_breaks),
        "columns": columns(catalogue, rate=indicator.rate).names,
        "agencies": Encoded(",".join(values).join("{}")),
    }


@once
def _rows(catalogue: Catalogue) -> tuple[tuple[str, Values], ...]:
    return tuple((str(row[0]), row) for row in indicators.indicators(catalogue).rows)


@once
def _twins(catalogue: Catalogue) -> dict[str, dict[str, Json]]:
    return _by_indicator(indicators.concordance(catalogue))


@once
def _breaks(catalogue: Catalogue) -> dict[str, dict[str, Json]]:
    return _by_indicator(indicators.breaks(catalogue))


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
