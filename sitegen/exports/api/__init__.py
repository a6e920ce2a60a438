"""The static API, ``api/v1/``: a JSON file an agency, a report and an indicator, lists of each, and its description.

Tables are arrays below one header, which takes little more than half the bytes of objects; each row has its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.api import agency, codebook, contents, indicator, openapi, report
from sitegen.exports.api.envelope import ROOT, file
from sitegen.exports.api.values import values_by_report
from sitegen.exports.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset


def artifacts(dataset: Dataset, shared: Shared | None = None) -> Iterator[Artifact]:
    """Every file of the API."""
    shared = shared or Shared(dataset)
    catalogue, version = dataset.catalogue, dataset.catalogue.site.version
    values = values_by_report(dataset, shared)
    documents = {
        "index.json": contents.index(dataset),
        "agencies.json": contents.agencies(dataset),
        "reports.json": contents.reports(dataset),
        "indicators.json": contents.indicators(dataset),
        "codebook.json": codebook.codebook(catalogue),
    }
    for name, document in documents.items():
        yield file(name, document, version)
    for folder, some in (
        ("agencies", agency.documents(dataset, values)),
        ("indicators", indicator.documents(dataset, values)),
        ("reports", report.documents(dataset, shared)),
    ):
        for name, document in some:
            yield file(f"{folder}/{name}.json", document, version)
    yield openapi.artifact(catalogue, ROOT)
