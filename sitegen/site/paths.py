"""Which paths a file of the site may have, so that they mean the same on every file system and every host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.site.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
    names: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        names.setdefault(folder, []).append(name)
    distinct_within(names, folders_of(names), lambda folder: names.get(folder, ()))


def distinct_within(folders: Iterable[str], every: Iterable[str], names: Callable[[str], Iterable[str]]) -> None:
    """The same for the files of some folders, of ``every`` that the site has; ``names`` are those of their files."""
    alike: dict[str, list[str]] = {}  # some file systems do not tell upper from lower case
    for folder in every:
        alike.setdefault(folder.lower(), []).append(folder)
    for lower in {folder.lower() for folder in folders}:
        found: dict[str, str] = {}
        for folder, name in ((one, name) for one in alike.get(lower, ()) for name in names(one)):
            path, short = f"{folder}/{name}".lstrip("/"), name.lower()
            if short in found:
                message = f"two artifacts for one path: {found[short]} and {path}"
                raise SiteError(message)
            found[short] = path
            if below := alike.get(f"{lower}/{short}".lstrip("/")):
                message = f"{path} cannot be a file and the folder of what is in {below[0]}"
                raise SiteError(message)


def folders_of(some: Iterable[str]) -> set[str]:
    """These folders, and every one that one of them lies in, near or far; the root is ``""``."""
    found = {""}
    for folder in some:
        above = folder
        while above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found
