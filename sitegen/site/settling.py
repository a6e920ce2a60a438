"""The staged tree held against the list of what the site is: no file more, none less, each readable by a web server.

A site has very many files. So they are gone through folder by folder, and between that only lines are held.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.site.exchange import FEW
from sitegen.site.listing import Folder, Tree, above, joined, mark, marks, stamp
from sitegen.site.mirroring import TOUCHED
from sitegen.site.paths import distinct_within, folders_of
from sitegen.site.putting import FOLDER, has_rights, is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.site.mirroring import Mirrored
    from sitegen.site.putting import Written


class Wanted:
    """The files that the site is to have, by folder: those listed, and of those before all but what is ``gone``.

    Where nothing is said of what is gone, all is that is not listed again.
    """

    def __init__(self, files: Iterable[Written], gone: Iterable[str] | None, before: Mapping[str, str]) -> None:
        """List the files; ``before`` is what is known of each folder's files in the staged tree."""
        self._before, self._stay = before, gone is not None
        self._listed: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._gone: defaultdict[str, set[str]] = defaultdict(set)
        for file in files:
            folder, _, name = file.path.rpartition("/")
            self._listed[folder] += f"{name} {file.sha256} {file.size}\n".encode()
        for path in gone or ():
            folder, _, name = path.rpartition("/")
            self._gone[folder].add(name)

    @property
    def folders(self) -> set[str]:
        """The folders in which there may be another file than before."""
        return {*self._listed, *(self._gone if self._stay else self._before)}

    def named(self, folder: str) -> Iterator[str]:
        """The names of the files of a folder; what is listed twice comes twice."""
        if self._stay:
            listed = {line.partition(" ")[0] for line in self._lines(folder)}
            gone = self._gone.get(folder, set()) | listed
            yield from (name for name in marks(self._before.get(folder, "")) if name not in gone)
        yield from (line.partition(" ")[0] for line in self._lines(folder))

    def within(self, folder: str) -> dict[str, str]:
        """The files of a folder: SHA-256 and size by name."""
        found: dict[str, str] = {}
        if self._stay:
            gone = self._gone.get(folder, set())
            found = {name: what for name, what in whats(self._before.get(folder, "")).items() if name not in gone}
        return found | dict(_two(line) for line in self._lines(folder))

    def _lines(self, folder: str) -> list[str]:
        return self._listed[folder].decode().splitlines() if folder in self._listed else []


@dataclass(frozen=True, slots=True)
class Settled:
    """A staged tree as it is now, files and folders of it that changed, and what is wrong with it.

    Of very many changes it is enough to know that there are.
    """

    folders: dict[str, Folder] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def tree(self) -> Tree:
        """The tree."""
        return Tree(self.folders)

    def change(self, path: str) -> None:
        """Take note of a file or folder that changed."""
        if len(self.changed) <= FEW:
            self.changed[path] = None


def settle(staged: str, wanted: Wanted, before: Mirrored) -> Settled:
    """Take out of the staged tree what only the site before it had, and hold the rest against what is wanted.

    Folders in which nothing has changed since the tree was mirrored hold what they held, and are not read again.
    """
    found, known = Settled(), before.lines
    again: dict[str, bool] = {}  # whether there is to be a file at all
    for folder in wanted.folders:
        if (own := wanted.within(folder)) != whats(known.get(folder, "")):
            again[folder] = bool(own)
    full = (folder for folder, lines in known.items() if lines and folder not in again)
    needed = folders_of((*full, *(folder for folder, is_full in again.items() if is_full)))
    come = {above(folder) for folder in needed if folder and folder not in before.folders}
    distinct_within(wanted.folders | come, needed, wanted.named)
    for folder in again.keys() & known.keys():
        for name in marks(known[folder]).keys() - wanted.within(folder).keys():
            if joined(folder, name) not in needed:  # or a folder has taken its place
                with suppress(FileNotFoundError, NotADirectoryError):  # or a file has taken that of its folder
                    os.unlink(f"{staged}/{joined(folder, name)}")  # noqa: PTH108
            found.change(folder)
    _read_again(staged, wanted, before, again, found)
    for folder in {*wanted.folders, *known} - found.folders.keys():
        found.problems.extend(f"{joined(folder, name)}: listed, but not there" for name in wanted.within(folder))
    _drop_empty(staged, needed, found)
    return found


