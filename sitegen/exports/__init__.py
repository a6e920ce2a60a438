"""Downloads: each module here turns the dataset into files of the site; the registry below names them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import agency, discovery, whole

if TYPE_CHECKING:
    from sitegen.model import Artifact, Dataset

EXPORTS = (whole, agency)


def exports(dataset: Dataset) -> tuple[Artifact, ...]:
    """Every file that the exports make of the dataset, below ``data/``; then what tells catalogues of them."""
    files = tuple(artifact for export in EXPORTS for artifact in export.artifacts(dataset))
    return (*files, *discovery.artifacts(dataset, files))
