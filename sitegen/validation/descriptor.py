"""Descriptors: what one must say and may say, and its resources as they are checked.

What is not known here is refused, even where the standard allows it: it would be published unchecked.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.validation.problem import Problem
from sitegen.validation.schema import DESCRIBED, SOME, TITLED, Schema, compiled
from sitegen.validation.shapes import anything, either, exactly, items, mapping, text, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    _Read = tuple[Schema | None, tuple[str, ...]]

Json = dict[str, Any]
FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {
    "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False,
    "header": True,
}  # fmt: skip


ADDRESS = text(r"https?://[^\s\x00-\x1f]+")
NAME = text(r"[-a-z0-9._/]+")
WITHIN = r"(?!.*(?:^|/)\.)[\w.-]+(?:/[\w.-]+)*"
"""A path that leads nowhere but into the package."""
ELSEWHERE = text(WITHIN + r"\.json")
RESOURCE = mapping(
    {
        "name": NAME, "type": exactly("table"), "format": exactly("csv"), "mediatype": exactly("text/csv"),
        "path": text(WITHIN + r"\.csv"), "schema": anything,
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
            either(
                mapping({**TITLED, "path": text(WITHIN + r"\.csv")}),
                mapping(
                    {"title": text(), "report": SOME, "file": SOME, "bytes": whole_number,
                     "sha256": text("[0-9a-f]{64}")},
                    {"path": SOME, "retrieved": text(r"\d{4}-\d\d-\d\d")},
                ),
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


def read(content: bytes, folder: Path) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
    """The resources that the descriptor of the package in a folder describes well, and all that is wrong with it."""
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
    schemas: dict[str, _Read] = {}  # of each file, which parts of a table have in common
    for number, one in enumerate(listed):
        name = one["name"] if isinstance(one, dict) and isinstance(one.get("name"), str) else f"resource {number}"
        found = [f"the resource{wrong}" for wrong in RESOURCE(one)]
        if isinstance(one, dict) and not {"bytes", "hash"} <= set(one):
            found.append("has no size or no hash")
        said = one.get("schema") if isinstance(one, dict) else None
        if not isinstance(said, str):
            schema, wrong_there = compiled(json.dumps(said))
        elif said in schemas:
            schema, wrong_there = schemas[said]
        else:
            schema, wrong_there = schemas[said] = _elsewhere(said, folder)
        found += wrong_there
        if not found and schema:
            resources.append(Resource(name, one["path"], one["bytes"], one["hash"].removeprefix("sha256:"), schema))
        problems += (Problem(name, None, text) for text in found)
    problems += _among(resources, complete=not problems)
    return tuple(resources), tuple(problems)


def _elsewhere(path: str, folder: Path) -> _Read:
    """The schema in a file of the package, or what is wrong with it."""
    if wrong := ELSEWHERE(path):
        return None, tuple(f"the path of the schema{text}" for text in wrong)
    try:
        return compiled(json.dumps(json.loads((folder / path).read_bytes().decode("utf-8"))))
    except OSError as error:
        return None, (f"the schema {path} cannot be read: {error.strerror}",)
    except (ValueError, RecursionError) as error:
        return None, (f"{path} is no schema: {error}",)


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
