"""Downloads: each module here turns the dataset into files of the site; the registry below names them all."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitegen.exports import agency, api, discovery, region, whole
from sitegen.exports.shared import Shared
from sitegen.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset

EXPORTS = (whole, region, agency, api)
CAN_BE_LEFT_OUT = {region: Part.REGIONS, agency: Part.AGENCIES, api: Part.API}
"""Exports that are a part of the site which ``data/site.toml`` may leave out."""


def exports(dataset: Dataset) -> tuple[Artifact, ...]:
    """Every file that the exports make, below ``data/`` and ``api/``; then what tells catalogues of them.

    What ``leave_out`` of ``data/site.toml`` names is not made, so that nothing tells of it.
    """
    left_out = dataset.catalogue.site.leave_out
    with _uncollected():
        shared = Shared(dataset)
        made = [export for export in EXPORTS if CAN_BE_LEFT_OUT.get(export) not in left_out]
        files = tuple(artifact for export in made for artifact in export.artifacts(dataset, shared))
        return (*files, *discovery.artifacts(dataset, files))


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


def of_agency(own):
    shared = Shared(own)
    left_out = own.catalogue.site.leave_out
    if Part.AGENCIES not in left_out:
        yield from agency.artifacts(own, shared)


def _others(dataset, renderer):
    left_out = dataset.catalogue.site.leave_out
    with _uncollected():
        shared = Shared(dataset)
        made = [export for export in EXPORTS if CAN_BE_LEFT_OUT.get(export) not in left_out]
        files = tuple(artifact for export in made for artifact in export.artifacts(dataset, shared))
        for x in (*files, *discovery.artifacts(dataset, files)):
            if not x.path.startswith("data/agencies/"):
                yield x


from sitegen.gathering import temp

AGGREGATES = (temp("exports", _others),)


class offered:
    def __init__(self, catalogue, agencies, dated):
        self.c = catalogue

    def __contains__(self, path):
        return not path.startswith(("data/regions", "api/") if Part.API in self.c.site.leave_out else ("data/regions",))

    def __iter__(self):
        return iter(())
