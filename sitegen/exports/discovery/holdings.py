"""What the site has to offer, as catalogues see it: datasets with their files, their reports, their place and time."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports import csvw
from sitegen.exports.datapackage import PROJECT
from sitegen.exports.discovery.times import modified
from sitegen.listing import DESCRIPTOR

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from sitegen.listing import Listed, Resource
    from sitegen.model import Agency, Catalogue, Dataset, Division, Report, Words

WHOLE = "data"
AGENCIES = "data/agencies"
REGIONS = "data/regions"


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


def holdings(dataset: Dataset, listed: Iterable[Listed]) -> tuple[Holding, ...]:
    """The datasets among exported files, the whole first, then in order of folder."""
    folders: dict[str, list[Listed]] = {}
    for file in listed:
        folders.setdefault(posixpath.dirname(file.path), []).append(file)
    roots = {
        folder: own for folder, own in folders.items() if any(posixpath.basename(a.path) == DESCRIPTOR for a in own)
    }
    parts: dict[str, list[Listed]] = {folder: list(own) for folder, own in roots.items()}
    for folder, own in folders.items():  # a large table's files lie in folders of their own, below the package
        root = posixpath.dirname(folder)
        if folder not in roots and root in roots:
            parts[root] += own
    return tuple(_holding(dataset, folder, parts[folder]) for folder in sorted(parts))


def _holding(dataset: Dataset, folder: str, listed: Sequence[Listed]) -> Holding:
    catalogue = dataset.catalogue
    about = next(file.described for file in listed if file.described and file.path == f"{folder}/{DESCRIPTOR}")
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
    resources = {f"{folder}/{one.path}": one for one in about.resources}
    described = {file.path for file in listed}
    return Holding(
        folder,
        about.name or PROJECT,
        address,
        about.title,
        about.description,
        about.keywords,
        reports,
        place,
        tuple(_file(one, resources.get(one.path), described) for one in listed if not one.path.endswith(csvw.SUFFIX)),
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


def _file(listed: Listed, resource: Resource | None, described: set[str]) -> File:
    beside = csvw.path(listed.path)
    return File(
        listed.path,
        listed.media_type,
        listed.size,
        listed.sha256,
        resource.title if resource else None,
        beside if beside in described else "",
    )
