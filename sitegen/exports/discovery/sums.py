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


def sums(files: Iterable[Listed]) -> Artifact:
    """A line for each file of a package, in the order of their paths, which are those from the root of the site."""
    found = sorted((file.path, file.sha256) for file in files if file.path.startswith(PACKAGES))
    return Artifact(PATH, "text/plain", "".join(f"{sha256}  {path}\n" for path, sha256 in found).encode())
