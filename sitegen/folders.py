"""What lies in a folder of evidence: names of files, for which no reader need be loaded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIDECAR = ".toml"


def below(folder: str | os.PathLike[str], within: str = "") -> Iterator[str]:
    """What is to be read below a folder, as paths from there, in no order; a folder that cannot be read has nothing.

    A collection has tens of thousands of files, and each build looks at all of them: they are told of by their folder.
    """
    try:
        with os.scandir(folder) as found:
            entries = {entry.name: entry for entry in found if not entry.name.startswith(".")}
    except OSError:
        return
    for name, entry in entries.items():
        if entry.is_dir(follow_symlinks=False):
            yield from below(entry.path, f"{within}{name}{os.sep}")
        elif not ((of := name.removesuffix(SIDECAR)) != name and of in entries and entries[of].is_file()):
            yield within + name


def shown(path: str | os.PathLike[str]) -> str:
    """The name of a file to show, with forward slashes; bytes that are no text are written as numbers."""
    return os.fspath(path).replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
