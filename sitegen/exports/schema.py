"""What a published table is: rows of plain values under fields that explain themselves in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Category", "Field", "Reference", "Table", "Value", "Values", "Words"]

Value = str | int | bool | Decimal | dt.date | None
Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """One of the values that a field may have, with its label where the field is the one to explain it."""

    value: str
    label: Words | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a published table.

    ``type`` is a type of Table Schema. ``missing`` says what an empty cell means; without it every row has a value.
    ``pattern`` must match the whole text, ``categories`` are the only values. ``unit`` is that of every number.
    """

    name: str
    type: str
    title: Words
    description: Words
    missing: Words | None = None
    pattern: str = ""
    categories: tuple[Category, ...] = ()
    unit: str = ""
    unique: bool = False

    @property
    def free(self) -> bool:
        """Whether the column holds text that others wrote, so that a spreadsheet might take it for a formula."""
        return self.type == "string" and not self.pattern and not self.categories


@dataclass(frozen=True, slots=True)
class Reference:
    """Fields whose values must occur in the fields ``target`` of another table of the package."""

    fields: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be published: each row has one value a field, and no two rows have the same ``key``.

    ``path`` is the file within the package's folder. Of each list of fields in ``unique`` no combination occurs twice.
    Where the rows are not at hand, ``occurring`` has the values of the fields with long vocabularies.
    """

    name: str
    path: str
    title: Words
    description: Words
    fields: tuple[Field, ...]
    rows: Sequence[Values]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    references: tuple[Reference, ...] = ()
    occurring: Mapping[str, Collection[str]] | None = None
