"""One file put into the staged site, from whatever process makes it."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.site.errors import SiteError, told
from sitegen.site.paths import sound

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Artifact

FILE, FOLDER = 0o644, 0o755
"""Rights under which a web server can read."""
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
OLD = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site: its path, its size in bytes, its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


def put(folder: Path, artifact: Artifact) -> Written:
    """Put the artifact into the staged site and return what it is; equal bytes that are there already stay.

    Any process may call this, with ``Staging.folder``. A file that is there may be a hard link to one of the published
    site: it is taken away and made anew, never written to. The staged site is nobody's yet, so that half a file harms
    nothing; it is not published before all of it is found whole.
    """
    path, content = sound(artifact.path), artifact.content
    file = os.path.join(folder, path)  # noqa: PTH118  called for every file: a Path costs as much as the writing
    with told(folder):
        try:
            handle = os.open(file, NEW, FILE)
        except FileExistsError:
            if _holds(file, content):
                return Written(path, len(content), artifact.sha256)
            _remove(file)
            handle = os.open(file, NEW, FILE)
        except (FileNotFoundError, NotADirectoryError):
            make_folders(folder, os.path.dirname(path))  # noqa: PTH120
            handle = os.open(file, NEW, FILE)
        _fill(handle, file, content)
    return Written(path, len(content), artifact.sha256)


def make_folders(root: Path, folder: str) -> None:
    """Make a folder of the site and those above it, where they are not; not that of the site itself."""
    if not folder:
        if not root.is_dir():
            message = f"{root} is gone: the build that it belonged to has ended"
            raise SiteError(message)
        return
    place = os.path.join(root, folder)  # noqa: PTH118  called for every page, as above
    if _is_folder(place):
        return
    make_folders(root, os.path.dirname(folder))  # noqa: PTH120
    try:
        os.mkdir(place, FOLDER)  # noqa: PTH102
    except FileExistsError:
        if _is_folder(place):  # another process was faster
            return
        os.unlink(place)  # noqa: PTH108  a file of the site before this one, where this one has a folder
        os.mkdir(place, FOLDER)  # noqa: PTH102
    os.chmod(place, FOLDER)  # noqa: PTH101


def _is_folder(place: str) -> bool:
    """Whether a folder is there, and no link to one."""
    try:
        return stat.S_ISDIR(os.lstat(place).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _fill(handle: int, file: str, content: bytes) -> None:
    """Write all of the content; what cannot be written whole is taken away again."""
    try:
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(handle, FILE)
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(file)  # noqa: PTH108
        error.filename = error.filename or file
        raise


def _holds(file: str, content: bytes) -> bool:
    """Whether a file of these bytes and of the right kind is there."""
    found = os.lstat(file)
    if not is_plain(found.st_mode) or found.st_size != len(content):
        return False
    handle = os.open(file, OLD)
    with os.fdopen(handle, "rb") as stream:
        return stream.read() == content


def is_plain(mode: int) -> bool:
    """Whether it is a file that a web server can read, and nothing else."""
    return mode == stat.S_IFREG | FILE or (os.name == "nt" and stat.S_ISREG(mode))


def has_rights(mode: int, wanted: int) -> bool:
    """Whether a file or folder has exactly these rights, where the system knows any."""
    return os.name == "nt" or stat.S_IMODE(mode) == wanted


def _remove(file: str) -> None:
    """Take away a file, or the folder of a site before this one where this one has a file."""
    try:
        os.unlink(file)  # noqa: PTH108
    except (IsADirectoryError, PermissionError):
        if not os.path.isdir(file):  # noqa: PTH112
            raise
        shutil.rmtree(file)
