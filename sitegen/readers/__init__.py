"""Readers: one module per input type, picked by content and not by name.

A reader module has ``MEDIA_TYPE``, ``accepts(head) -> bool`` and ``read(source, content) -> Document``; the first that
accepts a file reads it.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sitegen.folders import below
from sitegen.model import Document, Source
from sitegen.readers.decoding import TOO_LARGE, UNKNOWN_FORMAT, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

__all__ = ["NoFileError", "UnreadableError", "discover", "every", "open_source", "read"]

LARGEST = 20 * 1024 * 1024
HEAD = 4096
SIDECAR = ".toml"


@cache
def every() -> tuple[ModuleType, ...]:
    """The readers; loaded when a file is read, as the process that has others read them needs none."""
    from sitegen.readers import doc, docx, html, pdf, sheets, text  # noqa: PLC0415

    return (sheets, docx, doc, pdf, html, text)


class NoFileError(OSError):
    """What is to be read is a link, a pipe or a device, and no file of its own."""


def discover(path: Path) -> tuple[Path, ...]:
    """What is to be read at or below a path in order of name: no folders, no hidden files, no sidecars.

    A link below it is there, so that it is told of, but leads nowhere: it is never followed.
    """
    if path.is_file():
        return (path.resolve() if path.is_symlink() else path,)
    return tuple(sorted(path / found for found in below(path)))


def open_source(path: Path, name: str) -> tuple[Source, bytes]:
    """A file's bytes and what they are; ``name`` is the path to show.

    Links, pipes and devices are not opened: they lead out of the folder, or never end.
    """
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise NoFileError
    if found.st_size > LARGEST:
        return Source(name, "application/octet-stream", "", found.st_size), b""
    content = path.read_bytes()
    reader = _reader(content[:HEAD])
    kind = reader.MEDIA_TYPE if reader else "application/octet-stream"
    return Source(name, kind, hashlib.sha256(content).hexdigest(), len(content)), content


def read(source: Source, content: bytes) -> Document:
    """The document of a file; :class:`UnreadableError` says why there is none."""
    if source.size > LARGEST:
        raise UnreadableError(TOO_LARGE)
    reader = _reader(content[:HEAD])
    if reader is None:
        raise UnreadableError(UNKNOWN_FORMAT)
    if source.media_type != reader.MEDIA_TYPE:
        source = replace(source, media_type=reader.MEDIA_TYPE)
    document: Document = reader.read(source, content)
    return document


@lru_cache(maxsize=1)
def _reader(head: bytes) -> ModuleType | None:
    """Who reads a file that begins so; a file is asked for twice, one after the other."""
    return next((reader for reader in every() if reader.accepts(head)), None)
