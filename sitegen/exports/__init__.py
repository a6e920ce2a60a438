"""Downloads: each module here turns the dataset into files of the site; the registry below names them all."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitegen.exports import agency, api, discovery, region, whole
from sitegen.exports.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset

EXPORTS = (whole, region, agency, api)


def exports(dataset: Dataset) -> tuple[Artifact, ...]:
    """Every file that the exports make, below ``data/`` and ``api/``; then what tells catalogues of them."""
    with _uncollected():
        shared = Shared(dataset)
        files = tuple(artifact for export in EXPORTS for artifact in export.artifacts(dataset, shared))
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
