"""The staged tree held against the list of what the site is: no file more, none less, each readable by a web server."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.site.listing import Known, Tree, is_marked, mark, stamp
from sitegen.site.mirroring import TOUCHED
from sitegen.site.paths import folders_of
from sitegen.site.putting import FOLDER, has_rights, is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sitegen.site.mirroring import Mirrored
from sitegen.site.putting import Written


@dataclass(frozen=True, slots=True)
class Settled:
    """A staged tree as it is now, the files and folders in it that changed, and what is wrong with it."""

    tree: Tree
    changed: dict[str, None] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def settle(staged: Path, files: Mapping[str, Written], same: Iterable[str], before: Mirrored) -> Settled:
    """Take out of the staged tree what only the site before it had, and hold the rest against the files of the site.

    These are ``files``, and at other paths the ``same`` as before. Folders in which nothing has changed since the tree
    was mirrored hold what they held, and are not read again.
    """
    found = Settled(Tree([], {}))
    known = before.files
    stay = {path: known.get(path, "") for path in same}
    new = {path for path, file in files.items() if not is_marked(known.get(path), file)}
    new |= {path for path, marked in stay.items() if not marked}  # which is not what it is said to be
    site = dict.fromkeys((*files, *stay))
    needed = folders_of(site)
    again = {_above(path) for path in new}
    for path in known.keys() - site.keys():
        if path not in needed:  # or a folder has taken its place
            with suppress(FileNotFoundError, NotADirectoryError):  # or a file has taken that of its folder
                os.unlink(f"{staged}/{path}")  # noqa: PTH108
        again.add(_above(path))
        found.changed[_above(path)] = None
    those = Known({path: marked for path, marked in stay.items() if marked})
    seen = _read_again(staged, lambda path: files.get(path) or those.get(path), before, again, found)
    missing = {path for path in site if (path in new or _above(path) in again) and path not in seen}
    found.problems.extend(f"{path}: listed, but not there" for path in site if path in missing)
    found.tree.lines.extend([f"{path} {seen.get(path) or known[path]}" for path in site if path not in missing])
    _drop_empty(staged, needed, found)
    for folder in found.tree.folders:
        if folder in again or folder in found.changed:
            found.tree.folders[folder] = os.lstat(f"{staged}/{folder}").st_mtime_ns
    for path in [one for one in found.changed if one not in site and one not in found.tree.folders]:
        del found.changed[path]  # what is gone is told by what it was in
        found.changed[""] = None
    return found


def _read_again(
    staged: Path, wanted: Callable[[str], Written | None], before: Mirrored, again: set[str], found: Settled
) -> dict[str, str]:
    """The marks of the files in folders that may have changed, which are ``again`` afterwards; notes all folders.

    ``wanted`` says what is to be at a path.
    """
    seen: dict[str, str] = {}
    folders = dict(before.folders)
    while folders:
        folder, changed = folders.popitem()
        try:
            state = os.lstat(f"{staged}/{folder}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        if not stat.S_ISDIR(state.st_mode):
            continue
        found.tree.folders[folder] = state.st_mtime_ns
        if not has_rights(state.st_mode, FOLDER):
            os.chmod(f"{staged}/{folder}", FOLDER)  # noqa: PTH101
        if state.st_mtime_ns == changed and folder not in again:
            continue
        again.add(folder)
        with os.scandir(f"{staged}/{folder}") as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path not in found.tree.folders and path not in folders:
                        folders[path] = TOUCHED
                elif file := wanted(path):
                    seen[path] = _mark(entry, file, before.files.get(path), found)
                else:
                    found.problems.append(f"{path}: there, but not listed")
    return seen


def _mark(entry: os.DirEntry[str], file: Written, before: str | None, found: Settled) -> str:
    """The mark of a file that is there; a new one is taken for what it is listed as, if it can be that."""
    is_known = is_marked(before, file)
    if before is not None and is_known and before.endswith(f" {entry.inode()}"):
        return before
    state = entry.stat(follow_symlinks=False)
    found.changed[file.path] = None
    if not is_plain(state.st_mode):
        found.problems.append(f"{file.path}: no plain file that a web server can read")
    elif state.st_size != file.size or (before is not None and not is_known and before.endswith(stamp(state))):
        found.problems.append(f"{file.path}: not what it is listed as")
    return mark(file, state)


def _drop_empty(staged: Path, needed: set[str], found: Settled) -> None:
    """Remove the folders in which there is nothing of the site."""
    for folder in sorted(found.tree.folders.keys() - needed, reverse=True):
        if not found.problems:
            os.rmdir(f"{staged}/{folder}")  # noqa: PTH106
        del found.tree.folders[folder]
        found.changed[_above(folder)] = None


def _above(path: str) -> str:
    return path.rpartition("/")[0]
