"""The whole site as one zip, to be read from a folder without a network: every file but the zip itself.

The copy's own page of downloads offers no copy, so that no link in it leads nowhere, and its size can be told on the
published page. It is compressed once, from the artifacts in hand; beside them nothing but the zip is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sitegen.exports.archive import MEDIA_TYPE, archive
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PATH = "downloads/site.zip"
LARGEST = 256 * 1024 * 1024
"""The bytes of a site that may have a copy of itself: GitHub Pages hosts 1 GB in all, and files of 100 MB at most."""


class Page(Protocol):
    """Makes the page that offers the copy, or says how large the site is that has none."""

    def __call__(self, *, copy: Artifact | None = None, too_large: int = 0) -> Iterable[Artifact]:
        """The page in each language; the paths are those of the page without a copy."""


def with_copy(artifacts: Sequence[Artifact], page: Page) -> tuple[Artifact, ...]:
    """The artifacts with a copy of them all, unless they are too large, and with the page that says so."""
    size = sum(len(artifact.content) for artifact in artifacts)
    if size > LARGEST:
        return _with(artifacts, page(too_large=size))
    inside = sorted((artifact.path, artifact.content) for artifact in artifacts)
    copy = Artifact(PATH, MEDIA_TYPE, archive(inside))
    return (*_with(artifacts, page(copy=copy)), copy)


def _with(artifacts: Sequence[Artifact], pages: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """The artifacts with the pages in the places of those that have their paths."""
    new = {page.path: page for page in pages}
    return tuple(new.get(artifact.path, artifact) for artifact in artifacts)
