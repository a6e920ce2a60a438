"""Which paths a file of the site may have, so that they mean the same on every file system and every host."""

from __future__ import annotations

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
    every = list(paths)
    if not every:
        return
    lower = "\n".join(every).lower().split("\n")  # some file systems do not tell upper from lower case
    unique = set(lower)
    if len(unique) == len(every) and unique.isdisjoint(folders_of(lower)):
        return
    folded: dict[str, str] = {}
    for path in every:
        if other := folded.get(path.lower()):
            message = f"two artifacts for one path: {other} and {path}"
            raise SiteError(message)
        folded[path.lower()] = path
    for folder in sorted(unique.intersection(folders_of(lower))):
        below = next(path for path in every if path.lower().startswith(folder + "/"))
        message = f"{folded[folder]} cannot be a file and the folder of {below}"
        raise SiteError(message)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that one of the files lies in, near or far; the root is ``""``."""
    found = {""}
    for folder in {path.rpartition("/")[0] for path in paths}:
        above = folder
        while above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found
