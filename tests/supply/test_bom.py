"""The bill of materials is true, sound, and the same each time."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it publishes no types
from referencing import Registry, Resource

from tests.supply.bom import LICENCES, PLACE, bill, written
from tests.supply.locks import pinned
from tests.supply.vendored import vendored

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = "tests/supply/vendor"


@pytest.fixture(scope="module")
def schema(root: Path) -> Draft7Validator:
    """The official schema of CycloneDX 1.6, with those that it refers to at hand."""
    found: dict[str, Any] = {
        file.name: json.loads(file.read_text(encoding="utf-8")) for file in (root / SCHEMAS).glob("*.json")
    }
    # Names of files are resolved against the address of the schema that has them.
    at = "http://cyclonedx.org/schema/"
    registry: Registry[Any] = Registry().with_resources(
        (at + name, Resource.from_contents(one)) for name, one in found.items()
    )
    return Draft7Validator(found["bom-1.6.SNAPSHOT.schema.json"], registry=registry)


def test_the_bill_that_is_committed_is_the_one_of_today(root: Path) -> None:
    """``make sbom`` was run after the last change of a lock or of ``vendored.toml``."""
    assert (root / PLACE).read_text(encoding="utf-8") == written(root)


def test_the_bill_is_sound_by_the_official_schema(root: Path, schema: Draft7Validator) -> None:
    assert [error.message for error in schema.iter_errors(bill(root))] == []


def test_the_schema_would_tell(root: Path, schema: Draft7Validator) -> None:
    """A licence that SPDX does not know, a hash too short and a kind that does not exist are seen."""
    planted = bill(root)
    planted["components"][0]["type"] = "thing"
    planted["components"][1]["licenses"] = [{"license": {"id": "Nobody's"}}]
    planted["components"][2]["externalReferences"][0]["hashes"][0]["content"] = "abc"
    assert len(list(schema.iter_errors(planted))) == 3


def test_the_bill_names_everything_once_with_hash_and_licence(root: Path) -> None:
    """Every package of the lock, every file of others."""
    components = bill(root)["components"]
    locked = pinned((root / "requirements.lock").read_text(encoding="utf-8"))
    held = vendored(root)
    assert sorted(one["purl"] for one in components) == sorted(
        [*(f"pkg:pypi/{one.name}@{one.version}" for one in locked), *(one.purl for one in held)]
    )
    for one in components:
        assert one["licenses"]
        assert one["externalReferences"][0]["hashes"]
    files = {part["name"] for one in components for part in one.get("components", ()) if part["type"] == "file"}
    assert files == {f"{one.folder}/{name}" for one in held for name in one.sha256}


def test_every_reference_is_to_something_in_the_bill(root: Path) -> None:
    found = bill(root)
    parts = [part for one in found["components"] for part in (one, *one.get("components", ()))]
    names = [found["metadata"]["component"]["bom-ref"], *(part["bom-ref"] for part in parts)]
    assert len(set(names)) == len(names)
    for entry in found["dependencies"]:
        assert {entry["ref"], *entry["dependsOn"]} <= set(names)
    assert found["dependencies"][0]["dependsOn"]


def test_what_the_project_asks_for_is_told_as_its_own(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = bill(root)["dependencies"][0]["dependsOn"]
    assert {one.purl for one in vendored(root)} <= set(direct)
    assert len(direct) == len(project["dependencies"]) + len(vendored(root))


def test_the_bill_has_no_clock_and_no_chance(root: Path) -> None:
    text = written(root)
    assert not re.search(r'"(timestamp|serialNumber)"', text)
    assert text == written(root)


def test_every_licence_is_one_of_a_package_and_is_what_the_package_says(root: Path) -> None:
    """Where a package that is installed gives an expression itself."""
    listed = tomllib.loads((root / LICENCES).read_text(encoding="utf-8"))
    known = set(json.loads((root / SCHEMAS / "spdx.SNAPSHOT.schema.json").read_text(encoding="utf-8"))["enum"])
    packages = {one.name: one for one in pinned((root / "requirements.lock").read_text(encoding="utf-8"))}
    assert set(listed) == set(packages)
    for name, expression in listed.items():
        assert set(re.split(r" (?:AND|OR) ", expression)) <= known
        if not packages[name].marker:
            stated = metadata.metadata(name).get_all("License-Expression") or [expression]
            assert stated == [expression]
