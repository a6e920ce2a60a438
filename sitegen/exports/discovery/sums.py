"""The SHA-256 of every file of the data packages, in the form that ``sha256sum --check`` reads.

One signature of this file vouches for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.listing import Listed

PATH = "SHA256SUMS"
PACKAGES = "data/"
BEFORE = 66  # bytes of a line before the path: the hash and two spaces


def lines(files: Iterable[Listed]) -> bytes:
    """A line for each of the files that are of a package, in the order of their paths, as from the root of the site."""
    found = sorted((file.path, file.sha256) for file in files if file.path.startswith(PACKAGES))
    return "".join(f"{sha256}  {path}\n" for path, sha256 in found).encode()


def sums(parts: Iterable[bytes]) -> Artifact:
    """The lines of all parts, in the order of their paths."""
    found = sorted((line for part in parts for line in part.splitlines(keepends=True)), key=_path)
    return Artifact(PATH, "text/plain", b"".join(found))


def _path(line: bytes) -> bytes:
    return line[BEFORE:-1]
