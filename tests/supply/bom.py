"""The software bill of materials: what the project installs and what it holds of others, as CycloneDX 1.6.

It is made of the lock and the lists alone, with no clock and no chance, so the same locks give the same bytes.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from tests.supply.locks import pinned
from tests.supply.vendored import vendored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.supply.locks import Pinned
    from tests.supply.vendored import Vendored

Json = dict[str, Any]

PLACE = "docs/sbom.cdx.json"
LICENCES = "tests/supply/licences.toml"
KINDS = {"sha256": "SHA-256", "sha512": "SHA-512"}


def written(root: Path) -> str:
    """The bill as it stands in ``docs/sbom.cdx.json``."""
    return json.dumps(bill(root), ensure_ascii=False, indent=2) + "\n"


def bill(root: Path) -> Json:
    """The bill: the project, its packages by their URLs, and which of them it asks for itself."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed, held = tuple(_installed(root)), tuple(_held(root))
    components = sorted((*installed, *held), key=lambda one: str(one["bom-ref"]))
    asked = {re.split(r"[^\w.-]", wish, maxsplit=1)[0] for wish in project["dependencies"]}
    direct = sorted(one["bom-ref"] for one in (*(one for one in installed if one["name"] in asked), *held))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "pre-build"}],
            "component": {
                "type": "application",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": _licensed(project["license"]),
            },
        },
        "components": components,
        "dependencies": [{"ref": project["name"], "dependsOn": direct}],
        # The lock does not say which package asks for which: only what the project itself asks for is told.
        "compositions": [
            {"aggregate": "complete", "assemblies": [project["name"]]},
            {"aggregate": "unknown", "dependencies": [one["bom-ref"] for one in components]},
        ],
    }


def _installed(root: Path) -> Iterator[Json]:
    """The packages of ``requirements.lock``."""
    licences = tomllib.loads((root / LICENCES).read_text(encoding="utf-8"))
    for one in pinned((root / "requirements.lock").read_text(encoding="utf-8")):
        yield _python(one, licences[one.name])


def _python(one: Pinned, licence: str) -> Json:
    purl = f"pkg:pypi/{one.name}@{one.version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": one.name,
        "version": one.version,
        "scope": "optional" if one.marker else "required",
        "licenses": _licensed(licence),
        "purl": purl,
        # Of one release there are many files, one for each system: none of their hashes is that of the package.
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{one.name}/{one.version}/",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in one.hashes],
            }
        ],
        **({"properties": [{"name": "python:marker", "value": one.marker}]} if one.marker else {}),
    }


def _held(root: Path) -> Iterator[Json]:
    """The packages of which files lie in the repository."""
    for one in vendored(root):
        yield {
            "type": "library",
            "bom-ref": one.purl,
            "name": one.name,
            "version": one.version,
            "scope": one.scope,
            "licenses": _licensed(one.licence),
            "purl": one.purl,
            "externalReferences": [_archive(one), _reference("website", one.homepage), _reference("vcs", one.source)],
            "components": [*_files(one), *_contained(one)],
        }


def _archive(one: Vendored) -> Json:
    kind, digest = one.archive_hash
    return {**_reference("distribution", one.archive), "hashes": [{"alg": KINDS[kind], "content": digest}]}


def _files(one: Vendored) -> Iterator[Json]:
    for name, digest in sorted(one.sha256.items()):
        path = f"{one.folder}/{name}"
        yield {
            "type": "file",
            "bom-ref": path,
            "name": path,
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }


def _contained(one: Vendored) -> Iterator[Json]:
    for part in one.contains:
        purl = f"pkg:generic/{part.name}@{part.version}"
        yield {
            "type": "framework",
            "bom-ref": purl,
            "name": part.name,
            "version": part.version,
            "licenses": _licensed(part.licence),
            "purl": purl,
            "externalReferences": [_reference("website", part.source)],
        }


def _reference(kind: str, url: str) -> Json:
    return {"type": kind, "url": url}


def _licensed(expression: str) -> list[Json]:
    """One licence by its id, several as an expression."""
    return [{"expression": expression}] if " " in expression else [{"license": {"id": expression}}]
