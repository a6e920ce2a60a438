"""Readers: one module per input type, picked by content and not by name.

A reader module has ``MEDIA_TYPE``, ``accepts(head) -> bool`` and ``read(source, content) -> Document``; the first that
accepts a file reads it.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sitegen.model import Document, Source
from sitegen.readers.decoding import TOO_LARGE, UNKNOWN_FORMAT, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

__all__ = ["NoFileError", "UnreadableError", "discover", "every", "open_source", "read"]

LARGEST = 20 * 1024 * 1024
HEAD = 4096


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
    return tuple(
        found
        for found in sorted(path.rglob("*"))
        if (found.is_symlink() or not found.is_dir())
        and not any(part.startswith(".") for part in found.relative_to(path).parts)
        and not (found.suffix == ".toml" and found.with_suffix("").is_file())
    )


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
    kind = next((r.MEDIA_TYPE for r in every() if r.accepts(content[:HEAD])), "application/octet-stream")
    return Source(name, kind, hashlib.sha256(content).hexdigest(), len(content)), content


def read(source: Source, content: bytes) -> Document:
    """The document of a file; :class:`UnreadableError` says why there is none."""
    if source.size > LARGEST:
        raise UnreadableError(TOO_LARGE)
    for reader in every():
        if reader.accepts(content[:HEAD]):
            document: Document = reader.read(replace(source, media_type=reader.MEDIA_TYPE), content)
            return document
    raise UnreadableError(UNKNOWN_FORMAT)
