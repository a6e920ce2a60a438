"""A small package with a field of every type, every constraint and every kind of key, to plant errors in."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frictionless

from sitegen.exports.datapackage import Package, files
from sitegen.exports.schema import Category, Field, Reference, Table, Words
from sitegen.model import SiteSettings
from sitegen.validation import examine
from sitegen.validation.descriptor import DIALECT

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["DIALECT", "by_frictionless", "describe", "described", "make", "ours", "reseal"]
Json = dict[str, Any]
Where = tuple[str, int | None]
"""A resource, or the package as ``""``, and a row of it, or none where an error is of no row."""

NO = Words("无", "none")
COLOURS = Table(
    "colours", "colours.csv", NO, NO,
    (
        Field("id", "string", NO, NO, pattern="[a-z]+"),
        Field("wave", "integer", NO, NO),
        Field("name", "string", NO, NO),
        Field("like", "string", NO, NO, missing=NO),
        Field("code", "string", NO, NO, missing=NO, unique=True),
    ),
    (("red", 700, "红", None, "R1"), ("blue", 450, "蓝", "red", "B2"), ("green", 550, "绿,青", "blue", None)),
    ("id",), unique=(("wave", "name"),), references=(Reference(("like",), "", ("id",)),),
)  # fmt: skip
THINGS = Table(
    "things", "things.csv", NO, NO,
    (
        Field("year", "integer", NO, NO),
        Field("id", "integer", NO, NO),
        Field("colour", "string", NO, NO, missing=NO),
        Field("size", "number", NO, NO, missing=NO),
        Field("kind", "string", NO, NO, categories=(Category("flat"), Category("round"))),
        Field("new", "boolean", NO, NO, missing=NO),
        Field("made", "date", NO, NO, missing=NO),
        Field("words", "string", NO, NO, missing=NO),
    ),
    (
        (2019, 1, "red", Decimal("1.50"), "flat", True, dt.date(2019, 2, 28), 'so, and "so"'),
        (2019, 2, "blue", None, "round", False, None, "第一行\n第二行"),
        (2020, 1, None, Decimal(-3), "round", None, dt.date(2020, 2, 29), "plain"),
    ),
    ("year", "id"), references=(Reference(("colour",), "colours", ("id",)),),
)  # fmt: skip
PARTS = Table(
    "parts", "parts.csv", NO, NO,
    (
        Field("part", "string", NO, NO, missing=NO), Field("other", "string", NO, NO, missing=NO),
        Field("year", "integer", NO, NO, missing=NO), Field("thing", "integer", NO, NO, missing=NO),
    ),
    (("leg", None, 2019, 1), ("top", "a", 2019, 2), (None, "b", None, None)),
    ("part", "other"), references=(Reference(("year", "thing"), "things", ("year", "id")),),
)  # fmt: skip


def make(root: Path) -> Path:
    """The folder of the package, ``data/toys`` below ``root``."""
    package = Package("data/toys", "toys", NO, NO, ("toys",), (COLOURS, THINGS, PARTS), (), full=True)
    for artifact in files(package, SiteSettings("玩具", "Toys", "1.0.0")):
        file = root / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    folder = root / "data" / "toys"
    descriptor = described(folder)
    descriptor["resources"].pop()  # the dictionary, which costs frictionless more than all others
    describe(folder, descriptor)
    return folder


def described(folder: Path) -> Json:
    """The descriptor."""
    descriptor: Json = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return descriptor


def describe(folder: Path, descriptor: object) -> None:
    """Write the descriptor anew."""
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def reseal(folder: Path) -> None:
    """Give the descriptor the sizes and hashes of the files as they are now."""
    descriptor = described(folder)
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    describe(folder, descriptor)


def ours(folder: Path) -> dict[Where, list[str]]:
    """Where our validation finds errors, and what it says of them."""
    found: dict[Where, list[str]] = {}
    for problem in examine(folder / "datapackage.json").problems:
        found.setdefault((problem.resource, problem.row), []).append(problem.text)
    return found


def by_frictionless(folder: Path) -> dict[Where, list[str]]:
    """Where frictionless finds errors, or breaks over them, and what it says."""
    found: dict[Where, list[str]] = {}
    try:
        package = frictionless.Package(str(folder / "datapackage.json"))
    except Exception as error:  # noqa: BLE001  whatever it is, the package did not pass
        return {("", None): [str(error)]}
    for resource in package.resources:
        name = str(resource.name)
        try:
            report = resource.validate()
        except Exception as broken:  # noqa: BLE001  whatever it is, the package did not pass
            found[name, None] = [str(broken)]
            continue
        errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
        for one in errors:
            row = getattr(one, "row_number", None) or (1 if hasattr(one, "row_numbers") else None)
            found.setdefault((name, row), []).append(one.message)
        for warning in (warning for task in report.tasks for warning in task.warnings):
            found.setdefault((name, None), []).append(warning)
    return found
