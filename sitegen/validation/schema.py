"""Schemas: what one must say and may say, and the columns and keys that the rows of a table are held to."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitegen.validation.consistency import Consistency
from sitegen.validation.fields import TYPES, Column, column
from sitegen.validation.shapes import either, exactly, items, mapping, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Json = dict[str, Any]
NAMES = 512  # schemas are known by their text; there are as many as forms have tables

SOME = text(r"(?s:.+)")
TITLED: dict[str, Any] = {"title": SOME, "titles": mapping({"en": SOME})}
DESCRIBED: dict[str, Any] = {"description": SOME, "descriptions": mapping({"en": SOME})}
LABELLED: dict[str, Any] = {"label": SOME, "labels": mapping({"en": SOME})}
FIELD = mapping(
    {"name": text("[a-z][a-z0-9_]*"), "type": text("|".join(TYPES))},
    {
        **TITLED, **DESCRIBED, "unit": SOME,
        "missingValues": items(mapping({"value": exactly(""), "label": SOME}, {"labels": mapping({"en": SOME})}), 1),
        "categories": items(either(SOME, mapping({"value": SOME}, LABELLED)), 1),
        "constraints": mapping(
            {}, {"required": exactly(expected=True), "unique": exactly(expected=True), "pattern": SOME,
                 "enum": items(SOME, 1)},
        ),
    },
)  # fmt: skip
KEY = items(SOME, 1)
SCHEMA = mapping(
    {"fields": items(FIELD, 1), "primaryKey": KEY},
    {
        "uniqueKeys": items(KEY, 1),
        "foreignKeys": items(
            mapping({"fields": KEY, "reference": mapping({"resource": text(), "fields": KEY})}), 1
        ),
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """Fields, by their places, whose values are among those of fields of a resource; of the table itself by ``""``."""

    places: tuple[int, ...]
    resource: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """What the rows of a table must be. Keys are the places of fields.

    ``held`` is the hash of all of it but references: rows that were found right are so under every schema that says
    the same. ``document`` is the schema as it was read.
    """

    columns: tuple[Column, ...]
    primary: tuple[int, ...]
    unique: tuple[tuple[int, ...], ...]
    references: tuple[Reference, ...]
    consistency: Consistency
    held: str
    document: str

    def __reduce__(self) -> tuple[Callable[[str], Schema | None], tuple[str]]:
        """Go to another process as the text that it was read from."""
        return _read_again, (self.document,)

    @property
    def names(self) -> list[str]:
        """The header."""
        return [column.name for column in self.columns]

    def places(self, names: Iterable[str]) -> tuple[int, ...]:
        """Where fields are, by their names."""
        header = self.names
        return tuple(header.index(name) for name in names)


@lru_cache(NAMES)
def compiled(document: str) -> tuple[Schema | None, tuple[str, ...]]:
    """The schema that a text of JSON describes, or what is wrong with it; packages repeat each other's."""
    schema = json.loads(document)
    wrong = [f"the schema{text}" for text in SCHEMA(schema)]
    if wrong:
        return None, tuple(wrong)
    wrong = [said for field in schema["fields"] for said in _of_field(field)]
    names = [field["name"] for field in schema["fields"]]
    if len(set(names)) < len(names):
        wrong.append("the schema has two fields of one name")
    references = schema.get("foreignKeys", ())
    for key in (schema["primaryKey"], *schema.get("uniqueKeys", ()), *(one["fields"] for one in references)):
        wrong += (f"the schema has a key of a field {name!r} that is not there" for name in key if name not in names)
        if len(set(key)) < len(key):
            wrong.append("the schema has a key that names a field twice")
    if any(len(one["fields"]) != len(one["reference"]["fields"]) for one in references):
        wrong.append("the schema has a foreign key that refers to more or fewer fields than it has")
    if wrong:
        return None, tuple(wrong)
    place = names.index
    columns = tuple(column(field) for field in schema["fields"])
    unique = [tuple(map(place, key)) for key in schema.get("uniqueKeys", ())]
    unique += ((place(one.name),) for one in columns if one.unique)
    return Schema(
        columns,
        tuple(map(place, schema["primaryKey"])),
        tuple(unique),
        tuple(
            Reference(tuple(map(place, one["fields"])), one["reference"]["resource"], tuple(one["reference"]["fields"]))
            for one in references
        ),
        Consistency(names),
        _held(schema),
        document,
    ), ()


def _read_again(document: str) -> Schema | None:
    return compiled(document)[0]


def _held(schema: Json) -> str:
    """The hash of what rows are held to, whatever else is said of their fields."""
    fields = []
    for field in schema["fields"]:
        constraints = field.get("constraints", {})
        among = [one["value"] if isinstance(one, dict) else one for one in field.get("categories", ())]
        lists = sorted({tuple(sorted(values)) for values in (among, constraints.get("enum", ())) if values})
        flags = [bool(constraints.get(name)) for name in ("required", "unique")]
        fields.append([field["name"], field["type"], *flags, constraints.get("pattern", ""), lists])
    held = json.dumps([fields, schema["primaryKey"], schema.get("uniqueKeys", [])])
    return hashlib.sha256(held.encode()).hexdigest()


def _of_field(field: Json) -> Iterator[str]:
    """What is wrong in a field: nothing said of empty cells, or what its type does not have."""
    where = f"the field {field['name']!r}"
    constraints = field.get("constraints", {})
    missing = field.get("missingValues")
    if not constraints.get("required") and not missing:
        yield f"{where} may be empty, and nothing says what that means"
    if len(missing or ()) > 1:
        yield f"{where} has a missing value twice"
    if field["type"] != "string" and ({"pattern", "enum"} & set(constraints) or "categories" in field):
        yield f"{where} is no text and has a pattern or categories"
    if "pattern" in constraints:
        try:
            re.compile(f"^{constraints['pattern']}$")
        except (re.error, OverflowError, RecursionError) as error:
            yield f"{where} has a pattern that is none: {error}"
