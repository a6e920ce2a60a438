"""Tables as the API writes them: the names of the columns once, then the rows as arrays; and their JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.exports.jsontext import Json
    from sitegen.exports.schema import Field, Table, Values

Schema = dict[str, object]
TYPES = {"string": "string", "number": "number", "integer": "integer", "boolean": "boolean", "date": "string"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table of the API; ``other`` are the schemas of those that CSV writes in another way."""

    fields: tuple[Field, ...]
    other: Mapping[str, Schema] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [one.name for one in self.fields]

    def table(self, rows: Sequence[Sequence[Json]]) -> dict[str, Json]:
        """The header and the rows."""
        return {"columns": self.names, "rows": rows}

    def schema(self) -> Schema:
        """The schema of such a table."""
        return closed({"columns": {"const": self.names}, "rows": {"type": "array", "items": self.row_schema()}})

    def row_schema(self) -> Schema:
        """The schema of a row: an array with one value a column."""
        items = [self.other.get(one.name) or schema_of(one) for one in self.fields]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "items": False}

    def object_schema(self) -> Schema:
        """The schema of a row that is written as an object."""
        return closed({one.name: self.other.get(one.name) or schema_of(one) for one in self.fields})


def picked(table: Table, *names: str, other: Mapping[str, Schema] | None = None) -> Columns:
    """The columns of a published table of those names, in that order."""
    known = {one.name: one for one in table.fields}
    return Columns(tuple(known[name] for name in names), other or {})


def without(table: Table, *names: str) -> tuple[Columns, list[list[Json]]]:
    """The columns of a published table but those, with the rows in them."""
    kept = [at for at, one in enumerate(table.fields) if one.name not in names]
    return Columns(tuple(table.fields[at] for at in kept)), [[values[at] for at in kept] for values in table.rows]


def record(fields: Iterable[Field], values: Values) -> dict[str, Json]:
    """A row as an object."""
    return {one.name: value for one, value in zip(fields, values, strict=True)}


def schema_of(one: Field) -> Schema:
    """The schema of a value of a field; null where the field may be empty, which is said in words too."""
    kind = TYPES[one.type]
    meaning = f"{one.title.zh}。{one.description.zh} {one.description.en}"
    result: Schema = {"type": [kind, "null"] if one.missing else kind, "description": meaning}
    if one.missing:
        result["description"] = f"{meaning} null:{one.missing.zh}。null: {one.missing.en}."
    if one.type == "date":
        result["format"] = "date"
    if one.pattern:
        result["pattern"] = f"^({one.pattern})$"
    if one.categories:
        result["enum"] = [*(category.value for category in one.categories), *([None] if one.missing else [])]
    return result


def closed(properties: Mapping[str, object]) -> Schema:
    """The schema of an object that has all these properties and no others."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": dict(properties),
        "additionalProperties": False,
    }
