"""Descriptors: what one must say and may say, and its resources as they are checked.

What is not known here is refused, even where the standard allows it: it would be published unchecked.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitegen.validation.consistency import Consistency
from sitegen.validation.fields import TYPES, Column, column
from sitegen.validation.problem import Problem
from sitegen.validation.shapes import either, exactly, items, mapping, text, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Json = dict[str, Any]
FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {
    "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False,
    "header": True,
}  # fmt: skip
NAMES = 512  # schemas are known by their text; there are as many as forms have tables

SOME = text(r"(?s:.+)")
ADDRESS = text(r"https?://[^\s\x00-\x1f]+")
TITLED: dict[str, Any] = {"title": SOME, "titles": mapping({"en": SOME})}
DESCRIBED: dict[str, Any] = {"description": SOME, "descriptions": mapping({"en": SOME})}
NAME = text(r"[-a-z0-9._/]+")
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
RESOURCE = mapping(
    {
        "name": NAME, "type": exactly("table"), "format": exactly("csv"), "mediatype": exactly("text/csv"),
        "path": text(r"(?!.*(?:^|/)\.)[\w.-]+(?:/[\w.-]+)*\.csv"), "schema": lambda _: iter(()),
    },
    {
        **TITLED, **DESCRIBED, "bytes": whole_number, "hash": text("sha256:[0-9a-f]{64}"),
        "encoding": exactly("utf-8"), "dialect": exactly(DIALECT),
    },
)  # fmt: skip
PACKAGE = mapping(
    {
        "$schema": exactly(PROFILE), "name": NAME, **TITLED, "resources": items(lambda _: iter(()), 1),
    },
    {
        **DESCRIBED, "id": ADDRESS, "homepage": ADDRESS, "version": SOME,
        "created": text(r"\d{4}-\d\d-\d\dT00:00:00Z"), "keywords": items(text()),
        "licenses": items(mapping({"name": SOME, "path": ADDRESS, "title": SOME})),
        "contributors": items(mapping({**TITLED, "roles": items(SOME)}, {"path": ADDRESS})),
        "sources": items(
            mapping(
                {"title": text(), "report": SOME, "file": SOME, "bytes": whole_number, "sha256": text("[0-9a-f]{64}")},
                {"path": SOME, "retrieved": text(r"\d{4}-\d\d-\d\d")},
            )
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
    """What the rows of a table must be. Keys are the places of fields."""

    columns: tuple[Column, ...]
    primary: tuple[int, ...]
    unique: tuple[tuple[int, ...], ...]
    references: tuple[Reference, ...]
    consistency: Consistency

    @property
    def names(self) -> list[str]:
        """The header."""
        return [column.name for column in self.columns]

    def places(self, names: Iterable[str]) -> tuple[int, ...]:
        """Where fields are, by their names."""
        header = self.names
        return tuple(header.index(name) for name in names)


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of a package: its file, and what that must be."""

    name: str
    path: str
    size: int
    sha256: str
    schema: Schema


def read(content: bytes) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
    """The resources that a descriptor describes well, and all that is wrong with it."""
    try:
        document = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return (), (Problem("", None, f"is no descriptor: {error}"),)
    problems = [Problem("", None, f"the descriptor{wrong}") for wrong in PACKAGE(document)]
    listed = document.get("resources") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        return (), tuple(problems)
    if isinstance(created := document.get("created"), str) and not _is_day(created[:10]):
        problems.append(Problem("", None, f"the descriptor is of {created}, which is no day"))
    resources: list[Resource] = []
    for number, one in enumerate(listed):
        name = one["name"] if isinstance(one, dict) and isinstance(one.get("name"), str) else f"resource {number}"
        found = [f"the resource{wrong}" for wrong in RESOURCE(one)]
        if isinstance(one, dict) and not {"bytes", "hash"} <= set(one):
            found.append("has no size or no hash")
        schema, wrong_there = _schema(json.dumps(one.get("schema")) if isinstance(one, dict) else "null")
        found += wrong_there
        if not found and schema:
            resources.append(Resource(name, one["path"], one["bytes"], one["hash"].removeprefix("sha256:"), schema))
        problems += (Problem(name, None, text) for text in found)
    problems += _among(resources, complete=not problems)
    return tuple(resources), tuple(problems)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _among(resources: list[Resource], *, complete: bool) -> Iterator[Problem]:
    """What is wrong between the resources; where one could not be described, none is missed."""
    known = {resource.name: resource for resource in resources}
    for attribute in ("name", "path"):
        values = [getattr(resource, attribute) for resource in resources]
        for value in sorted({value for value in values if values.count(value) > 1} if len(set(values)) < len(values)
                            else ()):  # fmt: skip
            yield Problem("", None, f"several resources have the {attribute} {value!r}")
    for resource in resources:
        for reference in resource.schema.references:
            target = known.get(reference.resource or resource.name)
            if target is None:
                if complete:
                    yield Problem(resource.name, None, f"refers to a table {reference.resource!r} that is not there")
                continue
            types = {one.name: one.type for one in target.schema.columns}
            own = [resource.schema.columns[place].type for place in reference.places]
            if [types.get(name) for name in reference.names] != own:
                fields = ", ".join(reference.names)
                yield Problem(resource.name, None, f"refers to {fields} of {target.name}, which are not fields alike")


@lru_cache(NAMES)
def _schema(document: str) -> tuple[Schema | None, tuple[str, ...]]:
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
    ), ()


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
