"""The staged tree made the same as the published one, by links, wherever that is still as it was recorded."""

from __future__ import annotations

import os
import shutil
import signal
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen import forking
from sitegen.site.listing import stamp
from sitegen.site.paths import MARKER
from sitegen.site.putting import FILE, FOLDER, has_rights, is_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.site.listing import Tree

MANY = 10_000  # files; to look at fewer takes no longer than to start a process
TOUCHED = -1
"""In place of the time of change of a folder that must be looked at again."""


@dataclass(frozen=True, slots=True)
class Found:
    """The marks of the files of a published tree that nobody has touched; ``is_whole`` if it has nothing else."""

    files: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Mirrored:
    """The marks of the files that both trees have, and the folders of the staged one with their times of change."""

    files: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=lambda: {"": TOUCHED})


def mirror(out: Path, staged: Path, found: Found, tree: Tree, spare: Tree | None) -> Mirrored:
    """Make the staged tree hold what was ``found`` of the published one by its record, and nothing else.

    The staged tree has each file as a hard link. ``spare`` is the record of the staged tree: if its folders are as they
    were, only what differs between the records is touched; if not, all of it is gone through, and what it has already
    is told by inodes.
    """
    files = found.files
    if spare is not None and _is_untouched(staged, spare):
        lines = tree.lines if found.is_whole else [f"{path} {marked}" for path, marked in files.items()]
        folders = _follow(out, staged, lines, tree, spare)
    else:
        folders = _go_through(out, staged, files, tree)
    return Mirrored(files, folders)


class Look:
    """A look at what a published tree holds of what was recorded.

    A file counts as it was if size, time of change, inode and rights are. Of a large tree another process finds out
    whether all is as it was, as it mostly is: meanwhile this one can do something else.
    """

    def __init__(self, out: Path, tree: Tree) -> None:
        """Begin to look."""
        self._out, self._tree = out, tree
        self._other = _looking(out, tree) if len(tree.lines) >= MANY and forking.is_safe() else 0

    @cached_property
    def found(self) -> Found:
        """What it holds."""
        if self._other and self._is_whole():
            return Found(self._tree.files, is_whole=True)
        return found_in(self._out, self._tree)

    def end(self) -> None:
        """Let nobody look any more."""
        if self._other:
            with suppress(ProcessLookupError):
                os.kill(self._other, signal.SIGKILL)
            self._is_whole()

    def _is_whole(self) -> bool:
        """What the other process has to say, once."""
        other, self._other = self._other, 0
        try:
            return os.waitpid(other, 0)[1] == 0
        except ChildProcessError:  # somebody else has heard it
            return False


def _looking(out: Path, tree: Tree) -> int:
    """The number of a process that ends with 0 if the tree is as it was."""
    parent = os.getpid()
    if process := os.fork():
        return process
    status = 1
    try:
        forking.begin(parent)
        status = 0 if found_in(out, tree).is_whole else 1
    finally:
        os._exit(status)


def found_in(out: Path, tree: Tree) -> Found:
    """What the published tree holds of what was recorded."""
    is_whole = _is_untouched(out, tree)
    files: dict[str, str] = {}
    start = f"{out}/"
    lstat = os.lstat
    for line in tree.lines:
        path, _, marked = line.partition(" ")
        try:
            found = lstat(start + path)
        except OSError:
            continue
        if marked.endswith(stamp(found)) and is_plain(found.st_mode):
            files[path] = marked
    return Found(files, is_whole and len(files) == len(tree.lines))


def _is_untouched(root: Path, tree: Tree) -> bool:
    """Whether every folder has the entries that it had: a new one, or one less, changes its time."""
    start = f"{root}/"
    try:
        for folder, changed in tree.folders.items():
            found = os.lstat(start + folder)
            is_folder = stat.S_ISDIR(found.st_mode) and has_rights(found.st_mode, FOLDER)
            if found.st_mtime_ns != changed or not is_folder:
                return False
    except OSError:
        return False
    return True


def _follow(out: Path, staged: Path, files: list[str], tree: Tree, spare: Tree) -> dict[str, int]:
    """Turn the staged tree, which is as ``spare`` says, into a mirror of these lines; its folders afterwards."""
    folders = dict(spare.folders)
    for line in set(spare.lines).difference(files):
        path = line.partition(" ")[0]
        os.unlink(f"{staged}/{path}")  # noqa: PTH108
        folders[_above(path)] = TOUCHED
    for folder in sorted(spare.folders.keys() - tree.folders.keys(), reverse=True):
        os.rmdir(f"{staged}/{folder}")  # noqa: PTH106
        del folders[folder]
        folders[_above(folder)] = TOUCHED
    for folder in sorted(tree.folders.keys() - spare.folders.keys()):
        _make(f"{staged}/{folder}")
        folders[folder] = folders[_above(folder)] = TOUCHED
    for line in set(files).difference(spare.lines):
        path = line.partition(" ")[0]
        _link(f"{out}/{path}", f"{staged}/{path}")
        folders[_above(path)] = TOUCHED
    return folders


def _go_through(out: Path, staged: Path, files: Mapping[str, str], tree: Tree) -> dict[str, int]:
    """Turn the staged tree, whatever it holds, into a mirror of these files; its folders afterwards."""
    wanted: dict[str, dict[str, int]] = {folder: {} for folder in tree.folders}
    for path, marked in files.items():
        wanted[_above(path)][path.rpartition("/")[2]] = int(marked.rpartition(" ")[2])
    for folder in sorted(tree.folders):
        place = f"{staged}/{folder}/"
        missing = wanted[folder]
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
        elif f"{folder}/{entry.name}".lstrip("/") not in tree.folders:
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


def _above(path: str) -> str:
    return path.rpartition("/")[0]


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
