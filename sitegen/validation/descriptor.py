"""Descriptors: what one must say and may say, and its resources as they are checked.

What is not known here is refused, even where the standard allows it: it would be published unchecked.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.validation.parsing import parsed
from sitegen.validation.problem import Problem
from sitegen.validation.schema import DESCRIBED, SOME, TITLED, Schema, compiled
from sitegen.validation.shapes import anything, exactly, items, mapping, text, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {
    "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False,
    "header": True,
}  # fmt: skip


ADDRESS = text(r"https?://[^\s\x00-\x1f]+")
NAME = text(r"[-a-z0-9._/]+")
RESOURCE = mapping(
    {
        "name": NAME, "type": exactly("table"), "format": exactly("csv"), "mediatype": exactly("text/csv"),
        "path": text(r"(?!.*(?:^|/)\.)[\w.-]+(?:/[\w.-]+)*\.csv"), "schema": anything,
    },
    {
        **TITLED, **DESCRIBED, "bytes": whole_number, "hash": text("sha256:[0-9a-f]{64}"),
        "encoding": exactly("utf-8"), "dialect": mapping({key: exactly(value) for key, value in DIALECT.items()}),
    },
)  # fmt: skip
PACKAGE = mapping(
    {
        "$schema": exactly(PROFILE), "name": NAME, **TITLED, "resources": items(anything, 1),
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
        document = parsed(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return (), (Problem("", None, f"is no descriptor: {error}"),)
    problems = [Problem("", None, f"the descriptor{wrong}") for wrong in PACKAGE(document)]
    listed = document.get("resources") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        return (), tuple(problems)
    if isinstance(created := document.get("created"), str) and not _is_day(created[:10]):
        problems.append(Problem("", None, f"the descriptor is of {created}, which is no day"))
    resources: list[Resource] = []
    schemas: dict[int, str] = {}  # of each object, of which there are few
    for number, one in enumerate(listed):
        name = one["name"] if isinstance(one, dict) and isinstance(one.get("name"), str) else f"resource {number}"
        found = [f"the resource{wrong}" for wrong in RESOURCE(one)]
        if isinstance(one, dict) and not {"bytes", "hash"} <= set(one):
            found.append("has no size or no hash")
        said = one.get("schema") if isinstance(one, dict) else None
        if id(said) not in schemas:
            schemas[id(said)] = json.dumps(said)
        schema, wrong_there = compiled(schemas[id(said)])
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
