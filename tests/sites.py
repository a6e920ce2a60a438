"""Whole sites in memory, for tests that look at them without building one on disk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sitegen.bundle import with_copy
from sitegen.model import Part
from sitegen.pages import downloads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.bundle import Page
    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def finished(made: Iterable[Artifact], dataset: Dataset, renderer: Renderer) -> tuple[Artifact, ...]:
    """All files of the site with a copy of them as one, unless that is left out."""
    if Part.SITE_ZIP in renderer.site.leave_out:
        return tuple(made)
    return copied(made, partial(downloads.page, dataset, renderer))


def copied(made: Iterable[Artifact], page: Page) -> tuple[Artifact, ...]:
    """The files with the page of downloads and the copy of them all."""
    files = {artifact.path: artifact for artifact in made}
    sizes = ((path, len(artifact.content)) for path, artifact in files.items())
    more = {artifact.path: artifact for artifact in with_copy(sizes, lambda path: files[path].content, page)}
    return tuple((files | more).values())
