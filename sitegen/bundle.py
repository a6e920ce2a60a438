"""The whole site as one zip, to be read from a folder without a network: every file but the zip itself.

The copy's own page of downloads offers no copy, so that no link in it leads nowhere, and its size can be told on the
published page. It is compressed once, from the artifacts in hand; beside them nothing but the zip is held. What is the
same in every build may be compressed beforehand, while others do something else, and is kept for the next build.
"""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from sitegen.exports.archive import COMPRESSED, MEDIA_TYPE, NONE, archive, deflated
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

PATH = "downloads/site.zip"
LARGEST = 256 * 1024 * 1024
"""The bytes of a site that may have a copy of itself: GitHub Pages hosts 1 GB in all, and files of 100 MB at most."""
LEVEL = 4
"""Of compression: the usual one takes nearly twice the time, of every build, for a thirtieth less."""
END = b"\n"  # of the lengths of what was deflated beforehand, which are JSON in one line


class Page(Protocol):
    """Makes the page that offers the copy, or says how large the site is that has none."""

    def __call__(self, *, copy: Artifact | None = None, too_large: int = 0) -> Iterable[Artifact]:
        """The page in each language; the paths are those of the page without a copy."""


def with_copy(
    files: Iterable[tuple[str, int]],
    read: Callable[[str], bytes],
    page: Page,
    together: int = 1,
    known: Mapping[str, bytes] = NONE,
) -> Iterator[Artifact]:
    """The page of downloads, and a copy of all ``files`` with it, unless they are too large together.

    ``files`` are the paths and sizes of all others, which ``read`` gives the bytes of, one after another; so many are
    compressed ``together``; those that were deflated beforehand may be ``known``.
    """
    plain = {artifact.path: artifact.content for artifact in page()}
    others: list[str] = []
    size = sum(map(len, plain.values()))
    for path, own in files:
        if path not in plain:
            size += own
            if size <= LARGEST:  # else there will be no copy, and of as many files as there may be none is noted
                others.append(path)
    if size > LARGEST:
        yield from page(too_large=size)
        return
    inside = ((path, plain[path] if path in plain else read(path)) for path in sorted((*others, *plain)))
    copy = Artifact(PATH, MEDIA_TYPE, archive(inside, LEVEL, together, known))
    yield from page(copy=copy)
    yield copy


def beforehand(files: Iterable[Artifact]) -> bytes:
    """What a copy of the site has of these files, but for those that it has as they are: see :func:`unpacked`."""
    found = {file.path: deflated(file.content, LEVEL) for file in files if not file.path.endswith(COMPRESSED)}
    lengths = {path: len(content) for path, content in found.items()}
    return b"".join((json.dumps(lengths).encode(), END, *found.values()))


def unpacked(packed: bytes) -> dict[str, bytes]:
    """Of what was packed :func:`beforehand` the deflated content of each file, by its path."""
    head, _, rest = packed.partition(END)
    lengths: dict[str, int] = json.loads(head)
    ends = accumulate(lengths.values())
    return {path: rest[end - length : end] for (path, length), end in zip(lengths.items(), ends, strict=True)}
