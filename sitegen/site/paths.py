"""Which paths a file of the site may have, so that they mean the same on every file system and every host."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from sitegen.site.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}")
SOUND = re.compile(rf"{SEGMENT.pattern}(?:/{SEGMENT.pattern})*+")
LONGEST = 800  # with the folder of the site, some file systems take 1,024
MARKER = ".nojekyll"  # every site has it: what lacks it is no site, and is never replaced


def sound(path: str) -> str:
    """The path, if it is one for a file of the site."""
    if path != MARKER and (len(path) > LONGEST or not SOUND.fullmatch(path)):
        message = f"{path[:LONGEST]!r} is no path for a file of the site"
        raise SiteError(message)
    return path


def distinct(paths: Iterable[str]) -> None:
    """Refuse paths in each other's way: the same one twice, in other letters, or a file where a folder is."""
    folded: dict[str, str] = {}
    for path in paths:
        if other := folded.get(path.casefold()):  # some file systems do not tell upper from lower case
            message = f"two artifacts for one path: {other} and {path}"
            raise SiteError(message)
        folded[path.casefold()] = path
    folders: set[str] = set()
    for below, path in folded.items():
        parent = posixpath.dirname(below)
        while parent and parent not in folders:
            if parent in folded:
                message = f"{folded[parent]} cannot be a file and the folder of {path}"
                raise SiteError(message)
            folders.add(parent)
            parent = posixpath.dirname(parent)
