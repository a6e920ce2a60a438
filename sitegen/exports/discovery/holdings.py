"""What the site has to offer, as catalogues see it: datasets with their files, their reports, their place and time."""

from __future__ import annotations

import hashlib
import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.exports import csvw
from sitegen.exports.datapackage import PROJECT
from sitegen.exports.discovery.times import modified
from sitegen.exports.schema import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from sitegen.model import Agency, Artifact, Catalogue, Dataset, Division, Report

Json = dict[str, Any]
WHOLE = "data"
AGENCIES = "data/agencies"
REGIONS = "data/regions"
DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a dataset. ``title`` is empty where the descriptor has none, ``described`` where no CSVW lies by."""

    path: str
    media_type: str
    size: int
    sha256: str
    title: Words | None = None
    described: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A dataset of the site: a data package with all files of its folder.

    ``address`` is the page that shows it; ``place`` is the division that it is about, none for the whole country.
    """

    folder: str
    name: str
    address: str
    title: Words
    description: Words
    keywords: tuple[str, ...]
    reports: tuple[Report, ...]
    place: Division | None
    files: tuple[File, ...]

    @property
    def whole(self) -> bool:
        """Whether it is all that the site has."""
        return self.folder == WHOLE

    @property
    def years(self) -> tuple[int, ...]:
        """The report years, each once."""
        return tuple(sorted({int(report.year.value) for report in self.reports}))

    @property
    def modified(self) -> dt.date | None:
        """The last day that is known of its reports."""
        return max((day for report in self.reports if (day := modified(report))), default=None)

    @property
    def descriptor(self) -> File:
        """The data package's descriptor, which states the hash of each table."""
        return next(file for file in self.files if file.path.endswith(DESCRIPTOR))


def holdings(dataset: Dataset, artifacts: Iterable[Artifact]) -> tuple[Holding, ...]:
    """The datasets among exported files, the whole first, then in order of folder."""
    folders: dict[str, list[Artifact]] = {}
    for artifact in artifacts:
        folders.setdefault(posixpath.dirname(artifact.path), []).append(artifact)
    roots = {
        folder: own for folder, own in folders.items() if any(posixpath.basename(a.path) == DESCRIPTOR for a in own)
    }
    parts: dict[str, list[Artifact]] = {folder: list(own) for folder, own in roots.items()}
    for folder, own in folders.items():  # a large table's files lie in folders of their own, below the package
        root = posixpath.dirname(folder)
        if folder not in roots and root in roots:
            parts[root] += own
    return tuple(_holding(dataset, folder, parts[folder]) for folder in sorted(parts))


def _holding(dataset: Dataset, folder: str, artifacts: Sequence[Artifact]) -> Holding:
    catalogue = dataset.catalogue
    content = json.loads(next(a.content for a in artifacts if a.path == f"{folder}/{DESCRIPTOR}"))
    parent, _, own = folder.rpartition("/")
    one = catalogue.by_agency.get(own) if parent == AGENCIES else None
    among = catalogue.agencies if parent != AGENCIES else (one,) if one else ()
    agencies = {agency.id: agency for agency in among if _within(agency, parent, own, catalogue)}
    if folder == WHOLE:
        place, address, reports = None, "downloads/", dataset.reports
    else:
        reports = tuple(report for report in dataset.reports if report.agency in agencies)
        code = own if parent == REGIONS else agencies[own].division if own in agencies else ""
        place = catalogue.by_division.get(code)
        address = f"agencies/{own}/" if own in agencies and parent == AGENCIES else "downloads/"
    resources = {f"{folder}/{one['path']}": one for one in content["resources"]}
    described = {artifact.path for artifact in artifacts}
    return Holding(
        folder,
        content.get("name", PROJECT),
        address,
        _words(content, "title"),
        _words(content, "description"),
        tuple(content.get("keywords", ())),
        reports,
        place,
        tuple(_file(a, resources.get(a.path), described) for a in artifacts if not a.path.endswith(csvw.SUFFIX)),
    )


def _within(agency: Agency, parent: str, own: str, catalogue: Catalogue) -> bool:
    """Whether the folder ``own`` of ``parent`` is about the agency: its own, or that of a division it lies in."""
    if parent == AGENCIES:
        return agency.id == own
    above: dict[str, str | None] = {division.code: division.parent for division in catalogue.divisions}
    code: str | None = agency.division
    while parent == REGIONS and code:
        if code == own:
            return True
        code = above.get(code)
    return False


def _file(artifact: Artifact, resource: Json | None, described: set[str]) -> File:
    known = str((resource or {}).get("hash", ""))
    sha256 = (
        known.removeprefix("sha256:") if known.startswith("sha256:") else hashlib.sha256(artifact.content).hexdigest()
    )
    beside = csvw.path(artifact.path)
    return File(
        artifact.path,
        artifact.media_type,
        len(artifact.content),
        sha256,
        _words(resource, "title") if resource else None,
        beside if beside in described else "",
    )


def _words(content: Json, key: str) -> Words:
    return Words(content[key], content.get(f"{key}s", {}).get("en", content[key]))
