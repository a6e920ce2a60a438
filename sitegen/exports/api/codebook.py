"""``codebook.json``: what every id in the data means, as one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import codebook as tables
from sitegen.exports import indicators
from sitegen.exports.api.compact import Columns, Schema

if TYPE_CHECKING:
    from sitegen.exports.jsontext import Json
    from sitegen.exports.schema import Table
    from sitegen.model import Catalogue


def codebook(catalogue: Catalogue) -> dict[str, Json]:
    """The tables of the codebook by name, those of the indicators among them."""
    return {table.name: Columns(table.fields).table(table.rows) for table in _tables(catalogue)}


def schema(catalogue: Catalogue) -> Schema:
    """The properties of that document."""
    return {table.name: Columns(table.fields).schema() for table in _tables(catalogue)}


def _tables(catalogue: Catalogue) -> tuple[Table, ...]:
    own = (indicators.indicators(catalogue), indicators.concordance(catalogue), indicators.breaks(catalogue))
    return (*tables.tables(catalogue), *own)