def _read_again(staged: str, wanted: Wanted, before: Mirrored, again: Mapping[str, bool], found: Settled) -> None:
    """Find out what each folder holds that may have changed; the others hold what they held."""
    folders = dict(before.folders)
    while folders:
        folder, changed = folders.popitem()
        try:
            state = os.lstat(f"{staged}/{folder}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        lines = before.lines.get(folder, "")
        if state.st_mtime_ns == changed and state.st_mode == stat.S_IFDIR | FOLDER and folder not in again:
            found.folders[folder] = Folder(changed, lines)
            continue
        if not stat.S_ISDIR(state.st_mode):
            continue
        if not has_rights(state.st_mode, FOLDER):
            os.chmod(f"{staged}/{folder}", FOLDER)  # noqa: PTH101
        if state.st_mtime_ns != changed or folder in again:
            lines, below = _read(f"{staged}/{folder}", folder, wanted.within(folder), marks(lines), found)
            folders |= {path: TOUCHED for path in below if path not in found.folders and path not in folders}
        found.folders[folder] = Folder(state.st_mtime_ns, lines)


def _read(
    place: str, folder: str, wanted: Mapping[str, str], before: Mapping[str, str], found: Settled
) -> tuple[str, list[str]]:
    """What a folder holds: a line for each file, and the paths of its folders."""
    lines, below, missing = [], [], dict(wanted)
    with os.scandir(place) as entries:
        for entry in entries:
            path = joined(folder, entry.name)
            if entry.is_dir(follow_symlinks=False):
                below.append(path)
            elif what := missing.pop(entry.name, ""):
                lines.append(f"{entry.name} {_mark(entry, path, what, before.get(entry.name), found)}")
            else:
                found.problems.append(f"{path}: there, but not listed")
    found.problems.extend(f"{joined(folder, name)}: listed, but not there" for name in missing)
    return "\n".join(sorted(lines)), below


def _mark(entry: os.DirEntry[str], path: str, what: str, before: str | None, found: Settled) -> str:
    """The mark of a file that is there; a new one is taken for what it is listed as, if it can be that."""
    is_known = before is not None and before.startswith(f"{what} ")
    if before is not None and is_known and before.endswith(f" {entry.inode()}"):
        return before
    state = entry.stat(follow_symlinks=False)
    found.change(path)
    if not is_plain(state.st_mode):
        found.problems.append(f"{path}: no plain file that a web server can read")
    elif f"{state.st_size}" != what.partition(" ")[2] or (
        before is not None and not is_known and before.endswith(stamp(state))
    ):
        found.problems.append(f"{path}: not what it is listed as")
    return mark(what, state)


def _drop_empty(staged: str, needed: set[str], found: Settled) -> None:
    """Remove the folders in which there is nothing of the site."""
    empty = sorted(found.folders.keys() - needed, reverse=True)
    for folder in empty:
        if not found.problems:
            os.rmdir(f"{staged}/{folder}")  # noqa: PTH106
        del found.folders[folder]
        found.changed.pop(folder, None)
    for folder in {above(one) for one in empty} & found.folders.keys():
        found.folders[folder] = found.folders[folder]._replace(changed=os.lstat(f"{staged}/{folder}").st_mtime_ns)
        found.change(folder)


def whats(lines: str) -> dict[str, str]:
    """The files of a folder, of which this is said: SHA-256 and size by name."""
    return {name: " ".join(marked.split(" ", 2)[:2]) for name, marked in marks(lines).items()}


def _two(line: str) -> tuple[str, str]:
    name, _, what = line.partition(" ")
    return name, what
