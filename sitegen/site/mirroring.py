"""The staged tree made the same as the published one, by links, wherever that is still as it was recorded."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.site.listing import above, joined, marks, stamp
from sitegen.site.paths import MARKER
from sitegen.site.putting import FILE, FOLDER, has_rights, is_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.site.listing import Tree

TOUCHED = -1
"""In place of the time of change of a folder that must be looked at again."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of each folder's files of a published tree that nobody has touched; whether it has nothing else."""

    lines: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What is known of each folder's files that both trees have; when each folder of the staged one changed."""

    lines: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=lambda: {"": TOUCHED})


def mirror(out: Path, staged: Path, found: Found, tree: Tree, spare: Tree | None) -> Mirrored:
    """Make the staged tree hold what was ``found`` of the published one by its record, and nothing else.

    The staged tree has each file as a hard link. ``spare`` is the record of the staged tree: if its folders are as they
    were, only what differs between the records is touched; if not, all of it is gone through, and what it has already
    is told by inodes.
    """
    if spare is not None and _is_untouched(staged, spare):
        folders = _follow(out, staged, found.lines, tree, spare)
    else:
        folders = _go_through(out, staged, found.lines, tree)
    return Mirrored(found.lines, folders)


def found_in(out: Path, tree: Tree) -> Found:
    """What the published tree holds of what was recorded."""
    is_whole = _is_untouched(out, tree)
    found: dict[str, str] = {}
    for path, folder in tree.folders.items():
        lines = folder.lines.split("\n") if folder.lines else []
        start = f"{out}/{path}/"
        own = [line for line in lines if _is_as_it_was(start, line)]
        is_whole = is_whole and len(own) == len(lines)
        found[path] = folder.lines if len(own) == len(lines) else "\n".join(own)
    return Found(found, is_whole)


def _is_as_it_was(start: str, line: str) -> bool:
    """Whether a file is what the line says of it; its folder is what the path begins with."""
    name, _, marked = line.partition(" ")
    try:
        found = os.lstat(start + name)
    except OSError:
        return False
    return marked.endswith(stamp(found)) and is_plain(found.st_mode)


def _is_untouched(root: Path, tree: Tree) -> bool:
    """Whether every folder has the entries that it had: a new one, or one less, changes its time."""
    start = f"{root}/"
    try:
        for path, folder in tree.folders.items():
            found = os.lstat(start + path)
            is_folder = stat.S_ISDIR(found.st_mode) and has_rights(found.st_mode, FOLDER)
            if found.st_mtime_ns != folder.changed or not is_folder:
                return False
    except OSError:
        return False
    return True


def _follow(out: Path, staged: Path, files: Mapping[str, str], tree: Tree, spare: Tree) -> dict[str, int]:
    """Turn the staged tree, which is as ``spare`` says, into a mirror of these files; its folders afterwards."""
    folders = {path: folder.changed for path, folder in spare.folders.items()}
    before = spare.lines
    differ = [path for path in {**before, **files} if before.get(path, "") != files.get(path, "")]
    for path in differ:
        for name in _only(before.get(path, ""), files.get(path, "")):
            os.unlink(f"{staged}/{path}/{name}")  # noqa: PTH108
            folders[path] = TOUCHED
    for path in sorted(spare.folders.keys() - tree.folders.keys(), reverse=True):
        os.rmdir(f"{staged}/{path}")  # noqa: PTH106
        del folders[path]
        folders[above(path)] = TOUCHED
    for path in sorted(tree.folders.keys() - spare.folders.keys()):
        _make(f"{staged}/{path}")
        folders[path] = folders[above(path)] = TOUCHED
    for path in differ:
        for name in _only(files.get(path, ""), before.get(path, "")):
            _link(f"{out}/{path}/{name}", f"{staged}/{path}/{name}")
            folders[path] = TOUCHED
    return folders


def _only(lines: str, others: str) -> list[str]:
    """The names of the files of which only the first says this."""
    return [line.partition(" ")[0] for line in set(lines.split("\n")).difference(others.split("\n")) if line]


def _go_through(out: Path, staged: Path, files: Mapping[str, str], tree: Tree) -> dict[str, int]:
    """Turn the staged tree, whatever it holds, into a mirror of these files; its folders afterwards."""
    for folder in sorted(tree.folders):
        place = f"{staged}/{folder}/"
        missing = {name: int(marked.rpartition(" ")[2]) for name, marked in marks(files.get(folder, "")).items()}
        _clear(place, folder, missing, tree)
        for name in missing:
            _link(f"{out}/{folder}/{name}", place + name)
    return dict.fromkeys(tree.folders, TOUCHED)


def _clear(place: str, folder: str, wanted: dict[str, int], tree: Tree) -> None:
    """Take out of a staged folder, made if need be, what it should not have, and out of ``wanted`` what it has."""
    if not os.path.isdir(place):  # noqa: PTH112
        _make(place)
        return
    os.chmod(place, FOLDER)  # noqa: PTH101
    with os.scandir(place) as entries:
        found = list(entries)
    for entry in found:
        if wanted.get(entry.name) == entry.inode():
            del wanted[entry.name]
        elif not entry.is_dir(follow_symlinks=False):
            os.unlink(entry.path)  # noqa: PTH108
        elif joined(folder, entry.name) not in tree.folders:
            shutil.rmtree(entry.path)


def has_links(out: Path, folder: Path) -> bool:
    """Whether files of a site can be linked from the other folder, so that a mirror of it takes no room."""
    trial = folder / MARKER
    try:
        os.link(out / MARKER, trial, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    os.unlink(trial)  # noqa: PTH108
    return True


def _make(folder: str) -> None:
    os.mkdir(folder, FOLDER)  # noqa: PTH102
    os.chmod(folder, FOLDER)  # noqa: PTH101  whatever the umask


def _link(source: str, target: str) -> None:
    """Let the target be the same file as the source, or a copy where the file system knows no links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copyfile(source, target, follow_symlinks=False)
        os.chmod(target, FILE)  # noqa: PTH101
