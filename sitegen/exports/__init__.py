"""Downloads: what is made for each agency on its own, and the tasks that make what covers many of what these give."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitegen.exports import agency, api, collected, discovery, region, whole
from sitegen.exports.api.envelope import ROOT
from sitegen.exports.discovery import feeds
from sitegen.exports.given import given
from sitegen.gathering import Aggregate, Gathered, run, slices
from sitegen.listing import listing
from sitegen.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.gathering import Section, Sections, Task
    from sitegen.listing import Listed
    from sitegen.model import Artifact, Catalogue, Dataset

OF_AGENCY = (agency.of_agency, api.of_agency, feeds.of_agency)
"""What is made for an agency of the dataset of it alone."""
CAN_BE_LEFT_OUT = {agency.of_agency: Part.AGENCIES, api.of_agency: Part.API}
"""What of it is a part of the site that ``data/site.toml`` may leave out."""


def of_agency(own: Dataset) -> Iterator[Artifact]:
    """The files about an agency and its reports: its package, its part of the API, its feed."""
    left_out = own.catalogue.site.leave_out
    for make in OF_AGENCY:
        if CAN_BE_LEFT_OUT.get(make) not in left_out:
            yield from make(own)


def gather(own: Dataset, listed: Iterable[Listed]) -> Iterator[Section]:
    """What an agency gives to all that covers many; ``listed`` are the files that :func:`of_agency` made."""
    yield from given(own)
    yield from api.given(own)
    yield from discovery.given(own, listed)


def tasks(dataset: Dataset, sections: Sections) -> Iterator[Task]:
    """The tasks that make what covers many agencies, below ``data/`` and ``api/``, and what tells catalogues of them.

    What ``leave_out`` of ``data/site.toml`` names is not made, so that nothing tells of it.
    """
    left_out, index = dataset.catalogue.site.leave_out, collected.Index(sections)
    package, planned = whole.plan(dataset, sections, index)
    of_whole = [*whole.tasks(dataset, index, package, planned)]
    of_regions = [] if Part.REGIONS in left_out else [*region.tasks(dataset, sections, index)]
    yield from (*of_whole, *of_regions)
    if Part.API not in left_out:
        yield from api.tasks(dataset, index)
    names = [task.name for task in of_whole], [task.name for task in of_regions]
    yield from discovery.tasks(dataset, sections, package, *names)


AGGREGATE = Aggregate(
    "exports",
    lambda own, renderer: gather(own, renderer.downloads),
    lambda dataset, _, sections: tasks(dataset, sections),
)
"""All that covers many agencies; the renderer that gathers has the files of the one agency for its downloads."""


def offered(catalogue: Catalogue, agencies: Iterable[str], *, dated: bool) -> frozenset[str]:
    """The files to which pages lead that cannot see them: known before anything is made.

    ``agencies`` are those that have reports; ``dated`` says whether any report is.
    """
    left_out = catalogue.site.leave_out
    found = {feeds.PATH} if dated else set[str]()
    if Part.API not in left_out:
        found |= {f"{ROOT}codebook.json", *(f"{ROOT}indicators/{one.id}.json" for one in catalogue.indicators)}
    if Part.AGENCIES in left_out and Part.REGIONS not in left_out:  # else an agency's page leads to its own package
        found |= {region.archive_of(one.code) for one, _ in region.regions(catalogue, agencies)}
    return frozenset(found)


def exports(dataset: Dataset) -> tuple[Artifact, ...]:
    """Every file that the exports make, all at once: for a dataset that lies in memory."""
    files: list[Artifact] = []
    found: list[tuple[str, tuple[Section, ...]]] = []
    with _uncollected():
        for key, own in slices(dataset):
            made = tuple(of_agency(own))
            files += made
            found.append((key, tuple(gather(own, listing(made)))))
        sections = Gathered(found)
        return (*files, *run(tasks(dataset, sections), sections))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: rows by the hundred thousand hold none, and would be looked at each time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
