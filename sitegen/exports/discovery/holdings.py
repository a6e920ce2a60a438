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
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.listing import Listed
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
    modified: dt.date | None = None
    """The last day that is known of its reports."""
    apart: bool = False
    """Whether its parts are described one by one elsewhere, each with what it comes from."""

    @property
    def whole(self) -> bool:
        """Whether it is all that the site has."""
        return self.folder == WHOLE

    @property
    def years(self) -> tuple[int, ...]:
        """The report years, each once."""
        return tuple(sorted({int(report.year.value) for report in self.reports}))

    @property
    def sources(self) -> tuple[str, ...]:
        """The addresses that its reports come from; none where they are told of its parts."""
        known = () if self.apart else (report.source.url for report in self.reports)
        return tuple(sorted({url for url in known if url}))

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
    reports: dict[str, list[int]] = {}
    for place, report in enumerate(dataset.reports):
        reports.setdefault(report.agency or "", []).append(place)
    days = tuple(map(modified, dataset.reports))  # a report is in the whole and in each division that it lies in
    agencies = _by_division(dataset.catalogue)
    return tuple(_holding(dataset, days, folder, parts[folder], agencies, reports) for folder in sorted(parts))


def _holding(  # noqa: PLR0913, PLR0917  what all holdings are made of
    dataset: Dataset,
    days: Sequence[dt.date | None],
    folder: str,
    listed: Sequence[Listed],
    within: Mapping[str, Sequence[Agency]],
    by_agency: Mapping[str, Sequence[int]],
) -> Holding:
    """The holding of a folder; ``within`` are the agencies of each division, those of the divisions below included.

    ``days`` are those on which the reports changed last, ``by_agency`` the places of an agency's among the reports.
    """
    catalogue = dataset.catalogue
    about = next(file.described for file in listed if file.described and file.path == f"{folder}/{DESCRIPTOR}")
    parent, _, own = folder.rpartition("/")
    one = catalogue.by_agency.get(own) if parent == AGENCIES else None
    among = within.get(own, ()) if parent == REGIONS else (one,) if one else ()
    agencies = {agency.id: agency for agency in among}
    if folder == WHOLE:
        place, address, found = None, "downloads/", list(range(len(dataset.reports)))
    else:
        found = sorted(place for agency in agencies for place in by_agency.get(agency, ()))
        code = own if parent == REGIONS else agencies[own].division if own in agencies else ""
        place = catalogue.by_division.get(code)
        address = f"agencies/{own}/" if own in agencies and parent == AGENCIES else "downloads/"
    titles = {f"{folder}/{one.path}": one.title for one in about.resources}
    return Holding(
        folder,
        about.name or PROJECT,
        address,
        about.title,
        about.description,
        about.keywords,
        tuple(dataset.reports[report] for report in found),
        place,
        files_of(listed, titles),
        max((day for report in found if (day := days[report])), default=None),
    )


def _by_division(catalogue: Catalogue) -> dict[str, list[Agency]]:
    """The agencies of each division by its code, and of those that it lies in."""
    found: dict[str, list[Agency]] = {}
    for agency in catalogue.agencies:
        code: str | None = agency.division
        while code:
            found.setdefault(code, []).append(agency)
            division = catalogue.by_division.get(code)
            code = division.parent if division else None
    return found


def files_of(listed: Iterable[Listed], titles: Mapping[str, Words]) -> tuple[File, ...]:
    """The files with their titles by path; what describes one stands with it."""
    every = tuple(listed)
    paths = {file.path for file in every}
    return tuple(_file(one, titles.get(one.path), paths) for one in every if not one.path.endswith(csvw.SUFFIX))


def _file(listed: Listed, title: Words | None, described: set[str]) -> File:
    beside = csvw.path(listed.path)
    return File(
        listed.path,
        listed.media_type,
        listed.size,
        listed.sha256,
        title,
        beside if beside in described else "",
    )
