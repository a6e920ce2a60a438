"""The whole site as one zip, to be read from a folder without a network: every file but the zip itself.

The copy's own page of downloads offers no copy, so that no link in it leads nowhere, and its size can be told on the
published page. It is compressed once, from the artifacts in hand; beside them nothing but the zip is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sitegen.exports.archive import MEDIA_TYPE, archive
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PATH = "downloads/site.zip"
LARGEST = 256 * 1024 * 1024
"""The bytes of a site that may have a copy of itself: GitHub Pages hosts 1 GB in all, and files of 100 MB at most."""


class Page(Protocol):
    """Makes the page that offers the copy, or says how large the site is that has none."""

    def __call__(self, *, copy: Artifact | None = None, too_large: int = 0) -> Iterable[Artifact]:
        """The page in each language; the paths are those of the page without a copy."""


def with_copy(
    files: Iterable[tuple[str, int]], read: Callable[[str], bytes], page: Page, together: int = 1
) -> Iterator[Artifact]:
    """The page of downloads, and a copy of all ``files`` with it, unless they are too large together.

    ``files`` are the paths and sizes of all others, which ``read`` gives the bytes of, one after another; so many are
    compressed ``together``.
    """
    plain = {artifact.path: artifact.content for artifact in page()}
    sizes = {path: size for path, size in files if path not in plain}
    size = sum(sizes.values()) + sum(map(len, plain.values()))
    if size > LARGEST:
        yield from page(too_large=size)
        return
    inside = ((path, plain[path] if path in plain else read(path)) for path in sorted((*sizes, *plain)))
    copy = Artifact(PATH, MEDIA_TYPE, archive(inside, together=together))
    yield from page(copy=copy)
    yield copy
