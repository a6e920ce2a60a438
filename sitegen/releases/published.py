"""A published data package read back: its reports, figures, corrections and findings, as its CSV files have them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DESCRIPTOR = "datapackage.json"


class PackageError(Exception):
    """There is no data package where one is looked for, or it is broken: our own fault."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says: the value as text, empty where there is none, its unit, its status, what is printed."""

    value: str
    unit: str
    status: str
    printed: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found: the outcome, and the sentences that say so."""

    outcome: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Published:
    """A version of the dataset. ``reports`` has the hash of each file that was read; all else goes by its report.

    ``figures`` and ``corrections`` are by ``table/row/column``, ``findings`` by id; those about no report are under "".
    """

    version: str
    reports: dict[str, str]
    figures: dict[str, dict[str, Figure]]
    corrections: dict[str, dict[str, Figure]]
    findings: dict[str, dict[str, Judged]]


def read(folder: Path) -> Published:
    """The package in a folder, or in the folder ``data`` of a site."""
    path = next((one for one in (folder / DESCRIPTOR, folder / "data" / DESCRIPTOR) if one.is_file()), None)
    if path is None:
        message = f"{folder} is no data package and no site: there is no {DESCRIPTOR} and no data/{DESCRIPTOR}"
        raise PackageError(message)
    try:
        return _read(path)
    except (OSError, ValueError, csv.Error, KeyError, TypeError) as error:
        message = f"{path}: the package cannot be read: {error!r}"
        raise PackageError(message) from error


def _read(path: Path) -> Published:
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    reports = {row["report"]: row["sha256"] for row in _rows(descriptor, path, "reports")}
    result = Published(descriptor["version"], reports, {}, {}, {})
    for row in _rows(descriptor, path, "observations"):
        _figures(result.figures, row)[_cell(row)] = Figure(row["value"], row["unit"], row["status"], row["printed"])
    for row in _rows(descriptor, path, "corrections"):
        corrected = Figure(row["value"], row["unit"], row["status"], row["expect"])
        _figures(result.corrections, row)[_cell(row)] = corrected
    for row in _rows(descriptor, path, "findings"):
        judged = Judged(row["outcome"], row["message_zh"], row["message_en"])
        result.findings.setdefault(row["report"], {})[row["finding"]] = judged
    return result


def _figures(by_report: dict[str, dict[str, Figure]], row: dict[str, str]) -> dict[str, Figure]:
    return by_report.setdefault(row["report"], {})


def _cell(row: dict[str, str]) -> str:
    return f"{row['table']}/{row['row']}/{row['column']}"


def _rows(descriptor: dict[str, Any], path: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a table, which may lie in a file for each province and year."""
    for resource in descriptor["resources"]:
        if resource["name"] == name or resource["name"].startswith(f"{name}-"):
            content = (path.parent / resource["path"]).read_bytes()
            if resource["hash"] != f"sha256:{hashlib.sha256(content).hexdigest()}":
                message = f"{resource['path']} is not the file that was published: its hash is another"
                raise ValueError(message)
            yield from csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
