"""The static API, ``api/v1/``: a JSON file an agency, a report and an indicator, lists of each, and its description.

Tables are arrays below one header, which takes little more than half the bytes of objects; each row has its line.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from sitegen.exports import collected
from sitegen.exports.api import agency, codebook, contents, indicator, openapi, report
from sitegen.exports.api.envelope import ROOT, file
from sitegen.exports.api.values import values_by_report
from sitegen.exports.given import ABOUT
from sitegen.exports.given import given as given_of
from sitegen.exports.shared import shared_by
from sitegen.gathering import Gathered, Task, encoded, run, slices
from sitegen.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.collected import Index
    from sitegen.gathering import Section, Sections
    from sitegen.model import Artifact, Catalogue, Dataset

REPORTS = "api/reports"
"""The name under which agencies give their rows of the list of reports."""


def artifacts(dataset: Dataset) -> Iterator[Artifact]:
    """Every file of the API, all at once."""
    own = list(slices(dataset))
    for _, one in own:
        yield from of_agency(one)
    sections = Gathered((key, (*given_of(one), *given(one))) for key, one in own)
    yield from run(tasks(dataset, collected.Index(sections)), sections)


def of_agency(own: Dataset) -> Iterator[Artifact]:
    """The files of an agency that has reports and of these."""
    version, shared = own.catalogue.site.version, shared_by(own)
    values = shared.kept(values_by_report)
    for identity in {one.agency for one in own.reports if one.agency}:
        yield file(f"agencies/{identity}.json", agency.document(own, identity, values), version)
    for name, document in report.documents(own, shared):
        yield file(f"reports/{name}.json", document, version)


def given(own: Dataset) -> Iterator[Section]:
    """What an agency gives to the list of reports and, as its values of each, to the files of indicators.

    It gives nothing where no API is published.
    """
    if Part.API in own.catalogue.site.leave_out:
        return
    if own.reports:
        yield REPORTS, encoded(contents.rows_of(own))
    if any(one.agency for one in own.reports):
        yield from indicator.given(own, shared_by(own).kept(values_by_report))


def tasks(dataset: Dataset, index: Index) -> Iterator[Task]:
    """The tasks that make the lists, the files of indicators, and what depends on knowledge alone."""
    catalogue = dataset.catalogue
    having = frozenset(one.agency for one in dataset.reports)
    told = index.of(ABOUT)
    others = tuple(one.id for one in catalogue.agencies if one.id not in having)
    yield Task("api", (), partial(_known, catalogue))
    yield Task("api/lists", (*told, REPORTS), partial(_lists, dataset, told), overall=True, offering=False)
    yield Task("api/agencies", (), partial(_without_reports, catalogue, others), given=" ".join(others))
    for one in catalogue.indicators:
        name = indicator.section(one)
        yield Task(f"api/indicators/{one.id}", (name,), partial(_indicator, catalogue, one.id))


def _known(catalogue: Catalogue, _: Sections) -> Iterator[Artifact]:
    version = catalogue.site.version
    yield file("indicators.json", contents.indicators(catalogue), version)
    yield file("codebook.json", codebook.codebook(catalogue), version)
    yield openapi.artifact(catalogue, ROOT)


def _lists(dataset: Dataset, told: Iterable[str], sections: Sections) -> Iterator[Artifact]:
    version = dataset.catalogue.site.version
    yield file("index.json", contents.index(dataset, collected.about(sections, told)), version)
    yield file("agencies.json", contents.agencies(dataset), version)
    rows = {report: row for _, content in sections.of(REPORTS) for report, row in json.loads(content).items()}
    yield file("reports.json", contents.reports(dataset, rows), version)


def _without_reports(catalogue: Catalogue, agencies: Iterable[str], _: Sections) -> Iterator[Artifact]:
    """The files of the agencies of the registry that have no report."""
    for one in agencies:
        yield file(f"agencies/{one}.json", agency.document_of(catalogue, one), catalogue.site.version)


def _indicator(catalogue: Catalogue, identity: str, sections: Sections) -> Iterator[Artifact]:
    found = next(one for one in catalogue.indicators if one.id == identity)
    values = [content.decode() for _, content in sections.of(indicator.section(found))]
    yield file(f"indicators/{identity}.json", indicator.document(catalogue, found, values), catalogue.site.version)
